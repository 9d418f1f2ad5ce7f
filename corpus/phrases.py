"""Du Markdown léger au texte nu, et du texte nu aux phrases."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_PUCE = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_TITRE = re.compile(r"\s*#{1,6}\s+")
_CITATION = re.compile(r"\s*>\s?")
_LIEN = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_CODE = re.compile(r"`+([^`]+)`+")
_FORT = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIQUE = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])")

# Une ponctuation forte, ses guillemets fermants, une espace, puis de quoi commencer une phrase.
_FIN = re.compile(r"(?:[.!?…]+)(?:\s?[»”\")\]]+)*(?P<suite>\s+)(?=[«“\"(\[–—]?\s?[^\W_a-zà-öø-ÿœæ])")


def blocs(markdown: str) -> list[str]:
    """Les paragraphes et les éléments de liste, en texte nu, une ligne chacun."""
    trouves: list[list[str]] = [[]]
    for ligne in markdown.splitlines():
        sans_citation = _CITATION.sub("", ligne, count=1) if ligne.lstrip().startswith(">") else ligne
        marque = _PUCE.match(sans_citation) or _TITRE.match(sans_citation)
        if marque or not sans_citation.strip():
            trouves.append([])
        trouves[-1].append(sans_citation[marque.end() :] if marque else sans_citation)
        if marque and _TITRE.match(sans_citation):
            trouves.append([])
    return [bloc for lignes in trouves if (bloc := _nu(" ".join(ligne.strip(" \t") for ligne in lignes)))]


def phrases(bloc: str) -> list[str]:
    """Les phrases d'un bloc ; un passage entre guillemets n'est pas coupé."""
    trouvees = []
    debut = 0
    for fin in _FIN.finditer(bloc):
        avant = bloc[debut : fin.start("suite")]
        if _abrege(avant) or (_ouvert(avant) and "»" in bloc[fin.end() :]):
            continue
        trouvees.append(avant.strip())
        debut = fin.end()
    trouvees.append(bloc[debut:].strip())
    return [phrase for phrase in trouvees if phrase]


def couper(phrase: str, mots_max: int) -> list[str]:
    """Une phrase en morceaux d'au plus `mots_max` mots, coupée de préférence après une virgule."""
    places = [trouve.span() for trouve in re.finditer(r"\S+", phrase)]
    morceaux = []
    while len(places) > mots_max:
        fin = next(
            (n for n in range(mots_max, mots_max // 2, -1) if phrase[places[n - 1][1] - 1] in ",;:–—"),
            mots_max,
        )
        morceaux.append(phrase[places[0][0] : places[fin - 1][1]])
        places = places[fin:]
    return [*morceaux, phrase[places[0][0] : places[-1][1]]] if places else morceaux


def _nu(texte: str) -> str:
    for motif, garde in ((_LIEN, r"\1"), (_CODE, r"\1"), (_FORT, r"\2"), (_ITALIQUE, r"\2")):
        texte = motif.sub(garde, texte)
    return texte.strip()


def _abrege(avant: str) -> bool:
    """Vrai si le point final de `avant` est celui d'une abréviation ou d'une initiale."""
    dernier = re.search(r"(?<![\w.-])([\w.-]+)\.$", avant)
    if dernier is None:
        return False
    mot = dernier[1]
    return mot.lower() in _abreviations() or (len(mot) == 1 and mot.isupper())


def _ouvert(avant: str) -> bool:
    return avant.count("«") > avant.count("»")


@cache
def _abreviations() -> frozenset[str]:
    lignes = Path(__file__).with_name("abreviations.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(mot for ligne in lignes if not ligne.startswith("#") for mot in ligne.split())
