"""Les ressources que l'on peut nommer à l'écran, relues seulement quand la base change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.langue import cle_de_tri, plier
from graphe.exploration import Exploration, Lien, Noeud
from interfaces.assemblage import Services
from ontologie.espaces import MAILLAGE
from ontologie.termes import Iri


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Tout ce qui s'ouvre dans Explorer, trié en français, et l'arbre des thèmes."""

    ressources: tuple[Lien, ...]
    plies: tuple[str, ...]
    """Les titres de `ressources`, dans le même ordre, sans casse ni accent."""
    ateliers: tuple[Lien, ...]
    arbre: tuple[Noeud, ...]
    facettes: tuple[Noeud, ...]
    titres: Mapping[Iri, str]

    def titre(self, iri: str) -> str:
        return self.titres.get(Iri(iri)) or Iri(iri).nom_local

    def nommees(self, saisie: str) -> list[Lien]:
        """Les ressources dont le titre contient chaque mot tapé ; d'abord celles qui commencent ainsi."""
        voulue = plier(saisie)
        mots = voulue.split()
        trouvees = [rang for rang, plie in enumerate(self.plies) if all(mot in plie for mot in mots)]
        trouvees.sort(key=lambda rang: not self.plies[rang].startswith(voulue))
        return [self.ressources[rang] for rang in trouvees]

    def ancetres(self, iri: Iri) -> frozenset[Iri]:
        """Les concepts qu'il faut déplier pour voir celui-là."""
        return frozenset(a for chemin, noeud in _chemins(self.arbre) if noeud.iri == iri for a in chemin)


def catalogue(services: Services) -> Catalogue:
    return _lire(services.exploration, services.depot.version())


@lru_cache(maxsize=4)
def _lire(exploration: Exploration, version: int) -> Catalogue:  # noqa: ARG001 - la version date la lecture
    arbre = exploration.arbre()
    facettes = exploration.facettes()
    themes = {Lien(noeud.iri, noeud.titre) for _, noeud in _chemins((*arbre, *facettes))}
    toutes = sorted({*exploration.ressources(), *themes}, key=lambda r: (cle_de_tri(r.titre), r.iri))
    return Catalogue(
        tuple(toutes),
        tuple(plier(ressource.titre) for ressource in toutes),
        exploration.ressources(type=Iri(MAILLAGE + "Atelier")),
        arbre,
        facettes,
        {ressource.iri: ressource.titre for ressource in toutes},
    )


def _chemins(
    noeuds: Iterable[Noeud], chemin: tuple[Iri, ...] = ()
) -> Iterator[tuple[tuple[Iri, ...], Noeud]]:
    for noeud in noeuds:
        yield chemin, noeud
        yield from _chemins(noeud.enfants, (*chemin, noeud.iri))
