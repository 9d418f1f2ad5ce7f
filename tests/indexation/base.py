"""Une petite base, l'écriture avec ses conséquences, et la comparaison de deux réponses."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from graphe.adaptateurs.moteur import quad_depuis_ox
from graphe.contributions import essayer
from indexation.lecture import Registre
from ontologie.chargement import charger
from ontologie.espaces import GRAPHE_CORPUS, GRAPHE_ONTOLOGIE, PREFIXES, RACINE
from ontologie.termes import Iri

R = RACINE
_ENTETE = "".join(f"@prefix {p}: <{e}> .\n" for p, e in PREFIXES.items()) + f"@base <{RACINE}> .\n"

TURTLE = (Path(__file__).parents[1] / "donnees" / "petite_base.ttl").read_text("utf-8")

QUESTIONS = (
    "habitat partagé",
    "Comment monter un habitat partagé quand le foncier est cher ?",
    "colocation choisie",
    "économie circulaire",
    "consigne du verre",
    "reprendre les bouteilles",
    "logement",
    "terrain abordable",
    "La Fabrique des toits",
    "ressourserie",
    "déchets",
    "recette de cuisine",
)


def quads(turtle, graphe=GRAPHE_CORPUS):
    """Les quadruplets d'un extrait de Turtle, préfixes et base fournis."""
    lus = ox.parse(_ENTETE + turtle, format=ox.RdfFormat.TURTLE)
    return frozenset(
        quad_depuis_ox(ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(graphe))) for t in lus
    )


NEUVE = quads(
    '<initiative/neuve> a maillage:Initiative ; rdfs:label "Le Jardin des Lilas"@fr ; '
    'dcterms:description "Un potager en commun au pied des immeubles."@fr .'
)


BASE = quads(TURTLE) | frozenset(quad for quad in charger() if quad.graphe == GRAPHE_ONTOLOGIE)


def ecrire(depot, *, ajouts=(), retraits=(), motif="essai"):
    """Écrit avec les conséquences (classes mères, inverses), sans les contrôles de forme."""
    _, plus, moins = essayer(frozenset(depot.quads()), ajouts, retraits)
    return depot.appliquer(plus, moins, version_attendue=depot.version(), auteur="essai", motif=motif)


def iri(chemin):
    return Iri(R + chemin)


def sans_duree(reponses):
    return replace(reponses, duree_ms=0.0)


def reponses(recherche, questions=QUESTIONS):
    return [sans_duree(recherche.chercher(question)) for question in questions]


def contenu(generation):
    """Tout ce que le registre dit, numéros mis à part."""
    registre = Registre(generation / "passages.sqlite")
    requetes = (
        "SELECT racine, nombre FROM racines ORDER BY 1",
        "SELECT ecriture, forme, lemme, nombre FROM ecritures ORDER BY 1",
        "SELECT nom, valeur FROM totaux ORDER BY 1",
        "SELECT source, predicat, cible FROM liens ORDER BY 1, 2, 3",
        (
            "SELECT iri, titre, type, classes, noms, ateliers, themes, acteurs, annees, empreinte"
            " FROM ressources ORDER BY 1"
        ),
        (
            "SELECT theme, iri, nombre FROM mentions, ressources WHERE ressources.numero = ressource"
            " ORDER BY 1, 2"
        ),
        (
            "SELECT iri, position, section, texte, mots FROM passages, ressources"
            " WHERE ressources.numero = ressource ORDER BY 1, 2"
        ),
    )
    return [registre._lire(requete) for requete in requetes]
