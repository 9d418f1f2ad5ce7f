"""Les fichiers des questions de compétence : complets, bien formés, partagés entre lecteurs et ateliers."""

from collections import Counter

import pytest
import yaml

from ontologie.competences import ATELIERS, DOSSIER, LECTEURS, Competence, competences
from ontologie.espaces import RACINE

CHAMPS = {"question", "lecteur", "ateliers", "cles", "recherche", "reponse"}
TOUTES = [pytest.param(c, id=c.nom) for c in competences().values()]


def test_chaque_requete_a_sa_fiche_et_chaque_fiche_sa_requete() -> None:
    fichiers = {extension: {f.stem for f in DOSSIER.glob(f"*.{extension}")} for extension in ("rq", "yaml")}
    assert fichiers["rq"] == fichiers["yaml"] == set(competences())
    assert {f.suffix for f in DOSSIER.iterdir()} == {".rq", ".yaml"}


@pytest.mark.parametrize("competence", TOUTES)
def test_la_fiche_est_complete(competence: Competence) -> None:
    ecrit = (DOSSIER / f"{competence.nom}.yaml").read_text("utf-8")
    assert set(yaml.safe_load(ecrit)) == CHAMPS
    assert competence.lecteur in LECTEURS
    assert set(competence.ateliers) <= set(ATELIERS)
    assert competence.question.endswith("?")
    assert competence.cles, "Remède : dites sans quels triplets la réponse doit changer."
    assert competence.reponse, "Une question sans réponse attendue ne prouve rien."
    assert all(isinstance(v, str) for ligne in competence.reponse for v in ligne.values())
    if not competence.recherche:
        assert "\n# " in ecrit, "Remède : dites dans un commentaire pourquoi aucun texte ne répond."


@pytest.mark.parametrize("competence", TOUTES)
def test_la_requete_commence_par_sa_question(competence: Competence) -> None:
    assert competence.texte.splitlines()[0] == f"# {competence.question}"


def test_aucune_question_n_est_posee_deux_fois() -> None:
    assert len({c.question for c in competences().values()}) == len(competences())


def test_chaque_lecteur_et_chaque_atelier_ont_assez_de_questions() -> None:
    assert len(competences()) >= 50
    lecteurs = Counter(c.lecteur for c in competences().values())
    ateliers = Counter(atelier for c in competences().values() for atelier in c.ateliers)
    assert {lecteur: lecteurs[lecteur] for lecteur in LECTEURS if lecteurs[lecteur] < 12} == {}
    assert {atelier: ateliers[atelier] for atelier in ATELIERS if ateliers[atelier] < 7} == {}


def test_les_ressources_attendues_de_la_recherche_existent(livraison) -> None:
    sujets = {str(quad.sujet) for quad in livraison}
    attendues = {ressource for c in competences().values() for ressource in c.recherche}
    assert sorted(r for r in attendues if RACINE + r not in sujets) == []
