"""Toutes les questions nommées s'exécutent telles quelles."""

import pytest

from graphe.adaptateurs.memoire import DepotMemoire
from graphe.questions import Question, questions
from ontologie.termes import Iri, Litteral


@pytest.mark.parametrize("nom", sorted(questions()))
def test_chaque_question_s_execute_telle_quelle(nom, base_livree):
    list(base_livree.selectionner(nom))
    assert questions()[nom].texte.startswith("#"), "une question commence par dire ce qu'elle cherche"


@pytest.mark.parametrize("nom", sorted(n for n, q in questions().items() if q.titre))
def test_une_question_donnee_en_exemple_a_une_reponse(nom, base_livree):
    assert list(base_livree.selectionner(nom)), "un exemple sans réponse n'apprend rien"


@pytest.mark.parametrize("nom", sorted(n for n, q in questions().items() if q.parametres))
def test_chaque_parametre_se_remplit(nom):
    question = questions()[nom]
    for parametre in question.parametres:
        texte = question.remplie({parametre: Iri("https://exemple.org/x")})
        assert "<https://exemple.org/x>" in texte
        list(DepotMemoire().lignes(texte))


def test_un_terme_ne_peut_pas_s_evader_de_la_requete():
    question = Question("essai", "", "SELECT ?x WHERE { VALUES ?x { UNDEF } }")
    ruse = Litteral('"} } ; DROP ALL # \\')
    (ligne,) = DepotMemoire().lignes(question.remplie({"x": ruse}))
    assert ligne["x"] == ruse
