"""Les index livrés et leurs doublures passent les mêmes contrats ; plus ce que chaque moteur a en propre."""

import pytest

from indexation.adaptateurs.faiss_local import IndexFaiss
from indexation.adaptateurs.tantivy_local import IndexTantivy
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


class TestIndexFaiss(ContratIndexVectoriel):
    @pytest.fixture
    def index(self):
        return IndexFaiss(DIMENSION)


class TestIndexVectorielMemoire(ContratIndexVectoriel):
    @pytest.fixture
    def index(self):
        return IndexVectorielMemoire(DIMENSION)


def test_tantivy_se_rouvre(tmp_path):
    index = IndexTantivy(tmp_path)
    index.ajouter([document(3, "commun", "un bien commun")])
    index.valider()
    assert IndexTantivy(tmp_path).chercher(termes("commun"), 1) == [3]


def test_faiss_se_relit_projete_ou_modifiable(tmp_path):
    index = IndexFaiss(DIMENSION)
    index.ajouter([10, 20], vecteurs(2))
    index.ecrire(tmp_path / "sens")
    projete = IndexFaiss.lire(tmp_path / "sens")
    assert projete.chercher(vecteurs(2)[1], 1) == [20]
    assert projete.cosinus(vecteurs(2)[0], [10]) == pytest.approx([1.0], abs=1e-6)
    modifiable = IndexFaiss.lire(tmp_path / "sens", modifiable=True)
    modifiable.retirer([20])
    modifiable.ecrire(tmp_path / "apres")
    assert len(IndexFaiss.lire(tmp_path / "apres")) == 1
    assert len(projete) == 2


def test_un_index_projete_refuse_d_etre_modifie(tmp_path):
    index = IndexFaiss(DIMENSION)
    index.ajouter([10], vecteurs(1))
    index.ecrire(tmp_path / "sens")
    projete = IndexFaiss.lire(tmp_path / "sens")
    with pytest.raises(TypeError, match="projeté"):
        projete.retirer([10])
    with pytest.raises(TypeError, match="projeté"):
        projete.ajouter([11], vecteurs(1))


def test_un_fichier_abime_est_refuse(tmp_path):
    with pytest.raises(OSError, match="sens"):
        IndexFaiss.lire(tmp_path / "sens")
    (tmp_path / "sens").write_bytes(b"rien de tel")
    with pytest.raises(ValueError, match="FAISS"):
        IndexFaiss.lire(tmp_path / "sens")


def test_le_cosinus_ne_depend_pas_du_lot():
    index = IndexFaiss(DIMENSION)
    index.ajouter(range(100), vecteurs(100))
    requete = vecteurs(1, graine=9)[0]
    ensemble = index.cosinus(requete, list(range(100))).tolist()
    assert ensemble == [index.cosinus(requete, [n])[0] for n in range(100)]
