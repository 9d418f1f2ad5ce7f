"""Les ressources trouvées : leurs indices réunis, et leur ordre."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from corpus import langue
from indexation.candidats import Candidate
from indexation.fusion import Voisin, etalonner


class Trouvee(NamedTuple):
    """Une candidate, et ce que ses voisines lui transmettent dans le graphe."""

    candidate: Candidate
    graphe: tuple[tuple[Voisin, float], ...]
    brut: float
    """La somme des indices ; elle classe et se compare au seuil."""

    @property
    def score(self) -> float:
        """La probabilité d'être juste, que le résultat annonce."""
        return etalonner(self.brut)


def ranger(trouvees: list[Trouvee]) -> list[Trouvee]:
    """Par somme des indices ; à égalité, dans l'ordre du français."""
    par_somme: dict[float, list[Trouvee]] = defaultdict(list)
    for trouvee in trouvees:
        par_somme[trouvee.brut].append(trouvee)
    return [
        trouvee
        for somme in sorted(par_somme, reverse=True)
        for trouvee in (
            par_somme[somme] if len(par_somme[somme]) == 1 else sorted(par_somme[somme], key=_nom)
        )
    ]


def _nom(trouvee: Trouvee) -> tuple[tuple[str, ...], str]:
    ressource = trouvee.candidate.ressource
    return langue.cle_de_tri(ressource.titre), ressource.iri
