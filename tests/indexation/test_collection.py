"""Une collection BEIR se lit, s'indexe et se mesure ; ce qui ne va pas est dit avec sa ligne."""

import pytest

from indexation.collection import FACONS, evaluer_collection
from indexation.lecture_collection import lire_collection
from ontologie.erreurs import ErreurUsage
from tests.doublures.vectoriseurs import VectoriseurParTrigrammes

CORPUS = """{"_id": "d 1", "title": "Pain", "text": "Le boulanger pétrit la pâte à pain avant l'aube."}
{"_id": "d/2", "title": "Vélo", "text": "L'atelier répare les vélos des habitants du quartier."}
{"_id": "d3", "text": "La fanfare répète le mardi soir."}
"""
QUESTIONS = """{"_id": "q1", "text": "qui répare un vélo ?"}
{"_id": "q2", "text": "pétrir le pain"}
{"_id": "q3", "text": "sans jugement"}
"""
QRELS = "query-id\tcorpus-id\tscore\nq1\td/2\t2\nq2\td 1\t1\nq2\td3\t0\n"


@pytest.fixture
def ecrire(tmp_path):
    def ecrire(corpus=CORPUS, questions=QUESTIONS, qrels=QRELS):
        (tmp_path / "corpus.jsonl").write_text(corpus, "utf-8")
        (tmp_path / "queries.jsonl").write_text(questions, "utf-8")
        (tmp_path / "qrels.tsv").write_text(qrels, "utf-8")
        return tmp_path

    return ecrire


def test_une_collection_se_lit(ecrire):
    collection = lire_collection(ecrire())
    assert [fiche.titre for fiche in collection.fiches] == ["Pain", "Vélo", ""]
    assert collection.fiches[2].passages[0].texte == "La fanfare répète le mardi soir."
    assert collection.jugements["q1"] == {collection.fiches[1].iri: 2}


def test_les_jugements_peuvent_etre_dans_le_dossier_de_beir(ecrire):
    dossier = ecrire()
    (dossier / "qrels").mkdir()
    (dossier / "qrels.tsv").rename(dossier / "qrels" / "test.tsv")
    assert set(lire_collection(dossier).jugements) == {"q1", "q2"}


def test_chaque_facon_est_mesuree_sur_les_questions_jugees(ecrire, tmp_path):
    etapes = []
    bilan = evaluer_collection(
        lire_collection(ecrire()),
        VectoriseurParTrigrammes(),
        vide(tmp_path),
        lambda *fait: etapes.append(fait),
    )
    assert (bilan.documents, bilan.questions) == (3, 2)
    assert set(bilan.mesures) == set(FACONS)
    assert bilan.mesures["mots"].ndcg == bilan.mesures["mots"].rr == 1.0
    assert set(bilan.ecarts) == {"mots", "sens"}
    assert etapes[-1] == ("Questions posées", 2, 2)
    dit = bilan.en_dictionnaire()
    assert dit["mesures"]["mots"] == {"nDCG@10": 1.0, "R@10": 1.0, "RR@10": 1.0}
    assert "nDCG@10" in bilan.en_texte()


def test_les_classements_s_ecrivent_au_format_trec_avec_les_noms_de_la_collection(ecrire, tmp_path):
    bilan = evaluer_collection(lire_collection(ecrire()), VectoriseurParTrigrammes(), vide(tmp_path))
    lignes = [ligne.split(" ") for ligne in bilan.en_trec()]
    assert {len(colonnes) for colonnes in lignes} == {6}
    premiers = {(question, document) for question, _, document, rang, *_ in lignes if rang == "1"}
    assert premiers == {("q1", "d/2"), ("q2", "d%201")}, "une espace ferait une colonne de trop"


def vide(tmp_path):
    dossier = tmp_path / "travail"
    dossier.mkdir()
    return dossier


@pytest.mark.parametrize(
    ("fautes", "dit"),
    [
        ({"corpus": '{"_id": "d1"}\n'}, r"corpus\.jsonl, ligne 1.*« text »"),
        ({"corpus": "pas du JSON\n"}, r"corpus\.jsonl, ligne 1"),
        ({"questions": '{"_id": 4, "text": "a"}\n'}, r"queries\.jsonl, ligne 1.*« _id »"),
        ({"qrels": "query-id\tcorpus-id\tscore\nq9\td 1\t1\n"}, r"qrels\.tsv, ligne 2 .*« q9 »"),
        ({"qrels": "query-id\tcorpus-id\tscore\nq1\tzz\t1\n"}, r"qrels\.tsv, ligne 2 .*« zz »"),
        ({"qrels": "query-id\tcorpus-id\tscore\nq1\td 1\tbeaucoup\n"}, r"ligne 2 .*nombre entier"),
        ({"qrels": "a,b\n1,2\n"}, r"qrels\.tsv, ligne 2 .*tabulations"),
        ({"qrels": "query-id\tcorpus-id\tscore\nq1\td 1\t0\n"}, "aucun jugement positif"),
    ],
)
def test_ce_qui_ne_va_pas_est_dit(ecrire, fautes, dit):
    with pytest.raises(ErreurUsage, match=dit):
        lire_collection(ecrire(**fautes))


def test_un_dossier_sans_collection_est_dit(tmp_path):
    with pytest.raises(ErreurUsage, match=r"corpus\.jsonl.*n'existe pas"):
        lire_collection(tmp_path)
