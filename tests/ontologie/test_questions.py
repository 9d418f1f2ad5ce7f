"""Les questions de compétence : posées au corpus livré, elles rendent exactement la réponse écrite."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

import ontologie
from corpus.langue import normaliser
from ontologie.verification import verifier
from tests.ontologie.graphe_d_essai import GrapheDEssai

QUESTIONS = sorted((Path(ontologie.__file__).parent / "questions").glob("*.rq"))
LECTEURS = {"praticien", "documentaliste", "developpeur"}


@pytest.fixture(scope="module")
def graphe(livraison) -> GrapheDEssai:
    return GrapheDEssai.de_quads(livraison)


def lignes(rangees) -> Counter:
    """Un multi-ensemble : l'ordre ne compte pas, ni la forme de l'apostrophe."""
    return Counter(frozenset((nom, normaliser(str(v))) for nom, v in ligne.items()) for ligne in rangees)


@pytest.mark.parametrize("chemin", QUESTIONS, ids=lambda chemin: chemin.stem)
def test_la_reponse_est_exacte(graphe: GrapheDEssai, chemin: Path) -> None:
    fiche = yaml.safe_load(chemin.with_suffix(".yaml").read_text(encoding="utf-8"))
    assert set(fiche) == {"question", "lecteur", "reponse"}
    assert fiche["lecteur"] in LECTEURS
    assert fiche["question"].endswith("?")
    assert fiche["reponse"], "Une question sans réponse attendue ne prouve rien."
    assert lignes(graphe.lignes(chemin.read_text(encoding="utf-8"))) == lignes(fiche["reponse"])


def test_il_y_a_dix_questions_et_chacun_des_lecteurs_a_la_sienne() -> None:
    assert len(QUESTIONS) >= 10
    lus = {yaml.safe_load(c.with_suffix(".yaml").read_text(encoding="utf-8"))["lecteur"] for c in QUESTIONS}
    assert lus == LECTEURS


def test_le_corpus_livre_ne_viole_rien(graphe: GrapheDEssai) -> None:
    rapport = verifier(graphe)
    assert rapport.violations == ()
    assert rapport.avertissements == ()
