"""Refait tout ce qui, dans la documentation, se déduit des fichiers livrés."""

from __future__ import annotations

import sys
from pathlib import Path

from interfaces.documentation import comptes, controles, ontologie, provenance

RACINE = Path(__file__).parents[2]


def pages() -> dict[Path, str]:
    """Chaque fichier à refaire et son contenu."""
    lisezmoi = RACINE / "README.md"
    regles = RACINE / "docs" / "controles.md"
    return {
        RACINE / "docs" / "ontologie.html": ontologie.documenter(),
        RACINE / "docs" / "sources.md": provenance.page(),
        regles: controles.inserer(regles.read_text(encoding="utf-8")),
        lisezmoi: comptes.mettre_a_jour(lisezmoi.read_text(encoding="utf-8")),
    }


if __name__ == "__main__":
    for chemin, contenu in pages().items():
        chemin.write_text(contenu, encoding="utf-8")
        sys.stdout.write(f"{chemin.relative_to(RACINE)}\n")
