"""De la base aux fiches : qui est indexé, sous quelle classe, dans quels ateliers."""

import pytest

from indexation.construction import Constructeur
from indexation.fiches import Lien, analyser
from ontologie.espaces import DCTERMS, MAILLAGE, SKOS
from tests.indexation.base import ecrire, iri, quads


@pytest.fixture
def fiches(depot):
    return {
        fiche.iri.removeprefix("https://w3id.org/maillage/"): fiche for fiche in Constructeur(depot).toutes()
    }


def test_on_indexe_les_ressources_et_elles_seules(fiches):
    assert set(fiches) == {
        "concept/habitat-partage",
        "concept/logement",
        "concept/economie-circulaire",
        "concept/solidarite",
        "atelier/logement",
        "atelier/dechets",
        "angle/foncier",
        "enonce/risque-prix",
        "enonce/defi-consigne",
        "reference/guide",
        "acteur/fabrique",
        "document/bilan",
        "initiative/ressourcerie",
    }


def test_la_classe_la_plus_precise(fiches):
    assert fiches["enonce/risque-prix"].type == "Risque"
    assert MAILLAGE + "Enonce" in fiches["enonce/risque-prix"].classes
    assert fiches["acteur/fabrique"].type == "Organisation"
    assert fiches["concept/logement"].type == "Concept"


def test_les_ateliers_suivent_le_graphe(fiches):
    logement, dechets = (str(iri("atelier/logement")),), (str(iri("atelier/dechets")),)
    for nom in (
        "atelier/logement",
        "angle/foncier",
        "enonce/risque-prix",
        "reference/guide",
        "acteur/fabrique",
    ):
        assert fiches[nom].ateliers == logement
    for nom in ("atelier/dechets", "enonce/defi-consigne", "document/bilan", "initiative/ressourcerie"):
        assert fiches[nom].ateliers == dechets
    assert fiches["concept/habitat-partage"].ateliers == ()


def test_les_textes_les_noms_et_les_themes(fiches):
    concept = fiches["concept/habitat-partage"]
    assert concept.titre == "habitat partagé"
    assert concept.noms == ("cohabitat", "colocation choisie")
    assert concept.themes == (str(iri("concept/habitat-partage")),)
    assert Lien(SKOS + "broader", iri("concept/logement")) in concept.liens
    atelier = fiches["atelier/logement"]
    assert [p.section for p in atelier.passages] == ["", "Les obstacles"]
    assert atelier.passages[1].texte.startswith("Le prix du foncier")
    assert Lien(DCTERMS + "references", iri("reference/guide")) in atelier.liens


def test_une_ressource_sans_texte_a_un_passage_fait_de_son_nom(fiches):
    (seul,) = analyser(fiches["acteur/fabrique"])
    assert (seul.texte, seul.a_vectoriser) == ("La Fabrique des toits", "La Fabrique des toits")
    nommee = fiches["concept/economie-circulaire"]
    assert (
        analyser(nommee)[0].a_vectoriser
        == "économie circulaire. Produire sans gaspiller, réparer, réemployer."
    )


def test_une_seule_se_lit_comme_toutes(depot, fiches):
    constructeur = Constructeur(depot)
    assert all(constructeur.une(fiche.iri) == fiche for fiche in fiches.values())
    assert constructeur.une(iri("acteur/retire")) is None
    assert constructeur.une(iri("nulle/part")) is None


def test_l_empreinte_suit_le_contenu(depot, fiches):
    avant = fiches["atelier/dechets"]
    ecrire(depot, ajouts=quads('<atelier/dechets> skos:altLabel "Zéro déchet"@fr .'))
    apres = Constructeur(depot).une(avant.iri)
    assert apres.noms == ("Zéro déchet",)
    assert apres.empreinte() != avant.empreinte()


@pytest.mark.parametrize(
    ("turtle", "attendues"),
    [
        ('<atelier/logement/section/1> maillage:texte "Autre texte."@fr .', {"atelier/logement"}),
        ("<notice/acteur-retire> maillage:statut <liste/publie> .", {"acteur/retire"}),
        ("<angle/foncier> maillage:angleDe <atelier/dechets> .", {"angle/foncier", "enonce/risque-prix"}),
        (
            "<atelier/dechets> dcterms:references <reference/guide> .",
            {"reference/guide", "acteur/fabrique", "atelier/dechets"},
        ),
    ],
)
def test_un_changement_dit_ce_qu_il_touche(depot, turtle, attendues):
    avant = depot.version()
    ecrire(depot, ajouts=quads(turtle))
    touchees = Constructeur(depot).touchees(depot.changements(avant))
    assert {str(iri(nom)) for nom in attendues} <= touchees


def test_une_hierarchie_changee_touche_tout(depot):
    avant = depot.version()
    ecrire(depot, ajouts=quads("maillage:Risque rdfs:subClassOf maillage:Constat ."))
    assert Constructeur(depot).touchees(depot.changements(avant)) is None
