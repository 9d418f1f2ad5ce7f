"""Tuer `maillage preparer` à des instants tirés au sort, puis vérifier que le suivant répare tout.

Campagne : python -m tests.bancs.tuer_preparer --fois 20 --graine 1
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from graphe.adaptateurs.oxigraph import DepotOxigraph
from ontologie.espaces import GRAPHE_CONTRIBUTIONS, SKOS
from ontologie.termes import Iri, Quad, texte_fr

MODIFICATION = Quad(
    Iri("https://w3id.org/maillage/concept/financement-participatif"),
    Iri(SKOS + "altLabel"),
    texte_fr("appel aux petits porteurs"),
    GRAPHE_CONTRIBUTIONS,
)


def commande(*arguments: str, donnees: Path) -> list[str]:
    return [sys.executable, "-m", "interfaces.commandes", *arguments, "--donnees", str(donnees)]


def preparer(donnees: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(commande("preparer", donnees=donnees), capture_output=True, text=True, check=False)


def tuer_apres(donnees: Path, secondes: float) -> bool:
    """Lance `preparer` et le tue ; vrai s'il n'avait pas fini."""
    processus = subprocess.Popen(
        commande("preparer", donnees=donnees), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        processus.wait(secondes)
    except subprocess.TimeoutExpired:
        os.kill(processus.pid, signal.SIGKILL)
        processus.wait()
        return True
    return False


def duree_de_preparer() -> float:
    with tempfile.TemporaryDirectory() as dossier:
        depart = time.monotonic()
        fini = preparer(Path(dossier) / "donnees")
        assert fini.returncode == 0, fini.stderr
        return time.monotonic() - depart


def campagne(fois: int, graine: int, donnees: Path) -> int:
    """Tue `fois` fois, répare à chaque fois, et rend le nombre d'arrêts qui sont tombés en plein travail.

    À mi-chemin une modification est faite dans la base ; elle doit survivre à tout le reste.
    """
    hasard = random.Random(graine)
    duree = duree_de_preparer()
    interrompus = 0
    modifiee = False
    for tour in range(fois):
        cible = donnees / str(tour)
        if modifiee or tour >= fois // 2:
            # une base déjà préparée et modifiée, dont on efface ce qu'il faut refaire
            cible = donnees / "modifiee"
            if not modifiee:
                assert preparer(cible).returncode == 0
                depot = DepotOxigraph(cible)
                depot.appliquer(
                    [MODIFICATION], [], version_attendue=depot.version(), auteur="banc", motif="Modification"
                )
                modifiee = True
        interrompus += tuer_apres(cible, hasard.uniform(0.05, duree))
        fini = preparer(cible)
        assert fini.returncode == 0, fini.stderr
        verifier(cible, modifiee=modifiee)
    return interrompus


def verifier(donnees: Path, *, modifiee: bool) -> None:
    """La base est entière, l'index à jour, la modification là, et une réponse sort."""
    etat = subprocess.run(
        commande("etat", "--json", donnees=donnees), capture_output=True, text=True, check=True
    ).stdout
    assert '"retard": 0' in etat, etat
    quads = set(DepotOxigraph(donnees).quads())
    assert len(quads) > 1000
    assert (MODIFICATION in quads) == modifiee
    reponse = subprocess.run(
        commande("chercher", "financement participatif", "--json", donnees=donnees),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "financement" in reponse


def principal() -> None:
    analyse = argparse.ArgumentParser(description=__doc__)
    analyse.add_argument("--fois", type=int, default=20)
    analyse.add_argument("--graine", type=int, default=1)
    options = analyse.parse_args()
    with tempfile.TemporaryDirectory() as dossier:
        interrompus = campagne(options.fois, options.graine, Path(dossier))
    sys.stdout.write(
        f"{options.fois} arrêts, dont {interrompus} en plein travail : tous réparés, modification gardée.\n"
    )


if __name__ == "__main__":
    principal()
