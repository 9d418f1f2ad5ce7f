"""La note des mots : la part de la question que les mots d'un passage couvrent, entre 0 et 1.

C'est BM25 sur deux champs réunis (BM25F : Robertson, Zaragoza et Taylor, 2004), divisé par le plus
haut que la question puisse atteindre : deux questions se comparent, et un mot que l'index ne
connaît pas compte contre la réponse.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
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


class Grille:
    """Les termes d'une question, prêts à se compter dans beaucoup de passages."""

    def __init__(self, termes: Sequence[Terme], longueur_moyenne: float) -> None:
        self._poids = [terme.poids for terme in termes]
        self._moyenne = longueur_moyenne
        self._cherches = [
            [(f" {v.racine} ", f" {v.lemme} ", v.poids) for v in terme.variantes] for terme in termes
        ]
        self._rien = Couverture(0.0, (0.0,) * len(termes))

    def couvrir(self, champs: Champs) -> Couverture:
        """La couverture de la question par un passage."""
        corps, titre = champs.racines, champs.titre_racines
        norme = K1 * (1 - B + B * champs.longueur / self._moyenne)
        parts = []
        for variantes in self._cherches:
            meilleure = 0.0
            for racine, lemme, poids in variantes:
                frequence = corps.count(racine) + POIDS_TITRE * (racine in titre)
                if frequence:
                    part = _saturer(lemme, champs.lemmes, champs.titre_lemmes, norme)
                    part = poids * ((1 - PART_LEMME) * (frequence / (frequence + norme)) + PART_LEMME * part)
                    meilleure = max(meilleure, part)
            parts.append(meilleure)
        if not any(parts):
            return self._rien
        return Couverture(_noter(self._poids, parts), tuple(parts))


def couvrir(termes: Sequence[Terme], champs: Champs, longueur_moyenne: float) -> Couverture:
    """La couverture de la question par un seul passage."""
    return Grille(termes, longueur_moyenne).couvrir(champs)


def reunir(termes: Sequence[Terme], couvertures: Sequence[Couverture]) -> Couverture:
    """Ce que les passages d'une ressource couvrent ensemble : chaque terme à sa meilleure part."""
    if len(couvertures) == 1 or not any(c.note for c in couvertures):
        return couvertures[0]
    parts = tuple(map(max, *(c.parts for c in couvertures)))
    return Couverture(_noter([terme.poids for terme in termes], parts), parts)


def _noter(poids: Sequence[float], parts: Sequence[float]) -> float:
    atteignable = sum(poids)
    return sum(map(mul, poids, parts)) / atteignable if atteignable else 0.0


def _saturer(mot: str, corps: str, titre: str, norme: float) -> float:
    frequence = corps.count(mot) + POIDS_TITRE * (mot in titre)
    return frequence / (frequence + norme)
