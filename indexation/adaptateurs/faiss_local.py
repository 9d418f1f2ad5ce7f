"""L'index des vecteurs sur FAISS : parcours complet, exact, lu par projection du fichier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from indexation.ports import FORME_PLATE, FormeVecteurs

_LOT = 4096


class IndexFaiss:
    """Voir `indexation.ports.IndexVectoriel`."""

    def __init__(self, dimension: int, *, moteur: Any = None, fige: bool = False) -> None:
        """Un index neuf, ou celui de `moteur`, `fige` s'il est projeté depuis un fichier."""
        self._index: Any = moteur or faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        self._fige = fige

    @classmethod
    def lire(cls, fichier: Path, *, modifiable: bool = False) -> Self:
        """Projette le fichier en mémoire ; `modifiable` le charge tout entier.

        Lève `OSError` ou `ValueError` si le fichier manque ou ne se lit pas.
        """
        if not fichier.is_file():
            raise FileNotFoundError(fichier)
        try:
            moteur = faiss.read_index(str(fichier), 0 if modifiable else faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as erreur:
            raise ValueError(f"« {fichier} » n'est pas un index FAISS lisible.") from erreur
        return cls(int(moteur.d), moteur=moteur, fige=not modifiable)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    @property
    def forme(self) -> FormeVecteurs:
        return FORME_PLATE

    @property
    def ecart(self) -> int:
        """Combien de vecteurs se rangent à part du gros : aucun."""
        return 0

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def ajouter(self, numeros: Sequence[int], vecteurs: NDArray[np.float32]) -> None:
        self._refuser_si_fige()
        if len(numeros):
            contigus = np.ascontiguousarray(vecteurs, dtype=np.float32)
            self._index.add_with_ids(contigus, np.asarray(numeros, dtype=np.int64))

    def retirer(self, numeros: Iterable[int]) -> None:
        self._refuser_si_fige()
        a_retirer = np.fromiter(numeros, dtype=np.int64)
        if a_retirer.size:
            self._index.remove_ids(a_retirer)

    def numeros(self) -> NDArray[np.int64]:
        """Les numéros de tous les vecteurs, dans l'ordre où l'index les range."""
        return np.asarray(faiss.vector_to_array(self._index.id_map), dtype=np.int64)

    def contient(self, numero: int) -> bool:
        try:
            self._index.reconstruct(numero)
        except RuntimeError:
            return False
        return True

    def parcourir(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Tous les vecteurs, par lots de (numéros, vecteurs)."""
        numeros = self.numeros()
        for debut in range(0, len(numeros), _LOT):
            lot = numeros[debut : debut + _LOT]
            yield lot, self._index.reconstruct_batch(lot)

    def chercher(self, vecteur: NDArray[np.float32], nombre: int) -> list[int]:
        return [numero for _, numero in self.noter(vecteur, nombre)]

    def noter(self, vecteur: NDArray[np.float32], nombre: int) -> list[tuple[float, int]]:
        """Les plus proches avec leur produit scalaire, en float32."""
        if not len(self):
            return []
        # Plusieurs fils par question n'apportent rien et se gênent quand plusieurs questions arrivent.
        faiss.omp_set_num_threads(1)
        requete = np.ascontiguousarray(vecteur, dtype=np.float32).reshape(1, -1)
        notes, numeros = self._index.search(requete, min(nombre, len(self)))
        return [(float(note), int(n)) for note, n in zip(notes[0], numeros[0], strict=True) if n >= 0]

    def cosinus(
        self, vecteur: NDArray[np.float32], numeros: Sequence[int] | NDArray[np.int64]
    ) -> NDArray[np.float64]:
        lus = self.vecteurs(numeros).astype(np.float64)
        # Somme ligne à ligne : le produit matriciel de BLAS dépend, lui, de la place dans le lot.
        valeurs: NDArray[np.float64] = np.einsum("nd,d->n", lus, vecteur.astype(np.float64))
        return valeurs

    def vecteurs(self, numeros: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        if not len(numeros):
            return np.zeros((0, self.dimension), dtype=np.float32)
        lus: NDArray[np.float32] = self._index.reconstruct_batch(np.asarray(numeros, dtype=np.int64))
        return lus

    def ecrire(self, fichier: Path) -> None:
        if fichier.exists():
            raise FileExistsError(fichier)
        faiss.write_index(self._index, str(fichier))

    def _refuser_si_fige(self) -> None:
        if self._fige:
            # FAISS ne le vérifie pas : écrire dans un fichier projeté abat le processus.
            raise TypeError("Cet index est projeté depuis un fichier publié : il ne se modifie pas.")
