"""La pertinence en mots : un score est une probabilité, que l'on ne montre pas en nombre."""

from __future__ import annotations

TRES_PERTINENT, PERTINENT, A_VERIFIER = "Très pertinent", "Pertinent", "À vérifier"
_SEUIL_TRES_PERTINENT = 0.75
_SEUIL_PERTINENT = 0.5
"""Au-dessous, il y a moins d'une chance sur deux : le lecteur doit regarder lui-même."""


def niveau(score: float) -> str:
    """« Très pertinent », « Pertinent » ou « À vérifier »."""
    if score >= _SEUIL_TRES_PERTINENT:
        return TRES_PERTINENT
    return PERTINENT if score >= _SEUIL_PERTINENT else A_VERIFIER
