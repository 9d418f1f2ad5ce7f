"""L'index des vecteurs : des tableaux lus par projection, que FAISS parcourt en entier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from indexation.ports import PLAT

Entiers = NDArray[np.int64]
Vecteurs = NDArray[np.float32]

NUMEROS, VECTEURS = "numeros.npy", "vecteurs.npy"
LOT = 4096


class IndexPlat:
    """Voir `indexation.ports.IndexVectoriel` : exact. Les vecteurs y sont dans l'ordre de leurs numéros."""

    espece = PLAT

    def __init__(
        self, dimension: int, numeros: Entiers | None = None, vecteurs: Vecteurs | None = None
    ) -> None:
        """Un index neuf, ou celui de ces tableaux, figés s'ils sont projetés d'un fichier."""
        self._numeros = np.zeros(0, dtype=np.int64) if numeros is None else numeros
        self._vecteurs = np.zeros((0, dimension), dtype=np.float32) if vecteurs is None else vecteurs

    @classmethod
    def lire(cls, dossier: Path, *, modifiable: bool = False) -> Self:
        """Projette les fichiers en mémoire ; `modifiable` les charge tout entiers.

        Lève `OSError` ou `ValueError` s'ils manquent ou ne se lisent pas.
        """
        numeros, vecteurs = (_lire(dossier / nom, modifiable=modifiable) for nom in (NUMEROS, VECTEURS))
        return cls(vecteurs.shape[1], numeros, vecteurs)

    @property
    def dimension(self) -> int:
        return int(self._vecteurs.shape[1])

    @property
    def ecart(self) -> int:
        """Combien de vecteurs se rangent à part du gros : aucun."""
        return 0

    @property
    def numeros(self) -> Entiers:
        return self._numeros

    @property
    def tous(self) -> Vecteurs:
        """Les vecteurs (n, dimension), dans l'ordre de `numeros`."""
        return self._vecteurs

    def __len__(self) -> int:
        return len(self._numeros)

    def ajouter(self, numeros: Sequence[int], vecteurs: Vecteurs) -> None:
        self._refuser_si_fige()
        tous = np.concatenate([self._numeros, np.asarray(numeros, dtype=np.int64)])
        ordre = np.argsort(tous, kind="stable")
        self._numeros = tous[ordre]
        self._vecteurs = np.concatenate([self._vecteurs, vecteurs], dtype=np.float32)[ordre]

    def retirer(self, numeros: Iterable[int]) -> None:
        self._refuser_si_fige()
        gardes = ~np.isin(self._numeros, np.fromiter(numeros, dtype=np.int64))
        self._numeros, self._vecteurs = self._numeros[gardes], self._vecteurs[gardes]

    def contient(self, numero: int) -> bool:
        place = int(np.searchsorted(self._numeros, numero))
        return place < len(self) and int(self._numeros[place]) == numero

    def parcourir(self) -> Iterator[tuple[Entiers, Vecteurs]]:
        """Tous les vecteurs, par lots de (numéros, vecteurs)."""
        for debut in range(0, len(self), LOT):
            yield self._numeros[debut : debut + LOT], self._vecteurs[debut : debut + LOT]

    def chercher(self, vecteur: Vecteurs, nombre: int) -> list[int]:
        return [numero for _, numero in self.noter(vecteur, nombre)]

    def noter(self, vecteur: Vecteurs, nombre: int) -> list[tuple[float, int]]:
        """Les plus proches, du plus au moins proche, avec leur produit scalaire, en float32."""
        notes, places = self._parcourir_tout(vecteur.reshape(1, -1), self._vecteurs, nombre)
        return [*zip(notes.tolist(), self._numeros[places].tolist(), strict=True)]

    def cosinus(self, vecteur: Vecteurs, numeros: Sequence[int] | Entiers) -> NDArray[np.float64]:
        # Somme ligne à ligne : le produit matriciel de BLAS dépend, lui, de la place dans le lot.
        lus = self.vecteurs(numeros).astype(np.float64)
        valeurs: NDArray[np.float64] = np.einsum("nd,d->n", lus, vecteur.astype(np.float64))
        return valeurs

    def vecteurs(self, numeros: Sequence[int] | Entiers) -> Vecteurs:
        voulus = np.asarray(numeros, dtype=np.int64)
        places = np.searchsorted(self._numeros, voulus)
        if len(voulus) and not (self._numeros.take(places, mode="clip") == voulus).all():
            raise KeyError("L'index des vecteurs n'a pas tous les numéros demandés.")
        return self._vecteurs[places]

    def ecrire(self, dossier: Path) -> None:
        dossier.mkdir()
        np.save(dossier / NUMEROS, self._numeros)
        np.save(dossier / VECTEURS, self._vecteurs)

    @staticmethod
    def _parcourir_tout(requete: Vecteurs, vecteurs: Vecteurs, nombre: int) -> tuple[Vecteurs, Entiers]:
        """Les meilleurs produits scalaires d'une requête (1, dimension), et leurs places."""
        if not len(vecteurs):
            return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int64)
        # Plusieurs fils par question n'apportent rien et se gênent quand plusieurs questions arrivent.
        faiss.omp_set_num_threads(1)
        notes, places = faiss.knn(
            requete, vecteurs, min(nombre, len(vecteurs)), metric=faiss.METRIC_INNER_PRODUCT
        )
        return notes[0], places[0]

    def _refuser_si_fige(self) -> None:
        if not self._vecteurs.flags.writeable:
            raise TypeError("Cet index est projeté depuis un fichier publié : il ne se modifie pas.")


def _lire(fichier: Path, *, modifiable: bool) -> Any:
    try:
        return np.asarray(np.load(fichier, mmap_mode=None if modifiable else "r"))
    except EOFError as erreur:
        raise ValueError(f"« {fichier} » est vide.") from erreur
