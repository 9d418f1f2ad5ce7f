"""Ce que tout vectoriseur doit tenir."""

from __future__ import annotations

import numpy as np
import pytest

from indexation.ports import Vectoriseur

TEXTES = [
    "Comment ouvrir un atelier de réparation ?",
    "Une monnaie locale circule entre commerçants et habitants.",
    "jardin",
]


class ContratVectoriseur:
    """Hérité par les tests de chaque adaptateur et de la doublure, qui donnent la fixture."""

    @pytest.fixture
    def vectoriseur(self) -> Vectoriseur:
        raise NotImplementedError

    def test_un_vecteur_de_norme_un_par_texte(self, vectoriseur):
        vecteurs = vectoriseur.vectoriser(TEXTES)
        assert vecteurs.shape == (len(TEXTES), vectoriseur.dimension)
        assert vecteurs.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vecteurs, axis=1), 1, atol=1e-4)

    def test_aucun_texte_donne_aucun_vecteur(self, vectoriseur):
        assert vectoriseur.vectoriser([]).shape == (0, vectoriseur.dimension)

    @pytest.mark.parametrize("vide", ["", "   ", "\n\t"])
    def test_un_texte_vide_donne_le_vecteur_nul(self, vectoriseur, vide):
        vecteurs = vectoriseur.vectoriser([TEXTES[0], vide, TEXTES[1]])
        assert not vecteurs[1].any()
        np.testing.assert_allclose(np.linalg.norm(vecteurs[[0, 2]], axis=1), 1, atol=1e-4)

    def test_le_vecteur_d_un_texte_ne_depend_pas_des_autres(self, vectoriseur):
        ensemble = vectoriseur.vectoriser(TEXTES * 300)
        for numero, texte in enumerate(TEXTES):
            seul = vectoriseur.vectoriser([texte])[0]
            np.testing.assert_allclose(ensemble[600 + numero], seul, atol=1e-3)

    def test_deux_textes_differents_different(self, vectoriseur):
        vecteurs = vectoriseur.vectoriser(TEXTES)
        assert vecteurs[0] @ vecteurs[1] < 0.99

    def test_n_importe_quelle_suite_de_caracteres_est_acceptee(self, vectoriseur):
        etranges = ["☃ 雪 \ud800 \x00", "a" * 5000, "mot " * 5000, "<b>&amp;</b>"]
        assert np.isfinite(vectoriseur.vectoriser(etranges)).all()

    def test_se_nomme_et_s_identifie(self, vectoriseur):
        assert vectoriseur.nom.strip()
        assert len(vectoriseur.empreinte) == 64
        assert set(vectoriseur.empreinte) <= set("0123456789abcdef")
