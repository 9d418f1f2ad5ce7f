"""L'application et la commande entières, sans navigateur, sur la base livrée."""

import dataclasses
import functools
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from interfaces import assemblage
from interfaces.commandes.application import executer
from interfaces.ecrans import demarrage

APPLICATION = Path(__file__).parents[2] / "app_streamlit.py"


@pytest.fixture(scope="session", autouse=True)
def composants_lus_une_fois():
    """Streamlit relit les paquets installés à chaque écran d'essai : un tiers de seconde chaque fois."""
    with pytest.MonkeyPatch.context() as essai:
        unique = functools.cache(manifest_scanner.scan_component_manifests)
        essai.setattr(manifest_scanner, "scan_component_manifests", unique)
        yield


@pytest.fixture
def services(configuration_preparee):
    return assemblage.services(configuration_preparee)


@pytest.fixture
def maillage(configuration_preparee, capsys):
    """Exécute la commande sur la base préparée ; rend (code, sortie, erreurs)."""

    def appeler(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = executer([*arguments, "--donnees", str(configuration_preparee.donnees)])
        sortie, erreurs = capsys.readouterr()
        assert "Traceback" not in sortie + erreurs
        return code, sortie, erreurs

    return appeler


@pytest.fixture
def ouvrir(configuration_preparee, monkeypatch):
    """Ouvre un écran : `ouvrir("explorer", iri=…)`."""
    monkeypatch.setenv("MAILLAGE_DONNEES", str(configuration_preparee.donnees))
    return _ouvrir


@pytest.fixture
def ouvrir_sur(monkeypatch, services):
    """Ouvre un écran sur des services retouchés : `ouvrir_sur("rechercher", recherche=…)`."""

    def ouvrir(chemin, *, adresse=None, **retouches):
        retouches = dataclasses.replace(services, **retouches)
        monkeypatch.setattr(assemblage, "services", lambda configuration: retouches)
        monkeypatch.setattr(demarrage.assemblage, "est_preparee", lambda configuration: True)
        return _ouvrir(chemin, **(adresse or {}))

    return ouvrir


def _ouvrir(chemin="rechercher", **adresse):
    ecran = AppTest.from_file(str(APPLICATION), default_timeout=180)
    ecran.query_params.update(adresse)
    return aller(ecran, chemin)


def aller(ecran, chemin):
    """Passe à un autre écran de la même session, comme par le menu."""
    ecran._page_hash = calc_hash(chemin)
    return ecran.run()
