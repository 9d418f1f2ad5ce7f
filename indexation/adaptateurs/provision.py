"""Les vecteurs d'un index à faire, dans un fichier : sa forme se choisit une fois leur nombre connu."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexation.adaptateurs.faiss_groupes import IndexGroupes, groupes_pour, taille_d_echantillon
from indexation.adaptateurs.faiss_local import IndexFaiss
from indexation.ports import FORME_PLATE

PLAT_JUSQU_A = 100_000
"""Au-delà de ce nombre de vecteurs, les parcourir tous prend trop de temps."""
_LOT = 20_000
_QUESTIONS, _VOISINS = 200, 100


class Provision:
    """Reçoit des vecteurs comme un index, puis en écrit un, plat ou en groupes."""

    def __init__(self, dimension: int, brouillon: Path) -> None:
        """`brouillon` : un fichier à soi, effacé à l'écriture."""
        self._dimension = dimension
        self._brouillon = brouillon
        self._flux = brouillon.open("wb")
        self._numeros = array("q")
        self._retires: set[int] = set()
        self.forme = FORME_PLATE
        self.ecart = 0

    def ajouter(self, numeros: Sequence[int], vecteurs: NDArray[np.float32]) -> None:
        self._numeros.extend(map(int, numeros))
        self._flux.write(np.ascontiguousarray(vecteurs, dtype=np.float32).data)

    def retirer(self, numeros: Iterable[int]) -> None:
        self._retires.update(numeros)

    def ecrire(self, fichier: Path) -> None:
        """Compose l'index et l'écrit ; `forme` dit alors lequel."""
        self._flux.close()
        gardees = self._places_gardees()
        composer = self._plat if len(gardees) <= PLAT_JUSQU_A else self._en_groupes
        index = composer(gardees)
        index.ecrire(fichier)
        self.forme = index.forme
        self._brouillon.unlink()

    def _plat(self, places: NDArray[np.int64]) -> IndexFaiss:
        index = IndexFaiss(self._dimension)
        for lot in _lots(places):
            numeros, vecteurs = self._lire(lot)
            index.ajouter(numeros.tolist(), vecteurs)
        return index

    def _en_groupes(self, places: NDArray[np.int64]) -> IndexGroupes:
        hasard = np.random.default_rng(len(places))
        echantillon = hasard.choice(places, taille_d_echantillon(len(places)), replace=False)
        echantillon.sort()
        index = IndexGroupes.former(self._lire(echantillon)[1], groupes_pour(len(places)))
        questions = self._lire(hasard.choice(echantillon, min(_QUESTIONS, len(echantillon)), replace=False))[
            1
        ]
        voisins = _Voisins(len(questions))
        groupes = np.empty(int(places[-1]) + 1, dtype=np.int64)
        for lot in _lots(places):
            numeros, vecteurs = self._lire(lot)
            groupes[lot] = index.ranger(vecteurs)
            voisins.voir(numeros, questions @ vecteurs.T)
        ordre = places[np.argsort(groupes[places], kind="stable")]
        index.remplir(ordre, groupes, self._lire)
        index.calibrer(questions, voisins.trouves())
        return index

    def _places_gardees(self) -> NDArray[np.int64]:
        numeros = np.frombuffer(self._numeros, dtype=np.int64) if self._numeros else np.zeros(0, np.int64)
        retires = np.fromiter(self._retires, dtype=np.int64)
        return np.flatnonzero(~np.isin(numeros, retires))

    def _lire(self, places: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Les numéros et les vecteurs (n, dimension) de ces places ; la projection ne dure que l'appel."""
        numeros = np.frombuffer(self._numeros, dtype=np.int64)[places]
        if not len(places):
            return numeros, np.zeros((0, self._dimension), dtype=np.float32)
        lignes = np.memmap(self._brouillon, dtype=np.float32, mode="r").reshape(-1, self._dimension)
        return numeros, np.array(lignes[places])


class _Voisins:
    """Les vrais plus proches de quelques questions, au fil des lots."""

    def __init__(self, questions: int) -> None:
        self._numeros = np.zeros((questions, 0), dtype=np.int64)
        self._notes = np.zeros((questions, 0), dtype=np.float32)

    def voir(self, numeros: NDArray[np.int64], notes: NDArray[np.float32]) -> None:
        self._notes = np.hstack([self._notes, notes])
        self._numeros = np.hstack([self._numeros, np.broadcast_to(numeros, notes.shape)])
        if self._notes.shape[1] > _VOISINS:
            rangs = np.argpartition(-self._notes, _VOISINS - 1, axis=1)[:, :_VOISINS]
            self._notes = np.take_along_axis(self._notes, rangs, axis=1)
            self._numeros = np.take_along_axis(self._numeros, rangs, axis=1)

    def trouves(self) -> list[frozenset[int]]:
        return [frozenset(map(int, ligne)) for ligne in self._numeros]


def _lots(places: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    return [places[debut : debut + _LOT] for debut in range(0, len(places), _LOT)]
