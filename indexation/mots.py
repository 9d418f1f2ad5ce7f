"""La note des mots : la part de la question que les mots d'un passage couvrent, entre 0 et 1.

C'est BM25 sur deux champs réunis (BM25F : Robertson, Zaragoza et Taylor, 2004), divisé par le plus
haut que la question puisse atteindre : deux questions se comparent, et un mot que l'index ne
connaît pas compte contre la réponse.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexation.colonnes import Entiers, Passages, condenser_mots

Notes = NDArray[np.float64]

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


def idf(frequence: int, total: int) -> float:
    """Le poids d'un mot présent dans `frequence` ressources sur `total`, toujours positif."""
    return math.log(1 + (total - frequence + 0.5) / (frequence + 0.5))


class Grille:
    """Les termes d'une question, prêts à se compter dans beaucoup de passages."""

    def __init__(self, termes: Sequence[Terme], longueur_moyenne: float) -> None:
        self._moyenne = longueur_moyenne
        self._poids = np.array([terme.poids for terme in termes])
        self._atteignable = float(sum(self._poids))
        variantes = [(place, variante) for place, terme in enumerate(termes) for variante in terme.variantes]
        self._cherches = [
            (place, variante.poids, *condenser_mots((variante.racine, variante.lemme)))
            for place, variante in variantes
        ]

    def couvrir(self, passages: Passages) -> Notes:
        """La part de chaque terme que couvre chaque passage : (passages, termes)."""
        norme = K1 * (1 - B + B * passages.longueurs / self._moyenne)
        parts = np.zeros((len(norme), len(self._poids)))
        for place, poids, racine, lemme in self._cherches:
            frequence = _frequence(passages.compter(passages.racines, racine))
            if frequence.any():
                du_lemme = _frequence(passages.compter(passages.lemmes, lemme))
                part = (1 - PART_LEMME) * frequence / (frequence + norme)
                part += PART_LEMME * du_lemme / (du_lemme + norme)
                parts[:, place] = np.maximum(parts[:, place], np.where(frequence, poids * part, 0.0))
        return parts

    def noter(self, parts: Notes) -> Notes:
        """La note que donnent ces parts, ligne à ligne ; 0 pour une question sans terme."""
        # Une somme par ligne : le produit matriciel de BLAS dépend, lui, de la place dans le lot.
        notes: Notes = (parts * self._poids).sum(axis=1) / (self._atteignable or 1.0)
        return notes

    def masses(self, passages: Passages) -> Notes:
        """Le poids des termes qu'a le corps de chaque passage."""
        presents = np.zeros((len(passages.numeros), len(self._poids)), dtype=bool)
        for place, _, racine, _ in self._cherches:
            presents[:, place] |= passages.compter(passages.racines, racine)[:, 1] > 0
        masses: Notes = (presents * self._poids).sum(axis=1)
        return masses


def reunir(parts: Notes, debuts: Entiers) -> Notes:
    """Ce que les passages de chaque ressource couvrent ensemble : chaque terme à sa meilleure part.

    `debuts` : le rang du premier passage de chacune ; ses autres le suivent.
    """
    return np.maximum.reduceat(parts, debuts) if len(debuts) else parts


def _frequence(comptes: Entiers) -> Notes:
    """Les emplois d'un mot, d'après ses comptes dans le titre et dans le corps."""
    return comptes[:, 1] + POIDS_TITRE * (comptes[:, 0] > 0)
