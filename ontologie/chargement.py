"""Lire les vocabulaires livrés et les rendre en quadruplets, chacun dans son graphe nommé."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ontologie.erreurs import ErreurVocabulaire
from ontologie.espaces import GRAPHE_ONTOLOGIE, GRAPHE_THESAURUS, SH
from ontologie.rdf import depuis_rdflib
from ontologie.termes import Iri, Quad

if TYPE_CHECKING:
    from rdflib import Graph

VOCABULAIRES = Path(__file__).parent / "vocabulaires"
FORMES = Path(__file__).parent / "formes"

FICHIERS = ("maillage.ttl", "listes.ttl", "emprunts.ttl", "alignements.ttl")
"""Les fichiers du graphe de l'ontologie."""
THESAURUS = "thesaurus"
"""Le dossier du graphe du thésaurus : un fichier par grand domaine, et un pour le schéma et ses facettes."""

# Chaînes longues et courtes, IRI, commentaires : là où un crochet ne fait pas un nœud anonyme.
_NEUTRE = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^>\s]*>|#[^\n]*',
    re.DOTALL,
)
_ANONYME = re.compile(r"\[|\(|_:")


def charger(dossier: Path = VOCABULAIRES) -> Iterator[Quad]:
    """Les quadruplets de tous les vocabulaires.

    Lève `ErreurVocabulaire` si un fichier manque, ne se lit pas ou contient un nœud anonyme.
    """
    for nom in FICHIERS:
        yield from charger_fichier(dossier / nom, GRAPHE_ONTOLOGIE)
    yield from charger_thesaurus(dossier / THESAURUS)


def charger_thesaurus(dossier: Path = VOCABULAIRES / THESAURUS) -> Iterator[Quad]:
    """Les quadruplets du thésaurus ; un dossier vide ou absent lève `ErreurVocabulaire`."""
    chemins = sorted(dossier.glob("*.ttl"))
    if not chemins:
        raise ErreurVocabulaire(f"Aucun fichier de thésaurus dans « {dossier} ». Réinstallez Maillage.")
    for chemin in chemins:
        yield from charger_fichier(chemin, GRAPHE_THESAURUS)


def charger_fichier(chemin: Path, graphe: Iri) -> Iterator[Quad]:
    """Les quadruplets d'un fichier Turtle, dans l'ordre où rdflib les donne."""
    texte = _texte(chemin)
    ligne = _ligne_anonyme(texte)
    if ligne is not None:
        raise ErreurVocabulaire(
            f"Nœud anonyme dans « {chemin.name} », ligne {ligne} : les données rangées n'en ont pas. "
            "Donnez un IRI à ce nœud, ou décrivez-le sous son propre nom."
        )
    for sujet, predicat, objet in _lire(texte, chemin):
        s, p = depuis_rdflib(sujet), depuis_rdflib(predicat)
        if not (isinstance(s, Iri) and isinstance(p, Iri)):
            raise ErreurVocabulaire(f"Dans « {chemin.name} », « {s} » n'est pas un IRI : donnez-lui en un.")
        yield Quad(s, p, depuis_rdflib(objet), graphe)


def lire_formes(dossier: Path = FORMES) -> Graph:
    """Toutes les formes SHACL réunies ; un fichier illisible lève `ErreurVocabulaire`."""
    from rdflib import Graph

    formes = Graph()
    for chemin in sorted(dossier.glob("*.ttl")):
        formes += _lire(_texte(chemin), chemin)
    if not len(formes):
        raise ErreurVocabulaire(f"Aucune forme SHACL dans « {dossier} ». Réinstallez Maillage.")
    return formes


@cache
def proprietes_a_valeur_unique(dossier: Path = FORMES) -> frozenset[Iri]:
    """Les propriétés qui n'ont qu'une valeur, ou une par langue, d'après les formes.

    Une forme le dit par `sh:maxCount 1` ou `sh:uniqueLang true`.
    """
    from rdflib import Literal, URIRef

    formes = lire_formes(dossier)
    un_seul = (("maxCount", Literal(1)), ("uniqueLang", Literal(True)))
    return frozenset(
        Iri(str(chemin))
        for contrainte, valeur in un_seul
        for forme in formes.subjects(URIRef(SH + contrainte), valeur)
        for chemin in formes.objects(forme, URIRef(SH + "path"))
        if isinstance(chemin, URIRef)
    )


def _texte(chemin: Path) -> str:
    try:
        return chemin.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ErreurVocabulaire(
            f"Le fichier « {chemin.name} » manque dans « {chemin.parent} ». Réinstallez Maillage."
        ) from None
    except UnicodeDecodeError as erreur:
        ligne = erreur.object[: erreur.start].count(b"\n") + 1
        raise ErreurVocabulaire(
            f"« {chemin.name} », ligne {ligne} : ce n'est pas de l'UTF-8. Enregistrez le fichier en UTF-8."
        ) from None


def _lire(texte: str, chemin: Path) -> Graph:
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        return Graph(bind_namespaces="none").parse(data=texte, format="turtle")
    except BadSyntax as erreur:
        raise ErreurVocabulaire(
            f"« {chemin.name} », ligne {erreur.lines + 1} : ce Turtle ne se lit pas "
            f"({erreur._why.strip()}). "  # noqa: SLF001 — rdflib ne donne la cause nulle part ailleurs
            "Corrigez la ligne, ou la fin de l'énoncé qui la précède (« ; », « . » ou guillemet)."
        ) from None


def _ligne_anonyme(texte: str) -> int | None:
    """Le numéro de la première ligne qui écrit un nœud anonyme ou une liste."""
    sans_textes = _NEUTRE.sub(lambda m: "\n" * m.group().count("\n"), texte)
    trouve = _ANONYME.search(sans_textes)
    return None if trouve is None else sans_textes.count("\n", 0, trouve.start()) + 1
