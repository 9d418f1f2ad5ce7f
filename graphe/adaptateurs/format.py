"""Le format d'un dossier de données : reconnu avant toute ouverture, migré après sauvegarde."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from graphe.adaptateurs.journal import ecrire_fichier
from graphe.ports import BaseIllisible

FORMAT = 1
MIGRATIONS: Mapping[int, Callable[[Path], None]] = {}
"""Ce qui fait passer un dossier du format donné au suivant."""

_FICHIER = "base.json"


def lire_format(dossier: Path) -> int | None:
    """Le format du dossier, `None` s'il est vide ; `BaseIllisible` s'il ne se lit pas ou vient du futur."""
    if dossier.exists() and not dossier.is_dir():
        raise BaseIllisible(f"« {dossier} » n'est pas un dossier. Indiquez-en un autre par --donnees.")
    fichier = dossier / _FICHIER
    if not fichier.exists():
        if (dossier / "base").exists() or (dossier / "instantanes").exists():
            raise BaseIllisible(
                f"Le dossier « {dossier} » contient une base mais pas {_FICHIER}, qui dit son format. "
                "Restaurez ce fichier d'une sauvegarde, ou indiquez un autre dossier par --donnees."
            )
        return None
    try:
        format_ = int(json.loads(fichier.read_text("utf-8"))["format"])
    except (OSError, ValueError, KeyError, TypeError) as erreur:
        raise BaseIllisible(
            f"Le fichier {fichier} est illisible : il devrait contenir {json.dumps({'format': FORMAT})}. "
            "Restaurez-le d'une sauvegarde, ou indiquez un autre dossier par --donnees."
        ) from erreur
    if format_ > FORMAT:
        raise BaseIllisible(
            f"La base « {dossier} » est au format {format_}, plus récent que celui de cette version "
            f"de Maillage ({FORMAT}). Mettez Maillage à jour."
        )
    return format_


def etablir(dossier: Path, migrations: Mapping[int, Callable[[Path], None]] = MIGRATIONS) -> None:
    """Met le dossier au format courant ; à appeler sous verrou d'écriture.

    Un format plus ancien est d'abord copié dans `sauvegardes/format-N`, puis migré pas à pas ; une
    migration interrompue reprend au pas suivant.
    """
    format_ = lire_format(dossier)
    if format_ is None:
        _ecrire(dossier, FORMAT)
        return
    while format_ < FORMAT:
        migrer = migrations.get(format_)
        if migrer is None:
            raise BaseIllisible(
                f"La base « {dossier} » est au format {format_}, que cette version ne sait plus migrer. "
                "Passez par une version intermédiaire de Maillage, ou réimportez un export."
            )
        _sauvegarder(dossier, format_)
        migrer(dossier)
        format_ += 1
        _ecrire(dossier, format_)


def _ecrire(dossier: Path, format_: int) -> None:
    ecrire_fichier(dossier / _FICHIER, json.dumps({"format": format_}))


def _sauvegarder(dossier: Path, format_: int) -> None:
    sauvegarde = dossier / "sauvegardes" / f"format-{format_}"
    if sauvegarde.exists():
        return
    provisoire = sauvegarde.with_suffix(".partiel")
    shutil.rmtree(provisoire, ignore_errors=True)
    shutil.copytree(dossier, provisoire, ignore=shutil.ignore_patterns("sauvegardes", "verrou", "index"))
    provisoire.replace(sauvegarde)
