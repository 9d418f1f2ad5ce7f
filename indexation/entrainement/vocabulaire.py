"""Le pliage des textes et le vocabulaire WordPiece, tous deux rangés dans tokenizer.json."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

REMPLISSAGE, INCONNU, DEBUT, FIN, MASQUE = SPECIAUX = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
"""Les morceaux sans texte, numérotés dans cet ordre à partir de 0."""
SUITE = "##"
"""Le préfixe des morceaux qui continuent un mot."""
ALPHABET = 200
"""Signes gardés ; les autres (emojis rares, autres écritures) sont inconnus."""

APOSTROPHES = "[\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`]"
TIRETS = "[\u2010-\u2015\u2212]"
INVISIBLES = "[\u00ad\u200b-\u200f\u2060\ufeff]"
BLANCS = r"[\s\u00a0\u2007\u202f]+"


def normaliseur() -> normalizers.Normalizer:
    """Le pliage : apostrophes, tirets et blancs unifiés, ligatures ouvertes, minuscules, accents ôtés."""
    return normalizers.Sequence(
        [
            normalizers.Replace(Regex(INVISIBLES), ""),
            normalizers.Replace(Regex(APOSTROPHES), "'"),
            normalizers.Replace(Regex(TIRETS), "-"),
            normalizers.Replace(Regex(BLANCS), " "),
            normalizers.Lowercase(),
            normalizers.Replace("œ", "oe"),
            normalizers.Replace("æ", "ae"),
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
        ]
    )


def decoupeur_de(vocabulaire: dict[str, int]) -> Tokenizer:
    """Le découpeur WordPiece d'un vocabulaire : pliage, puis mots, nombres et signes séparés."""
    modele = models.WordPiece(vocab=vocabulaire, unk_token=INCONNU, max_input_chars_per_word=60)
    decoupeur = Tokenizer(modele)
    decoupeur.normalizer = normaliseur()
    decoupeur.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.BertPreTokenizer(), pre_tokenizers.Digits(individual_digits=False)]
    )
    if DEBUT in vocabulaire:
        decoupeur.add_special_tokens(list(SPECIAUX))
        decoupeur.post_processor = processors.TemplateProcessing(
            single=f"{DEBUT} $A {FIN}",
            pair=f"{DEBUT} $A {FIN} $B:1 {FIN}:1",
            special_tokens=[(signe, vocabulaire[signe]) for signe in (DEBUT, FIN)],
        )
    return decoupeur


def apprendre_vocabulaire(textes: Sequence[str], *, taille: int) -> Tokenizer:
    """Apprend `taille` morceaux WordPiece sur des textes.

    `tokenizers` numérote les lettres dans un ordre qui change d'un processus à l'autre, et départage
    les ex æquo par ces numéros : les lettres lui sont donc données d'avance, dans un ordre fixe.
    """
    lettres = _lettres(textes)
    apprenti = trainers.WordPieceTrainer(
        vocab_size=taille,
        min_frequency=2,
        special_tokens=[*SPECIAUX, *lettres, *(SUITE + lettre for lettre in lettres)],
        initial_alphabet=lettres,
        limit_alphabet=len(lettres),
        show_progress=False,
    )
    brouillon = decoupeur_de({INCONNU: 0})
    brouillon.train_from_iterator(textes, apprenti)
    return decoupeur_de(brouillon.get_vocab(with_added_tokens=True))


def _lettres(textes: Iterable[str]) -> list[str]:
    """Les signes les plus fréquents des textes pliés, du plus au moins fréquent."""
    pliage = normaliseur()
    nombres = Counter(signe for texte in textes for signe in pliage.normalize_str(texte))
    classes = sorted(nombres, key=lambda signe: (-nombres[signe], signe))
    return [signe for signe in classes if not signe.isspace()][:ALPHABET]
