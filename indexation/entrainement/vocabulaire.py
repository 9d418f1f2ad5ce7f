"""Le pliage des textes et le vocabulaire WordPiece, tous deux rangés dans tokenizer.json."""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

INCONNU = "[UNK]"

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


def decoupeur_vierge(*, accents: bool = False) -> Tokenizer:
    """Un découpeur WordPiece sans vocabulaire : pliage, puis mots et signes séparés."""
    decoupeur = Tokenizer(models.WordPiece(unk_token=INCONNU, max_input_chars_per_word=60))
    decoupeur.normalizer = normaliseur(accents=accents)
    decoupeur.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.BertPreTokenizer(), pre_tokenizers.Digits(individual_digits=False)]
    )
    return decoupeur


def apprendre_vocabulaire(textes: Iterable[str], *, taille: int, accents: bool = False) -> Tokenizer:
    """Apprend `taille` morceaux WordPiece sur des textes français."""
    decoupeur = decoupeur_vierge(accents=accents)
    apprenti = trainers.WordPieceTrainer(
        vocab_size=taille,
        min_frequency=2,
        special_tokens=[INCONNU],
        limit_alphabet=200,
        show_progress=False,
    )
    decoupeur.train_from_iterator(textes, apprenti)
    return decoupeur
