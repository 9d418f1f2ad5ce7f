"""Filtrer des ressources et compter ce qu'il en reste, facette par facette."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexation.colonnes import Colonnes, Entiers
from indexation.lecture import Registre
from indexation.resultats import Filtres
from ontologie.termes import Iri

COMPTEES = ("type", "atelier", "theme", "acteur", "annee")
CLASSE = "classe"
"""Toutes les classes d'une ressource, là où son type n'est que la plus précise."""
Comptes = Mapping[str, Mapping[str, int]]


class Facettes:
    """Les valeurs de facettes de quelques ressources, et ce que des filtres en gardent."""

    def __init__(self, colonnes: Colonnes, registre: Registre, ressources: Entiers, filtres: Filtres) -> None:
        self._nombre = len(ressources)
        self._rangs, condenses = colonnes.facettes(ressources)
        uniques, self._places = np.unique(condenses, return_inverse=True)
        noms = registre.valeurs(uniques.tolist())
        self._noms = [noms[condense] for condense in uniques.tolist()]
        self._passent = {
            facette: self.ont(sorte, gardee) for facette, (sorte, gardee) in _voulues(filtres).items()
        }

    def ont(self, sorte: str, gardee: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Pour chaque ressource, si une de ses valeurs de cette sorte (facette ou `CLASSE`) est gardée."""
        bonnes = np.array([nom.facette == sorte and gardee(nom.valeur) for nom in self._noms], dtype=bool)
        ont = np.zeros(self._nombre, dtype=bool)
        ont[self._rangs[bonnes[self._places]]] = True
        return ont

    @cached_property
    def retenues(self) -> NDArray[np.bool_]:
        """Pour chaque ressource, si elle passe tous les filtres."""
        return self._retenir(self._passent)

    @cached_property
    def comptes(self) -> Comptes:
        """De ce qui passe tous les filtres."""
        return self._compter(self.retenues)

    @cached_property
    def comptes_ouverts(self) -> Comptes:
        """Les mêmes, où chaque facette lève son propre filtre."""
        leves = {
            facette: self._compter(self._retenir(self._passent.keys() - {facette}))[facette]
            for facette in self._passent
        }
        return {**self.comptes, **leves}

    def _retenir(self, filtrees: Collection[str]) -> NDArray[np.bool_]:
        retenues = np.ones(self._nombre, dtype=bool)
        for facette in filtrees:
            retenues &= self._passent[facette]
        return retenues

    def _compter(self, retenues: NDArray[np.bool_]) -> Comptes:
        """Un type compte aussi ce qui est d'une classe plus précise : le choisir les garde toutes."""
        comptes: dict[str, dict[str, int]] = {facette: {} for facette in (*COMPTEES, CLASSE)}
        nombres = np.bincount(self._places[retenues[self._rangs]], minlength=len(self._noms)).tolist()
        for (facette, valeur), nombre in zip(self._noms, nombres, strict=True):
            if nombre:
                comptes[facette][valeur] = nombre
        classes = {Iri(iri).nom_local: nombre for iri, nombre in comptes.pop(CLASSE).items()}
        return {**comptes, "type": {nom: classes.get(nom, n) for nom, n in comptes["type"].items()}}


def _voulues(filtres: Filtres) -> Mapping[str, tuple[str, Callable[[str], bool]]]:
    """Chaque facette filtrée → la sorte de valeurs que son filtre regarde, et celles qu'il garde."""
    iris = {
        "type": (CLASSE, filtres.types),
        "atelier": ("atelier", filtres.ateliers),
        "theme": ("theme", filtres.themes),
        "acteur": ("acteur", filtres.acteurs),
    }
    voulues: dict[str, tuple[str, Callable[[str], bool]]] = {
        facette: (sorte, frozenset(choisies).__contains__)
        for facette, (sorte, choisies) in iris.items()
        if choisies
    }
    if filtres.annees:
        voulues["annee"] = ("annee", lambda annee: any(p.contient(int(annee)) for p in filtres.annees))
    return voulues
