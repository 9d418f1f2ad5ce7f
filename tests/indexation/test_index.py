"""Les index livrés et leurs doublures passent les mêmes contrats ; plus ce que chaque moteur a en propre."""

import pytest

from indexation.adaptateurs.tantivy_local import IndexTantivy
from indexation.adaptateurs.vecteurs_plats import IndexPlat
from tests.contrats.index_lexical import ContratIndexLexical, document, termes
from tests.contrats.index_vectoriel import DIMENSION, ContratIndexVectoriel, vecteurs
from tests.doublures.index_memoire import IndexLexicalMemoire, IndexVectorielMemoire


class TestIndexTantivy(ContratIndexLexical):
    @pytest.fixture
    def index(self, tmp_path):
        return IndexTantivy(tmp_path / "mots")


class TestIndexTantivyEnMemoire(ContratIndexLexical):
    @pytest.fixture
    def index(self):
        return IndexTantivy()


class TestIndexLexicalMemoire(ContratIndexLexical):
    @pytest.fixture
    def index(self):
        return IndexLexicalMemoire()


class TestIndexPlat(ContratIndexVectoriel):
    @pytest.fixture
    def index(self):
        return IndexPlat(DIMENSION)


class TestIndexVectorielMemoire(ContratIndexVectoriel):
    @pytest.fixture
    def index(self):
        return IndexVectorielMemoire(DIMENSION)


def test_tantivy_se_rouvre(tmp_path):
    index = IndexTantivy(tmp_path)
    index.ajouter([document(3, "commun", "un bien commun")])
    index.valider()
    assert IndexTantivy(tmp_path).chercher(termes("commun"), 1) == [3]


def test_un_index_plat_se_relit_projete_ou_modifiable(tmp_path):
    index = IndexPlat(DIMENSION)
    index.ajouter([10, 20], vecteurs(2))
    index.ecrire(tmp_path / "sens")
    projete = IndexPlat.lire(tmp_path / "sens")
    assert projete.chercher(vecteurs(2)[1], 1) == [20]
    assert projete.cosinus(vecteurs(2)[0], [10]) == pytest.approx([1.0], abs=1e-6)
    modifiable = IndexPlat.lire(tmp_path / "sens", modifiable=True)
    modifiable.retirer([20])
    modifiable.ecrire(tmp_path / "apres")
    assert len(IndexPlat.lire(tmp_path / "apres")) == 1
    assert len(projete) == 2


def test_un_index_projete_refuse_d_etre_modifie(tmp_path):
    index = IndexPlat(DIMENSION)
    index.ajouter([10], vecteurs(1))
    index.ecrire(tmp_path / "sens")
    projete = IndexPlat.lire(tmp_path / "sens")
    with pytest.raises(TypeError, match="projeté"):
        projete.retirer([10])
    with pytest.raises(TypeError, match="projeté"):
        projete.ajouter([11], vecteurs(1))


def test_un_fichier_abime_est_refuse(tmp_path):
    with pytest.raises(OSError, match="sens"):
        IndexPlat.lire(tmp_path / "sens")
    IndexPlat(DIMENSION).ecrire(tmp_path / "sens")
    for abime in (b"rien de tel", b""):
        (tmp_path / "sens" / "vecteurs.npy").write_bytes(abime)
        with pytest.raises(ValueError):  # noqa: PT011
            IndexPlat.lire(tmp_path / "sens")


def test_un_numero_inconnu_n_a_pas_de_vecteur():
    index = IndexPlat(DIMENSION)
    index.ajouter([20, 10], vecteurs(2))
    assert index.vecteurs([10]) == pytest.approx(vecteurs(2)[1:])
    for inconnu in (1, 15, 99):
        with pytest.raises(KeyError):
            index.cosinus(vecteurs(1)[0], [10, inconnu])


def test_le_cosinus_ne_depend_pas_du_lot():
    index = IndexPlat(DIMENSION)
    index.ajouter(range(100), vecteurs(100))
    requete = vecteurs(1, graine=9)[0]
    ensemble = index.cosinus(requete, list(range(100))).tolist()
    assert ensemble == [index.cosinus(requete, [n])[0] for n in range(100)]
