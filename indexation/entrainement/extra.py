"""Les paquets que seul l'entraînement demande, et ce qu'il faut faire quand ils manquent."""

from __future__ import annotations

import importlib
from typing import Any

from indexation.ports import ErreurModele


def importer(module: str, manque: str) -> Any:
    """Un module de l'extra « entrainement » ; `manque` dit ce qui manque sans lui. Lève ErreurModele."""
    try:
        return importlib.import_module(module)
    except ImportError as erreur:
        raise ErreurModele(
            f"{manque} : installez l'extra « entrainement » (pip install maillage[entrainement])."
        ) from erreur
