"""Mesurer un modèle sur des paires de phrases notées : la corrélation de Spearman de ses cosinus."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexation.ports import Vectoriseur
from ontologie.erreurs import ErreurUsage

_CHAMPS = 3
_PAIRES = 2


@dataclass(frozen=True, slots=True)
class PairesNotees:
    """Des paires de phrases et leur ressemblance jugée (n) ; seul l'ordre des notes compte."""

    notes: NDArray[np.float64]
    gauches: tuple[str, ...]
    droites: tuple[str, ...]


def lire_paires_notees(fichier: Path) -> PairesNotees:
    """Lit un fichier `note, phrase, phrase` séparé par des tabulations ; lève `ErreurUsage`."""
    try:
        lignes = fichier.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as erreur:
        raise ErreurUsage(
            f"Les paires notées « {fichier} » ne se lisent pas. Donnez un fichier UTF-8 de trois colonnes : "
            "note, phrase, phrase, séparées par des tabulations."
        ) from erreur
    notees = [_paire(fichier, n, ligne) for n, ligne in enumerate(lignes, 1) if ligne.strip()]
    if len(notees) < _PAIRES or len({note for note, _, _ in notees}) < _PAIRES:
        raise ErreurUsage(f"« {fichier} » n'a pas deux notes différentes : aucune corrélation ne s'y mesure.")
    notes, gauches, droites = zip(*notees, strict=True)
    return PairesNotees(np.array(notes), gauches, droites)


def _paire(fichier: Path, numero: int, ligne: str) -> tuple[float, str, str]:
    champs = ligne.split("\t")
    try:
        if len(champs) != _CHAMPS:
            raise ValueError  # noqa: TRY301 - une colonne de trop ou de moins est la même faute
        note = float(champs[0].replace(",", "."))
        if not np.isfinite(note):
            raise ValueError  # noqa: TRY301
    except ValueError as erreur:
        raise ErreurUsage(
            f"« {fichier} », ligne {numero} : attendu une note, une phrase et une phrase, séparées par des "
            "tabulations. Corrigez ou retirez cette ligne."
        ) from erreur
    return note, champs[1], champs[2]


def mesurer_sts(vectoriseur: Vectoriseur, paires: PairesNotees) -> float:
    """La corrélation des rangs (Spearman, 1904) entre les notes et les cosinus, entre -1 et 1."""
    return correler(paires, vectoriseur.vectoriser(paires.gauches), vectoriseur.vectoriser(paires.droites))


def correler(paires: PairesNotees, gauches: NDArray[np.float32], droites: NDArray[np.float32]) -> float:
    """La même, d'après les vecteurs (n, dimension), de norme 1, des phrases de gauche et de droite."""
    cosinus = np.einsum("ij,ij->i", gauches.astype(np.float64), droites.astype(np.float64))
    return spearman(cosinus, paires.notes)


def spearman(premiers: NDArray[np.float64], seconds: NDArray[np.float64]) -> float:
    """La corrélation des rangs, ex æquo au rang moyen."""
    return float(np.corrcoef(_rangs(premiers), _rangs(seconds))[0, 1])


def _rangs(valeurs: NDArray[np.float64]) -> NDArray[np.float64]:
    _, places, nombres = np.unique(valeurs, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(nombres) - (nombres - 1) / 2)[places], dtype=np.float64)
