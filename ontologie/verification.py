"""Vérifier un graphe : les formes SHACL et les contrôles, réunis en constats qui disent comment réparer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from ontologie.chargement import lire_formes
from ontologie.controles import Controle, Gravite, lire_controles
from ontologie.espaces import RDF, RDFS, SH
from ontologie.rdf import vers_rdflib
from ontologie.termes import Iri, Ligne, Triplet

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["Constat", "Forme", "Gravite", "Interrogeable", "Rapport", "formes", "lire_controles", "verifier"]

_REMEDE = " Remède : "
_GRAVITES = {
    SH + "Violation": Gravite.VIOLATION,
    SH + "Warning": Gravite.AVERTISSEMENT,
    SH + "Info": Gravite.INFORMATION,
}
_RANGS = {gravite: rang for rang, gravite in enumerate(Gravite)}
_POUR_TOUS = frozenset({RDF + "type", RDFS + "subClassOf"})


class Interrogeable(Protocol):
    """Ce qu'un graphe doit savoir faire pour être vérifié ; aucun moteur n'est connu ici."""

    def triplets(self) -> Iterable[Triplet]:
        """Tout le contenu, sans les noms de graphes."""
        ...

    def lignes(self, requete: str) -> Iterable[Ligne]:
        """Les lignes d'un SELECT sur l'union des graphes."""
        ...


@dataclass(frozen=True, slots=True)
class Constat:
    """Une faute trouvée : où, laquelle, et comment la réparer. `controle` nomme la forme ou la requête."""

    gravite: Gravite
    controle: str
    ressource: Iri
    message: str
    remede: str


@dataclass(frozen=True, slots=True)
class Rapport:
    """Les constats, des plus graves aux moins graves."""

    constats: tuple[Constat, ...]

    @property
    def violations(self) -> tuple[Constat, ...]:
        return self._de(Gravite.VIOLATION)

    @property
    def avertissements(self) -> tuple[Constat, ...]:
        return self._de(Gravite.AVERTISSEMENT)

    @property
    def comptes(self) -> Mapping[Gravite, int]:
        """Le nombre de constats par gravité, zéros compris."""
        compte = Counter(constat.gravite for constat in self.constats)
        return {gravite: compte[gravite] for gravite in Gravite}

    def _de(self, gravite: Gravite) -> tuple[Constat, ...]:
        return tuple(constat for constat in self.constats if constat.gravite is gravite)


@dataclass(frozen=True, slots=True)
class Forme:
    """Une forme SHACL de propriété : son nom, sa gravité, ce qu'elle dit et le remède."""

    nom: str
    gravite: Gravite
    message: str
    remede: str


def verifier(graphe: Interrogeable, *, ressources: Collection[Iri] | None = None) -> Rapport:
    """Les constats sur tout le graphe, ou sur les seules `ressources` données."""
    voulues = None if ressources is None else frozenset(ressources)
    if voulues is not None and not voulues:
        return Rapport(())
    constats = {*_par_les_formes(graphe, voulues), *_par_les_controles(graphe, voulues)}
    return Rapport(tuple(sorted(constats, key=_ordre)))


@cache
def formes() -> tuple[Forme, ...]:
    """Les formes de propriété livrées, triées par nom."""
    from rdflib import URIRef

    graphe = _formes()
    proprietes = graphe.subjects(URIRef(RDF + "type"), URIRef(SH + "PropertyShape"))
    return tuple(sorted((_forme(graphe, Iri(str(p))) for p in proprietes), key=lambda forme: forme.nom))


@cache
def _formes() -> Graph:
    return lire_formes()


def _forme(graphe: Graph, iri: Iri) -> Forme:
    from rdflib import URIRef

    def valeur(propriete: str) -> str:
        return str(graphe.value(URIRef(iri), URIRef(SH + propriete)) or "")

    message, _, remede = valeur("message").partition(_REMEDE)
    return Forme(iri.nom_local, _GRAVITES[valeur("severity")], message, _majuscule(remede))


def _par_les_formes(graphe: Interrogeable, voulues: frozenset[Iri] | None) -> Iterator[Constat]:
    import pyshacl
    from rdflib import Graph, URIRef

    donnees = Graph(bind_namespaces="none")
    for triplet in _utiles(graphe.triplets(), voulues):
        donnees.add((vers_rdflib(triplet.sujet), vers_rdflib(triplet.predicat), vers_rdflib(triplet.objet)))
    _, rapport, _ = pyshacl.validate(
        donnees,
        shacl_graph=_formes(),
        inference="none",
        inplace=True,
        focus_nodes=None if voulues is None else [URIRef(iri) for iri in voulues],
    )
    par_nom = {forme.nom: forme for forme in formes()}
    for resultat in rapport.subjects(URIRef(RDF + "type"), URIRef(SH + "ValidationResult")):
        forme = par_nom[Iri(str(rapport.value(resultat, URIRef(SH + "sourceShape")))).nom_local]
        ressource = Iri(str(rapport.value(resultat, URIRef(SH + "focusNode"))))
        valeur = rapport.value(resultat, URIRef(SH + "value"))
        message = forme.message if valeur is None else f"{forme.message} Valeur : « {valeur} »."
        yield Constat(forme.gravite, forme.nom, ressource, message, forme.remede)


def _utiles(triplets: Iterable[Triplet], voulues: frozenset[Iri] | None) -> Iterator[Triplet]:
    """Ce que les formes regardent autour des ressources voulues : leurs triplets et les types de tous."""
    for triplet in triplets:
        if (
            voulues is None
            or triplet.predicat in _POUR_TOUS
            or triplet.sujet in voulues
            or triplet.objet in voulues
        ):
            yield triplet


def _par_les_controles(graphe: Interrogeable, voulues: frozenset[Iri] | None) -> Iterator[Constat]:
    for controle in lire_controles():
        for ligne in graphe.lignes(controle.requete):
            ressource = ligne["ressource"]
            if isinstance(ressource, Iri) and (voulues is None or ressource in voulues):
                yield _constat(controle, ressource, ligne)


def _constat(controle: Controle, ressource: Iri, ligne: Ligne) -> Constat:
    message = controle.message.replace("{detail}", str(ligne.get("detail") or ""))
    return Constat(controle.gravite, controle.nom, ressource, message, controle.remede)


def _ordre(constat: Constat) -> tuple[int, str, str, str]:
    return _RANGS[constat.gravite], constat.controle, constat.ressource, constat.message


def _majuscule(texte: str) -> str:
    return texte[:1].upper() + texte[1:]
