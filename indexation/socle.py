"""Un registre en deux fichiers : un grand socle que l'on n'écrit plus, et ce qui a changé depuis.

Une ligne de la suite remplace celle du socle ; une ressource oubliée emporte toutes les siennes, une
ressource recomptée les concepts qu'elle mentionne. Des vues réunissent les deux : qui lit ne voit
qu'un registre.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

SOCLE, COLONNES = "socle.sqlite", "socle.colonnes"
"""Le registre et les colonnes du socle, à côté de ceux de la suite ; absents si la génération se suffit."""

_OUBLI = MappingProxyType(
    {
        "ressources": "numero NOT IN (SELECT numero FROM main.oubliees)",
        "passages": "ressource NOT IN (SELECT numero FROM main.oubliees)",
        "themes": "ressource NOT IN (SELECT numero FROM main.oubliees)",
        "mentions": "ressource NOT IN (SELECT numero FROM main.oubliees)"
        " AND ressource NOT IN (SELECT numero FROM main.recomptees)",
        "liens": "source NOT IN (SELECT iri FROM main.oubliees)",
    }
)
"""Table → ce qui y reste du socle."""
_CLES = MappingProxyType(
    {"racines": "racine", "ecritures": "ecriture", "totaux": "nom", "valeurs": "condense"}
)
"""Table de comptes ou de noms → sa clé : la ligne de la suite est la bonne, un compte nul vaut un oubli."""
_NON_NUL = MappingProxyType(
    {"racines": "nombre > 0", "ecritures": "nombre > 0", "totaux": "1", "valeurs": "1"}
)


def attacher(base: sqlite3.Connection, fichier: Path) -> bool:
    """Joint à `base` le socle du registre `fichier` ; faux s'il n'en a pas."""
    socle = fichier.with_name(SOCLE)
    if not socle.exists():
        return False
    base.execute("ATTACH ? AS socle", (adresse(socle),))
    return True


def adresse(fichier: Path) -> str:
    """L'adresse SQLite d'un fichier publié, qui ne change plus."""
    return f"file:{quote(str(fichier.resolve()))}?mode=ro&immutable=1"


def poser_vues(base: sqlite3.Connection, prefixe: str = "") -> None:
    """Des vues du même nom que les tables, à `prefixe` près, qui montrent le socle et la suite réunis."""
    for table, reste in _OUBLI.items():
        base.execute(
            f"CREATE TEMP VIEW {prefixe}{table} AS SELECT * FROM socle.{table} WHERE {reste}"  # noqa: S608
            f" UNION ALL SELECT * FROM main.{table}"
        )
    for table, cle in _CLES.items():
        base.execute(
            f"CREATE TEMP VIEW {prefixe}{table} AS SELECT * FROM socle.{table} AS s"  # noqa: S608
            f" WHERE NOT EXISTS (SELECT 1 FROM main.{table} AS m WHERE m.{cle} = s.{cle})"
            f" UNION ALL SELECT * FROM main.{table} WHERE {_NON_NUL[table]}"
        )


def commencer(base: sqlite3.Connection) -> None:
    """Prépare une suite vide : les numéros et les totaux continuent ceux du socle."""
    base.execute("DELETE FROM sqlite_sequence")
    base.execute("INSERT INTO sqlite_sequence SELECT * FROM socle.sqlite_sequence")
    base.execute("REPLACE INTO totaux SELECT * FROM socle.totaux")


def reprendre(base: sqlite3.Connection, table: str, cles: list[str]) -> None:
    """Copie dans la suite les comptes du socle que l'on va changer."""
    base.executemany(
        f"INSERT OR IGNORE INTO main.{table} SELECT * FROM socle.{table} WHERE {_CLES[table]} = ?",  # noqa: S608
        [(cle,) for cle in cles],
    )


def fondre(socle: Path, suite: Path, arrivee: Path) -> None:
    """Écrit dans `arrivee`, copie de `socle`, ce que la suite y change : un registre qui se suffit."""
    shutil.copyfile(socle, arrivee)
    base = sqlite3.connect(arrivee, uri=True)
    base.execute("ATTACH ? AS suite", (adresse(suite),))
    for table, reste in _OUBLI.items():
        base.execute(f"DELETE FROM main.{table} WHERE NOT ({reste.replace('main.', 'suite.')})")  # noqa: S608
        base.execute(f"INSERT INTO main.{table} SELECT * FROM suite.{table}")  # noqa: S608
    for table in _CLES:
        base.execute(f"REPLACE INTO main.{table} SELECT * FROM suite.{table}")  # noqa: S608
        base.execute(f"DELETE FROM main.{table} WHERE NOT ({_NON_NUL[table]})")  # noqa: S608
    base.execute("DELETE FROM main.sqlite_sequence")
    base.execute("INSERT INTO main.sqlite_sequence SELECT * FROM suite.sqlite_sequence")
    base.commit()
    base.close()
