"""`python -m indexation.entrainement` : refaire le modèle embarqué."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

from indexation.entrainement.recette import executer
from ontologie.erreurs import ErreurMaillage


def _arguments() -> argparse.Namespace:
    lecteur = argparse.ArgumentParser(
        prog="python -m indexation.entrainement",
        description="Refait le modèle de phrases français que Maillage embarque.",
    )
    lecteur.add_argument("--donnees", type=Path, required=True, help="dossier de paires_en_fr.tsv.gz")
    lecteur.add_argument(
        "--dictionnaires",
        type=Path,
        required=True,
        help="dossier de WordNet 3.0 (index.*), wn-wikt-fra.tab et wn-data-fra.tab",
    )
    lecteur.add_argument("--sortie", type=Path, required=True, help="dossier où écrire le modèle")
    lecteur.add_argument("--graine", type=int, default=0, help="graine des tirages (0)")
    lecteur.add_argument("--fils", type=int, default=2, help="fils de calcul (2)")
    lecteur.add_argument(
        "--travail",
        type=Path,
        default=Path("donnees/entrainement"),
        help="dossier où la leçon garde de quoi reprendre (donnees/entrainement)",
    )
    return lecteur.parse_args()


def principal() -> int:
    """Exécute la recette ; rend 1 et un message français si elle ne peut aboutir."""
    console = Console(stderr=True)
    demande = _arguments()
    try:
        executer(
            donnees=demande.donnees,
            dictionnaires=demande.dictionnaires,
            sortie=demande.sortie,
            travail=demande.travail,
            graine=demande.graine,
            fils=demande.fils,
            dire=console.print,
        )
    except ErreurMaillage as erreur:
        console.print(str(erreur), style="red", markup=False)
        return erreur.code
    return 0


if __name__ == "__main__":
    sys.exit(principal())
