"""Les passages : rien de perdu, des phrases entières, des longueurs tenues."""

import random

import pytest

from corpus.decoupage import decouper
from corpus.lecteurs.dossier import lire_dossier
from corpus.modele import Section
from corpus.phrases import blocs, couper, phrases


@pytest.mark.parametrize(
    ("bloc", "attendues"),
    [
        ("Un. Deux ! Trois ? Quatre…", ["Un.", "Deux !", "Trois ?", "Quatre…"]),
        ("M. Dupont et Mme. Durand. Fin.", ["M. Dupont et Mme. Durand.", "Fin."]),
        ("Voir J. Savoy, p. 12, art. 5. Fin.", ["Voir J. Savoy, p. 12, art. 5.", "Fin."]),
        ("À 14 h 30. École n° 23. La 2.0 ici.", ["À 14 h 30.", "École n° 23.", "La 2.0 ici."]),
        ("« Bonjour. Ça va ? » dit-il. Et après ?", ["« Bonjour. Ça va ? » dit-il.", "Et après ?"]),
        ("Il hésite… puis part. Elle reste.", ["Il hésite… puis part.", "Elle reste."]),
        ("Il dit : « Non. » Elle part.", ["Il dit : « Non. »", "Elle part."]),
        ("Un guillemet « ouvert. Puis rien.", ["Un guillemet « ouvert.", "Puis rien."]),
        ("Des prix, etc. Ensuite rien.", ["Des prix, etc.", "Ensuite rien."]),
        ("", []),
    ],
)
def test_phrases(bloc, attendues):
    assert phrases(bloc) == attendues


def test_le_markdown_leger_devient_du_texte():
    markdown = (
        "Un **mot gras**, un *oblique*, un [lien](https://exemple.fr/a) et du `code`,\nà la suite.\n\n"
        "- premier\n- deuxième\n  suite\n1. troisième\n### Titre\n> citation\n\n2*3*4 et heure_de_debut"
    )
    assert blocs(markdown) == [
        "Un mot gras, un oblique, un lien et du code, à la suite.",
        "premier",
        "deuxième suite",
        "troisième",
        "Titre",
        "citation",
        "2*3*4 et heure_de_debut",
    ]


def test_une_phrase_trop_longue_est_coupee_apres_une_virgule():
    assert couper("a b c, d e f g", 4) == ["a b c,", "d e f g"]
    assert couper("a b c d e", 2) == ["a b", "c d", "e"]


def test_une_suite_demesuree_est_coupee_sans_rien_perdre():
    assert couper("a" * 5000, 2) == ["a" * 5000]  # une longue adresse reste entière
    morceaux = couper("a" * 50_000, 2)
    assert "".join(morceaux) == "a" * 50_000
    assert max(map(len, morceaux)) <= 5000


def sections_au_hasard():
    hasard = random.Random(3)
    pieces = [
        "mot",
        "M.",
        "fin.",
        "quoi ?",
        "« oui »",
        "n° 2",
        "\n\n",
        "\n- ",
        "**gras**",
        "Et",
        "virgule,",
        "*",
        "…",
    ]
    return [Section(f"s{n}", " ".join(hasard.choices(pieces, k=hasard.randint(0, 300)))) for n in range(60)]


@pytest.mark.parametrize("mots_max", [1, 7, 90])
def test_aucun_mot_n_est_perdu_ni_ajoute(mots_max):
    livrees = [section for r in lire_dossier().ressources for section in r.sections]
    for section in [*livrees, *sections_au_hasard()]:
        passages = decouper("Titre", [section], mots_max=mots_max)
        assert " ".join(p.texte for p in passages).split() == "\n".join(blocs(section.texte)).split()
        assert all(len(p.texte.split()) <= mots_max for p in passages)
        assert all((p.titre, p.section) == ("Titre", section.titre) for p in passages)


def test_les_phrases_courtes_restent_entieres_et_les_passages_voisins():
    texte = " ".join(f"Phrase numéro {n} de cette section." for n in range(40))
    passages = decouper("T", [Section("s", texte)], mots_max=90)
    assert all(p.texte.endswith("section.") for p in passages)
    longueurs = [len(p.texte.split()) for p in passages]
    assert len(longueurs) == 3
    assert max(longueurs) - min(longueurs) <= 12


def test_un_passage_ne_deborde_pas_de_sa_section():
    passages = decouper("T", [Section("a", "Un."), Section("b", "Deux.")])
    assert [(p.section, p.texte) for p in passages] == [("a", "Un."), ("b", "Deux.")]


def test_mots_max_nul_est_refuse():
    with pytest.raises(ValueError, match="mots_max"):
        decouper("T", [], mots_max=0)
