"""Ce que plusieurs dossiers de tests partagent : le corpus livré, préparé une seule fois."""

import pytest

from graphe.adaptateurs.memoire import DepotMemoire
from graphe.peuplement import composer
from interfaces.assemblage import preparer
from interfaces.configuration import Configuration


@pytest.fixture(scope="session")
def livraison():
    """Tous les quadruplets livrés."""
    return composer()


@pytest.fixture(scope="session")
def base_livree(livraison):
    """Un dépôt en mémoire avec tout le corpus ; à ne pas modifier."""
    depot = DepotMemoire()
    depot.appliquer(livraison, [], version_attendue=0, auteur="tests", motif="Livraison")
    return depot


@pytest.fixture(scope="session")
def configuration_preparee(tmp_path_factory):
    """Un dossier de données préparé comme par `maillage preparer` ; à ne pas modifier."""
    configuration = Configuration(donnees=tmp_path_factory.mktemp("maillage") / "donnees")
    preparer(configuration, lambda etape, part: None)
    return configuration
