"""Prolonger un grand index sans le réécrire : un socle figé, ce qui s'y ajoute, ce qui s'en retire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexation.adaptateurs.vecteurs_plats import Entiers, IndexPlat, Vecteurs

_MARGE = 64
_RETRAITS = "retraits.npy"


class IndexProlonge:
    """Voir `indexation.ports.IndexVectoriel` : les réponses de l'index que l'on aurait en réécrivant tout."""

    def __init__(self, socle: IndexPlat, suite: IndexPlat, retires: Iterable[int] = ()) -> None:
        self._socle = socle
        self._suite = suite
        self._retires = set(retires)
        self._ajoutes = set(suite.numeros.tolist())

    @classmethod
    def lire(cls, socle: IndexPlat, dossier: Path, *, modifiable: bool = False) -> IndexProlonge:
        """La suite écrite dans `dossier` ; mêmes erreurs que `IndexPlat.lire`."""
        suite = IndexPlat.lire(dossier, modifiable=modifiable)
        return cls(socle, suite, np.load(dossier / _RETRAITS).tolist())

    @property
    def dimension(self) -> int:
        return self._socle.dimension

    @property
    def espece(self) -> str:
        return self._socle.espece

    @property
    def ecart(self) -> int:
        """Combien de vecteurs sont venus ou partis depuis le socle."""
        return len(self._ajoutes) + len(self._retires)

    def __len__(self) -> int:
        return len(self._socle) - len(self._retires) + len(self._suite)

    def ajouter(self, numeros: Sequence[int], vecteurs: Vecteurs) -> None:
        self._suite.ajouter(numeros, vecteurs)
        self._ajoutes.update(map(int, numeros))

    def retirer(self, numeros: Iterable[int]) -> None:
        voulus = set(numeros)
        self._suite.retirer(voulus & self._ajoutes)
        self._retires.update(n for n in voulus - self._ajoutes if self._socle.contient(n))
        self._ajoutes -= voulus

    def parcourir(self) -> Iterator[tuple[Entiers, Vecteurs]]:
        retires = np.fromiter(self._retires, dtype=np.int64)
        for numeros, vecteurs in self._socle.parcourir():
            gardes = ~np.isin(numeros, retires)
            yield numeros[gardes], vecteurs[gardes]
        yield from self._suite.parcourir()

    def chercher(self, vecteur: Vecteurs, nombre: int) -> list[int]:
        trouves = [*self._du_socle(vecteur, nombre), *self._suite.noter(vecteur, nombre)]
        return [numero for _, numero in sorted(trouves, key=lambda t: -t[0])[:nombre]]

    def _du_socle(self, vecteur: Vecteurs, nombre: int) -> list[tuple[float, int]]:
        """Les `nombre` meilleurs encore là : on en demande un peu plus, puis beaucoup plus s'il le faut."""
        marge = min(len(self._retires), _MARGE)
        while True:
            trouves = self._socle.noter(vecteur, nombre + marge)
            gardes = [t for t in trouves if t[1] not in self._retires]
            if len(gardes) >= nombre or marge >= len(self._retires):
                return gardes[:nombre]
            marge = min(len(self._retires), 8 * marge)

    def cosinus(self, vecteur: Vecteurs, numeros: Sequence[int] | Entiers) -> NDArray[np.float64]:
        valeurs = np.zeros(len(numeros))
        for index, siens in self._repartir(numeros):
            valeurs[siens] = index.cosinus(vecteur, np.asarray(numeros)[siens])
        return valeurs

    def vecteurs(self, numeros: Sequence[int] | Entiers) -> Vecteurs:
        lus = np.zeros((len(numeros), self.dimension), dtype=np.float32)
        for index, siens in self._repartir(numeros):
            lus[siens] = index.vecteurs(np.asarray(numeros)[siens])
        return lus

    def _repartir(self, numeros: Sequence[int] | Entiers) -> Iterator[tuple[IndexPlat, NDArray[np.bool_]]]:
        """Chaque index, et lesquels de ces numéros il range."""
        ajoutes = np.array([int(n) in self._ajoutes for n in numeros], dtype=bool)
        return iter(((self._suite, ajoutes), (self._socle, ~ajoutes)))

    def ecrire(self, dossier: Path) -> None:
        """La suite et les retraits ; le socle ne s'écrit pas."""
        self._suite.ecrire(dossier)
        np.save(dossier / _RETRAITS, np.array(sorted(self._retires), dtype=np.int64))
