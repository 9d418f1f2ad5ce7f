"""Les ressources trouvées : leurs indices réunis, et leur ordre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus import langue
from indexation.candidats import Candidate, Collecte, Lot
from indexation.colonnes import Entiers
from indexation.facettes import Facettes
from indexation.fusion import Transmis, etalonner


class Trouvee(NamedTuple):
    """Une ressource trouvée, lue pour être montrée."""

    candidate: Candidate
    graphe: Transmis
    brut: float
    """La somme des indices ; elle classe et se compare au seuil."""

    @property
    def score(self) -> float:
        """La probabilité d'être juste, que le résultat annonce."""
        return etalonner(self.brut)


@dataclass(frozen=True, slots=True)
class Trouvees:
    """Toutes celles qui sont assez bonnes, en colonnes : on n'en lit que ce que l'on montre."""

    collecte: Collecte
    lot: Lot
    bruts: NDArray[np.float64]
    graphe: Mapping[int, Transmis]
    """Par numéro de ressource."""
    facettes: Facettes

    @property
    def retenues(self) -> Entiers:
        """Les lignes que les filtres gardent."""
        return np.flatnonzero(self.facettes.retenues)

    def transmis(self, rang: int) -> Transmis:
        return self.graphe.get(int(self.lot.numeros[rang]), ())

    def montrer(self, rangs: Entiers) -> list[Trouvee]:
        """Ces lignes, de la meilleure à la moins bonne."""
        candidates = self.collecte.montrer(self.lot, rangs)
        trouvees = (
            Trouvee(candidate, self.transmis(rang), float(self.bruts[rang]))
            for candidate, rang in zip(candidates, rangs, strict=True)
        )
        return sorted(trouvees, key=_rang)

    def premieres(self, nombre: int) -> list[Trouvee]:
        """Les `nombre` meilleures de celles que les filtres gardent."""
        rangs = self.retenues
        bruts = self.bruts[rangs]
        if len(rangs) > nombre:
            rangs = rangs[bruts >= np.partition(bruts, -nombre)[-nombre]]
        return self.montrer(rangs)[:nombre]


def _rang(trouvee: Trouvee) -> tuple[float, tuple[str, ...], str]:
    """Par somme des indices ; à égalité, dans l'ordre du français."""
    ressource = trouvee.candidate.ressource
    return -trouvee.brut, langue.cle_de_tri(ressource.titre), ressource.iri
