"""Les mesures d'un classement, entre 0 et 1."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

Jugements = Mapping[str, Mapping[str, int]]
"""Question → document → pertinence (0 : hors sujet)."""
Classements = Mapping[str, Sequence[str]]
"""Question → documents, du meilleur au moins bon."""


@dataclass(frozen=True, slots=True)
class Mesures:
    """Les mesures d'un classement, ou leurs moyennes sur plusieurs questions."""

    ndcg: float
    rappel: float
    rr: float


@dataclass(frozen=True, slots=True)
class Ecart:
    """De combien une façon de chercher dépasse l'autre, et l'intervalle à 95 % de cette moyenne."""

    questions: int
    moyenne: float
    bas: float
    haut: float


def mesurer(classements: Classements, jugements: Jugements, *, rang: int = 10) -> Mesures:
    """nDCG, rappel et inverse du rang de la première bonne réponse, coupés à `rang`.

    Une question jugée sans classement compte pour zéro.
    """
    return moyenner(
        [
            mesurer_une(classements.get(question, ()), pertinences, rang)
            for question, pertinences in jugements.items()
            if any(pertinences.values())
        ]
    )


def mesurer_une(classement: Sequence[str], pertinences: Mapping[str, int], rang: int = 10) -> Mesures:
    """Les mesures d'une seule question ; le rappel et le rang comptent toute pertinence au-dessus de 0."""
    return Mesures(
        ndcg(classement, pertinences, rang),
        rappel(classement, pertinences, rang),
        inverse_du_rang(classement, pertinences, rang),
    )


def moyenner(mesures: Sequence[Mesures]) -> Mesures:
    """La moyenne de chaque mesure ; zéro s'il n'y en a pas."""
    if not mesures:
        return Mesures(0.0, 0.0, 0.0)
    return Mesures(
        fmean(m.ndcg for m in mesures), fmean(m.rappel for m in mesures), fmean(m.rr for m in mesures)
    )


def comparer_par_paires(
    avec: Sequence[float], sans: Sequence[float], *, graine: int = 1, tirages: int = 10_000
) -> Ecart:
    """L'écart moyen sur les mêmes questions (une ou plus) ; intervalle par centiles (bootstrap, Efron)."""
    import numpy as np

    ecarts = np.subtract(avec, sans)
    hasard = np.random.default_rng(graine)
    moyennes = [ecarts[hasard.integers(0, len(ecarts), len(ecarts))].mean() for _ in range(tirages)]
    bas, haut = np.percentile(moyennes, (2.5, 97.5))
    return Ecart(len(ecarts), float(ecarts.mean()), float(bas), float(haut))


def ndcg(classement: Sequence[str], pertinences: Mapping[str, int], rang: int) -> float:
    """Le gain cumulé, affaibli par le logarithme du rang, sur le meilleur possible (Järvelin, Kekäläinen)."""

    def cumuler(gains: Sequence[int]) -> float:
        return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))

    ideal = cumuler(sorted(pertinences.values(), reverse=True)[:rang])
    obtenu = cumuler([pertinences.get(document, 0) for document in classement[:rang]])
    return obtenu / ideal if ideal else 0.0


def rappel(classement: Sequence[str], pertinences: Mapping[str, int], rang: int) -> float:
    bons = {document for document, gain in pertinences.items() if gain > 0}
    return len(bons.intersection(classement[:rang])) / len(bons) if bons else 0.0


def inverse_du_rang(classement: Sequence[str], pertinences: Mapping[str, int], rang: int) -> float:
    for place, document in enumerate(classement[:rang], 1):
        if pertinences.get(document, 0) > 0:
            return 1 / place
    return 0.0
