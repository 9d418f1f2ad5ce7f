"""Le modèle français livré avec Maillage, lu sans torch ni sentence-transformers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

from indexation.adaptateurs.empreinte import empreinte_des_fichiers
from indexation.adaptateurs.table import moyenner
from indexation.ports import ErreurModele

DOSSIER_MODELE = Path(__file__).resolve().parent.parent / "modele"
DECOUPEUR = "tokenizer.json"
POIDS = "model.safetensors"
TENSEUR = "embedding.weight"


class VectoriseurEmbarque:
    """La moyenne des vecteurs des morceaux d'un texte, depuis un dossier `StaticEmbedding`.

    Lève ErreurModele si le dossier est incomplet ou illisible.
    """

    def __init__(self, dossier: Path = DOSSIER_MODELE) -> None:
        self._dossier = dossier
        for nom in (DECOUPEUR, POIDS):
            if not (dossier / nom).is_file():
                raise ErreurModele(
                    f"Modèle embarqué incomplet : « {nom} » manque dans « {dossier} ». "
                    "Réinstallez Maillage, ou refaites le modèle avec `python -m indexation.entrainement`."
                )
        try:
            self._decoupeur = Tokenizer.from_file(str(dossier / DECOUPEUR))
            with safe_open(dossier / POIDS, framework="numpy") as poids:
                self._table: NDArray[np.floating] = poids.get_tensor(TENSEUR)
        except Exception as erreur:  # tokenizers ne lève que des Exception nues
            raise ErreurModele(
                f"Modèle embarqué illisible : « {dossier} » ({erreur}). "
                "Réinstallez Maillage, ou refaites le modèle avec `python -m indexation.entrainement`."
            ) from erreur

    @property
    def nom(self) -> str:
        """Le nom du modèle et sa dimension."""
        return f"modèle français embarqué ({self.dimension} dimensions)"

    @cached_property
    def empreinte(self) -> str:
        """Le sha256 du découpeur et des poids ; la carte du modèle n'y compte pas."""
        return empreinte_des_fichiers(self._dossier, [DECOUPEUR, POIDS])

    @property
    def dimension(self) -> int:
        """La longueur des vecteurs."""
        return int(self._table.shape[1])

    def vectoriser(self, textes: Sequence[str]) -> NDArray[np.float32]:
        """Les vecteurs (n, dimension) des textes, de norme 1 ; nul pour un texte vide."""
        return moyenner(self._decoupeur, self._table, textes)
