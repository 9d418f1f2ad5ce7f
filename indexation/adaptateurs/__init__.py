"""Les moteurs de la recherche : un nom, une fonction qui les importe tard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from indexation.ports import Vectoriseur


def _embarque(lieu: str) -> Vectoriseur:
    from indexation.adaptateurs.vectoriseur_embarque import DOSSIER_MODELE, VectoriseurEmbarque

    return VectoriseurEmbarque(Path(lieu) if lieu else DOSSIER_MODELE)


def _sentence_transformers(lieu: str) -> Vectoriseur:
    from indexation.adaptateurs.vectoriseur_st import VectoriseurSentenceTransformers

    return VectoriseurSentenceTransformers(lieu)


VECTORISEURS: dict[str, Callable[[str], Vectoriseur]] = {
    "embarque": _embarque,
    "sentence-transformers": _sentence_transformers,
}
"""Nom d'un moteur → ce qui l'ouvre, du dossier ou du nom de son modèle."""


def ouvrir_vectoriseur(nom: str) -> Vectoriseur:
    """Ouvre « embarque », ou le modèle sentence-transformers d'un dossier ou d'un nom public.

    Lève ErreurModele, dont le message dit quoi faire.
    """
    if nom == "embarque":
        return VECTORISEURS["embarque"]("")
    return VECTORISEURS["sentence-transformers"](nom)
