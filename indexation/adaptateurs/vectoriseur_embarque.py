"""Le modèle français livré avec Maillage, lu par ONNX Runtime, sans torch ni sentence-transformers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexation.adaptateurs.empreinte import empreinte_des_fichiers
from indexation.adaptateurs.texte import lisible
from indexation.ports import ErreurModele

DOSSIER_MODELE = Path(__file__).resolve().parent.parent / "modele"
DECOUPEUR = "tokenizer.json"
ONNX = "onnx/model_int8.onnx"
ENTREES = ("input_ids", "attention_mask")
SORTIE = "sentence_embedding"
MORCEAUX = 256
"""Ce que le modèle lit d'un texte, au plus."""
_CARACTERES = 64 * MORCEAUX
"""Bien plus que ce que ces morceaux écrivent : au-delà, découper ne servirait à rien."""
_REMEDE = "Réinstallez Maillage, ou refaites le modèle avec `python -m indexation.entrainement`."


class VectoriseurEmbarque:
    """Vectorise un texte à la fois, plusieurs fils se partageant les textes.

    L'arrondi en entiers de 8 bits dépend de tout le lot, et un vecteur ne doit dépendre que de son texte.
    Lève ErreurModele si le dossier est incomplet ou illisible.
    """

    def __init__(self, dossier: Path = DOSSIER_MODELE) -> None:
        self._dossier = dossier
        for nom in (DECOUPEUR, ONNX):
            if not (dossier / nom).is_file():
                raise ErreurModele(
                    f"Modèle embarqué incomplet : « {nom} » manque dans « {dossier} ». {_REMEDE}"
                )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._decoupeur = Tokenizer.from_file(str(dossier / DECOUPEUR))
            self._seance = onnxruntime.InferenceSession(
                str(dossier / ONNX), options, providers=["CPUExecutionProvider"]
            )
            self.dimension = int(self._seance.get_outputs()[0].shape[-1])
        except Exception as erreur:  # tokenizers et onnxruntime ne lèvent que des Exception nues
            raison = str(erreur).strip().split("\n", 1)[0]
            raise ErreurModele(f"Modèle embarqué illisible : « {dossier} » ({raison}). {_REMEDE}") from erreur
        self._decoupeur.no_padding()
        self._decoupeur.enable_truncation(MORCEAUX)

    @property
    def nom(self) -> str:
        """Le nom du modèle et sa dimension."""
        return f"modèle français embarqué ({self.dimension} dimensions)"

    @cached_property
    def empreinte(self) -> str:
        """Le sha256 du découpeur et des poids ; la carte du modèle n'y compte pas."""
        return empreinte_des_fichiers(self._dossier, [DECOUPEUR, ONNX])

    def vectoriser(self, textes: Sequence[str]) -> NDArray[np.float32]:
        """Les vecteurs (n, dimension) des textes, de norme 1 ; nul pour un texte vide."""
        if len(textes) == 1:
            return self._un(textes[0])[None]
        if not textes:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with ThreadPoolExecutor(_coeurs()) as fils:
            return np.stack(list(fils.map(self._un, textes)))

    def _un(self, texte: str) -> NDArray[np.float32]:
        if not texte.strip():
            return np.zeros(self.dimension, dtype=np.float32)
        morceaux = np.array([self._decoupeur.encode(lisible(texte[:_CARACTERES])).ids], dtype=np.int64)
        entrees = dict(zip(ENTREES, (morceaux, np.ones_like(morceaux)), strict=True))
        (vecteurs,) = self._seance.run([SORTIE], entrees)
        vecteur: NDArray[np.float32] = vecteurs[0]
        return vecteur


def _coeurs() -> int:
    """Les cœurs que l'on nous laisse."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
