"""La pertinence en mots : un score n'a d'unité que pour qui lit son détail."""

from __future__ import annotations

TRES_PERTINENT, PERTINENT, A_VERIFIER = "Très pertinent", "Pertinent", "À vérifier"
_SEUIL_TRES_PERTINENT = 0.8
_SEUIL_PERTINENT = 0.55
"""Sous ce score, une réponse juste et un bruit se ressemblent : le lecteur doit regarder lui-même."""


def niveau(score: float) -> str:
    """« Très pertinent », « Pertinent » ou « À vérifier »."""
    if score >= _SEUIL_TRES_PERTINENT:
        return TRES_PERTINENT
    return PERTINENT if score >= _SEUIL_PERTINENT else A_VERIFIER
