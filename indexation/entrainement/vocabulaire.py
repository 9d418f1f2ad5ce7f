"""Le pliage des textes et le vocabulaire WordPiece, tous deux rangés dans tokenizer.json."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

INCONNU = "[UNK]"
SUITE = "##"
"""Le préfixe des morceaux qui continuent un mot."""
ALPHABET = 200
"""Signes gardés ; les autres (emojis rares, autres écritures) sont inconnus."""

APOSTROPHES = "[\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`]"
TIRETS = "[\u2010-\u2015\u2212]"
INVISIBLES = "[\u00ad\u200b-\u200f\u2060\ufeff]"
BLANCS = r"[\s\u00a0\u2007\u202f]+"


def normaliseur(*, accents: bool = False) -> normalizers.Normalizer:
    """Le pliage : apostrophes, tirets et blancs unifiés, ligatures ouvertes, minuscules, accents ôtés."""
    etapes: list[normalizers.Normalizer] = [
        normalizers.Replace(Regex(INVISIBLES), ""),
        normalizers.Replace(Regex(APOSTROPHES), "'"),
        normalizers.Replace(Regex(TIRETS), "-"),
        normalizers.Replace(Regex(BLANCS), " "),
        normalizers.Lowercase(),
        normalizers.Replace("œ", "oe"),
        normalizers.Replace("æ", "ae"),
    ]
    if accents:
        etapes.append(normalizers.NFKC())
    else:
        etapes += [normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase()]
    return normalizers.Sequence(etapes)


def decoupeur_de(vocabulaire: dict[str, int], *, accents: bool = False) -> Tokenizer:
    """Le découpeur WordPiece d'un vocabulaire : pliage, puis mots, nombres et signes séparés."""
    modele = models.WordPiece(vocab=vocabulaire, unk_token=INCONNU, max_input_chars_per_word=60)
    decoupeur = Tokenizer(modele)
    decoupeur.normalizer = normaliseur(accents=accents)
    decoupeur.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.BertPreTokenizer(), pre_tokenizers.Digits(individual_digits=False)]
    )
    return decoupeur


def apprendre_vocabulaire(textes: Sequence[str], *, taille: int, accents: bool = False) -> Tokenizer:
    """Apprend `taille` morceaux WordPiece sur des textes français ; le numéro 0 est l'inconnu.

    `tokenizers` numérote les lettres dans un ordre qui change d'un processus à l'autre, et départage
    les ex æquo par ces numéros : les lettres lui sont donc données d'avance, dans un ordre fixe.
    """
    lettres = _lettres(textes, accents=accents)
    apprenti = trainers.WordPieceTrainer(
        vocab_size=taille,
        min_frequency=2,
        special_tokens=[INCONNU, *lettres, *(SUITE + lettre for lettre in lettres)],
        initial_alphabet=lettres,
        limit_alphabet=len(lettres),
        show_progress=False,
    )
    brouillon = decoupeur_de({INCONNU: 0}, accents=accents)
    brouillon.train_from_iterator(textes, apprenti)
    return decoupeur_de(brouillon.get_vocab(with_added_tokens=True), accents=accents)


def _lettres(textes: Iterable[str], *, accents: bool) -> list[str]:
    """Les signes les plus fréquents des textes pliés, du plus au moins fréquent."""
    pliage = normaliseur(accents=accents)
    nombres = Counter(signe for texte in textes for signe in pliage.normalize_str(texte))
    classes = sorted(nombres, key=lambda signe: (-nombres[signe], signe))
    return [signe for signe in classes if not signe.isspace()][:ALPHABET]
