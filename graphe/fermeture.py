"""Ce que des quadruplets entraînent : les classes mères de la maison et les relations inverses.

La même règle sert à l'ajout et au retrait : une écriture et son annulation restent symétriques.
"""

from __future__ import annotations

from collections.abc import Iterable

from ontologie.espaces import RDF
from ontologie.regles import Regles
from ontologie.termes import Iri, Quad

TYPE = Iri(RDF + "type")


def fermer(quads: Iterable[Quad], regles: Regles) -> frozenset[Quad]:
    """Les quadruplets et ce qu'ils entraînent, chacun dans le graphe de celui dont il vient."""
    fermes = set()
    for quad in quads:
        fermes.add(quad)
        if quad.predicat == TYPE and isinstance(quad.objet, Iri):
            fermes |= {quad._replace(objet=mere) for mere in regles.superclasses.get(quad.objet, frozenset())}
        inverse = regles.inverses.get(quad.predicat)
        if inverse is not None and isinstance(quad.objet, Iri):
            fermes.add(Quad(quad.objet, inverse, quad.sujet, quad.graphe))
    return frozenset(fermes)
