"""Les questions de forme : ce qui en est une, sa réponse exacte, et la requête qui la donne."""

import json
from pathlib import Path

import pytest
import yaml

from graphe.adaptateurs.memoire import DepotMemoire
from graphe.lexique import construire_lexique
from graphe.questions import question as question_nommee
from indexation.formes.jetons import decouper, lire_annees
from indexation.formes.mots import radical
from indexation.formes.phrases import au_pluriel
from indexation.formes.service import Formes
from indexation.question import LONGUEUR_MAX
from interfaces import assemblage
from ontologie.espaces import PREFIXES, RACINE
from ontologie.termes import Iri
from tests.indexation.base import BASE, ecrire, quads

FICHIER = Path(__file__).parents[1] / "donnees" / "questions_de_forme.yaml"
JUGEES = yaml.safe_load(FICHIER.read_text("utf-8"))
CONNUES = {
    "quelle association porte le Galléco ?": "« Association » n'est pas une sorte de l'ontologie.",
}
"""Question → pourquoi elle n'a pas la réponse attendue."""
_ENTETE = "".join(f"PREFIX {p}: <{e}>\n" for p, e in PREFIXES.items()) + f"BASE <{RACINE}>\n"


@pytest.fixture(scope="module")
def formes(base_livree):
    return Formes(base_livree)


def iris(reponse):
    return {ligne.iri.removeprefix(RACINE) for ligne in reponse.lignes}


def attendues(jugee, depot):
    if "requete" not in jugee:
        return set(jugee["attendu"])
    lignes = depot.lignes(f"{_ENTETE}SELECT DISTINCT ?x WHERE {{ {jugee['requete']} }}")
    return {ligne["x"].removeprefix(RACINE) for ligne in lignes}


@pytest.mark.parametrize("jugee", JUGEES, ids=[j["question"] for j in JUGEES])
def test_une_question_jugee_a_sa_reponse_ou_n_en_a_pas(formes, base_livree, jugee):
    reponse = formes.repondre(jugee["question"])
    if jugee.get("hors") or jugee["question"] in CONNUES:
        assert reponse is None, "Remède : une question connue pour échouer a sa réponse, ôtez-la."
    elif jugee.get("muette"):
        assert reponse.muette
        assert "la base ne d" in reponse.phrase
    else:
        assert not reponse.muette
        assert iris(reponse) == attendues(jugee, base_livree) != set()
        assert reponse.total == len(reponse.lignes)


@pytest.mark.parametrize("jugee", [j for j in JUGEES if "hors" not in j and j["question"] not in CONNUES])
def test_la_requete_montree_donne_les_ressources_de_la_reponse(formes, base_livree, jugee):
    reponse = formes.repondre(jugee["question"])
    assert "UNDEF" not in reponse.requete
    valeurs = {str(terme) for ligne in base_livree.lignes(reponse.requete) for terme in ligne.values()}
    assert {ligne.iri for ligne in reponse.lignes} <= valeurs


def test_la_requete_montree_est_permise_a_un_lecteur(formes, base_livree):
    reponse = formes.repondre("Quelles références sur le travail social depuis 2015 ?")
    lues = json.loads(base_livree.interroger(reponse.requete).octets())["results"]["bindings"]
    assert {ligne["ressource"]["value"] for ligne in lues} == {ligne.iri for ligne in reponse.lignes} != set()


def test_chaque_moitie_est_assez_grande():
    parts = [j["part"] for j in JUGEES if not j.get("hors")]
    assert min(parts.count("dev"), parts.count("rapport")) >= 20
    assert sum(1 for j in JUGEES if j.get("hors")) >= 25


@pytest.mark.parametrize(
    "question",
    [
        "QUELS RISQUES L'ATELIER SUR LE TRAVAIL SIGNALE-T-IL ?",
        "quel risque l’atelier sur le travail signale t il",
        "Quels dangers pour l'atelier travail",
        "risques de l'atelier sur le travail",
    ],
)
def test_casse_accents_apostrophes_et_nombre_ne_changent_rien(formes, question):
    assert len(formes.repondre(question).lignes) == 5


def test_une_question_vide_ou_trop_longue_n_est_pas_de_forme(formes):
    assert formes.repondre("") is None
    assert formes.repondre("?!") is None
    assert formes.repondre("quels risques " * (LONGUEUR_MAX // 14)) is None


@pytest.mark.parametrize(
    "question",
    [
        'Quels risques pour "} } ; DROP ALL # le travail ?',
        "Quelles références en 99999 ?",
        "Quelles références avant 2016 après 2018 ?",
        "Quels risques ne concernent pas le travail ?",
        "Quels acteurs publient le plus ?",
        "Quels risques pour mon entreprise ?",
    ],
)
def test_ce_que_l_on_ne_sait_pas_lire_est_laisse_a_la_recherche(formes, question):
    assert formes.repondre(question) is None


def test_un_silence_est_dit_avec_ce_que_l_atelier_dit_d_autre(formes):
    reponse = formes.repondre("Quels risques l'atelier sur les données signale-t-il ?")
    assert reponse.muette
    assert "n'a pas de risques" in reponse.phrase
    assert "enonce/donnees-partout" in iris(reponse)


def test_les_noms_des_themes_ne_se_demandent_que_pour_une_question_de_forme():
    depot = DepotMemoire()
    ecrire(depot, ajouts=BASE)
    demandes = []

    def themes(depot):
        demandes.append(depot.version())
        return construire_lexique(depot)

    formes = Formes(depot, themes)
    assert formes.repondre("partager un logement") is None
    assert demandes == []
    for _ in range(2):
        assert iris(formes.repondre("quels risques dans l'atelier logement ?")) == {"enonce/risque-prix"}
    assert demandes == [1]


class TestCollectionEtendue:
    """Tout vient de la base : une collection étendue répond sans que le programme change."""

    @pytest.fixture
    def depot(self):
        depot = DepotMemoire()
        ecrire(depot, ajouts=BASE)
        return depot

    def test_la_date_muette_est_dite_des_que_la_base_la_connait(self, depot):
        formes = Formes(depot)
        question = "Quand a eu lieu l'atelier « Se loger autrement » ?"
        assert formes.repondre(question).muette
        ecrire(depot, ajouts=quads('<atelier/logement> <https://schema.org/startDate> "2025-03-14" .'))
        reponse = formes.repondre(question)
        assert not reponse.muette
        assert "2025-03-14" in reponse.phrase

    def test_une_nouvelle_nature_d_enonce_se_demande_par_son_nom(self, depot):
        formes = Formes(depot)
        assert formes.repondre("Quels regrets dans l'atelier sur le logement ?") is None
        ecrire(
            depot,
            ajouts=quads(
                """maillage:Regret a owl:Class ; rdfs:subClassOf maillage:Enonce ; rdfs:label "Regret"@fr .
                <enonce/regret> a maillage:Regret , maillage:Enonce ; rdfs:label "Trop tard"@fr ;
                  maillage:enonceDans <atelier/logement> ."""
            ),
        )
        reponse = formes.repondre("Quels regrets dans l'atelier sur le logement ?")
        assert iris(reponse) == {"enonce/regret"}
        assert reponse.phrase == "1 regret dans l'atelier « Se loger autrement »."

    def test_un_enonce_d_angle_est_un_enonce_de_son_atelier(self, depot):
        reponse = Formes(depot).repondre("quels risques pour l'habitat partagé, dans l'atelier logement ?")
        assert reponse is None
        assert iris(Formes(depot).repondre("quels risques dans l'atelier logement ?")) == {
            "enonce/risque-prix"
        }

    def test_une_ressource_retiree_ne_se_montre_pas(self, depot):
        assert iris(Formes(depot).repondre("Quels acteurs ?")) == {"acteur/fabrique"}


def test_epurer_ote_les_lignes_sans_valeur_et_garde_les_autres():
    question = question_nommee("forme_ressources")
    requete = question.epuree({"type": (Iri("https://exemple.org/A"), Iri("https://exemple.org/B"))})
    assert "VALUES ?type { <https://exemple.org/A> <https://exemple.org/B> }" in requete
    assert "UNDEF" not in requete
    assert "PREFIX skos:" not in requete
    list(DepotMemoire().lignes(requete))


@pytest.mark.parametrize(
    ("texte", "bornes"),
    [
        ("références avant 2016", (None, 2015)),
        ("références jusqu'en 2016", (None, 2016)),
        ("références après 2016", (2017, None)),
        ("références depuis l'année 2015", (2015, None)),
        ("références entre 2012 et 2016", (2012, 2016)),
        ("références de 2012 à 2016", (2012, 2016)),
        ("références en 2014", (2014, 2014)),
    ],
)
def test_les_annees_se_lisent(texte, bornes):
    annees = lire_annees(decouper(texte))
    assert (annees.depuis, annees.jusque) == bornes


@pytest.mark.parametrize(
    ("nom", "pluriel"),
    [
        ("compte-rendu", "comptes-rendus"),
        ("enjeu", "enjeux"),
        ("réseau", "réseaux"),
        ("guide pratique", "guides pratiques"),
        ("cycle d'ateliers", "cycles d'ateliers"),
    ],
)
def test_les_noms_se_mettent_au_pluriel(nom, pluriel):
    assert au_pluriel(nom) == pluriel


def test_le_radical_reunit_les_formes_d_un_verbe():
    assert {radical(f) for f in ("animer", "animait", "animé", "animée", "animent")} == {"anim"}


def test_une_question_ordinaire_ne_coute_presque_rien(configuration_preparee):
    from time import process_time

    formes = assemblage.services(configuration_preparee).formes
    formes.repondre("Quels risques pour le financement participatif ?")
    durees = []
    for _ in range(20):
        debut = process_time()
        formes.repondre("Comment financer un projet citoyen dans ma commune ?")
        durees.append(process_time() - debut)
    assert min(durees) < 0.003
