"""Un jeu de questions jugées se lit en entier, ou la faute est nommée avec son fichier et sa question."""

import pytest

from graphe.generations import Generations
from indexation import lecture_jugements
from indexation.generation import ouvrir
from indexation.lecture_jugements import JUGEMENTS, dossier_du_jeu, exiger_ressources, lire_jugements
from indexation.questions_jugees import QuestionJugee
from ontologie.erreurs import ErreurUsage
from tests.indexation.base import iri

BONNE = "{id: a, question: le foncier, genre: sigle, part: dev, pertinences: {angle/foncier: 3}}"
ATELIER = "{id: b, question: le foncier, genre: libre, atelier: logement}"


@pytest.fixture
def ecrire_jeu(tmp_path):
    def ecrire(questions="[]", sans_reponse="[]"):
        (tmp_path / "questions.yaml").write_text(questions, "utf-8")
        (tmp_path / "sans_reponse.yaml").write_text(sans_reponse, "utf-8")
        return tmp_path

    return ecrire


def test_une_question_graduee_garde_tout(ecrire_jeu):
    dossier = ecrire_jeu(
        "- id: a\n  question: « CAE » ?\n  genre: sigle\n  part: rapport\n"
        "  pertinences: {angle/foncier: 3, atelier/logement/section/1: 1}\n"
        "  variantes: {elision: l'CAE, sans-accents: CAE}\n",
        "- {id: n, question: la météo, genre: hors-domaine, part: dev, pourquoi: rien}",
    )
    assert lire_jugements(dossier) == (
        QuestionJugee(
            "a",
            "« CAE » ?",
            "sigle",
            pertinences={iri("angle/foncier"): 3, iri("atelier/logement/section/1"): 1},
            variantes={"elision": "l'CAE", "sans-accents": "CAE"},
            part="rapport",
        ),
        QuestionJugee("n", "la météo", "hors-domaine", part="dev"),
    )


@pytest.mark.parametrize(
    ("questions", "dit"),
    [
        ("- {id: a, question: q}", "« genre » lui manque"),
        ("- {id: a, question: q, genre: exact}", "« atelier » ou « pertinences »"),
        (f"- {BONNE[:-1]}, atelier: logement}}", "pas les deux"),
        (f"- {BONNE[:-1]}, variante: {{}}}}", "« variante » n'existe pas ici"),
        (f"- {BONNE.replace('sigle', 'sigles')}", "« sigles » n'est pas admis pour « genre »"),
        (f"- {BONNE.replace('dev', 'test')}", "« test » n'est pas admis pour « part »"),
        (f"- {BONNE.replace('3', '4')}", "Le degré « 4 » de « angle/foncier »"),
        (f"- {BONNE.replace('3', 'yes')}", "Le degré « True »"),
        (f"- {BONNE.replace('3', '1')}", "aucune bonne réponse"),
        (f"- {BONNE.replace('{angle/foncier: 3}', '{}')}", "aucune bonne réponse"),
        (f"- {BONNE.replace('{angle/foncier: 3}', '[angle/foncier]')}", "« pertinences » n'a pas de clés"),
        (f"- {BONNE.replace('angle/foncier', 'foncier')}", "segment/identifiant"),
        (f"- {BONNE[:-1]}, variantes: {{majuscule: Q}}}}", "« majuscule » n'est pas admis"),
        (f"- {BONNE[:-1]}, variantes: {{faute: 12}}}}", "« faute » vaut « 12 »"),
        (f"- {BONNE.replace('le foncier', chr(34) * 2)}", "La question est vide"),
        (f"- {BONNE}\n- {BONNE}", "déjà pris"),
        (f"- {BONNE.replace('id: a', 'id: z')}\n- {BONNE.replace(', part: dev', '')}", "une « part »"),
        (f"- {ATELIER}\n- {BONNE.replace(', part: dev', '')}", "mêle « atelier » et « pertinences »"),
    ],
)
def test_une_faute_est_dite_avec_le_fichier_et_la_question(ecrire_jeu, questions, dit):
    with pytest.raises(ErreurUsage) as refus:
        lire_jugements(ecrire_jeu(questions))
    assert dit in str(refus.value)
    assert "questions.yaml »" in str(refus.value)
    assert "« a »" in str(refus.value)


@pytest.mark.parametrize(
    ("sans_reponse", "dit"),
    [
        ("- {id: n, question: q, genre: piège, part: dev}", "« piège » n'est pas admis"),
        (
            "- {id: n, question: q, genre: hors-base, part: dev, atelier: travail}",
            "« atelier » n'existe pas ici",
        ),
        ("- {id: a, question: q, genre: hors-base, part: dev}", "déjà pris"),
        ("- {id: n, question: q, genre: hors-base}", "une « part »"),
        ("- texte", "« n° 1 »"),
    ],
)
def test_une_faute_sans_reponse_est_dite_de_meme(ecrire_jeu, sans_reponse, dit):
    with pytest.raises(ErreurUsage, match=r"sans_reponse\.yaml") as refus:
        lire_jugements(ecrire_jeu(f"- {BONNE}", sans_reponse))
    assert dit in str(refus.value)


@pytest.mark.parametrize("texte", ["{", "12", ""])
def test_un_fichier_illisible_est_nomme(ecrire_jeu, texte):
    with pytest.raises(ErreurUsage, match=r"questions\.yaml"):
        lire_jugements(ecrire_jeu(texte))


def test_un_dossier_absent_est_nomme(tmp_path):
    with pytest.raises(ErreurUsage, match="manque ou ne se lit pas"):
        lire_jugements(tmp_path / "absent")


def test_une_ressource_absente_de_l_index_est_nommee(recherche, dossier, ecrire_jeu):
    registre = ouvrir(Generations(dossier).courante()).registre
    jeu = ecrire_jeu(f"- {BONNE}")
    exiger_ressources(jeu, lire_jugements(jeu), registre)
    jeu = ecrire_jeu(f"- {BONNE.replace('foncier: 3', 'foncier: 3, fiche/x: 1')}")
    with pytest.raises(ErreurUsage, match=r"questions\.yaml.* a → fiche/x\."):
        exiger_ressources(jeu, lire_jugements(jeu), registre)
    perdues = ", ".join(f"fiche/{rang}: 2" for rang in range(7))
    jeu = ecrire_jeu(f"- {BONNE.replace('angle/foncier: 3', perdues)}")
    with pytest.raises(ErreurUsage, match="et 2 autres"):
        exiger_ressources(jeu, lire_jugements(jeu), registre)


@pytest.mark.parametrize(("jeu", "avec", "sans"), [("ateliers", 40, 15), ("controle", 40, 15)])
def test_les_jeux_par_atelier_se_lisent(jeu, avec, sans):
    questions = lire_jugements(dossier_du_jeu(jeu))
    assert sum(not q.sans_reponse for q in questions) == avec
    assert sum(q.sans_reponse for q in questions) == sans


def test_le_jeu_gradue_se_lit():
    if not (JUGEMENTS / "corpus" / "questions.yaml").is_file():
        pytest.skip("le jeu « corpus » n'est pas encore écrit")
    assert all(q.pertinences or q.sans_reponse for q in lire_jugements(dossier_du_jeu("corpus")))


def test_le_jeu_d_office_est_corpus_des_qu_il_existe(tmp_path, monkeypatch):
    monkeypatch.setattr(lecture_jugements, "JUGEMENTS", tmp_path)
    for jeu in ("ateliers", "corpus"):
        (tmp_path / jeu).mkdir()
        (tmp_path / jeu / "questions.yaml").touch()
        assert dossier_du_jeu() == tmp_path / jeu
    assert dossier_du_jeu("controle") == tmp_path / "controle"
    assert str(dossier_du_jeu("ailleurs/controle")) == "ailleurs/controle"
