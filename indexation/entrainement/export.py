"""Écrire le modèle comme un dossier sentence-transformers ordinaire."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
]
CONFIGURATION: dict[str, Any] = {
    "model_type": "SentenceTransformer",
    "prompts": {},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def ecrire_modele(dossier: Path, decoupeur: Tokenizer, table: NDArray[np.float32]) -> int:
    """Écrit le modèle en float16 et rend sa taille en octets.

    Sans module Normalize : en float16 il donnerait des NaN pour un texte vide.
    """
    dossier.mkdir(parents=True, exist_ok=True)
    poids = table.astype(np.float16)
    poids[0] = 0
    save_file({"embedding.weight": poids}, dossier / "model.safetensors")
    (dossier / "model.safetensors").chmod(0o644)
    decoupeur.no_padding()
    decoupeur.no_truncation()
    (dossier / "tokenizer.json").write_text(decoupeur.to_str(), encoding="utf-8")
    _ecrire_json(dossier / "modules.json", MODULES)
    _ecrire_json(dossier / "config_sentence_transformers.json", CONFIGURATION)
    return sum(chemin.stat().st_size for chemin in dossier.iterdir() if chemin.is_file())


def _ecrire_json(chemin: Path, contenu: object) -> None:
    texte = json.dumps(contenu, ensure_ascii=False, indent=2)
    chemin.write_text(texte + "\n", encoding="utf-8")
