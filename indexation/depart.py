"""Commencer une génération depuis une autre : copier un petit index, prolonger un grand, le refondre parfois.

Ce qui est publié ne change jamais : ce que l'on garde d'un grand index passe par liens durs.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexation import socle
from indexation.adaptateurs.prolonge import IndexProlonge
from indexation.adaptateurs.provision import Provision
from indexation.adaptateurs.vecteurs_compacts import IndexCompact
from indexation.adaptateurs.vecteurs_plats import IndexPlat
from indexation.colonnes import COLONNES
from indexation.manifeste import Manifeste
from indexation.ports import COMPACT

REGISTRE, MOTS, SENS = "passages.sqlite", "mots", "sens"
_SOCLE_SENS = "socle.sens"
_REECRITS = frozenset({"meta.json", ".managed.json"})
COPIE_JUSQU_A = 20_000
"""Jusqu'à ce nombre de passages, copier l'index prend moins d'un dixième de seconde."""
PART_A_FONDRE = 0.125
"""Au-delà de cette part de passages changés, socle et suite sont refondus en un seul index."""


class SensEnChantier(Protocol):
    """L'index des vecteurs d'une génération en préparation."""

    @property
    def espece(self) -> str: ...
    @property
    def ecart(self) -> int: ...
    def ajouter(self, numeros: Sequence[int], vecteurs: NDArray[np.float32]) -> None: ...
    def retirer(self, numeros: Iterable[int]) -> None: ...
    def ecrire(self, dossier: Path) -> None: ...


def lire_sens(dossier: Path, espece: str) -> IndexPlat | IndexProlonge:
    """L'index des vecteurs d'une génération publiée ; mêmes erreurs que `IndexPlat.lire`."""
    classe = _classe(espece)
    if (dossier / _SOCLE_SENS).exists():
        return IndexProlonge.lire(classe.lire(dossier / _SOCLE_SENS), dossier / SENS)
    return classe.lire(dossier / SENS)


def partir_de(depart: Path, dossier: Path, manifeste: Manifeste, brouillon: Path) -> SensEnChantier:
    """Pose dans `dossier` le registre et les mots de `depart`, et rend ses vecteurs, modifiables."""
    _relier(depart / MOTS, dossier / MOTS)
    if manifeste.ecart > PART_A_FONDRE * manifeste.passages:
        return _fondre(depart, dossier, manifeste, brouillon)
    if (depart / _SOCLE_SENS).exists():
        os.link(depart / socle.SOCLE, dossier / socle.SOCLE)
        _relier(depart / _SOCLE_SENS, dossier / _SOCLE_SENS)
        _relier(depart / socle.COLONNES, dossier / socle.COLONNES)
        shutil.copyfile(depart / REGISTRE, dossier / REGISTRE)
        fige = _classe(manifeste.vecteurs).lire(dossier / _SOCLE_SENS)
        return IndexProlonge.lire(fige, depart / SENS, modifiable=True)
    if manifeste.passages > COPIE_JUSQU_A or manifeste.vecteurs == COMPACT:
        os.link(depart / REGISTRE, dossier / socle.SOCLE)
        _relier(depart / SENS, dossier / _SOCLE_SENS)
        _relier(depart / COLONNES, dossier / socle.COLONNES)
        fige = _classe(manifeste.vecteurs).lire(dossier / _SOCLE_SENS)
        return IndexProlonge(fige, IndexPlat(fige.dimension))
    shutil.copyfile(depart / REGISTRE, dossier / REGISTRE)
    return _classe(manifeste.vecteurs).lire(depart / SENS, modifiable=True)


def _classe(espece: str) -> type[IndexPlat]:
    return IndexCompact if espece == COMPACT else IndexPlat


def _fondre(depart: Path, dossier: Path, manifeste: Manifeste, brouillon: Path) -> Provision:
    socle.fondre(depart / socle.SOCLE, depart / REGISTRE, dossier / REGISTRE)
    ancien = lire_sens(depart, manifeste.vecteurs)
    provision = Provision(ancien.dimension, brouillon)
    for numeros, vecteurs in ancien.parcourir():
        provision.ajouter(numeros.tolist(), vecteurs)
    return provision


def _relier(depart: Path, arrivee: Path) -> None:
    """Reprend par liens durs ce qui ne se réécrit jamais ; copie les deux listes que tantivy réécrit."""
    arrivee.mkdir()
    for fichier in depart.iterdir():
        if fichier.suffix == ".lock":
            continue
        if fichier.name in _REECRITS:
            shutil.copyfile(fichier, arrivee / fichier.name)
        else:
            os.link(fichier, arrivee / fichier.name)
