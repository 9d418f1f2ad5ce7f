"""Un vectoriseur sans modèle : chaque mot a son vecteur, tiré de son empreinte."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class VectoriseurDeMots:
    """Deux textes se ressemblent autant qu'ils ont de mots en commun ; toujours les mêmes vecteurs."""

    def __init__(self, dimension: int = 64) -> None:
        self._dimension = dimension

    @property
    def nom(self) -> str:
        return f"doublure de {self._dimension} dimensions"

    @property
    def empreinte(self) -> str:
        return hashlib.sha256(self.nom.encode()).hexdigest()

    @property
    def dimension(self) -> int:
        return self._dimension

    def vectoriser(self, textes: Sequence[str]) -> NDArray[np.float32]:
        vecteurs = np.zeros((len(textes), self._dimension), dtype=np.float32)
        for numero, texte in enumerate(textes):
            for mot in re.findall(r"\w+", texte.lower()):
                vecteurs[numero] += self._vecteur(mot)
        normes = np.linalg.norm(vecteurs, axis=1, keepdims=True)
        return np.divide(vecteurs, normes, out=vecteurs, where=normes > 0)

    def _vecteur(self, mot: str) -> NDArray[np.float32]:
        graine = int.from_bytes(
            hashlib.blake2b(mot.encode("utf-8", "replace"), digest_size=8).digest(), "big"
        )
        return np.random.default_rng(graine).standard_normal(self._dimension).astype(np.float32)
