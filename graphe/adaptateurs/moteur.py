"""Oxigraph vu par la maison : traduction des termes, questions nommées, différence à appliquer.

Commun au dépôt sur disque et au dépôt en mémoire.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from graphe.ports import DonneeRefusee, Quads
from graphe.questions import question as question_nommee
from ontologie.espaces import GRAPHE_BASE, MAILLAGE, RACINE
from ontologie.termes import Iri, Ligne, Litteral, Quad, Terme, ecrire_terme

_GENID = RACINE + ".well-known/genid/"
_BASE = Iri(RACINE + "base")
_VERSION = Iri(MAILLAGE + "version")


def vers_ox(terme: Terme) -> ox.NamedNode | ox.Literal:
    if isinstance(terme, Iri):
        return ox.NamedNode(terme)
    if terme.langue:
        return ox.Literal(terme.valeur, language=terme.langue)
    return ox.Literal(terme.valeur, datatype=ox.NamedNode(terme.type))


def depuis_ox(terme: object) -> Terme:
    """Traduit un terme d'Oxigraph ; un nœud anonyme devient un IRI (skolémisation)."""
    if isinstance(terme, ox.NamedNode):
        return Iri(terme.value)
    if isinstance(terme, ox.Literal):
        if terme.language:
            return Litteral(terme.value, terme.language)
        return Litteral(terme.value, type=terme.datatype.value)
    if isinstance(terme, ox.BlankNode):
        return Iri(_GENID + terme.value)
    raise DonneeRefusee(f"Le terme « {terme} » n'est ni un IRI ni un littéral : il ne peut être rangé.")


def quad_depuis_ox(quad: ox.Quad) -> Quad:
    return _quad(quad, depuis_ox)


def _quad(quad: ox.Quad, traduire: Callable[[object], Terme]) -> Quad:
    sujet, predicat, graphe = traduire(quad.subject), traduire(quad.predicate), traduire(quad.graph_name)
    if not (isinstance(sujet, Iri) and isinstance(predicat, Iri) and isinstance(graphe, Iri)):
        raise DonneeRefusee(f"Le quadruplet « {quad} » n'a pas d'IRI pour sujet, prédicat et graphe.")
    return Quad(sujet, predicat, traduire(quad.object), graphe)


def quad_vers_ox(quad: Quad) -> ox.Quad:
    return ox.Quad(
        ox.NamedNode(quad.sujet),
        ox.NamedNode(quad.predicat),
        vers_ox(quad.objet),
        ox.NamedNode(quad.graphe),
    )


class Moteur:
    """Un `pyoxigraph.Store`, en lecture ; `appliquer` demande qu'il soit ouvert en écriture."""

    def __init__(self, magasin: ox.Store) -> None:
        self.magasin = magasin

    @classmethod
    def de_quads(cls, quads: Iterable[Quad]) -> Moteur:
        """Un moteur en mémoire, rempli."""
        moteur = cls(ox.Store())
        moteur.magasin.bulk_extend(map(quad_vers_ox, quads))
        return moteur

    def fermer(self) -> None:
        """Ferme les fichiers tout de suite : Oxigraph ne se ferme que lorsqu'on l'oublie."""
        del self.magasin

    def lignes(self, requete: str) -> Iterator[Ligne]:
        """Les lignes d'un SELECT de la maison : rien n'y borne le temps ni le nombre de lignes."""
        solutions = self.magasin.query(requete, use_default_graph_as_union=True)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("Une question nommée est un SELECT.")
        noms = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {nom: None if (valeur := solution[nom]) is None else depuis_ox(valeur) for nom in noms}

    def selectionner(self, nom: str, **termes: Terme) -> Iterator[Ligne]:
        return self.lignes(question_nommee(nom).remplie(termes))

    def quads(self) -> Iterator[Quad]:
        # chaque terme n'est traduit qu'une fois : trois fois plus vite sur 30 000 quadruplets
        connus: dict[str, Terme] = {}

        def traduire(terme: object) -> Terme:
            ecrit = str(terme)
            if ecrit not in connus:
                connus[ecrit] = depuis_ox(terme)
            return connus[ecrit]

        for quad in self.magasin:
            traduit = _quad(quad, traduire)
            if traduit.graphe != GRAPHE_BASE:
                yield traduit

    def changer(self, ajouts: Quads, retraits: Quads) -> None:
        """Change le contenu d'un essai, sans version ni transaction."""
        for quad in retraits:
            self.magasin.remove(quad_vers_ox(quad))
        self.magasin.extend(map(quad_vers_ox, ajouts))

    def version(self) -> int:
        for quad in self.magasin.quads_for_pattern(
            ox.NamedNode(_BASE), ox.NamedNode(_VERSION), None, ox.NamedNode(GRAPHE_BASE)
        ):
            return int(str(depuis_ox(quad.object)))
        return 0

    def difference(self, ajouts: Quads, retraits: Quads) -> tuple[frozenset[Quad], frozenset[Quad]]:
        """Ce qui changera vraiment ; un quadruplet à la fois retiré et ajouté reste.

        Lève `DonneeRefusee` s'il vise le graphe technique.
        """
        voulus = frozenset(ajouts)
        oter = frozenset(retraits) - voulus
        for quad in voulus | oter:
            if quad.graphe == GRAPHE_BASE:
                raise DonneeRefusee(
                    f"Le graphe <{GRAPHE_BASE}> est tenu par la base elle-même. "
                    "Écrivez dans le graphe des contributions."
                )
        present = self.magasin.__contains__
        return (
            frozenset(q for q in voulus if not present(quad_vers_ox(q))),
            frozenset(q for q in oter if present(quad_vers_ox(q))),
        )

    def appliquer(self, ajouts: frozenset[Quad], retraits: frozenset[Quad], *, version: int) -> None:
        """Écrit la différence et le nouveau numéro de version en une seule transaction."""
        numero = f"<{_BASE}> <{_VERSION}>"
        graphe = ecrire_terme(GRAPHE_BASE)
        self.magasin.update(
            f"DELETE WHERE {{ GRAPH {graphe} {{ {numero} ?ancienne }} }} ;\n"
            f"INSERT DATA {{ GRAPH {graphe} {{ {numero} {version} }} }} ;\n"
            f"DELETE DATA {{ {_en_sparql(retraits)} }} ;\n"
            f"INSERT DATA {{ {_en_sparql(ajouts)} }}"
        )


def _en_sparql(quads: Iterable[Quad]) -> str:
    return "\n".join(
        f"GRAPH {ecrire_terme(q.graphe)} {{ {' '.join(ecrire_terme(t) for t in q.triplet)} }}" for q in quads
    )


def lire_nquads(texte: str) -> Iterator[Quad]:
    """Les quadruplets d'un document N-Quads ; `ValueError` s'il ne se lit pas."""
    try:
        for quad in ox.parse(texte, format=ox.RdfFormat.N_QUADS):
            yield quad_depuis_ox(quad)
    except SyntaxError as erreur:
        raise ValueError(str(erreur)) from erreur
