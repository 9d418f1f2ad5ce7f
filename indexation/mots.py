"""La note des mots : la part de la question que les mots d'un passage couvrent, entre 0 et 1.

C'est BM25 sur deux champs réunis (BM25F : Robertson, Zaragoza et Taylor, 2004), divisé par le plus
haut que la question puisse atteindre : deux questions se comparent, et un mot que l'index ne
connaît pas compte contre la réponse.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

K1 = 1.2
B = 0.4
POIDS_TITRE = 1.5
"""Un mot du titre vaut autant de fois le même mot dans le corps."""
PART_ENSEMBLE = 0.4
"""La part de la note d'une ressource qui vient de tous ses passages réunis ; le reste, du meilleur."""
PART_LEMME = 0.15
"""La part de la note d'un mot que seul le bon lemme donne (« couronne » n'est pas « couronnement »)."""


@dataclass(frozen=True, slots=True)
class Variante:
    """Une façon dont un mot de la question peut se trouver ; `poids` < 1 pour un mot corrigé."""

    racine: str
    lemme: str
    poids: float = 1.0


@dataclass(frozen=True, slots=True)
class Terme:
    """Un mot de la question : comme il est écrit, ses variantes, et ce qu'il pèse (idf)."""

    ecrit: str
    variantes: tuple[Variante, ...]
    poids: float
    distinctif: bool = False
    """Rare et exact (« 2014-856 ») : ce qui le contient passe devant ce qui ne l'a pas."""


class Champs(Protocol):
    """Les mots d'un passage, rangés par `indexation.fiches.ranger_mots` ; `longueur` : ceux du corps."""

    @property
    def titre_racines(self) -> str: ...
    @property
    def titre_lemmes(self) -> str: ...
    @property
    def racines(self) -> str: ...
    @property
    def lemmes(self) -> str: ...
    @property
    def longueur(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Couverture:
    """La note d'un passage, et la part de chaque terme de la question qu'il couvre."""

    note: float
    parts: tuple[float, ...]


def idf(frequence: int, total: int) -> float:
    """Le poids d'un mot présent dans `frequence` ressources sur `total`, toujours positif."""
    return math.log(1 + (total - frequence + 0.5) / (frequence + 0.5))


def couvrir(termes: Sequence[Terme], champs: Champs, longueur_moyenne: float) -> Couverture:
    """La couverture de la question par un passage."""
    norme = K1 * (1 - B + B * champs.longueur / longueur_moyenne)
    parts = tuple(
        max((_part(variante, champs, norme) for variante in terme.variantes), default=0.0) for terme in termes
    )
    return Couverture(_noter(termes, parts), parts)


def reunir(termes: Sequence[Terme], couvertures: Sequence[Couverture]) -> Couverture:
    """Ce que les passages d'une ressource couvrent ensemble : chaque terme à sa meilleure part."""
    parts = tuple(map(max, *(c.parts for c in couvertures))) if len(couvertures) > 1 else couvertures[0].parts
    return Couverture(_noter(termes, parts), parts)


def _noter(termes: Sequence[Terme], parts: Sequence[float]) -> float:
    atteignable = sum(terme.poids for terme in termes)
    if not atteignable:
        return 0.0
    return sum(terme.poids * part for terme, part in zip(termes, parts, strict=True)) / atteignable


def _part(variante: Variante, champs: Champs, norme: float) -> float:
    """La part du mot, entre 0 et 1 : racine et lemme, chacun saturé séparément."""
    racine = _saturer(variante.racine, champs.racines, champs.titre_racines, norme)
    if not racine:
        return 0.0
    lemme = _saturer(variante.lemme, champs.lemmes, champs.titre_lemmes, norme)
    return variante.poids * ((1 - PART_LEMME) * racine + PART_LEMME * lemme)


def _saturer(mot: str, corps: str, titre: str, norme: float) -> float:
    cherche = f" {mot} "
    frequence = corps.count(cherche) + POIDS_TITRE * (cherche in titre)
    return frequence / (frequence + norme)
