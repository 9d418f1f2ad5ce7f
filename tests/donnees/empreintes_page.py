"""Refait `page_suites.txt` : les empreintes des suites de mots de la page, titres exceptés.

La page n'est pas dans le dépôt : `python tests/donnees/empreintes_page.py CHEMIN_DE_LA_PAGE`.
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

LONGUEUR = 8
FICHIER = Path(__file__).with_name("page_suites.txt")


def mots(texte: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", texte).lower())


def suites(texte: str) -> Iterator[str]:
    """Chaque suite de `LONGUEUR` mots, séparés d'une espace."""
    tous = mots(texte)
    return (" ".join(tous[n : n + LONGUEUR]) for n in range(len(tous) - LONGUEUR + 1))


def empreinte(suite: str) -> str:
    return hashlib.sha256(suite.encode()).hexdigest()[:16]


def principal(page: Path) -> None:
    racine = Path(__file__).resolve().parents[2]
    sys.path.insert(0, str(racine))
    from corpus.lecteurs.dossier import lire_dossier

    titrees = (r for r in lire_dossier().ressources if r.genres[0] in {"Cycle", "Atelier", "Reference"})
    titres = {suite for ressource in titrees for suite in suites(ressource.titre)}
    gardees = set(suites(page.read_text(encoding="utf-8"))) - titres
    FICHIER.write_text("".join(f"{e}\n" for e in sorted(map(empreinte, gardees))), encoding="utf-8")


if __name__ == "__main__":
    principal(Path(sys.argv[1]))
