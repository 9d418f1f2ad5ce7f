"""L'index des vecteurs d'un grand fonds : FAISS les range en groupes et n'en parcourt que les plus proches.

Ce qu'il trouve est approché (voir `calibrer`), ce qu'il note est exact. Les numéros sont ceux de
l'IVF lui-même : sous un `IndexIDMap2`, une suppression les mélangerait sans le dire.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from indexation.adaptateurs.faiss_local import IndexFaiss
from indexation.ports import GROUPES, FormeVecteurs

RAPPEL = 0.99
_MOTEUR: Any = faiss
_TABLE, _SANS_TABLE = _MOTEUR.DirectMap.Hashtable, _MOTEUR.DirectMap.NoMap
_PAR_GROUPE = 40
"""Vecteurs d'apprentissage par groupe : FAISS en demande 39 au moins."""
_TOURS = 8

Lecteur = Callable[[NDArray[np.int64]], tuple[NDArray[np.int64], NDArray[np.float32]]]


def groupes_pour(nombre: int) -> int:
    """Combien de groupes pour `nombre` vecteurs : 4·√N, et de quoi former chacun."""
    return max(1, min(round(4 * math.sqrt(nombre)), nombre // _PAR_GROUPE))


def taille_d_echantillon(nombre: int) -> int:
    """Combien de vecteurs tirer pour former les groupes."""
    return min(nombre, _PAR_GROUPE * groupes_pour(nombre))


class IndexGroupes(IndexFaiss):
    """Voir `indexation.ports.IndexVectoriel`."""

    def __init__(self, dimension: int, *, moteur: Any, fige: bool = False) -> None:
        super().__init__(dimension, moteur=moteur, fige=fige)
        # Une quarantaine de Mo par million : c'est par elle qu'un vecteur se retrouve à son numéro.
        moteur.set_direct_map_type(_TABLE)

    @classmethod
    def former(cls, echantillon: NDArray[np.float32], groupes: int) -> Self:
        """Un index vide, dont les groupes sont formés sur cet échantillon (n, dimension)."""
        dimension = echantillon.shape[1]
        quantifieur = faiss.IndexFlatIP(dimension)
        moteur = faiss.IndexIVFFlat(quantifieur, dimension, groupes, faiss.METRIC_INNER_PRODUCT)
        moteur.cp.niter = _TOURS
        moteur.cp.spherical = True
        moteur.cp.min_points_per_centroid = 1
        moteur.train(np.ascontiguousarray(echantillon, dtype=np.float32))
        return cls(dimension, moteur=moteur)

    @property
    def forme(self) -> FormeVecteurs:
        return FormeVecteurs(GROUPES, self.groupes, self.sondes)

    @property
    def groupes(self) -> int:
        return int(self._index.nlist)

    @property
    def sondes(self) -> int:
        """Combien de groupes chaque question parcourt."""
        return int(self._index.nprobe)

    @sondes.setter
    def sondes(self, nombre: int) -> None:
        self._index.nprobe = nombre

    def numeros(self) -> NDArray[np.int64]:
        listes = self._index.invlists
        morceaux = [
            faiss.rev_swig_ptr(listes.get_ids(groupe), taille).copy()
            for groupe in range(self.groupes)
            if (taille := listes.list_size(groupe))
        ]
        return np.concatenate(morceaux) if morceaux else np.zeros(0, dtype=np.int64)

    def retirer(self, numeros: Iterable[int]) -> None:
        self._refuser_si_fige()
        a_retirer = np.fromiter(numeros, dtype=np.int64)
        if a_retirer.size:
            # La table des numéros n'admet que cette sorte de sélecteur.
            self._index.remove_ids(faiss.IDSelectorArray(a_retirer.size, faiss.swig_ptr(a_retirer)))

    def ranger(self, vecteurs: NDArray[np.float32]) -> NDArray[np.int64]:
        """Le groupe de chaque vecteur."""
        _, groupes = self._index.quantizer.search(np.ascontiguousarray(vecteurs, dtype=np.float32), 1)
        return np.asarray(groupes[:, 0], dtype=np.int64)

    def remplir(self, ordre: NDArray[np.int64], groupes: NDArray[np.int64], lire: Lecteur) -> None:
        """Remplit un index vide, groupe après groupe : ni croissance, ni seconde copie en mémoire.

        `ordre` : les places des vecteurs, triées par groupe ; `groupes` : le groupe de chacune ;
        `lire` rend les numéros et les vecteurs de quelques places.
        """
        self._index.set_direct_map_type(_SANS_TABLE)
        bornes = np.searchsorted(groupes[ordre], np.arange(self.groupes + 1))
        for groupe in range(self.groupes):
            places = ordre[bornes[groupe] : bornes[groupe + 1]]
            if len(places):
                numeros, vecteurs = lire(places)
                self._index.invlists.add_entries(
                    groupe,
                    len(places),
                    faiss.swig_ptr(np.ascontiguousarray(numeros, dtype=np.int64)),
                    faiss.swig_ptr(np.ascontiguousarray(vecteurs, dtype=np.float32).view(np.uint8)),
                )
        self._index.ntotal = len(ordre)
        self._index.set_direct_map_type(_TABLE)

    def calibrer(self, questions: NDArray[np.float32], voisins: Sequence[frozenset[int]]) -> None:
        """Le moins de sondes qui retrouvent `RAPPEL` des vrais voisins de ces questions, à un quart près."""
        vises = RAPPEL * sum(map(len, voisins))
        sondes = 1
        while sondes < self.groupes:
            self.sondes = sondes
            trouves = (set(self.chercher(q, len(v))) & v for q, v in zip(questions, voisins, strict=True))
            if sum(map(len, trouves)) >= vises:
                return
            sondes = max(sondes + 1, sondes * 5 // 4)
        self.sondes = self.groupes
