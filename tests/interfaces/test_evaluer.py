"""La commande `evaluer`, sur les jeux livrés, un jeu à soi, une collection."""

import json

import pytest


@pytest.mark.parametrize(
    ("jeu", "premiere", "trois"),
    [("ateliers", 32, 37), ("controle", 30, 34)],  # planchers sur 40 ; à revoir quand le corpus grandit
)
def test_les_jeux_juges_par_atelier(maillage, jeu, premiere, trois):
    code, sortie, _ = maillage("evaluer", "--jugements", jeu, "--json")
    toutes = json.loads(sortie)["fusion"]["par_genre"]["toutes"]
    assert (code, toutes["questions"], toutes["mesures"]) == (0, 40, None)
    assert toutes["premiere"] >= premiere
    assert toutes["trois"] >= trois


def test_le_jeu_juge_par_ressource(maillage):
    """Des planchers sur la seule moitié qui sert à régler."""
    bilan = json.loads(maillage("evaluer", "--part", "dev", "--json")[1])
    fusion, mots = (bilan[nom]["par_genre"]["toutes"] for nom in ("fusion", "mots"))
    assert fusion["questions"] == 78
    assert fusion["mesures"]["ndcg"] >= max(0.54, mots["mesures"]["ndcg"] + 0.05)
    assert bilan["fusion"]["bruit"] <= 22


def test_une_collection_se_mesure_sans_base(maillage, tmp_path):
    (tmp_path / "corpus.jsonl").write_text(
        '{"_id": "d1", "text": "L\'atelier répare les vélos."}\n{"_id": "d2", "text": "On chante."}\n',
        "utf-8",
    )
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "réparer un vélo"}\n', "utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n", "utf-8")
    ailleurs = ("--donnees", str(tmp_path / "rien"))
    run = tmp_path / "run.trec"
    code, sortie, _ = maillage("evaluer", str(tmp_path), "--run", str(run), "--json", *ailleurs)
    assert code == 0
    assert json.loads(sortie)["mesures"]["fusion"]["nDCG@10"] == 1.0
    assert run.read_text("utf-8").startswith("q1 Q0 d1 1 ")
    assert not (tmp_path / "rien").exists()
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tabsent\t1\n", "utf-8")
    code, _, erreurs = maillage("evaluer", str(tmp_path))
    assert (code, "« absent »" in erreurs) == (2, True)
    assert maillage("evaluer", "--run", str(run))[0] == 2
    assert maillage("evaluer", str(tmp_path), "--jugements", "corpus")[0] == 2


def test_ses_propres_questions(maillage, tmp_path):
    (tmp_path / "questions.yaml").write_text(
        "- {id: q1, question: la surveillance des salariés, atelier: travail, genre: essai}", "utf-8"
    )
    (tmp_path / "sans_reponse.yaml").write_text("[]", "utf-8")
    bilan = json.loads(maillage("evaluer", "--jugements", str(tmp_path), "--json")[1])
    assert bilan["fusion"]["par_genre"]["essai"]["premiere"] == 1
    assert "0 sur 0 questions sans réponse" in maillage("evaluer", "--jugements", str(tmp_path))[1]
    code, _, erreurs = maillage("evaluer", "--jugements", str(tmp_path / "absent"))
    assert (code, "manque ou ne se lit pas" in erreurs) == (2, True)


def test_des_degres_une_part_et_une_ressource_absente(maillage, tmp_path):
    questions = tmp_path / "questions.yaml"
    questions.write_text(
        "- {id: q1, question: la surveillance des salariés, genre: profane, part: dev,"
        " pertinences: {atelier/travail: 3}, variantes: {sans-accents: surveillance des salaries}}\n"
        "- {id: q2, question: le crowdfunding, genre: exact, part: rapport,"
        " pertinences: {concept/financement-participatif: 3}}\n",
        "utf-8",
    )
    (tmp_path / "sans_reponse.yaml").write_text("[]", "utf-8")
    code, sortie, _ = maillage("evaluer", "--jugements", str(tmp_path), "--part", "dev", "--json")
    fusion = json.loads(sortie)["fusion"]
    assert (code, list(fusion["ndcg"]), list(fusion["par_variante"])) == (0, ["q1"], ["sans-accents"])
    assert "intervalle à 95 %" in maillage("evaluer", "--jugements", str(tmp_path))[1]
    questions.write_text(questions.read_text("utf-8").replace("atelier/travail", "atelier/peche"), "utf-8")
    code, _, erreurs = maillage("evaluer", "--jugements", str(tmp_path))
    assert (code, "questions.yaml" in erreurs, "q1 → atelier/peche" in erreurs) == (2, True, True)


def test_une_collection_avec_le_thesaurus_de_la_base(maillage, tmp_path):
    """« outilthèque » et « bibliothèque d'objets » nomment le même concept ; aucun mot ne les réunit."""
    (tmp_path / "corpus.jsonl").write_text(
        '{"_id": "d1", "text": "Nous ouvrons une bibliothèque d\'objets."}\n'
        '{"_id": "d2", "text": "Nous ouvrons un cinéma."}\n',
        "utf-8",
    )
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "outilthèque"}\n', "utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n", "utf-8")
    run = tmp_path / "run.trec"

    def score(*options):
        assert maillage("evaluer", str(tmp_path), "--run", str(run), *options)[0] == 0
        return float(run.read_text("utf-8").splitlines()[0].split()[4])

    assert score("--thesaurus") > 2 * score()
    assert maillage("evaluer", "--thesaurus")[0] == 2


def test_le_modele_seul_sur_des_paires_notees(maillage, tmp_path):
    paires = tmp_path / "sts.tsv"
    paires.write_text(
        "5\tUn homme joue de la guitare.\tUn homme joue d'une guitare.\n"
        "3\tUn homme joue de la guitare.\tUne femme joue du piano.\n"
        "0\tUn homme joue de la guitare.\tLe budget est voté en mars.\n",
        "utf-8",
    )
    ailleurs = ("--donnees", str(tmp_path / "rien"))
    code, sortie, _ = maillage("evaluer", "--sts", str(paires), "--json", *ailleurs)
    assert (code, json.loads(sortie)["sts"]) == (0, pytest.approx(1))
    assert "Spearman 100,0 sur 3 paires" in maillage("evaluer", "--sts", str(paires))[1]
    assert maillage("evaluer", str(tmp_path), "--sts", str(paires))[0] == 2
    code, _, erreurs = maillage("evaluer", "--sts", str(paires), "--modele", str(tmp_path))
    assert (code, "modules.json" in erreurs) == (1, True)
