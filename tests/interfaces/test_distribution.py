"""Ce que l'on installe : la roue contient tout, et l'application répond."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

RACINE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def roue_depliee(tmp_path_factory):
    """La roue construite puis dépliée loin du dépôt, comme dans un site-packages."""
    dossier = tmp_path_factory.mktemp("roue")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            dossier,
            RACINE,
        ],
        check=True,
        capture_output=True,
    )
    (roue,) = dossier.glob("*.whl")
    with zipfile.ZipFile(roue) as archive:
        archive.extractall(dossier / "site")
    return dossier / "site"


@pytest.fixture
def lancer(roue_depliee, tmp_path):
    environnement = {**os.environ, "PYTHONPATH": str(roue_depliee)}

    def executer(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environnement,
            capture_output=True,
            text=True,
            check=False,
        )

    return executer


def test_la_roue_suffit_pour_preparer_puis_chercher(lancer, roue_depliee, tmp_path):
    ou = lancer("-c", "import corpus, interfaces; print(interfaces.__file__)")
    assert ou.stdout.startswith(str(roue_depliee)), ou.stderr
    prepare = lancer("-m", "interfaces.commandes", "preparer")
    assert prepare.returncode == 0, prepare.stderr
    assert (tmp_path / "donnees" / "base.json").exists()
    trouve = lancer("-m", "interfaces.commandes", "chercher", "cagnotte en ligne", "--json")
    assert json.loads(trouve.stdout)["resultats"], trouve.stderr


def test_servir_ouvre_l_application_sur_un_port_libre(roue_depliee, configuration_preparee, tmp_path):
    with servir(roue_depliee, configuration_preparee.donnees, tmp_path) as adresse:
        with urllib.request.urlopen(f"{adresse}/_stcore/health", timeout=5) as reponse:
            assert reponse.read() == b"ok"
        lecture = subprocess.run(
            [
                sys.executable,
                "-m",
                "interfaces.commandes",
                "chercher",
                "données ouvertes",
                "--json",
                "--donnees",
                str(configuration_preparee.donnees),
            ],
            cwd=RACINE,
            capture_output=True,
            text=True,
            check=True,
        )
        assert json.loads(lecture.stdout)["total"] > 0, "on cherche à côté d'une application ouverte"


@contextlib.contextmanager
def servir(site: Path, donnees: Path, ailleurs: Path):
    arguments = ["servir", "--port", "18501", "--donnees", str(donnees)]
    processus = subprocess.Popen(
        [sys.executable, "-m", "interfaces.commandes", *arguments],
        cwd=ailleurs,
        env={**os.environ, "PYTHONPATH": str(site)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        adresse = re.search(r"http://127\.0\.0\.1:\d+", processus.stdout.readline())[0]
        limite = time.monotonic() + 180
        while time.monotonic() < limite:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{adresse}/_stcore/health", timeout=1).close()
                break
            time.sleep(0.2)
        yield adresse
    finally:
        os.killpg(processus.pid, signal.SIGTERM)
        processus.wait()
