"""Les moteurs de graphe, ouverts par leur nom ; rien de lourd n'est importé avant l'ouverture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graphe.ports import Depot


def _oxigraph(dossier: Path) -> Depot:
    from graphe.adaptateurs.oxigraph import DepotOxigraph

    return DepotOxigraph(dossier)


def _memoire(dossier: Path) -> Depot:  # noqa: ARG001 - même signature que les autres
    from graphe.adaptateurs.memoire import DepotMemoire

    return DepotMemoire()


DEPOTS: dict[str, Callable[[Path], Depot]] = {"oxigraph": _oxigraph, "memoire": _memoire}
