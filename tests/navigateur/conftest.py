"""L'application servie pour de vrai, sur un dossier vide, et un chromium sans écran."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

APPLICATION = Path(__file__).parents[2] / "app_streamlit.py"
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def adresse(tmp_path_factory):
    """L'adresse d'une application lancée d'un dossier quelconque, sans base ni réglage."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} est absent : installez chromium (apt-get install chromium).")
    dossier = tmp_path_factory.mktemp("servie")
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    options = {"address": "127.0.0.1", "port": port, "headless": "true", "fileWatcherType": "none"}
    commande = [sys.executable, "-m", "streamlit", "run", str(APPLICATION)]
    commande += [f"--server.{nom}={valeur}" for nom, valeur in options.items()]
    environnement = {**os.environ, "MAILLAGE_DONNEES": str(dossier / "donnees")}
    with (dossier / "journal").open("wb") as journal:
        serveur = subprocess.Popen(
            commande, cwd=dossier, env=environnement, stdout=journal, stderr=subprocess.STDOUT
        )
    try:
        _attendre(f"http://127.0.0.1:{port}/_stcore/health", serveur, dossier / "journal")
        yield f"http://127.0.0.1:{port}"
    finally:
        serveur.terminate()
        serveur.wait(20)


def _attendre(sonde, serveur, journal):
    limite = time.monotonic() + 180
    while time.monotonic() < limite:
        with contextlib.suppress(OSError), urllib.request.urlopen(sonde, timeout=2):
            return
        assert serveur.poll() is None, journal.read_text("utf-8")
        time.sleep(0.2)
    pytest.fail(f"L'application ne répond pas : {journal.read_text('utf-8')}")


@pytest.fixture(scope="module")
def navigateur(adresse):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
    with playwright.sync_playwright() as pilote:
        ouvert = pilote.chromium.launch(executable_path=str(CHROMIUM), args=OPTIONS)
        yield ouvert
        ouvert.close()


@pytest.fixture
def page(navigateur):
    """Une page neuve ; aucune requête ne doit sortir de la machine."""
    contexte = navigateur.new_context(viewport={"width": 1280, "height": 900})
    contexte.set_default_timeout(180_000)
    demandees = []
    contexte.on("request", lambda requete: demandees.append(requete.url))
    yield contexte.new_page()
    contexte.close()
    dehors = [
        u for u in demandees if not u.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))
    ]
    assert dehors == []
