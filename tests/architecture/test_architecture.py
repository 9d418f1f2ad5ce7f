"""La maison tient : tailles, textes à l'écran, rien d'étranger au produit."""

import re
import subprocess
from pathlib import Path

import pytest

RACINE = Path(__file__).parents[2]
PAQUETS = ("ontologie", "corpus", "graphe", "indexation", "interfaces")
MODULES = [f for paquet in PAQUETS for f in sorted((RACINE / paquet).rglob("*.py"))]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(RACINE)))
def test_aucun_module_ne_depasse_400_lignes(module):
    assert len(module.read_text("utf-8").splitlines()) <= 400


def test_le_routeur_reste_court():
    assert len((RACINE / "app_streamlit.py").read_text("utf-8").splitlines()) < 60


def test_seule_la_configuration_lit_l_environnement():
    # l'ouvrier et `servir` transmettent l'environnement à un processus, sans le lire
    permis = {
        "interfaces/configuration.py",
        "interfaces/commandes/servir.py",
        "graphe/adaptateurs/ouvrier_client.py",
    }
    lecteurs = {
        str(m.relative_to(RACINE))
        for m in MODULES
        if re.search(r"os\.(environ|getenv)", m.read_text("utf-8")) and "entrainement" not in str(m)
    }
    assert lecteurs <= permis


def test_chaque_paquet_se_presente():
    for paquet in PAQUETS:
        assert (RACINE / paquet / "LISEZMOI.md").exists(), paquet


def test_la_ci_appelle_la_commande_du_readme():
    assert "exec make test" in (RACINE / ".ci" / "run").read_text("utf-8")
    assert "make test" in (RACINE / "README.md").read_text("utf-8")


def test_aucun_chemin_de_machine_dans_le_depot():
    suivis = subprocess.run(
        ["git", "-C", str(RACINE), "ls-files"], capture_output=True, text=True, check=False
    ).stdout.split("\n")
    interdits = re.compile(r"(?<![\w.])/(home|Users|root)/\w")
    for nom in suivis:
        fichier = RACINE / nom
        if fichier.suffix in {".py", ".md", ".toml", ".ttl", ".rq", ".yaml"} and fichier.is_file():
            if fichier == Path(__file__):
                continue
            trouve = interdits.search(fichier.read_text("utf-8"))
            assert trouve is None, f"{nom} : {trouve[0]}"
