"""Les vocabulaires livrés : bilingues, sans nœud anonyme, sans terme étranger inventé."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from rdflib import URIRef, namespace

from corpus import genres
from corpus.langue import lemme
from corpus.langue import mots as decouper
from ontologie.chargement import FICHIERS, VOCABULAIRES, charger, charger_fichier
from ontologie.chargement import THESAURUS as THESAURUS_DOSSIER
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
CONCEPTS = sorted({q.sujet for q in QUADS if q.graphe == GRAPHE_THESAURUS and "/concept/" in q.sujet})
FACETTES = sorted({q.sujet for q in QUADS if q.graphe == GRAPHE_THESAURUS and "/facette/" in q.sujet})

CLASSES = set(genres.GENRES) | {"Enonce", "Document", "Section", "Notice"}

RELUS = {
    lignes[0].removeprefix("# espace : "): {ligne for ligne in lignes if not ligne.startswith("#")}
    for chemin in (Path(__file__).parents[1] / "donnees" / "termes_etrangers").glob("*.txt")
    for lignes in [chemin.read_text(encoding="utf-8").splitlines()]
}
"""Espace de noms → termes extraits du fichier de son vocabulaire."""
SOCLE = (namespace.OWL, namespace.RDFS, namespace.RDF, namespace.XSD)


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
    attendus = {DCTERMS + n for n in ("title", "description", "creator", "license", "source", "provenance")}
    attendus |= {OWL + n for n in ("versionIRI", "versionInfo", "priorVersion")}
    assert attendus | {SKOS + "changeNote", SKOS + "editorialNote"} <= entete


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
    """Un IRI étranger nouveau : refaites sa liste avec `tests/donnees/extraire_termes.py`."""
    for iri in sorted({t for q in QUADS for t in q[:3] if isinstance(t, Iri) and not t.startswith(RACINE)}):
        assert _relu(iri), f"« {iri} » n'est dans aucun vocabulaire relu."


def _relu(iri: str) -> bool:
    if iri == "https://creativecommons.org/licenses/by/4.0/":
        return True
    return any(iri.removeprefix(espace) in termes for espace, termes in RELUS.items()) or any(
        URIRef(iri) in espace for espace in SOCLE
    )


def test_un_terme_invente_serait_vu() -> None:
    assert _relu("http://virtual-assembly.org/ontologies/pair#Challenge")
    assert not _relu("http://virtual-assembly.org/ontologies/pair#Workshop")
    assert not _relu("https://schema.org/Workshop")
    assert not _relu("http://exemple.org/Challenge")


@pytest.mark.parametrize("terme", NOTRES)
@pytest.mark.parametrize("langue", ["fr", "en"])
def test_chaque_terme_de_la_maison_a_un_exemple(terme: str, langue: str) -> None:
    assert textes(terme, SKOS + "example", langue), f"Un skos:example @{langue} pour {terme}."


def test_les_dates_et_nombres_ont_une_valeur_lisible() -> None:
    for q in QUADS:
        if isinstance(q.objet, Litteral) and q.objet.type == XSD + "date":
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", q.objet.valeur)


def test_le_thesaurus_couvre_son_domaine() -> None:
    assert len(CONCEPTS) >= 250
    for sujets, classe in ((CONCEPTS, "Concept"), (FACETTES, "Collection")):
        types = {q.objet for q in QUADS if q.sujet in sujets and q.predicat == RDF + "type"}
        assert types == {SKOS + classe}


@pytest.mark.parametrize("facette", FACETTES)
def test_une_facette_est_nommee_et_reunit_des_concepts(facette: Iri) -> None:
    for langue in ("fr", "en"):
        assert len(textes(facette, SKOS + "prefLabel", langue)) == 1
    assert textes(facette, SKOS + "definition", "fr")
    membres = objets(facette, SKOS + "member")
    assert len(membres) >= 5
    assert set(membres) <= set(CONCEPTS)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_un_concept_est_complet(concept: Iri) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", concept.nom_local), "Identifiant sans accent, en minuscules."
    assert concept == f"{RACINE}concept/{concept.nom_local}"
    assert objets(concept, SKOS + "notation") == [Litteral(concept.nom_local)]
    for langue in ("fr", "en"):
        assert len(textes(concept, SKOS + "prefLabel", langue)) == 1
    assert textes(concept, SKOS + "definition", "fr") or textes(concept, SKOS + "scopeNote", "fr")
    assert objets(concept, DCTERMS + "source")
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


def test_deux_concepts_n_ont_pas_le_meme_libelle_au_pluriel_ou_aux_accents_pres() -> None:
    """Le contrôle `libelle-partage` ne voit que la casse ; la recherche, elle, confond ces formes."""
    porteurs = defaultdict(set)
    for q in QUADS:
        if q.sujet in CONCEPTS and q.predicat.endswith("Label") and isinstance(q.objet, Litteral):
            forme = " ".join(lemme(m.forme) for m in decouper(q.objet.valeur))
            porteurs[forme, q.objet.langue].add(q.sujet.nom_local)
    partages = {forme: sorted(noms) for forme, noms in porteurs.items() if forme[0] and len(noms) > 1}
    assert partages == {}, "Un libellé n'appartient qu'à un concept."


def test_le_thesaurus_a_peu_de_tetes_et_pas_de_cycle() -> None:
    parents = defaultdict(set)
    for q in QUADS:
        if q.predicat == SKOS + "broader":
            parents[q.sujet].add(q.objet)
    tetes = {q.sujet for q in QUADS if q.predicat == SKOS + "topConceptOf" and q.objet == THESAURUS}
    assert 1 <= len(tetes) <= 12

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
    assert {chemin.name for chemin in VOCABULAIRES.glob("*")} == {*FICHIERS, THESAURUS_DOSSIER}
    assert {chemin.suffix for chemin in (VOCABULAIRES / THESAURUS_DOSSIER).glob("*")} == {".ttl"}
