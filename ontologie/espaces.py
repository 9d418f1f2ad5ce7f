"""Les espaces de noms, les graphes nommés et les IRI des ressources livrées."""

from __future__ import annotations

from types import MappingProxyType

from ontologie.termes import XSD, Iri

RACINE = "https://w3id.org/maillage/"
MAILLAGE = RACINE + "ontologie#"
LISTE = RACINE + "liste/"
"""Les listes fermées : statut, niveau de preuve, nature éditoriale, mode d'énonciation."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
FOAF = "http://xmlns.com/foaf/0.1/"
SCHEMA = "https://schema.org/"
BIBO = "http://purl.org/ontology/bibo/"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
PAIR = "http://virtual-assembly.org/ontologies/pair#"
SH = "http://www.w3.org/ns/shacl#"

PREFIXES = MappingProxyType(
    {
        "maillage": MAILLAGE,
        "rdf": RDF,
        "rdfs": RDFS,
        "owl": OWL,
        "xsd": XSD,
        "skos": SKOS,
        "dcterms": DCTERMS,
        "dc": DC,
        "foaf": FOAF,
        "schema": SCHEMA,
        "bibo": BIBO,
        "org": ORG,
        "prov": PROV,
        "pair": PAIR,
        "sh": SH,
    }
)
"""Préfixes proposés dans les requêtes et écrits dans les exports."""

GRAPHE_ONTOLOGIE = Iri(RACINE + "graphe/ontologie")
GRAPHE_THESAURUS = Iri(RACINE + "graphe/thesaurus")
GRAPHE_CORPUS = Iri(RACINE + "graphe/corpus")
GRAPHE_CONTRIBUTIONS = Iri(RACINE + "graphe/contributions")
GRAPHE_BASE = Iri(RACINE + "graphe/base")
"""Le graphe technique (version de la base) : tenu par le dépôt seul."""

THESAURUS = Iri(RACINE + "thesaurus")
"""Le `skos:ConceptScheme` des thèmes, pratiques, publics, métiers et échelles."""


def ressource(segment: str, identifiant: str, *, base: str = RACINE) -> Iri:
    """L'IRI d'une ressource : `{base}{segment}/{identifiant}`."""
    return Iri(f"{base}{segment}/{identifiant}")


def abreger(iri: str) -> str:
    """`http://…/terms/title` → `dcterms:title` ; l'IRI lui-même si aucun préfixe ne convient."""
    for prefixe, espace in PREFIXES.items():
        if iri.startswith(espace) and "/" not in iri[len(espace) :]:
            return f"{prefixe}:{iri[len(espace) :]}"
    return iri
