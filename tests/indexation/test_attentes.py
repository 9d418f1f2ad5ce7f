"""Ce qu'une question attend, et la phrase qui le contient ou non."""

import pytest

from indexation.attentes import DATE, DEFINITION, NOM, NOMBRE, RAISON, attente, contient


@pytest.mark.parametrize(
    ("question", "forme"),
    [
        ("Qui a fondé l'eusko ?", NOM),
        ("Créer un RERS : qui peut nous appuyer ?", NOM),
        ("Avec qui s'organiser ?", NOM),
        ("Où se tient l'atelier ?", NOM),
        ("Quelle association gère l'eusko ?", NOM),
        ("Quand est née la première AMAP ?", DATE),
        ("En quelle année a-t-elle été créée ?", DATE),
        ("Combien de membres dans un club ?", NOMBRE),
        ("Quel est le prix d'un fablab ?", NOMBRE),
        ("À quel âge partir ?", NOMBRE),
        ("Pourquoi partager sa voiture ?", RAISON),
        ("Qu’est-ce qu’un tiers-lieu ?", DEFINITION),
        ("C'est quoi, une AMAP ?", DEFINITION),
        ("économie circulaire : définition", DEFINITION),
        ("Comment payer un projet quand les caisses sont vides ?", None),
        ("les habitants qui décident du budget", None),
        ("habitat participatif", None),
    ],
)
def test_la_forme_d_une_question(question, forme):
    assert attente(question) == forme


@pytest.mark.parametrize(
    ("question", "phrase", "tenue"),
    [
        ("Qui gère l'eusko ?", "L'association Euskal Moneta gère l'eusko.", True),
        ("Qui gère l'eusko ?", "L'eusko est géré par une association.", False),
        ("Qui gère l'eusko ?", "L'Eusko est géré par ses membres.", False),
        ("Qui aide les AMAP ?", "Les AMAP sont aidées par des bénévoles.", False),
        ("Qui aide les AMAP ?", "MIRAMAP aide les AMAP.", True),
        ("Quand est née l'AMAP ?", "L'AMAP est née en 2001.", True),
        ("Quand est née l'AMAP ?", "L'AMAP est née d'une rencontre.", False),
        ("Quand, après 2001, est née l'AMAP ?", "L'AMAP a grandi depuis 2001.", False),
        ("Combien de membres ?", "Un club compte cinq à vingt membres.", True),
        ("Combien de membres ?", "Un club a des membres depuis 2014.", False),
        ("Combien de membres ?", "Les membres versent 30 euros.", False),
        ("Quel prix pour une part ?", "Une part vaut 100 euros.", True),
        ("Quel prix pour une part ?", "Une part est gardée cinq ans.", False),
        ("Pourquoi partager ?", "On partage parce que la voiture coûte cher.", True),
        ("Pourquoi partager ?", "On partage une voiture à plusieurs.", False),
        ("Comment partager ?", "On partage une voiture à plusieurs.", True),
    ],
)
def test_ce_que_la_question_attend_se_trouve_ou_non(question, phrase, tenue):
    assert contient(attente(question), phrase, question) is tenue
