"""Du Markdown léger au texte nu, et du texte nu aux phrases."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_PUCE = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_TITRE = re.compile(r"\s*#{1,6}\s+")
_CITATION = re.compile(r"\s*>\s?")
# Bornées : une marque jamais fermée se chercherait, à chaque fois, jusqu'au bout d'un bloc démesuré.
_LIEN = re.compile(r"!?\[([^\]]{0,500})\]\([^)\s]{0,2000}(?:\s{1,9}\"[^\"]{0,500}\")?\)")
_CODE = re.compile(r"(?<!`)`++([^`]{1,500})`++")
_FORT = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_ITALIQUE = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.{1,500}?)(?<=[^\s*_])\1(?![\w*])")

_SIGNES = 200
"""Un mot plus long compte pour plusieurs : les passages gardent une taille raisonnable."""
_MOT = re.compile(r"\S{1,5000}")
"""Ce qui n'a pas d'espace sur cinq mille signes n'est pas un mot, et se coupe."""
_ABREGE = 40
"""Une abréviation et ce qui la précède tiennent dans autant de signes."""

# Une ponctuation forte, ses guillemets fermants, une espace, puis de quoi commencer une phrase.
_FIN = re.compile(r"(?<![.!?…])[.!?…]++(?:\s?[»”\")\]]++)*(?P<suite>\s+)(?=[«“\"(\[–—]?\s?[^\W_a-zà-öø-ÿœæ])")


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
    dernier_fermant = bloc.rfind("»")
    for fin in _FIN.finditer(bloc):
        avant = bloc[debut : fin.start("suite")]
        if _abrege(avant[-_ABREGE:]) or (fin.end() <= dernier_fermant and _ouvert(avant)):
            continue
        trouvees.append(avant.strip())
        debut = fin.end()
    trouvees.append(bloc[debut:].strip())
    return [phrase for phrase in trouvees if phrase]


def compter(texte: str) -> int:
    """Le nombre de mots, un mot démesuré comptant pour plusieurs."""
    return sum(1 + (fin - debut - 1) // _SIGNES for debut, fin in _places(texte))


def couper(phrase: str, mots_max: int) -> list[str]:
    """Une phrase en morceaux d'au plus `mots_max` mots, coupée de préférence après une virgule."""
    morceaux = _couper(phrase, mots_max)
    demesures = max(1, mots_max * _SIGNES // 5000)
    return [
        morceau
        for gros in morceaux
        for morceau in (_couper(gros, demesures) if len(gros) > mots_max * _SIGNES else [gros])
    ]


def _places(texte: str) -> list[tuple[int, int]]:
    return [trouve.span() for trouve in _MOT.finditer(texte)]


def _couper(phrase: str, mots_max: int) -> list[str]:
    places = _places(phrase)
    morceaux = []
    debut = 0
    while len(places) - debut > mots_max:
        fin = next(
            (
                n
                for n in range(debut + mots_max, debut + mots_max // 2, -1)
                if phrase[places[n - 1][1] - 1] in ",;:–—"
            ),
            debut + mots_max,
        )
        morceaux.append(phrase[places[debut][0] : places[fin - 1][1]])
        debut = fin
    return [*morceaux, phrase[places[debut][0] : places[-1][1]]] if places else morceaux


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
