"""La note des mots et la fusion : des sommes absolues, bornées, lisibles."""

import numpy as np
import pytest

from indexation.colonnes import Passages, condenser_mots
from indexation.fusion import (
    BRAS,
    CONCEPTS,
    MOTS,
    REGLAGE,
    SENS,
    Balance,
    Indices,
    Voisin,
    additionner,
    nommer,
    parts_du_graphe,
    plancher,
    poids_mention,
)
from indexation.mots import Grille, Terme, Variante, idf, reunir


def passage(titre, corps, lemmes=None):
    titre, corps, lemmes = titre.split(), corps.split(), (lemmes or corps).split()
    un = np.array([1])
    return Passages(
        numeros=un,
        ressources=un,
        positions=un,
        longueurs=np.array([len(corps)]),
        champs=np.array([0] * len(titre) + [1] * len(corps)),
        racines=condenser_mots(titre + corps),
        lemmes=condenser_mots(titre + lemmes),
    )


def terme(mot, poids=1.0, variante=1.0):
    return Terme(mot, (Variante(mot, mot, variante),), poids)


def noter(termes, lu, longueur_moyenne=4.0):
    grille = Grille(termes, longueur_moyenne)
    return grille.noter(grille.couvrir(lu))[0]


def note(termes, *ou):
    return noter(termes, passage(*ou))


def apports(indices, bras=BRAS):
    return nommer(Balance(bras, REGLAGE).peser(indices).tolist())


def score(indices):
    return additionner(Balance(BRAS, REGLAGE).peser(indices))


def test_la_couverture_est_entre_zero_et_un():
    termes = [terme("a"), terme("b")]
    assert note(termes, "x", "c d e f") == 0.0
    repete = passage("a b", " ".join(["a b"] * 50))
    assert 0.9 < noter(termes, repete, 100.0) < 1.0
    assert note([], "a", "a") == 0.0


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
    grille = Grille([terme("a"), terme("b")], 4.0)
    parts = np.concatenate([grille.couvrir(passage("", f"{mot} x y z")) for mot in "aba"])
    ensemble = reunir(parts, np.array([0, 2]))
    assert grille.noter(ensemble)[0] == pytest.approx(2 * grille.noter(parts)[0])
    assert ensemble[1].tolist() == parts[2].tolist()


def test_une_suite_de_racines_se_trouve_dans_un_seul_champ():
    lu = passage("a b", "c d a b")
    contenues = [lu.contiennent(suite)[0] for suite in ("ab", "cd", "dab", "bc", "da", "b", "e", "abcdabc")]
    assert contenues == [True, True, True, False, True, True, False, False]


def test_l_idf_est_positif_et_decroit():
    valeurs = [idf(n, 10) for n in range(11)]
    assert valeurs == sorted(valeurs, reverse=True)
    assert valeurs[-1] > 0


def test_les_apports_s_ajoutent_et_les_nuls_se_taisent():
    parts = apports(Indices(mots=0.5, sens=0.6, concepts=0.0))
    assert [p.source for p in parts] == [MOTS, SENS]
    assert sum(p.contribution for p in parts) == pytest.approx(
        0.5 * REGLAGE.mots + REGLAGE.sens * 0.5 / 0.9, abs=1e-5
    )


def test_un_cosinus_ordinaire_ne_dit_rien():
    assert apports(Indices(sens=REGLAGE.plancher_sens)) == ()
    assert apports(Indices(sens=-0.9)) == ()


def test_un_bras_tu_ne_compte_pas():
    tous = Indices(mots=0.5, sens=0.6, concepts=0.5)
    assert [p.source for p in apports(tous, frozenset({CONCEPTS}))] == [CONCEPTS]


def test_un_nom_exact_bat_tout_le_reste():
    assert score(Indices(mots=0.3, exact=True, definition=True)) > score(
        Indices(mots=0.6, sens=0.7, concepts=0.4)
    )


def test_une_mention_vaut_moins_qu_un_theme_et_croit_avec_le_nombre():
    poids = [poids_mention(nombre) for nombre in (1, 2, 5, 1000)]
    assert poids == sorted(poids)
    assert 0 < poids[0] < poids[-1] < 1


def test_un_mot_distinctif_bat_tout_sauf_un_nom():
    distinctif, tout, exact = (
        score(indices)
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
    voisins = [Voisin(f"urn:{n}", 3.0, 1.0, f"raison {n}", "A") for n in range(9)]
    parts = [part for _, part in parts_du_graphe(voisins)]
    assert parts == sorted(parts, reverse=True)
    assert len(parts) == 3
    assert sum(parts) < 2 * REGLAGE.graphe


def test_une_meme_voisine_ne_compte_qu_une_fois():
    deux = [Voisin("urn:a", 0.5, 0.4, "par ici", "A"), Voisin("urn:a", 0.5, 0.8, "par là", "A")]
    ((voisin, part),) = parts_du_graphe(deux)
    assert (voisin.raison, part) == ("par là", pytest.approx(REGLAGE.graphe * 0.4))


def test_le_plancher_tient_compte_des_bras():
    assert plancher(BRAS) == REGLAGE.seuil
    assert plancher(BRAS - {SENS}) == REGLAGE.seuil_sans_sens
