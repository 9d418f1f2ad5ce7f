"""De quoi noter beaucoup de passages d'un coup : des nombres en colonnes, lus par projection.

Un mot y est un condensé de 32 bits, un thème de 64 : noter ne lit aucun texte. Ces fichiers se déduisent du
registre (`indexation.colonnage`) ; comme lui, ils ont parfois un socle, que la suite prolonge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexation import socle

Entiers = NDArray[np.int64]
Condenses = NDArray[np.uint32]

COLONNES = "colonnes"
"""Leur dossier, à côté du registre ; celui du socle s'appelle `socle.COLONNES`."""
PASSAGES, RACINES, LEMMES = "passages.npy", "racines.npy", "lemmes.npy"
"""Passages : numéro, ressource, position, mots du titre, début et fin des mots."""
RESSOURCES, THEMES, MENTIONS = "ressources.npy", "themes.npy", "mentions.npy"
"""Ressources : numéro, premier passage (les suivants ont les numéros suivants), combien, si c'est un concept,
début et fin des thèmes."""
FACETTES, VALEURS = "facettes.npy", "valeurs.npy"
"""Facettes : numéro de la ressource, début et fin des valeurs."""
_DEBUT, _FIN = -2, -1
_32_BITS = 0xFFFFFFFF


@lru_cache(maxsize=1 << 17)
def condenser(texte: str) -> int:
    """Un entier signé de 64 bits, toujours le même pour un texte."""
    condense = hashlib.blake2b(texte.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(condense, "little", signed=True)


def condenser_mots(mots: Iterable[str]) -> Condenses:
    """32 bits de chacun : qu'un autre mot ait les mêmes n'arrive qu'une fois sur des milliers."""
    return np.array([condenser(mot) & _32_BITS for mot in mots], dtype=np.uint32)


@dataclass(frozen=True, slots=True)
class Passages:
    """Des passages et leurs mots bout à bout : de chacun, ceux du titre de sa ressource, puis ceux du corps.

    `champs` : pour chaque mot, deux fois le rang de son passage, plus un s'il est du corps. `longueurs` : le
    nombre de mots de chaque corps.
    """

    numeros: Entiers
    ressources: Entiers
    positions: Entiers
    longueurs: Entiers
    champs: Entiers
    racines: Condenses
    lemmes: Condenses

    def compter(self, mots: Condenses, mot: np.uint32) -> Entiers:
        """Combien de fois un mot de `racines` ou de `lemmes` est dans le titre et dans le corps : (n, 2)."""
        trouves = self.champs[np.flatnonzero(mots == mot)]
        return np.bincount(trouves, minlength=2 * len(self.numeros)).reshape(-1, 2)

    def contiennent(self, suite: Sequence[str]) -> NDArray[np.bool_]:
        """Pour chacun, si ces racines s'y suivent, dans le titre ou dans le corps."""
        places = max(0, len(self.racines) - len(suite) + 1)
        ici = self.champs[:places] == self.champs[len(self.champs) - places :]
        for rang, mot in enumerate(condenser_mots(suite)):
            ici &= self.racines[rang : rang + places] == mot
        presents = np.zeros(len(self.numeros), dtype=bool)
        presents[self.champs[np.flatnonzero(ici)] // 2] = True
        return presents


@dataclass(frozen=True, slots=True)
class Ressources:
    """Des ressources et leurs thèmes bout à bout ; `definitions` : vrai pour un concept.

    `rangs` : la ressource de chaque thème ; `mentions` : combien de fois elle nomme ce concept, 0 pour un
    thème qu'un éditeur a posé.
    """

    definitions: NDArray[np.bool_]
    rangs: Entiers
    themes: Entiers
    mentions: Entiers


class Colonnes:
    """Les colonnes d'une génération ; plusieurs fils peuvent les lire. Les numéros doivent être connus."""

    def __init__(self, dossier: Path) -> None:
        dossiers = [d for d in (dossier / COLONNES, dossier / socle.COLONNES) if d.is_dir()]
        self._passages = _Table(dossiers, PASSAGES, (RACINES, LEMMES))
        self._ressources = _Table(dossiers, RESSOURCES, (THEMES, MENTIONS))
        self._facettes = _Table(dossiers, FACETTES, (VALEURS,))

    def passages(self, numeros: Entiers) -> Passages:
        """Ces passages et leurs mots, dans leur ordre."""
        (_, ressources, positions, titres, debuts, fins), (racines, lemmes) = self._passages.lire(numeros)
        longueurs = fins - debuts - titres
        champs = np.repeat(np.arange(2 * len(numeros)), np.stack([titres, longueurs], axis=1).ravel())
        return Passages(numeros, ressources, positions, longueurs, champs, racines, lemmes)

    def ressources_des(self, passages: Entiers) -> Entiers:
        """Les numéros des ressources dont viennent ces passages, dans leur ordre."""
        ressources: Entiers = self._passages.lignes(passages)[1]
        return ressources

    def ressources(self, numeros: Entiers) -> Ressources:
        """Ces ressources et leurs thèmes, dans leur ordre."""
        lignes, (themes, mentions) = self._ressources.lire(numeros)
        rangs = np.repeat(np.arange(len(numeros)), lignes[_FIN] - lignes[_DEBUT])
        return Ressources(lignes[3].astype(bool), rangs, themes, mentions)

    def facettes(self, ressources: Entiers) -> tuple[Entiers, Entiers]:
        """Les valeurs de facettes de ces ressources, bout à bout ; d'abord, le rang de celle de chacune."""
        lignes, (valeurs,) = self._facettes.lire(ressources)
        return np.repeat(np.arange(len(ressources)), lignes[_FIN] - lignes[_DEBUT]), valeurs

    def premiers_passages(self, ressources: Entiers, combien: int) -> Entiers:
        """Les numéros des premiers passages de chacune de ces ressources, au plus `combien` pour chacune."""
        _, premiers, nombres, *_ = self._ressources.lignes(ressources)
        return _etendre(premiers, premiers + np.minimum(nombres, combien))


class _Table:
    """Des lignes de nombres rangées par numéro, la première colonne, et la suite de valeurs de chacune."""

    def __init__(self, dossiers: Sequence[Path], nom: str, suites: Sequence[str]) -> None:
        """`dossiers` : le plus récent d'abord ; une de ses lignes remplace celle des suivants."""
        self._parts = [(_projeter(d / nom), [_projeter(d / suite) for suite in suites]) for d in dossiers]
        self._colonnes = len(self._parts[0][0])

    def lignes(self, numeros: Entiers) -> Entiers:
        """Les lignes de ces numéros (colonnes, numéros)."""
        lignes = np.empty((self._colonnes, len(numeros)), dtype=np.int64)
        for (table, _), (ici, places) in zip(self._parts, self._situer(numeros), strict=True):
            lignes[:, ici] = table[:, places]
        return lignes

    def lire(self, numeros: Entiers) -> tuple[Entiers, list[NDArray[Any]]]:
        """Les lignes de ces numéros, et chacune de leurs suites mises bout à bout."""
        lignes = np.empty((self._colonnes, len(numeros)), dtype=np.int64)
        lues = []
        for (table, suites), (ici, places) in zip(self._parts, self._situer(numeros), strict=True):
            lignes[:, ici] = table[:, places]
            valeurs = _etendre(lignes[_DEBUT, ici], lignes[_FIN, ici])
            lues.append((ici, [suite[valeurs] for suite in suites]))
            if len(ici) == len(numeros):
                return lignes, lues[-1][1]
        fins = np.cumsum(lignes[_FIN] - lignes[_DEBUT])
        debuts = fins - (lignes[_FIN] - lignes[_DEBUT])
        reunies = [np.empty(fins[-1], dtype=suite.dtype) for suite in lues[0][1]]
        for ici, suites in lues:
            places = _etendre(debuts[ici], fins[ici])
            for reunie, suite in zip(reunies, suites, strict=True):
                reunie[places] = suite
        return lignes, reunies

    def _situer(self, numeros: Entiers) -> Iterable[tuple[Entiers, Entiers]]:
        """Pour chaque partie : ceux de ces numéros qui y sont, par leur rang, et la ligne de chacun."""
        restent = np.arange(len(numeros))
        for table, _ in self._parts:
            places = np.searchsorted(table[0], numeros[restent])
            presents = table[0].take(places, mode="clip") == numeros[restent] if table.size else places < 0
            yield restent[presents], places[presents]
            restent = restent[~presents]
        if len(restent):
            raise ValueError(f"Les colonnes n'ont pas le numéro {numeros[restent[0]]}.")


def _projeter(fichier: Path) -> NDArray[Any]:
    return np.asarray(np.load(fichier, mmap_mode="r"))


def _etendre(debuts: Entiers, fins: Entiers) -> Entiers:
    """Tous les entiers de chaque intervalle, bout à bout."""
    longueurs = fins - debuts
    avant = np.cumsum(longueurs) - longueurs
    etendus: Entiers = np.arange(longueurs.sum()) + np.repeat(debuts - avant, longueurs)
    return etendus
