"""Surligner à travers les flexions, les accents et les synonymes ; jamais l'article ni l'apostrophe."""

from itertools import pairwise

import pytest

from corpus import langue
from corpus.extraction.lexique import Entree, Lexique
from indexation.surlignage import concepts_nommes, surligner

LEXIQUE = Lexique(
    (
        Entree("c:habitat", "habitat participatif", "habitat participatif", "pref"),
        Entree("c:habitat", "habitat participatif", "coopérative d'habitants", "alt"),
        Entree("c:habitat", "habitat participatif", "prêt de main à l'autre", "alt"),
        Entree("c:don", "don", "don", "pref"),
    )
)


def marques(texte, question, concepts=()):
    places = surligner(texte, langue.racines(question), concepts, concepts_nommes(texte, LEXIQUE))
    assert list(places) == sorted(places)
    assert all(fin <= debut for (_, fin), (debut, _) in pairwise(places))
    return [texte[debut:fin] for debut, fin in places]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
@pytest.mark.parametrize(
    ("texte", "question", "attendu"),
    [
        ("Parler de l{}habitat.", "habitat", ["habitat"]),
        ("Parler de l{}habitat.", "l{}habitat", ["habitat"]),
        ("L{}Économie et d{}économies", "economie", ["Économie", "économies"]),
        ("Jusqu{}à l{}hôpital", "hopital", ["hôpital"]),
        ("Qu{}un avocat, l{}avocate", "avocats", ["avocat"]),
        ("aujourd{}hui", "aujourd{}hui", ["aujourd{}hui"]),
        ("Des écoles d{}été", "école", ["écoles"]),
    ],
)
def test_le_mot_se_surligne_sans_son_article(texte, question, attendu, apostrophe):
    texte, question = texte.format(*[apostrophe] * 2), question.format(apostrophe)
    assert marques(texte, question)[: len(attendu)] == [mot.format(apostrophe) for mot in attendu]
    assert not any(
        m[:2] in ("l" + apostrophe, "L" + apostrophe, "d" + apostrophe) for m in marques(texte, question)
    )


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_un_synonyme_de_plusieurs_mots_se_surligne_mot_a_mot(apostrophe):
    texte = f"Une coopérative d{apostrophe}habitants, puis un don."
    assert marques(texte, "habitat participatif") in ([], ["habitants"])
    assert marques(texte, "habitat participatif", {"c:habitat"}) == ["coopérative", "habitants"]
    assert marques(f"Le prêt de main à l{apostrophe}autre", "x", {"c:habitat"}) == ["prêt", "main"]


def test_un_concept_que_la_question_ne_nomme_pas_ne_se_surligne_pas():
    assert marques("Une coopérative d'habitants fait un don.", "verre", {"c:habitat"}) == [
        "coopérative",
        "habitants",
    ]
    assert marques("Une coopérative d'habitants fait un don.", "verre", {"c:don"}) == ["don"]


def test_un_synonyme_se_surligne_dans_le_passage_montre(recherche):
    rendues = recherche.chercher("colocation choisie")
    atelier = next(r for r in rendues.resultats if r.iri.endswith("atelier/logement"))
    assert [atelier.extrait[d:f] for d, f in atelier.surlignes] == ["habitat", "partagé"]
