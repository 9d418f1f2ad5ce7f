"""La fiabilité d'un score annoncé, et la logistique qui l'ajuste."""

import numpy as np
import pytest

from indexation.etalonnage import ajuster, etalonnage
from indexation.fusion import etalonner


def test_un_score_qui_dit_vrai_n_a_pas_d_ecart():
    hasard = np.random.default_rng(0)
    annonces = hasard.random(20_000)
    justes = hasard.random(20_000) < annonces
    assert etalonnage(annonces, justes).ece < 0.01


def test_un_score_trop_sur_de_lui_a_tout_son_ecart():
    table = etalonnage([0.95] * 10, [True] * 5 + [False] * 5)
    assert table.ece == pytest.approx(0.45)
    assert [(t.nombre, t.juste) for t in table.tranches] == [(10, 0.5)]


def test_les_bords_tombent_dans_une_tranche():
    assert [t.nombre for t in etalonnage([0.0, 1.0], [False, True]).tranches] == [1, 1]
    assert etalonnage([], []).ece == 0


def test_l_ajustement_retrouve_la_logistique():
    hasard = np.random.default_rng(1)
    bruts = hasard.random(50_000)
    justes = hasard.random(50_000) < 1 / (1 + np.exp(-(6 * bruts - 2)))
    assert ajuster(bruts, justes) == pytest.approx((6, -2), abs=0.2)


def test_le_score_croit_avec_le_brut_et_reste_une_probabilite():
    scores = [etalonner(brut) for brut in (0.0, 0.2, 0.42, 1.0, 2.5)]
    assert scores == sorted(scores)
    assert 0 < scores[0] < scores[-1] < 1


def test_un_point_donne_pour_classer_prouve_moins_que_les_indices():
    avant, au_coude, apres = map(etalonner, (0.5, 1.0, 1.5))
    assert au_coude - avant > 3 * (apres - au_coude) > 0
