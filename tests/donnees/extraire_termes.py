"""Refait une liste de `termes_etrangers/` : les termes qu'un vocabulaire définit dans son espace de noms.

Les fichiers des vocabulaires ne sont pas dans le dépôt :
`python tests/donnees/extraire_termes.py FICHIER ESPACE NOM "dépôt, chemin, commit"`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rdflib import RDF, Graph, URIRef

DOSSIER = Path(__file__).with_name("termes_etrangers")


def extraire(fichier: Path, espace: str) -> list[str]:
    """Les noms locaux, triés, des sujets typés que le fichier décrit dans cet espace."""
    graphe = Graph().parse(fichier, format="turtle" if fichier.suffix == ".ttl" else "xml")
    sujets = {str(s) for s in graphe.subjects(RDF.type) if isinstance(s, URIRef)}
    return sorted(s.removeprefix(espace) for s in sujets if s.startswith(espace) and s != espace)


def principal(fichier: str, espace: str, nom: str, source: str) -> None:
    lignes = [f"# espace : {espace}", f"# source : {source}", *extraire(Path(fichier), espace)]
    (DOSSIER / f"{nom}.txt").write_text("\n".join(lignes) + "\n", encoding="utf-8")


if __name__ == "__main__":
    principal(*sys.argv[1:])
