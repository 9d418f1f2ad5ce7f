"""Les écritures équivalentes sont reconnues, les excuses acceptées : hors base, contrôle par contrôle."""

import pytest

from ontologie.verification import Portee, verifier
from tests.ontologie.graphe_d_essai import GrapheDEssai

ONTO = "<https://exemple.org/o> a owl:Ontology ; "
NOTE = "c:a a skos:Concept ; "
CLASSES = "o:A a owl:Class . o:B a owl:Class . "
ESPACES = (
    "@prefix dc: <http://purl.org/dc/elements/1.1/> . @prefix cc: <http://creativecommons.org/ns#> . "
    "@prefix sdo: <http://schema.org/> . "
)

EXCUSES = {
    "vocabulaire-sans-titre": [
        f'{ONTO}{p} "Titre"@fr .' for p in ("dcterms:title", "dc:title", "rdfs:label", "skos:prefLabel")
    ],
    "vocabulaire-sans-licence": [
        f"{ONTO}{p} <https://l> ."
        for p in (
            "dcterms:license",
            "dcterms:rights",
            "dc:rights",
            "cc:license",
            "schema:license",
            "sdo:license",
        )
    ],
    "vocabulaire-sans-auteur": [
        f"{ONTO}{p} <https://x> ."
        for p in (
            *("dcterms:creator", "dc:creator", "dcterms:contributor", "dc:contributor", "dcterms:publisher"),
            *("dc:publisher", "foaf:maker", "schema:creator", "sdo:creator", "prov:wasAttributedTo"),
        )
    ],
    "vocabulaire-sans-date": [
        f'{ONTO}{p} "2026" .'
        for p in ("dcterms:created", "dcterms:modified", "dcterms:date", "dc:date", "prov:generatedAtTime")
    ],
    "vocabulaire-sans-description": [
        f'{ONTO}{p} "Texte"@fr .'
        for p in ("dc:description", "dcterms:abstract", "rdfs:comment", "skos:scopeNote")
    ],
    "vocabulaire-sans-documentation": [
        f"{ONTO}{p} <https://d> ." for p in ("foaf:homepage", "rdfs:seeAlso", "schema:url", "sdo:url")
    ],
    "ontologie-sans-prefixe": [ONTO + 'vann:preferredNamespaceUri "https://exemple.org/o#" .'],
    "ontologie-sans-disjonction": [
        f"{ONTO}dcterms:title 'x' . {CLASSES} [] a owl:AllDisjointClasses .",
        f"{ONTO}dcterms:title 'x' . {CLASSES} o:A owl:disjointUnionOf ( o:B ) .",
        f"{ONTO}dcterms:title 'x' . o:A a owl:Class . [] a owl:Class .",
    ],
    "concept-non-documente": [
        f'{NOTE}{p} "Note"@fr .'
        for p in (
            *("skos:note", "skos:example", "skos:historyNote", "skos:editorialNote", "skos:changeNote"),
            *("rdfs:comment", "dcterms:description"),
        )
    ],
    "concept-orphelin": [
        NOTE + "skos:topConceptOf c:s .",
        NOTE + "skos:notation 'a' . c:s skos:hasTopConcept c:a .",
        NOTE + "skos:notation 'a' . c:b skos:narrower c:a .",
    ],
    "concept-sans-schema": [
        NOTE + "skos:topConceptOf c:s .",
        NOTE + "skos:notation 'a' . c:s skos:hasTopConcept c:a .",
    ],
    "concept-detache": [
        "c:a skos:topConceptOf c:s . c:b skos:broader c:a . c:d skos:broader c:b .",
        "c:s skos:hasTopConcept c:a . c:a skos:narrower c:b .",
        "c:b skos:broader c:a .",
    ],
    "schema-sans-tete": [
        "c:s a skos:ConceptScheme . c:a a skos:Concept ; skos:inScheme c:s ; skos:topConceptOf c:s ."
    ],
    "classe-sans-libelle": ['o:A a owl:Class ; skos:prefLabel "A"@fr .', "[] a owl:Class ."],
    "classe-sans-libelle-francais": [
        'o:A a owl:Class ; rdfs:label "A"@fr . o:B a owl:Class ; skos:prefLabel "B"@fr-CA .',
        'o:A a owl:Class ; rdfs:label "A"@en . o:B a owl:Class .',
    ],
    "classe-sans-definition": [
        f'o:A a owl:Class ; {p} "Texte"@fr .'
        for p in ("skos:definition", "dcterms:description", "<http://purl.obolibrary.org/obo/IAO_0000115>")
    ],
    "propriete-sans-portee": [
        'o:p a rdf:Property ; rdfs:comment "Sans portée : tout."@fr .',
        'o:p a rdf:Property ; rdfs:comment "No range: anything."@en .',
        "dcterms:subject a rdf:Property .",
    ],
    "propriete-sans-domaine": ["dcterms:subject a rdf:Property ."],
    "propriete-sans-inverse": [
        "o:p a owl:ObjectProperty , owl:SymmetricProperty .",
        "o:p a owl:ObjectProperty . o:q owl:inverseOf o:p .",
        "foaf:knows a owl:ObjectProperty .",
    ],
    "espace-de-noms-detourne": [
        "skos:broader owl:inverseOf skos:narrower .",
        "<http://xmlns.com/foaf/0.1/> a owl:Ontology . foaf:Person rdfs:subClassOf o:Chose .",
    ],
    "ontologie-absente": ["foaf:Person a owl:Class ."],
    "classe-non-declaree": ["foaf:Person a owl:Class . c:x a foaf:Groupe ."],
    "propriete-non-declaree": ["foaf:knows a owl:ObjectProperty . c:x foaf:nom 'x' ."],
    "propriete-sans-libelle": ['o:p a rdf:Property ; skos:prefLabel "p"@fr .'],
    "propriete-sans-libelle-francais": ['o:p a rdf:Property ; skos:prefLabel "p"@fr . o:q a owl:Class .'],
    "propriete-sans-definition": ['o:p a rdf:Property ; skos:definition "Texte"@fr .'],
    "terme-isole": ["o:p a rdf:Property . c:x o:p 'x' .", "foaf:Person a owl:Class ."],
    "terme-perime-employe": ["c:a owl:deprecated true . c:b owl:deprecated true ; skos:broader c:a ."],
    "terme-perime-sans-remplacant": [
        "o:a owl:deprecated true ; rdfs:seeAlso o:b .",
        "o:a owl:deprecated true ; <http://purl.obolibrary.org/obo/IAO_0100001> o:b .",
    ],
    "titre-a-point-final": ['o:a rdfs:label "Outils, etc."@fr .', 'o:a rdfs:label "l\'O.N.U."@fr .'],
    "aucun-libelle-francais": [
        "c:s a skos:ConceptScheme .",
        f'{ONTO}rdfs:label "o"@de . c:a skos:prefLabel "a"@fr .',
    ],
    "relation-sans-reciproque": ["o:p owl:inverseOf o:q . c:x o:p 'x' ."],
}
FAUTES = {
    "concept-et-schema": [
        f"c:s a skos:ConceptScheme . {lien}"
        for lien in (
            *("c:a skos:broader c:s .", "c:a skos:narrower c:s .", "c:s skos:related c:a ."),
            *("c:a skos:related c:s .", "c:s skos:topConceptOf c:t .", "c:t skos:hasTopConcept c:s ."),
        )
    ],
    "concept-et-collection": [
        f"c:g a skos:Collection . {lien}"
        for lien in (
            *("c:g skos:narrower c:a .", "c:a skos:related c:g .", "c:g skos:broaderTransitive c:a ."),
            *("c:g skos:closeMatch c:a .", "c:g skos:exactMatch c:a .", "c:a skos:inScheme c:g ."),
            *("c:g skos:topConceptOf c:s .", "c:s skos:hasTopConcept c:g .", "c:g skos:hasTopConcept c:a ."),
        )
    ],
    "alignement-contradictoire": [
        "c:a skos:exactMatch c:b ; skos:narrowMatch c:b .",
        "c:a skos:exactMatch c:b . c:b skos:narrowMatch c:a .",
        "c:a skos:exactMatch c:b . c:b skos:relatedMatch c:a .",
    ],
    "alignement-interne": [
        f"c:a skos:inScheme c:s ; {p} c:b . c:b skos:inScheme c:s ."
        for p in ("skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch", "skos:exactMatch")
    ],
    "hierarchie-cyclique": [
        "c:a skos:narrower c:b . c:b skos:narrower c:a .",
        "c:a skos:narrower c:b ; skos:broader c:b .",
    ],
    "hierarchie-redondante": ["c:a skos:narrower c:b , c:d . c:b skos:narrower c:d ."],
    "tete-sous-un-autre": [
        "c:s skos:hasTopConcept c:a . c:a skos:broader c:b . c:b skos:inScheme c:s .",
        "c:a skos:topConceptOf c:s . c:b skos:narrower c:a ; skos:inScheme c:s .",
    ],
    "voisin-d-un-ancetre": [
        "c:a skos:narrowMatch c:b . c:b skos:related c:a .",
        "c:a skos:narrowerTransitive c:b ; skos:related c:b .",
    ],
    "concept-detache": ["c:s skos:hasTopConcept c:a . c:b skos:narrower c:d ."],
    "classe-non-declaree": [
        f"o:A a owl:Class ; {p} o:Absente ."
        for p in ("rdfs:subClassOf", "owl:disjointWith", "owl:equivalentClass")
    ]
    + [f"o:A a owl:Class . o:p {p} o:Absente ." for p in ("rdfs:domain", "rdfs:range")],
    "propriete-non-declaree": [
        f"o:p a owl:ObjectProperty ; {p} o:absente ."
        for p in ("rdfs:subPropertyOf", "owl:inverseOf", "owl:equivalentProperty")
    ]
    + ["o:p a owl:ObjectProperty . [] owl:onProperty o:absente ."],
    "classe-sans-definition": ['o:A a owl:Class ; rdfs:comment "" .'],
    "concept-non-documente": [NOTE + 'skos:note "" .'],
    "terme-perime-employe": [
        "o:A a owl:DeprecatedClass . c:x a o:A .",
        "o:p a owl:DeprecatedProperty . c:x o:p 1 .",
    ],
}


def noms(texte: str) -> set[str]:
    graphe = GrapheDEssai.de_turtle(ESPACES + texte)
    return {constat.controle for constat in verifier(graphe, portee=Portee.AILLEURS).constats}


@pytest.mark.parametrize(
    ("nom", "texte"), [(nom, texte) for nom, textes in EXCUSES.items() for texte in textes]
)
def test_une_ecriture_permise_n_est_pas_une_faute(nom: str, texte: str) -> None:
    assert nom not in noms(texte)


@pytest.mark.parametrize(
    ("nom", "texte"), [(nom, texte) for nom, textes in FAUTES.items() for texte in textes]
)
def test_une_faute_ecrite_autrement_est_trouvee(nom: str, texte: str) -> None:
    assert nom in noms(texte)


def test_une_ontologie_une_classe_ou_une_propriete_anonyme_n_est_jamais_accusee() -> None:
    texte = """
        [] a owl:Ontology . [] a skos:ConceptScheme . o:A a owl:Class . o:B a owl:Class ; rdfs:label "B"@fr .
        [] a owl:Class ; rdfs:label "x"@fr , "y"@fr . [] a owl:Class ; rdfs:label "x"@fr .
        [] a owl:ObjectProperty . [] a owl:Class ; owl:equivalentClass [ owl:onProperty o:p ] .
        o:C a owl:Class ; rdfs:subClassOf [ owl:someValuesFrom o:A ] .
    """
    graphe = GrapheDEssai.de_turtle(texte)
    constats = verifier(graphe, portee=Portee.AILLEURS).constats
    assert constats
    assert not [constat for constat in constats if constat.ressource.startswith("urn:anonyme:")]


def test_une_liste_fermee_de_maillage_n_a_pas_ses_propres_metadonnees() -> None:
    assert not {nom for nom in noms("liste:x a skos:ConceptScheme .") if nom.startswith("vocabulaire-")}
