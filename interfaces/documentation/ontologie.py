"""La documentation HTML de l'ontologie, faite par pyLODE."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from corpus.langue import cle_de_tri
from ontologie.chargement import VOCABULAIRES, charger_fichier
from ontologie.erreurs import ErreurUsage
from ontologie.espaces import GRAPHE_ONTOLOGIE, OWL, PREFIXES, RACINE, RDF, RDFS, SKOS, abreger
from ontologie.libelles import Libelles
from ontologie.rdf import vers_rdflib
from ontologie.termes import Iri, Litteral, Triplet, texte_fr

if TYPE_CHECKING:
    from rdflib import Graph

_NOTES = MappingProxyType(
    {
        OWL + "inverseOf": "Inverse",
        OWL + "disjointWith": "Ne peut pas être aussi",
        SKOS + "closeMatch": "Sens voisin",
        SKOS + "broadMatch": "Plus large ailleurs",
        SKOS + "narrowMatch": "Plus précis ailleurs",
        SKOS + "relatedMatch": "À rapprocher de",
    }
)
"""Ce que pyLODE ne montre pas, dit en note."""

_HISTOIRE = MappingProxyType(
    {SKOS + "changeNote": SKOS + "historyNote", SKOS + "editorialNote": SKOS + "scopeNote"}
)
"""Les notes de l'en-tête, sous les propriétés que pyLODE montre."""

_TITRES = MappingProxyType(
    {
        "Annotation Properties": "Propriétés d'annotation",
        "Annotation Property": "Propriété d'annotation",
        "Classes": "Classes",
        "Datatype Properties": "Propriétés vers une valeur",
        "Datatype Property": "Propriété vers une valeur",
        "Description": "Description",
        "Domain": "Domaine",
        "Example": "Exemple",
        "Functional Properties": "Propriétés à valeur unique",
        "Functional Property": "Propriété à valeur unique",
        "History Note": "Changements",
        "In Domain Of": "Domaine de",
        "In Range Of": "Portée de",
        "Inverse Functional Properties": "Propriétés à inverse unique",
        "Inverse Functional Property": "Propriété à inverse unique",
        "Is Defined By": "Définie par",
        "Date Issued": "Parue le",
        "Legend": "Légende",
        "License": "Licence",
        "Metadata": "Métadonnées",
        "Date Modified": "Modifiée le",
        "Namespaces": "Espaces de noms",
        "Note": "À savoir",
        "Object Properties": "Propriétés entre ressources",
        "Object Property": "Propriété entre ressources",
        "Ontology": "Ontologie",
        "Preferred Namespace Prefix": "Préfixe",
        "Preferred Namespace Uri": "Espace de noms",
        "Prior Version": "Version précédente",
        "Provenance": "Provenance",
        "Range": "Portée",
        "Source": "Source",
        "Scope Note": "Règle",
        "Sub Class Of": "Sous-classe de",
        "Super Class Of": "Classe mère de",
        "Table of Contents": "Sommaire",
        "Title": "Titre",
        "Creator": "Auteur",
        "Version Iri": "IRI de version",
        "Version Info": "Version",
        "made by": "faite avec",
        "with the": "au profil",
        "profile": "",
    }
)
"""Les intitulés de pyLODE, qui ne parle qu'anglais."""


def documenter() -> str:
    """La page HTML ; la même ontologie donne la même page, octet pour octet."""
    try:
        from pylode import OntPub
    except ImportError:
        raise ErreurUsage(
            "pyLODE n'est pas installé : la documentation ne peut pas être refaite. "
            "Lancez `pip install 'maillage[tests]'`."
        ) from None
    logging.getLogger().setLevel(logging.WARNING)
    return _traduire(OntPub(_graphe()).make_html())


def _graphe() -> Graph:
    """L'ontologie en français seulement, ses notes comprises."""
    from rdflib import Graph

    graphe = Graph(bind_namespaces="none")
    for prefixe, espace in PREFIXES.items():
        graphe.bind(prefixe, espace)
    for triplet in _triplets():
        graphe.add(tuple(vers_rdflib(terme) for terme in triplet))  # type: ignore[arg-type]
    return graphe


def _triplets() -> Iterator[Triplet]:
    """Dans l'ordre français des libellés : pyLODE suit celui où on les lui donne."""
    triplets = [
        quad.triplet
        for nom in ("maillage.ttl", "alignements.ttl")
        for quad in charger_fichier(VOCABULAIRES / nom, GRAPHE_ONTOLOGIE)
    ]
    libelles = Libelles(triplets)
    declares = {triplet.sujet for triplet in triplets if triplet.predicat == RDF + "type"}
    notes: dict[tuple[Iri, str], set[str]] = {}
    for sujet, predicat, objet in sorted(
        triplets, key=lambda t: (cle_de_tri(libelles.libelle(t.sujet)), *map(str, t))
    ):
        if sujet not in declares:
            continue
        if (note := _NOTES.get(predicat)) and isinstance(objet, Iri):
            notes.setdefault((sujet, note), set()).add(abreger(objet))
        # le nom de l'ontologie doublerait son titre
        if (sujet, predicat) == (RACINE + "ontologie", RDFS + "label"):
            continue
        if not (isinstance(objet, Litteral) and objet.langue == "en"):
            yield Triplet(sujet, Iri(_HISTOIRE.get(predicat, predicat)), objet)
    for (sujet, note), vises in sorted(notes.items()):
        yield Triplet(sujet, Iri(SKOS + "note"), texte_fr(f"{note} : {', '.join(sorted(vises))}."))


def _traduire(html: str) -> str:
    def intitule(trouve: re.Match[str]) -> str:
        return trouve[1] + _TITRES[trouve[2].strip()] + trouve[3]

    noms = "|".join(sorted(map(re.escape, _TITRES), key=len, reverse=True))
    html = re.sub(rf"(>\s*)({noms})(\s*<)", intitule, html)
    # cette copie en JSON-LD redit la page dans un ordre qui change
    html = re.sub(r'\s*<script id="schema\.org".*?</script>', "", html, flags=re.DOTALL)
    return html.replace('<html lang="en"', '<html lang="fr"').replace("<html>", '<html lang="fr">')
