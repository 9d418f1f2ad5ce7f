"""Les vocabulaires livrés : bilingues, sans nœud anonyme, sans terme étranger inventé."""

import re
from collections import Counter, defaultdict

import pytest
from rdflib import URIRef, namespace

from corpus import genres
from ontologie.chargement import FICHIERS, VOCABULAIRES, charger, charger_fichier
from ontologie.espaces import (
    DCTERMS,
    GRAPHE_ONTOLOGIE,
    GRAPHE_THESAURUS,
    LISTE,
    MAILLAGE,
    OWL,
    RACINE,
    RDF,
    RDFS,
    SKOS,
    THESAURUS,
)
from ontologie.termes import XSD, Iri, Litteral

QUADS = tuple(charger())
ONTOLOGIE = tuple(q for q in QUADS if q.graphe == GRAPHE_ONTOLOGIE)
NOTRES = sorted({q.sujet for q in ONTOLOGIE if q.sujet.startswith(MAILLAGE)})
EMPRUNTES = sorted({q.sujet for q in charger_fichier(VOCABULAIRES / "emprunts.ttl", GRAPHE_ONTOLOGIE)})
CONCEPTS = sorted({q.sujet for q in QUADS if q.graphe == GRAPHE_THESAURUS and q.sujet != THESAURUS})

CLASSES = set(genres.GENRES) | {"Enonce", "Document", "Section", "Notice"}

BIBO_RELUS = {"Article", "Book", "Document", "Report", "Slideshow", "Webpage", "Workshop", "number"}
PAIR_RELUS = {
    "Actor",
    "Challenge",
    "Debate",
    "Event",
    "Organization",
    "Person",
    "PhysicalPlace",
    "Project",
    "Town",
}
THEMES_RELUS = {"T1", "T3", "T5", "T7", "T9", "T10", "T12", "T13", "T16"}
FERMES = (
    namespace.SDO,
    namespace.DCTERMS,
    namespace.FOAF,
    namespace.ORG,
    namespace.PROV,
    namespace.SKOS,
    namespace.OWL,
    namespace.RDFS,
    namespace.RDF,
    namespace.XSD,
    namespace.VANN,
)


def objets(sujet: str, predicat: str) -> list:
    return [q.objet for q in QUADS if q.sujet == sujet and q.predicat == predicat]


def textes(sujet: str, predicat: str, langue: str) -> list[str]:
    return [o.valeur for o in objets(sujet, predicat) if isinstance(o, Litteral) and o.langue == langue]


@pytest.mark.parametrize("terme", [*NOTRES, *EMPRUNTES])
@pytest.mark.parametrize("langue", ["fr", "en"])
def test_chaque_terme_a_un_libelle_et_un_commentaire(terme: str, langue: str) -> None:
    assert len(textes(terme, RDFS + "label", langue)) == 1, f"Un rdfs:label @{langue} pour {terme}."
    assert len(textes(terme, RDFS + "comment", langue)) == 1, f"Un rdfs:comment @{langue} pour {terme}."


def test_l_ontologie_declare_toutes_les_classes_des_fiches() -> None:
    declarees = {i.nom_local for i in NOTRES if OWL + "Class" in objets(i, RDF + "type")}
    assert declarees == CLASSES


def test_l_entete_est_complet() -> None:
    entete = {q.predicat for q in ONTOLOGIE if q.sujet == RACINE + "ontologie"}
    attendus = {DCTERMS + n for n in ("title", "description", "creator", "license")}
    assert attendus | {OWL + "versionIRI", OWL + "versionInfo"} <= entete


def test_les_listes_fermees_sont_celles_des_fiches() -> None:
    listes = {
        "statuts": genres.STATUTS,
        "preuves": genres.PREUVES,
        "modes": genres.MODES,
        "natures-editoriales": genres.NATURES_EDITORIALES,
    }
    for liste, valeurs in listes.items():
        membres = {q.sujet for q in ONTOLOGIE if q.predicat == SKOS + "inScheme" and q.objet == LISTE + liste}
        assert membres == {LISTE + valeur for valeur in valeurs}


def test_les_natures_d_enonces_sont_celles_des_fiches() -> None:
    filles = {
        q.sujet.nom_local
        for q in ONTOLOGIE
        if q.objet == MAILLAGE + "Enonce" and q.predicat == RDFS + "subClassOf"
    }
    assert filles == set(genres.ENONCES)


@pytest.mark.parametrize("terme", NOTRES)
def test_une_propriete_a_domaine_et_portee_ou_dit_pourquoi(terme: str) -> None:
    if not {OWL + "ObjectProperty", OWL + "DatatypeProperty"} & set(objets(terme, RDF + "type")):
        return
    bornes = (
        ("domain", {"fr": "Sans domaine", "en": "No domain"}),
        ("range", {"fr": "Sans portée", "en": "No range"}),
    )
    for borne, mots in bornes:
        for langue, mot in mots.items():
            dit = mot in textes(terme, RDFS + "comment", langue)[0]
            assert dit != bool(objets(terme, RDFS + borne)), f"rdfs:{borne} de {terme}"


def test_chaque_inverse_est_declare_des_deux_cotes() -> None:
    paires = {(q.sujet, q.objet) for q in ONTOLOGIE if q.predicat == OWL + "inverseOf"}
    assert paires
    assert paires == {(b, a) for a, b in paires}


def test_domaine_et_portee_s_echangent_entre_inverses() -> None:
    for q in ONTOLOGIE:
        if q.predicat == OWL + "inverseOf" and q.sujet.startswith(MAILLAGE):
            assert set(objets(q.sujet, RDFS + "domain")) == set(objets(q.objet, RDFS + "range")), q.sujet


def test_ce_que_nous_nommons_est_declare() -> None:
    connus = {q.sujet for q in QUADS}
    cites = {t for q in QUADS for t in q[:3] if isinstance(t, Iri) and t.startswith(MAILLAGE)}
    assert cites <= connus


def test_aucun_terme_etranger_n_est_invente() -> None:
    """Un IRI étranger nouveau : relisez-le dans le fichier de son vocabulaire, puis ajoutez-le ici."""
    for iri in {t for q in QUADS for t in q[:3] if isinstance(t, Iri) and not t.startswith(RACINE)}:
        assert _relu(iri), f"« {iri} » n'est pas un terme relu."


def _relu(iri: str) -> bool:
    for base, relus in (
        ("http://purl.org/ontology/bibo/", BIBO_RELUS),
        ("http://virtual-assembly.org/ontologies/pair#", PAIR_RELUS),
        ("http://purl.org/essglobal/standard/themes/", THEMES_RELUS),
        ("https://creativecommons.org/licenses/", {"by/4.0/"}),
    ):
        if iri.startswith(base):
            return iri.removeprefix(base) in relus
    return any(URIRef(iri) in espace for espace in FERMES)


def test_les_dates_et_nombres_ont_une_valeur_lisible() -> None:
    for q in QUADS:
        if isinstance(q.objet, Litteral) and q.objet.type == XSD + "date":
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", q.objet.valeur)


def test_le_thesaurus_a_quarante_concepts_ou_plus() -> None:
    assert len(CONCEPTS) >= 40
    assert {q.objet for q in QUADS if q.sujet in CONCEPTS and q.predicat == RDF + "type"} == {
        SKOS + "Concept"
    }


@pytest.mark.parametrize("concept", CONCEPTS)
def test_un_concept_est_complet(concept: Iri) -> None:
    assert re.fullmatch(r"[a-z][a-z-]*[a-z]", concept.nom_local), "Identifiant sans accent, en minuscules."
    assert concept == f"{RACINE}concept/{concept.nom_local}"
    assert objets(concept, SKOS + "notation") == [Litteral(concept.nom_local)]
    for langue in ("fr", "en"):
        assert len(textes(concept, SKOS + "prefLabel", langue)) == 1
    assert textes(concept, SKOS + "definition", "fr") or textes(concept, SKOS + "scopeNote", "fr")
    assert objets(concept, DCTERMS + "source") == [RACINE + "source/page-ateliers"]
    assert objets(concept, SKOS + "inScheme") == [THESAURUS]
    assert bool(objets(concept, SKOS + "broader")) != bool(objets(concept, SKOS + "topConceptOf"))


@pytest.mark.parametrize(
    "libelle",
    [
        "financement participatif",
        "crowdfunding",
        "prêt participatif",
        "budget participatif",
        "fracture numérique",
        "données ouvertes",
        "open data",
        "ville intelligente",
        "smart city",
        "taylorisme",
        "infobésité",
        "mutualisation",
        "économie circulaire",
        "médiation numérique",
        "cagnotte en ligne",
        "surcharge d'informations",
    ],
)
def test_les_mots_attendus_menent_a_un_seul_concept(libelle: str) -> None:
    attendu = Litteral(libelle, langue="fr")
    labels = {SKOS + "prefLabel", SKOS + "altLabel"}
    assert len({q.sujet for q in QUADS if q.predicat in labels and q.objet == attendu}) == 1


def test_le_thesaurus_a_peu_de_tetes_et_pas_de_cycle() -> None:
    parents = defaultdict(set)
    for q in QUADS:
        if q.predicat == SKOS + "broader":
            parents[q.sujet].add(q.objet)
    tetes = {q.sujet for q in QUADS if q.predicat == SKOS + "topConceptOf" and q.objet == THESAURUS}
    assert 1 <= len(tetes) <= 10

    def monter(concept: Iri, chemin: tuple[Iri, ...]) -> set[Iri]:
        assert concept not in chemin, f"{concept} est plus large que lui-même."
        if concept in tetes:
            return {concept}
        return set().union(*(monter(p, (*chemin, concept)) for p in parents[concept]))

    for concept in CONCEPTS:
        assert monter(concept, ()), f"{concept} ne monte à aucune tête."


def test_seul_un_sens_est_ecrit_dans_le_thesaurus() -> None:
    """Les inverses sont ajoutés au chargement : écrits à la main, ils finiraient par diverger."""
    ecrits = Counter(q.predicat for q in QUADS if q.graphe == GRAPHE_THESAURUS)
    assert not ecrits[SKOS + "narrower"]
    assert not ecrits[SKOS + "hasTopConcept"]
    voisins = {(q.sujet, q.objet) for q in QUADS if q.predicat == SKOS + "related"}
    assert not voisins & {(b, a) for a, b in voisins}


def test_chaque_fichier_du_dossier_est_charge() -> None:
    assert {chemin.name for chemin in VOCABULAIRES.glob("*")} == set(FICHIERS)
