"""Ce que coûte un `maillage chercher` neuf : `python -m tests.bancs.demarrage --fois 30`.

À chaque tour, un processus de chaque sorte, dans un ordre tiré au sort : la machine change, pas le rapport.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles

from tests.bancs.suivi import annoncer, suivre
from tests.bancs.tableau import aligner, nombre

GRAINE = 3
QUESTION = "Comment financer un projet citoyen dans ma commune ?"
RIEN, NUMPY, CHERCHER = "python -c pass", "python -c 'import numpy'", "maillage chercher"


def commandes(donnees: Path) -> dict[str, list[str]]:
    maillage = [sys.executable, "-m", "interfaces.commandes"]
    return {
        RIEN: [sys.executable, "-c", "pass"],
        NUMPY: [sys.executable, "-c", "import numpy"],
        CHERCHER: [*maillage, "chercher", QUESTION, "--json", "--donnees", str(donnees)],
    }


def mesurer(a_lancer: Mapping[str, Sequence[str]], fois: int) -> dict[str, list[float]]:
    """Les durées de chaque commande, en millisecondes, après un premier tour pour rien."""
    hasard = random.Random(GRAINE)
    durees: dict[str, list[float]] = {nom: [] for nom in a_lancer}
    for tour in suivre(range(fois + 1), "Tours"):
        for nom in hasard.sample(list(a_lancer), len(a_lancer)):
            debut = time.perf_counter()
            subprocess.run(a_lancer[nom], stdout=subprocess.DEVNULL, check=True)
            if tour:
                durees[nom].append(1000 * (time.perf_counter() - debut))
    return durees


def resumer(durees: Mapping[str, Sequence[float]]) -> dict[str, dict[str, float]]:
    medianes = {nom: median(mesurees) for nom, mesurees in durees.items()}
    resume = {}
    for nom, mesurees in durees.items():
        quarts = quantiles(mesurees, n=4, method="inclusive")
        resume[nom] = {
            "mediane_ms": medianes[nom],
            "premier_quart_ms": quarts[0],
            "dernier_quart_ms": quarts[2],
            "min_ms": min(mesurees),
            "max_ms": max(mesurees),
            "sur_python": medianes[nom] / medianes[RIEN],
            "sur_numpy": medianes[nom] / medianes[NUMPY],
        }
    return resume


def en_texte(resume: Mapping[str, Mapping[str, float]]) -> str:
    entetes = ["", "médiane ms", "quarts", "étendue", "× python", "× numpy"]
    lignes = [
        [
            nom,
            nombre(m["mediane_ms"], 0),
            f"{nombre(m['premier_quart_ms'], 0)} à {nombre(m['dernier_quart_ms'], 0)}",
            f"{nombre(m['min_ms'], 0)} à {nombre(m['max_ms'], 0)}",
            nombre(m["sur_python"], 1),
            nombre(m["sur_numpy"], 1),
        ]
        for nom, m in resume.items()
    ]
    return "\n".join(aligner([entetes, *lignes]))


def principal(arguments: Sequence[str] | None = None) -> None:
    analyse = argparse.ArgumentParser(prog="python -m tests.bancs.demarrage", description=__doc__)
    analyse.add_argument("--fois", type=int, default=30)
    analyse.add_argument(
        "--donnees", type=Path, help="un dossier déjà préparé ; sinon, un neuf l'est d'abord"
    )
    analyse.add_argument("--json", type=Path, metavar="FICHIER")
    options = analyse.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporaire:
        donnees = options.donnees or Path(temporaire) / "donnees"
        a_lancer = commandes(donnees)
        if options.donnees is None:
            annoncer("Préparation d'une base neuve")
            preparer = [sys.executable, "-m", "interfaces.commandes", "preparer", "--donnees", str(donnees)]
            subprocess.run(preparer, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        resume = resumer(mesurer(a_lancer, options.fois))
    if options.json:
        options.json.write_text(json.dumps(resume, ensure_ascii=False, indent=2), "utf-8")
    sys.stdout.write(en_texte(resume) + "\n")


if __name__ == "__main__":
    principal()
