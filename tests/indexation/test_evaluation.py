"""Compter juste : les mesures sur des cas faits à la main, les jugements inventés."""

import json

import pytest

from graphe.generations import Generations
from indexation.evaluation import comparer, evaluer_questions
from indexation.generation import ouvrir
from indexation.mesures import comparer_par_paires, mesurer, mesurer_une, ndcg
from indexation.questions_jugees import QuestionJugee
from tests.indexation.base import iri

LOGEMENT, DECHETS = iri("atelier/logement"), iri("atelier/dechets")

QUESTIONS = (
    QuestionJugee(
        "j1", "Comment monter un habitat partagé quand le foncier est cher ?", "paraphrase", LOGEMENT
    ),
    QuestionJugee("j2", "consigne du verre", "mots", DECHETS),
    QuestionJugee("j3", "consigne du verre", "mots", LOGEMENT),
    QuestionJugee("j4", "vols spatiaux habités", "mots", DECHETS),
    QuestionJugee("n1", "recette de crêpes au sarrasin", "hors sujet"),
    QuestionJugee("n2", "consigne du verre", "piège"),
)


def test_on_compte_par_genre_et_en_tout(recherche):
    essai = evaluer_questions(recherche, QUESTIONS).fusion
    toutes, mots = essai.par_genre["toutes"], essai.par_genre["mots"]
    assert (toutes.questions, toutes.premiere, toutes.trois, toutes.sans_resultat) == (4, 2, 2, 1)
    assert (mots.questions, mots.premiere) == (3, 1)
    assert essai.manquees == ("j3", "j4")
    assert (essai.sans_reponse, essai.bruit, essai.inventees) == (2, 1, ("n2",))


def test_les_mots_seuls_sont_comptes_a_part(recherche):
    bilan = evaluer_questions(recherche, (QuestionJugee("j", "colocation choisie", "x", LOGEMENT),))
    assert (bilan.fusion.par_genre["toutes"].trois, bilan.mots.par_genre["toutes"].trois) == (1, 0)


def test_ce_que_la_recherche_dit_d_elle_meme_est_rapporte(recherche):
    bilan = evaluer_questions(recherche, (QuestionJugee("j", "de la", "x", LOGEMENT),))
    assert "mots trop courants" in bilan.avertissements[0]
    assert bilan.en_texte().startswith(bilan.avertissements)
    assert evaluer_questions(recherche, QUESTIONS).avertissements == ()


def test_le_bruit_est_compte_par_genre(recherche):
    bilan = evaluer_questions(recherche, QUESTIONS)
    vus = {g: (b.posees, b.repondues) for g, b in bilan.fusion.bruit_par_genre.items()}
    assert vus == {"hors sujet": (1, 0), "piège": (1, 1)}
    assert "1 sur 2 questions sans réponse ont reçu un résultat" in bilan.en_texte()


@pytest.fixture
def comparer_ici(recherche, dossier, tmp_path):
    """Évalue des questions écrites en YAML : `comparer_ici(questions, sans_reponse, part=…)`."""
    registre = ouvrir(Generations(dossier).courante()).registre

    def appeler(questions, sans_reponse="[]", **options):
        (tmp_path / "questions.yaml").write_text(questions, "utf-8")
        (tmp_path / "sans_reponse.yaml").write_text(sans_reponse, "utf-8")
        return comparer(recherche, tmp_path, registre=registre, **options)

    return appeler


def test_le_bilan_par_atelier_se_lit_et_s_exporte(comparer_ici):
    bilan = comparer_ici(
        "- {id: a, question: consigne du verre, atelier: dechets, genre: mots}\n",
        "- {id: b, question: crêpes, genre: hors-domaine, pourquoi: rien}\n",
    )
    mots = json.loads(json.dumps(bilan.en_dictionnaire()))["fusion"]["par_genre"]["mots"]
    assert (mots["premiere"], mots["mesures"], bilan.ecart) == (1, None, None)
    assert "mots seuls" in bilan.en_texte()
    assert "0 sur 1" in bilan.en_texte()
    assert "nDCG" not in bilan.en_texte()


GRADUEES = """
- id: c1
  question: consigne du verre
  genre: exact
  part: dev
  pertinences: {enonce/defi-consigne: 3, atelier/dechets: 2}
  variantes: {faute: consignne du verre, pluriel: consignes des verres}
- id: c2
  question: vols spatiaux habités
  genre: profane
  part: rapport
  pertinences: {atelier/logement: 2, concept/logement: 1}
  variantes: {faute: vol spacial habité}
"""
SANS = """
- {id: n1, question: recette de crêpes au sarrasin, genre: hors-domaine, part: dev}
- {id: n2, question: le prix de la consigne du verre, genre: hors-base, part: rapport}
"""


def test_un_jeu_gradue_a_ses_mesures_ses_variantes_et_son_ecart(comparer_ici):
    appels = []
    bilan = comparer_ici(GRADUEES, SANS, progression=lambda fait, total: appels.append((fait, total)))
    fusion = bilan.fusion
    assert appels[-1] == (21, 21)
    assert list(fusion.par_genre) == ["toutes", "exact", "profane"]
    assert {e: c.questions for e, c in fusion.par_variante.items()} == {"faute": 2, "pluriel": 1}
    assert fusion.d_origine["pluriel"] == fusion.par_genre["exact"]
    assert (fusion.manquees, fusion.par_genre["toutes"].sans_resultat) == (("c2",), 1)
    assert fusion.ndcg["c2"] == 0
    assert fusion.par_genre["toutes"].mesures.ndcg == pytest.approx(fusion.ndcg["c1"] / 2)
    for seul, ecart in ((bilan.mots, bilan.ecart), (bilan.sens, bilan.ecart_sens)):
        attendu = sum(fusion.ndcg.values()) / 2 - sum(seul.ndcg.values()) / 2
        assert ecart.moyenne == pytest.approx(attendu)
    assert bilan.ecart != bilan.ecart_sens
    assert "nDCG@10, tout réuni moins mots seuls" in bilan.en_texte()
    assert json.loads(json.dumps(bilan.en_dictionnaire()))["ecart"]["questions"] == 2


def test_seul_un_degre_de_deux_au_moins_est_une_bonne_reponse(comparer_ici):
    voulues = "- {{id: c, question: consigne du verre, genre: exact, pertinences: {{{}}}}}"
    tete = comparer_ici(voulues.format("enonce/defi-consigne: 3, atelier/dechets: 2")).fusion
    faible = comparer_ici(voulues.format("atelier/dechets: 1, concept/solidarite: 2")).fusion
    assert (tete.par_genre["toutes"].premiere, faible.par_genre["toutes"].premiere) == (1, 0)
    assert faible.par_genre["toutes"].mesures.rr == 1.0


@pytest.mark.parametrize(("part", "posees", "sans"), [("dev", 1, 1), ("rapport", 1, 1), ("tout", 2, 2)])
def test_une_part_restreint_les_questions(comparer_ici, part, posees, sans):
    fusion = comparer_ici(GRADUEES, SANS, part=part).fusion
    assert (fusion.par_genre["toutes"].questions, fusion.sans_reponse) == (posees, sans)


def test_une_part_vide_se_lit_quand_meme(comparer_ici):
    bilan = comparer_ici(GRADUEES.replace("rapport", "dev"), SANS, part="rapport")
    assert (bilan.fusion.par_genre["toutes"].questions, bilan.ecart) == (0, None)
    assert "1 questions sans réponse" in bilan.en_texte()


def test_un_jeu_sans_part_ignore_la_part(comparer_ici):
    bilan = comparer_ici("- {id: a, question: verre, atelier: dechets, genre: mots}", part="rapport")
    assert bilan.fusion.par_genre["toutes"].questions == 1


def test_les_mesures_d_un_classement_parfait_et_d_un_mauvais():
    jugements = {"q": {"a": 1}, "r": {"b": 1, "c": 1}}
    parfait = mesurer({"q": ["a", "z"], "r": ["c", "b"]}, jugements)
    assert (parfait.ndcg, parfait.rappel, parfait.rr) == (1.0, 1.0, 1.0)
    second = mesurer({"q": ["z", "a"], "r": []}, jugements)
    assert (second.rappel, second.rr) == (0.5, 0.25)
    assert second.ndcg == pytest.approx(0.6309 / 2, abs=1e-4)


def test_le_ndcg_tient_compte_des_degres():
    assert ndcg(["b", "a"], {"a": 2, "b": 1}, 10) == pytest.approx(
        (1 + 2 / 1.58496) / (2 + 1 / 1.58496), abs=1e-4
    )


def test_une_question_graduee_se_compte_a_la_main():
    """Trouvées aux rangs 2 (degré 1) et 3 (degré 3) ; la troisième, de degré 2, manque."""
    mesures = mesurer_une(["z", "b", "a"], {"a": 3, "b": 1, "c": 2})
    assert mesures.ndcg == pytest.approx((1 / 1.58496 + 3 / 2) / (3 + 2 / 1.58496 + 1 / 2), abs=1e-4)
    assert (mesures.rappel, mesures.rr) == (pytest.approx(2 / 3), 0.5)


def test_l_ecart_de_deux_series_egales_est_nul_et_le_tirage_est_fixe():
    egal = comparer_par_paires([0.2, 0.8], [0.2, 0.8])
    assert (egal.questions, egal.moyenne, egal.bas, egal.haut) == (2, 0.0, 0.0, 0.0)
    avec, sans = [1.0] * 8 + [0.0] * 8, [0.5] * 16
    ecart = comparer_par_paires(avec, sans)
    assert ecart == comparer_par_paires(avec, sans)
    assert ecart.moyenne == 0.0
    assert (ecart.bas, ecart.haut) == (-0.25, 0.25)  # à 1,96 × 0,5 / √16 près, par pas de 1/16
