"""La note des mots et la fusion : des sommes absolues, bornées, lisibles."""

from dataclasses import dataclass

import pytest

from indexation.fiches import ranger_mots
from indexation.fusion import (
    BRAS,
    CONCEPTS,
    MOTS,
    REGLAGE,
    SENS,
    Indices,
    Voisin,
    additionner,
    apports,
    parts_du_graphe,
    plancher,
    poids_mention,
)
from indexation.mots import Terme, Variante, couvrir, idf, reunir


@dataclass
class Passage:
    titre_racines: str
    racines: str
    lemmes: str
    titre_lemmes: str
    longueur: int


def passage(titre, corps, lemmes=None):
    mots = corps.split()
    return Passage(
        ranger_mots(titre.split()),
        ranger_mots(mots),
        ranger_mots((lemmes or corps).split()),
        ranger_mots(titre.split()),
        len(mots),
    )


def terme(mot, poids=1.0, variante=1.0):
    return Terme(mot, (Variante(mot, mot, variante),), poids)


def note(termes, *ou):
    return couvrir(termes, passage(*ou), 4.0).note


def test_la_couverture_est_entre_zero_et_un():
    termes = [terme("a"), terme("b")]
    assert note(termes, "x", "c d e f") == 0.0
    repete = passage("a b", " ".join(["a b"] * 50))
    assert 0.9 < couvrir(termes, repete, 100.0).note < 1.0
    assert couvrir([], passage("a", "a"), 4.0).note == 0.0


def test_un_mot_inconnu_de_l_index_compte_contre():
    assert note([terme("a"), terme("zzz", 9.0)], "", "a b c d") < note([terme("a")], "", "a b c d") / 5


def test_le_titre_la_frequence_et_la_brievete_comptent():
    a = [terme("a")]
    assert note(a, "a", "b c d e") > note(a, "x", "a c d e")
    assert note(a, "x", "a a d e") > note(a, "x", "a c d e")
    assert note(a, "x", "a c d e") > note(a, "x", "a c d e f g h i j k")


def test_un_mot_colle_a_un_autre_se_compte():
    assert note([terme("a")], "", "a a a a") > note([terme("a")], "", "a b a b")


def test_le_bon_lemme_donne_un_peu_plus_que_la_seule_racine():
    t = [Terme("couronne", (Variante("couron", "couronne"),), 1.0)]
    juste = note(t, "", "couron b c d", "couronne b c d")
    autre = note(t, "", "couron b c d", "couronnement b c d")
    assert 0.8 * juste < autre < juste


def test_un_mot_corrige_ne_bat_jamais_le_mot_juste():
    assert note([terme("a", variante=0.8)], "", "a b c d") < note([terme("a")], "", "a b c d")


def test_les_passages_d_une_ressource_se_completent():
    termes = [terme("a"), terme("b")]
    couvertures = [couvrir(termes, passage("", "a x y z"), 4.0), couvrir(termes, passage("", "b x y z"), 4.0)]
    ensemble = reunir(termes, couvertures)
    assert ensemble.note == pytest.approx(2 * couvertures[0].note)
    assert reunir(termes, couvertures[:1]) == couvertures[0]


def test_l_idf_est_positif_et_decroit():
    valeurs = [idf(n, 10) for n in range(11)]
    assert valeurs == sorted(valeurs, reverse=True)
    assert valeurs[-1] > 0


def test_les_apports_s_ajoutent_et_les_nuls_se_taisent():
    parts = apports(Indices(mots=0.5, sens=0.6, concepts=0.0))
    assert [p.source for p in parts] == [MOTS, SENS]
    assert additionner(p.contribution for p in parts) == pytest.approx(
        0.5 * REGLAGE.mots + REGLAGE.sens * 0.5 / 0.9, abs=1e-5
    )


def test_un_cosinus_ordinaire_ne_dit_rien():
    assert apports(Indices(sens=REGLAGE.plancher_sens)) == ()
    assert apports(Indices(sens=-0.9)) == ()


def test_un_bras_tu_ne_compte_pas():
    tous = Indices(mots=0.5, sens=0.6, concepts=0.5)
    assert [p.source for p in apports(tous, frozenset({CONCEPTS}))] == [CONCEPTS]


def test_un_nom_exact_bat_tout_le_reste():
    exact = additionner(p.contribution for p in apports(Indices(mots=0.3, exact=True, definition=True)))
    mieux = additionner(p.contribution for p in apports(Indices(mots=0.6, sens=0.7, concepts=0.4)))
    assert exact > mieux


def test_une_mention_vaut_moins_qu_un_theme_et_croit_avec_le_nombre():
    poids = [poids_mention(nombre) for nombre in (1, 2, 5, 1000)]
    assert poids == sorted(poids)
    assert 0 < poids[0] < poids[-1] < 1


def test_un_mot_distinctif_bat_tout_sauf_un_nom():
    distinctif, tout, exact = (
        additionner(p.contribution for p in apports(indices))
        for indices in (
            Indices(mots=0.4, distinctif=1.0),
            Indices(mots=0.4, sens=0.7, concepts=0.8),
            Indices(mots=0.5, distinctif=1.0, exact=True),
        )
    )
    assert tout < distinctif < exact


def test_la_fiche_d_un_concept_cede_la_place_sauf_sous_son_nom():
    concept, autre = (Indices(mots=0.5, sens=0.5, definition=d) for d in (True, False))
    assert apports(concept)[0].contribution == pytest.approx(
        REGLAGE.definition * apports(autre)[0].contribution
    )
    nomme = Indices(mots=0.5, exact=True, definition=True)
    assert apports(nomme)[0].contribution == pytest.approx(0.5 + REGLAGE.titre_exact)


def test_le_graphe_est_borne_et_decroit():
    voisins = [Voisin(f"urn:{n}", 3.0, 1.0, f"raison {n}") for n in range(9)]
    parts = [part for _, part in parts_du_graphe(voisins)]
    assert parts == sorted(parts, reverse=True)
    assert len(parts) == 3
    assert sum(parts) < 2 * REGLAGE.graphe


def test_une_meme_voisine_ne_compte_qu_une_fois():
    deux = [Voisin("urn:a", 0.5, 0.4, "par ici"), Voisin("urn:a", 0.5, 0.8, "par là")]
    ((voisin, part),) = parts_du_graphe(deux)
    assert (voisin.raison, part) == ("par là", pytest.approx(REGLAGE.graphe * 0.4))


def test_le_plancher_tient_compte_des_bras():
    assert plancher(BRAS) == REGLAGE.seuil
    assert plancher(BRAS - {SENS}) == REGLAGE.seuil_sans_sens
