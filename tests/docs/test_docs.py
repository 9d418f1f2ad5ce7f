"""La documentation dit vrai : ses commandes et ses programmes s'exécutent, ses liens mènent quelque part."""

import re
import shlex
from pathlib import Path

import pytest

from interfaces.commandes.application import application, executer

RACINE = Path(__file__).parents[2]
PAGES = [
    RACINE / "README.md",
    *sorted((RACINE / "docs").rglob("*.md")),
    *sorted(RACINE.glob("*/LISEZMOI.md")),
]
BLOC = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LIEN = re.compile(r"\]\(([^)#]+)\)")


def blocs(langue: str):
    return [
        pytest.param(corps, id=f"{page.relative_to(RACINE)}-{rang}")
        for page in PAGES
        for rang, (ecrit_en, corps) in enumerate(BLOC.findall(page.read_text("utf-8")))
        if ecrit_en == langue
    ]


@pytest.fixture
def ici(configuration_preparee, monkeypatch, tmp_path):
    monkeypatch.setenv("MAILLAGE_DONNEES", str(configuration_preparee.donnees))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("corps", blocs("sh"))
def test_les_commandes_montrees_s_executent(corps, ici, capsys):
    for ligne in corps.splitlines():
        mots = shlex.split(ligne, comments=True)
        if mots[:1] == ["maillage"]:
            assert executer(mots[1:]) == 0, ligne
        else:
            assert not mots or mots[0] in {"make", "python", "streamlit"}, f"commande inconnue : {ligne}"


@pytest.mark.parametrize("corps", blocs("python"))
def test_les_programmes_montres_s_executent(corps, ici, configuration_preparee):
    from interfaces.assemblage import services

    exec(compile(corps, "<documentation>", "exec"), {"s": services(configuration_preparee)})


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(RACINE)))
def test_les_liens_menent_quelque_part(page):
    for lien in LIEN.findall(page.read_text("utf-8")):
        if "://" not in lien:
            assert (page.parent / lien).exists(), lien


def test_le_guide_nomme_toutes_les_commandes():
    guide = (RACINE / "docs" / "developpeur.md").read_text("utf-8")
    for commande in application.registered_commands:
        assert f"`maillage {commande.callback.__name__}" in guide
