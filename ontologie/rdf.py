"""Les termes de la maison et ceux de rdflib, dans les deux sens ; rdflib n'est importé qu'ici à l'usage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontologie.termes import CHAINE, Iri, Litteral, Terme

if TYPE_CHECKING:
    from rdflib.term import Literal, Node, URIRef


def vers_rdflib(terme: Terme) -> URIRef | Literal:
    """Un terme de la maison, écrit pour rdflib sans que sa valeur soit réinterprétée."""
    from rdflib.term import Literal, URIRef

    if isinstance(terme, Iri):
        return URIRef(terme)
    if terme.langue:
        return Literal(terme.valeur, lang=terme.langue)
    if terme.type == CHAINE:
        return Literal(terme.valeur)
    return Literal(terme.valeur, datatype=URIRef(terme.type), normalize=False)


def depuis_rdflib(noeud: Node) -> Terme:
    """Un nœud de rdflib ; `ValueError` s'il est anonyme ou n'est pas un terme de données."""
    from rdflib.term import Literal, URIRef

    if isinstance(noeud, URIRef):
        return Iri(str(noeud))
    if isinstance(noeud, Literal):
        if noeud.language:
            return Litteral(str(noeud), langue=noeud.language)
        return Litteral(str(noeud), type=str(noeud.datatype or CHAINE))
    raise ValueError(f"« {noeud} » n'est ni un IRI ni un littéral.")
