"""Faire d'un score une probabilité, et vérifier qu'elle dit vrai."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TRANCHES = 10
_PAS, _PASSES = 1e-9, 50


@dataclass(frozen=True, slots=True)
class Tranche:
    """Les résultats dont le score tombe dans cet intervalle, et la part d'entre eux qui sont justes."""

    bas: float
    haut: float
    nombre: int
    annonce: float
    juste: float


@dataclass(frozen=True, slots=True)
class Etalonnage:
    """La table de fiabilité des scores ; `ece` : l'écart moyen entre ce qu'ils annoncent et ce qui est.

    ECE : Naeini, Cooper et Hauskrecht (2015), en tranches de même largeur, pondérées par leur nombre.
    """

    tranches: tuple[Tranche, ...]
    ece: float


def etalonnage(annonces: Sequence[float], justes: Sequence[bool]) -> Etalonnage:
    """La fiabilité de probabilités annoncées (n), entre 0 et 1, au regard de ce qui était juste (n)."""
    p, y = np.asarray(annonces, dtype=np.float64), np.asarray(justes, dtype=np.float64)
    cases = np.minimum((p * TRANCHES).astype(int), TRANCHES - 1)
    tranches = tuple(
        Tranche(
            case / TRANCHES,
            (case + 1) / TRANCHES,
            int((cases == case).sum()),
            float(p[cases == case].mean()),
            float(y[cases == case].mean()),
        )
        for case in np.unique(cases)
    )
    ecarts = sum(t.nombre * abs(t.annonce - t.juste) for t in tranches)
    return Etalonnage(tranches, ecarts / max(1, len(p)))


def ajuster(bruts: Sequence[float], justes: Sequence[bool]) -> tuple[float, float]:
    """La pente et l'origine de la logistique qui rend les justes les plus probables (Platt, 1999).

    Les cibles sont adoucies comme chez Platt ; la maximisation est celle de Newton.
    """
    x, y = np.asarray(bruts, dtype=np.float64), np.asarray(justes, dtype=bool)
    bons, mauvais = y.sum(), (~y).sum()
    cibles = np.where(y, (bons + 1) / (bons + 2), 1 / (mauvais + 2))
    entrees: NDArray[np.float64] = np.stack((x, np.ones_like(x)), axis=1)
    poids = np.zeros(2)
    for _ in range(_PASSES):
        p = 1 / (1 + np.exp(-entrees @ poids))
        courbure = (entrees * (p * (1 - p))[:, None]).T @ entrees + _PAS * np.eye(2)
        saut = np.linalg.solve(courbure, entrees.T @ (cibles - p))
        poids += saut
        if np.abs(saut).max() < _PAS:
            break
    return float(poids[0]), float(poids[1])
