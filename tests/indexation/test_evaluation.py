"""Compter juste : les mesures sur des cas faits à la main, les jugements inventés."""

import json

import pytest

from indexation.evaluation import QuestionJugee, comparer, evaluer_questions, lire_jugements
from indexation.mesures import lire_collection, mesurer, ndcg
from ontologie.erreurs import ErreurUsage
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


def test_le_bilan_se_lit_et_s_exporte(recherche, tmp_path):
    (tmp_path / "ateliers.yaml").write_text(
        "- {id: a, question: consigne du verre, atelier: dechets, genre: mots}\n", "utf-8"
    )
    (tmp_path / "sans_reponse.yaml").write_text(
        "- {id: b, question: crêpes, genre: g, pourquoi: rien}\n", "utf-8"
    )
    assert [q.atelier for q in lire_jugements(tmp_path)] == [DECHETS, None]
    bilan = comparer(recherche, tmp_path)
    assert json.loads(json.dumps(bilan.en_dictionnaire()))["fusion"]["par_genre"]["mots"]["premiere"] == 1
    assert "mots seuls" in bilan.en_texte()
    assert "0 sur 1" in bilan.en_texte()


@pytest.mark.parametrize("texte", ["- {id: a, question: q}", "{", "12"])
def test_un_fichier_de_jugements_illisible_est_nomme(tmp_path, texte):
    (tmp_path / "ateliers.yaml").write_text(texte, "utf-8")
    with pytest.raises(ErreurUsage, match=r"ateliers\.yaml"):
        lire_jugements(tmp_path)


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


def test_une_collection_beir_se_lit(tmp_path):
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d 1", "title": "T", "text": "Une phrase."}\n', "utf-8")
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "phrase ?"}\n', "utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td 1\t1\n", "utf-8")
    collection = lire_collection(tmp_path)
    assert collection.jugements == {"q1": {collection.fiches[0].iri: 1}}
    assert collection.fiches[0].passages[0].texte == "Une phrase."
