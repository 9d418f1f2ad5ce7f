"""Les fautes de frappe : un mot que l'index ignore cherche ses voisins dans le vocabulaire."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_COURT, _LONG = 4, 8
"""En dessous de `_COURT` lettres on ne corrige pas ; à partir de `_LONG`, deux fautes passent."""
_POIDS = (1.0, 0.8, 0.6)
"""Ce que vaut un mot corrigé, selon le nombre de fautes."""
_VOISINES = 3
_REPETEE = re.compile(r"([b-df-hj-np-tv-z])\1+")


@dataclass(frozen=True, slots=True)
class Voisine:
    """Une forme de l'index proche d'un mot inconnu."""

    forme: str
    poids: float


def fautes_permises(forme: str) -> int:
    """Combien de fautes on suppose dans un mot : rien pour un mot court ou qui porte un chiffre."""
    if len(forme) < _COURT or not forme.isalpha():
        return 0
    return 1 if len(forme) < _LONG else 2


def voisines(forme: str, vocabulaire: Mapping[str, int]) -> list[Voisine]:
    """Les formes les plus proches d'un mot absent du vocabulaire, toutes à la même distance.

    Distance : insertion, suppression, remplacement et interversion de deux lettres voisines (OSA).
    """
    permises = fautes_permises(forme)
    if not permises:
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    proches = process.extract(
        forme,
        [f for f in vocabulaire if len(f) >= _COURT and abs(len(f) - len(forme)) <= permises],
        scorer=OSA.distance,
        score_cutoff=permises,
        limit=None,
    )
    if not proches:
        return []
    distance = min(d for _, d, _ in proches)
    meilleures = sorted((f for f, d, _ in proches if d == distance), key=lambda f: (-vocabulaire[f], f))
    return [Voisine(f, _POIDS[int(distance)]) for f in meilleures[:_VOISINES]]


def lettre_doublee(forme: str, autre: str) -> bool:
    """Vrai si les deux formes ne diffèrent que par une lettre doublée ou non (« vile », « ville »)."""
    return _REPETEE.sub(r"\1", forme) == _REPETEE.sub(r"\1", autre)


def est_francais(mot: str) -> bool:
    """Vrai pour un mot du dictionnaire ou un nom propre courant : l'index l'ignore, mais sans faute."""
    import simplemma

    return bool(simplemma.is_known(mot, lang="fr"))
