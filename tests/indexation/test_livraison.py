"""La recherche sur le corpus livré, avec le modèle embarqué : questions de mise au point et démarrage."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from corpus import langue
from corpus.extraction.lexique import Entree, Lexique
from graphe.adaptateurs.memoire import DepotMemoire
from graphe.generations import Generations
from graphe.peuplement import composer
from indexation.adaptateurs import ouvrir_vectoriseur
from indexation.evaluation import evaluer_questions
from indexation.fraicheur import construire
from indexation.generation import ouvrir
from indexation.mentions import concernees
from indexation.question import lemmes_de_nom
from indexation.questions_jugees import QuestionJugee
from indexation.service import ouvrir_recherche
from ontologie.espaces import ressource

DEV = Path(__file__).parents[1] / "donnees" / "questions_dev.yaml"


@pytest.fixture(scope="module")
def depot_livre():
    depot = DepotMemoire()
    depot.appliquer(composer(), [], version_attendue=0, auteur="livraison", motif="livraison")
    return depot


@pytest.fixture(scope="module")
def dossier_livre(tmp_path_factory, depot_livre):
    dossier = tmp_path_factory.mktemp("index")
    construire(depot_livre, dossier, ouvrir_vectoriseur("embarque"))
    return dossier


@pytest.fixture(scope="module")
def generation_livree(dossier_livre):
    return ouvrir(Generations(dossier_livre).courante())


@pytest.fixture(scope="module")
def recherche_livree(depot_livre, dossier_livre):
    return ouvrir_recherche(depot_livre, dossier_livre, ouvrir_vectoriseur("embarque"))


@pytest.fixture(scope="module")
def bilan(recherche_livree):
    dev = yaml.safe_load(DEV.read_text("utf-8"))
    questions = [
        QuestionJugee(q["id"], q["question"], q["genre"], ressource("atelier", q["atelier"]))
        for q in dev["avec_reponse"]
    ]
    questions += [QuestionJugee(q["id"], q["question"], q["genre"]) for q in dev["sans_reponse"]]
    return evaluer_questions(recherche_livree, questions)


def test_les_questions_de_mise_au_point_trouvent_leur_atelier(bilan):
    fusion, mots = bilan.fusion.par_genre["toutes"], bilan.mots.par_genre["toutes"]
    assert fusion.premiere >= 12
    assert fusion.trois >= 18
    assert fusion.premiere > mots.premiere


def test_les_questions_sans_reponse_restent_sans_reponse(bilan):
    assert bilan.fusion.bruit <= 5


def test_la_question_de_la_promesse(recherche_livree):
    rendues = recherche_livree.chercher("Comment financer un projet citoyen dans ma commune ?")
    assert rendues.resultats[0].iri == ressource("atelier", "financement")
    assert rendues.resultats[0].extrait


@pytest.mark.parametrize(
    "variantes",
    [
        ("économie", "economie", "ÉCONOMIE"),
        ("l'habitat partagé", "l’habitat partagé", "habitats partagés"),
        ("données ouvertes", "donnee ouverte", "DONNÉES OUVERTES"),
        ("l'intérêt général", "interet general", "L’INTÉRÊT GÉNÉRAL"),
    ],
)
def test_les_ecritures_d_un_meme_mot_donnent_la_meme_chose(recherche_livree, variantes):
    vues = [[(r.iri, r.score) for r in recherche_livree.chercher(v).resultats] for v in variantes]
    assert all(vue == vues[0] for vue in vues)


def test_un_nom_exact_est_toujours_premier(recherche_livree, generation_livree):
    """Titres et libellés de toute sorte, un sur douze ; un nom porté par plusieurs met l'un d'eux devant."""
    registre = generation_livree.registre
    noms = {r.iri: (r.titre, *r.noms) for r in registre.ressources_de(registre.toutes()).values()}
    tous = sorted(nom for siens in noms.values() for nom in siens if langue.mots(nom))
    fautifs = []
    for nom in tous[::12]:
        premiers = recherche_livree.chercher(nom, nombre=1).resultats
        exacts = (lemmes_de_nom(autre) for r in premiers for autre in noms[r.iri])
        if all(lemmes_de_nom(nom).isdisjoint(exact) for exact in exacts):
            fautifs.append(nom)
    assert len(tous) > 3000
    assert not fautifs


def test_un_mot_d_une_seule_ressource_la_met_en_tete(recherche_livree, generation_livree):
    base = sqlite3.connect(generation_livree.dossier / "passages.sqlite")
    seuls = {racine for (racine,) in base.execute("SELECT racine FROM racines WHERE nombre = 1")}
    mots = {}
    for iri, texte in base.execute(
        "SELECT iri, texte FROM passages JOIN ressources ON ressources.numero = ressource"
    ):
        mots |= {m.racine: (texte[m.debut : m.fin], iri) for m in langue.mots(texte) if m.racine in seuls}
    fautifs = [
        mot
        for mot, iri in sorted(mots.values())[::12]
        if [r.iri for r in recherche_livree.chercher(mot, nombre=1).resultats] != [iri]
    ]
    assert len(mots) > 1500
    assert not fautifs


def test_les_documents_livres_nomment_des_concepts(generation_livree):
    base = sqlite3.connect(generation_livree.dossier / "passages.sqlite")
    ((ressources, concepts),) = base.execute(
        "SELECT count(DISTINCT ressource), count(DISTINCT theme) FROM mentions"
    )
    assert ressources > 600
    assert concepts > 300


def test_un_libelle_change_ne_relit_pas_tout_le_corpus(generation_livree):
    ancien = generation_livree.lexique
    registre, mots = generation_livree.registre, generation_livree.mots

    def touchees(forme):
        neuf = Lexique((*ancien.entrees, Entree("urn:essai", forme, forme, "alt")))
        return concernees(registre, mots, ancien, neuf)

    assert touchees("le mot zirconium n'y est pas") == set()
    participatif, budget = touchees("participatif"), touchees("budget participatif")
    assert 0 < len(budget) < len(participatif) < registre.totaux["ressources"] / 2
    assert concernees(registre, mots, ancien, ancien) == set()


PROGRAMME = """
import sys, time
from pathlib import Path
from indexation.adaptateurs import ouvrir_vectoriseur
from indexation.generation import ouvrir
from indexation.recherche import Recherche, Service
from graphe.generations import Generations

class Source:
    def __init__(self, dossier):
        self.service = Service(ouvrir(Generations(Path(dossier)).courante()), ouvrir_vectoriseur("embarque"))
    def servir(self):
        return self.service

recherche = Recherche(Source(sys.argv[1]))
assert recherche.chercher("les budjets participatifs des villes").resultats
print(" ".join(sorted({nom.split(".")[0] for nom in sys.modules})))
"""


def test_une_question_ne_charge_aucun_paquet_lourd(dossier_livre):
    sortie = subprocess.run(
        [sys.executable, "-c", PROGRAMME, str(dossier_livre)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    charges = set(sortie.stdout.split())
    interdits = {"torch", "spacy", "streamlit", "sentence_transformers", "transformers", "rdflib", "pyshacl"}
    assert charges.isdisjoint(interdits | {"sklearn", "pandas", "scipy"})
    assert {"faiss", "tantivy"} <= charges
