"""Ce que l'ontologie fait déduire : classes mères et relations inverses. Sans moteur."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ontologie.espaces import MAILLAGE, OWL, RDFS, SKOS
from ontologie.termes import Iri, Triplet

_SOUS_CLASSE = RDFS + "subClassOf"
_INVERSE = OWL + "inverseOf"
_SKOS = (("broader", "narrower"), ("hasTopConcept", "topConceptOf"), ("related", "related"))


def _inverses_de_skos() -> dict[Iri, Iri]:
    paires = [(Iri(SKOS + un), Iri(SKOS + autre)) for un, autre in _SKOS]
    return dict(paires) | {autre: un for un, autre in paires}


@dataclass(frozen=True, slots=True)
class Regles:
    """Les règles de fermeture, pour les seules classes de la maison et les seules relations connues.

    `superclasses` : classe → toutes ses classes mères, elle-même exclue.
    `inverses` : propriété → son inverse ; une propriété symétrique est son propre inverse.
    """

    superclasses: Mapping[Iri, frozenset[Iri]] = field(default_factory=lambda: MappingProxyType({}))
    inverses: Mapping[Iri, Iri] = field(default_factory=lambda: MappingProxyType(_inverses_de_skos()))

    @classmethod
    def depuis(cls, triplets: Iterable[Triplet]) -> Regles:
        """Les règles qu'un graphe d'ontologie déclare ; celles de SKOS valent toujours."""
        meres: dict[Iri, set[Iri]] = defaultdict(set)
        inverses = _inverses_de_skos()
        for sujet, predicat, objet in triplets:
            if not (isinstance(objet, Iri) and sujet.startswith(MAILLAGE) and objet.startswith(MAILLAGE)):
                continue
            if predicat == _SOUS_CLASSE:
                meres[sujet].add(objet)
            elif predicat == _INVERSE:
                inverses[sujet] = objet
                inverses[objet] = sujet
        closes = {classe: frozenset(_ancetres(classe, meres)) for classe in meres}
        return cls(MappingProxyType(closes), MappingProxyType(inverses))

    def la_plus_precise(self, classes: Iterable[Iri]) -> Iri | None:
        """La classe qui n'est mère d'aucune autre ; à égalité, la première dans l'ordre des IRI.

        Les classes de la maison passent avant les autres.
        """
        connues = set(classes)
        meres = {mere for classe in connues for mere in self.superclasses.get(classe, ())}
        feuilles = connues - meres
        return min(feuilles, key=lambda iri: (not iri.startswith(MAILLAGE), iri), default=None)


def _ancetres(classe: Iri, meres: Mapping[Iri, set[Iri]]) -> set[Iri]:
    """Les classes mères, proches et lointaines ; un cycle ne fait pas tourner en rond."""
    vues: set[Iri] = set()
    a_voir = list(meres.get(classe, ()))
    while a_voir:
        mere = a_voir.pop()
        if mere not in vues and mere != classe:
            vues.add(mere)
            a_voir.extend(meres.get(mere, ()))
    return vues
