"""Les vecteurs d'un index à faire, dans un fichier : sa forme se choisit une fois leur nombre connu."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap

from indexation.adaptateurs.vecteurs_compacts import ecrire_codes
from indexation.adaptateurs.vecteurs_plats import LOT, NUMEROS, VECTEURS, Entiers, Vecteurs
from indexation.ports import COMPACT, PLAT

PLAT_JUSQU_A = 20_000
"""Jusqu'à ce nombre de vecteurs, les parcourir tous prend moins de deux millisecondes."""


class Provision:
    """Reçoit des vecteurs comme un index, puis en écrit un, plat ou compact."""

    def __init__(self, dimension: int, brouillon: Path) -> None:
        """`brouillon` : un fichier à soi, effacé à l'écriture."""
        self._dimension = dimension
        self._brouillon = brouillon
        self._flux = brouillon.open("wb")
        self._numeros = array("q")
        self._retires: set[int] = set()
        self.espece = PLAT
        self.ecart = 0

    def ajouter(self, numeros: Sequence[int], vecteurs: Vecteurs) -> None:
        """Comme un index ; ces numéros suivent ceux qu'il a déjà."""
        self._numeros.extend(map(int, numeros))
        self._flux.write(np.ascontiguousarray(vecteurs, dtype=np.float32).data)

    def retirer(self, numeros: Iterable[int]) -> None:
        self._retires.update(numeros)

    def ecrire(self, dossier: Path) -> None:
        """Compose l'index et l'écrit ; `espece` dit alors lequel."""
        self._flux.close()
        numeros = np.array(self._numeros, dtype=np.int64)
        places = np.flatnonzero(~np.isin(numeros, np.fromiter(self._retires, dtype=np.int64)))
        dossier.mkdir()
        np.save(dossier / NUMEROS, numeros[places])
        self._ecrire_vecteurs(dossier / VECTEURS, places)
        self._brouillon.unlink()
        if len(places) > PLAT_JUSQU_A:
            ecrire_codes(dossier)
            self.espece = COMPACT

    def _ecrire_vecteurs(self, fichier: Path, places: Entiers) -> None:
        forme = (len(places), self._dimension)
        ecrits = open_memmap(fichier, mode="w+", dtype=np.float32, shape=forme)
        if len(places):
            lus = np.memmap(self._brouillon, dtype=np.float32, mode="r").reshape(-1, self._dimension)
            for debut in range(0, len(places), LOT):
                ecrits[debut : debut + LOT] = lus[places[debut : debut + LOT]]
        ecrits.flush()
