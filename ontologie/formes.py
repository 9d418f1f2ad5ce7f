"""Les formes SHACL : ce qu'elles disent, et leur passage sur un graphe ou autour de quelques ressources."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from ontologie.chargement import FORMES, lire_formes
from ontologie.controles import Gravite, Portee, Regle, cibler, remplir
from ontologie.espaces import DCTERMS, RACINE, RDF, RDFS, SH
from ontologie.rdf import vers_rdflib
from ontologie.termes import Iri, Ligne

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

ESPACE = RACINE + "formes#"

_HORS_BASE = ESPACE + "horsBase"
_REMEDE = " Remède : "
_GRAVITES = {
    SH + "Violation": Gravite.VIOLATION,
    SH + "Warning": Gravite.AVERTISSEMENT,
    SH + "Info": Gravite.INFORMATION,
}
_TOUT = "SELECT ?sujet ?predicat ?objet WHERE { ?sujet ?predicat ?objet }"


class Interrogeable(Protocol):
    """Ce qu'un graphe doit savoir faire pour être vérifié ; aucun moteur n'est connu ici."""

    def lignes(self, requete: str) -> Iterable[Ligne]:
        """Les lignes d'un SELECT sur l'union des graphes."""
        ...


@dataclass(frozen=True, slots=True)
class Forme(Regle):
    """Une forme SHACL de propriété."""


@dataclass(frozen=True, slots=True)
class Ecart:
    """Une ressource qui ne suit pas une forme, et la valeur en cause s'il y en a une."""

    forme: Forme
    ressource: Iri
    valeur: str | None


@cache
def formes() -> tuple[Forme, ...]:
    """Les formes de propriété livrées, triées par nom."""
    from rdflib import URIRef

    graphe = _graphe(Portee.BASE)
    proprietes = graphe.subjects(URIRef(RDF + "type"), URIRef(SH + "PropertyShape"))
    return tuple(sorted((_forme(graphe, Iri(str(p))) for p in proprietes), key=lambda forme: forme.nom))


def confronter(graphe: Interrogeable, ressources: Collection[Iri] | None, portee: Portee) -> Iterator[Ecart]:
    """Les écarts aux formes de cette portée, sur tout le graphe (`None`) ou sur ces ressources."""
    import pyshacl
    from rdflib import URIRef

    donnees = _donnees(graphe, ressources)
    if ressources is not None:
        _viser(donnees, ressources)
    _, rapport, _ = pyshacl.validate(
        donnees,
        shacl_graph=_graphe(portee, visees=ressources is not None),
        inference="none",
        inplace=True,
    )
    par_nom = {forme.nom: forme for forme in formes()}
    for resultat in rapport.subjects(URIRef(RDF + "type"), URIRef(SH + "ValidationResult")):
        forme = par_nom[Iri(str(rapport.value(resultat, URIRef(SH + "sourceShape")))).nom_local]
        ressource = Iri(str(rapport.value(resultat, URIRef(SH + "focusNode"))))
        valeur = rapport.value(resultat, URIRef(SH + "value"))
        yield Ecart(forme, ressource, None if valeur is None else str(valeur))


@cache
def _graphe(portee: Portee, *, visees: bool = False) -> Graph:
    """Les formes qui valent pour cette portée ; hors base, celles qui portent `formes:horsBase`.

    `visees` : elles ne jugent que les ressources marquées par `_viser`.
    """
    from rdflib import URIRef

    graphe = lire_formes()
    if visees:
        for forme, classe in list(graphe.subject_objects(URIRef(SH + "targetClass"))):
            graphe.remove((forme, URIRef(SH + "targetClass"), classe))
            graphe.add((forme, URIRef(SH + "targetSubjectsOf"), classe))
    if portee is Portee.AILLEURS:
        for sujet, propriete, forme in list(graphe.triples((None, URIRef(SH + "property"), None))):
            if (forme, URIRef(_HORS_BASE), None) not in graphe:
                graphe.remove((sujet, propriete, forme))
    return graphe


def _forme(graphe: Graph, iri: Iri) -> Forme:
    from rdflib import URIRef

    def valeur(propriete: str) -> str:
        return str(graphe.value(URIRef(iri), URIRef(propriete)) or "")

    message, _, remede = valeur(SH + "message").partition(_REMEDE)
    return Forme(
        iri.nom_local,
        _GRAVITES[valeur(SH + "severity")],
        _GRAVITES.get(valeur(_HORS_BASE)),
        message,
        remede[:1].upper() + remede[1:],
        valeur(DCTERMS + "source") or "Maillage",
    )


def _donnees(graphe: Interrogeable, ressources: Collection[Iri] | None) -> Graph:
    from rdflib import Graph

    requete = _TOUT if ressources is None else cibler(_autour(), ressources)
    donnees = Graph(bind_namespaces="none")
    for ligne in graphe.lignes(requete):
        termes = [ligne["sujet"], ligne["predicat"], ligne["objet"]]
        sujet, predicat, objet = (None if terme is None else vers_rdflib(terme) for terme in termes)
        if sujet is not None and predicat is not None and objet is not None:
            donnees.add((sujet, predicat, objet))
    return donnees


def _viser(donnees: Graph, ressources: Collection[Iri]) -> None:
    """Marque les ressources à juger : leurs classes, employées comme prédicats.

    Leurs voisines gardent leur type sans être jugées. Le `focus_nodes` de pySHACL ne convient pas :
    il vaut aussi pour les formes emboîtées, qui ne regardent alors plus les valeurs.
    """
    from rdflib import URIRef

    for ressource in map(URIRef, ressources):
        for classe in list(donnees.objects(ressource, URIRef(RDF + "type"))):
            for mere in list(donnees.transitive_objects(classe, URIRef(RDFS + "subClassOf"))):
                if isinstance(mere, URIRef):
                    donnees.add((ressource, mere, ressource))


@cache
def _autour() -> str:
    """La requête du voisinage, où `?inverse` vaut les propriétés qu'une forme suit à rebours."""
    from rdflib import URIRef

    inverses = {Iri(str(cible)) for cible in _graphe(Portee.BASE).objects(None, URIRef(SH + "inversePath"))}
    return remplir((FORMES / "autour.rq").read_text(encoding="utf-8"), "inverse", inverses)
