"""Une petite base faite pour la recherche, et la recherche ouverte dessus."""

import pytest

from graphe.adaptateurs.memoire import DepotMemoire
from indexation.fraicheur import construire
from indexation.service import ouvrir_recherche
from tests.doublures.vectoriseurs import VectoriseurParTrigrammes
from tests.indexation.base import BASE, ecrire


@pytest.fixture
def depot():
    depot = DepotMemoire()
    ecrire(depot, ajouts=BASE, motif="première livraison")
    return depot


@pytest.fixture(scope="session")
def vectoriseur():
    return VectoriseurParTrigrammes()


@pytest.fixture
def dossier(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def recherche(depot, dossier, vectoriseur):
    construire(depot, dossier, vectoriseur)
    return ouvrir_recherche(depot, dossier, vectoriseur)
