"""Ce que tout `indexation.ports.IndexVectoriel` doit savoir faire."""

import numpy as np
import pytest

DIMENSION = 8


def vecteurs(nombre, graine=0):
    tirage = np.random.default_rng(graine).normal(size=(nombre, DIMENSION)).astype(np.float32)
    return tirage / np.linalg.norm(tirage, axis=1, keepdims=True)


class ContratIndexVectoriel:
    @pytest.fixture
    def index(self):
        raise NotImplementedError

    @pytest.fixture
    def rempli(self, index):
        index.ajouter([10, 20, 30, 40, 50], vecteurs(5))
        return index

    def test_un_index_vide_ne_trouve_rien(self, index):
        assert len(index) == 0
        assert index.chercher(vecteurs(1)[0], 3) == []

    def test_chacun_est_le_plus_proche_de_lui_meme(self, rempli):
        assert rempli.dimension == DIMENSION
        for numero, vecteur in zip([10, 20, 30, 40, 50], vecteurs(5), strict=True):
            assert rempli.chercher(vecteur, 1) == [numero]

    def test_l_ordre_est_celui_du_produit_scalaire(self, rempli):
        requete = vecteurs(1, graine=7)[0]
        attendu = [n for _, n in sorted(zip(-(vecteurs(5) @ requete), [10, 20, 30, 40, 50], strict=True))]
        assert rempli.chercher(requete, 99) == attendu

    def test_les_cosinus_suivent_l_ordre_demande(self, rempli):
        requete = vecteurs(1, graine=7)[0]
        attendus = vecteurs(5)[[3, 0]] @ requete
        assert rempli.cosinus(requete, [40, 10]) == pytest.approx(attendus, abs=1e-6)
        assert rempli.cosinus(requete, []).shape == (0,)

    def test_les_vecteurs_sont_rendus_dans_l_ordre_demande(self, rempli):
        assert rempli.vecteurs([40, 10]) == pytest.approx(vecteurs(5)[[3, 0]], abs=1e-6)
        assert rempli.vecteurs([]).shape == (0, DIMENSION)

    def test_retirer_n_abime_pas_les_autres(self, rempli):
        rempli.retirer([20, 999])
        assert len(rempli) == 4
        assert 20 not in rempli.chercher(vecteurs(5)[1], 5)
        assert rempli.chercher(vecteurs(5)[4], 1) == [50]
        assert rempli.cosinus(vecteurs(5)[4], [50]) == pytest.approx([1.0], abs=1e-6)

    def test_un_numero_retire_peut_laisser_place_a_un_neuf(self, rempli):
        rempli.retirer([10])
        rempli.ajouter([60], vecteurs(5)[:1])
        assert rempli.chercher(vecteurs(5)[0], 1) == [60]

    def test_on_n_ecrase_jamais_un_fichier(self, rempli, tmp_path):
        rempli.ecrire(tmp_path / "sens")
        with pytest.raises(FileExistsError):
            rempli.ecrire(tmp_path / "sens")
