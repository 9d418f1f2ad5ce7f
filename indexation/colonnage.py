"""Écrire les colonnes d'une génération, d'après son registre."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap

from indexation.colonnes import (
    FACETTES,
    LEMMES,
    MENTIONS,
    PASSAGES,
    RACINES,
    RESSOURCES,
    THEMES,
    VALEURS,
    Entiers,
    condenser,
)
from indexation.facettes import CLASSE, COMPTEES
from ontologie.espaces import SKOS

_LOT = 10_000
_CONCEPT = SKOS + "Concept"
_VOULUES = "(SELECT numero FROM main.ressources UNION SELECT numero FROM main.recomptees)"
"""Ce que la suite ajoute au socle, et ce dont elle a recompté les mentions."""


def ecrire(base: sqlite3.Connection, dossier: Path, vues: str) -> None:
    """Écrit les colonnes d'une génération, et dans `base` ce que veulent dire les valeurs de ses facettes.

    `vues` : le préfixe des vues qui joignent socle et suite.
    """
    dossier.mkdir()
    _ecrire_passages(base, dossier)
    _ecrire_ressources(base, dossier, vues)
    _ecrire_facettes(base, dossier)


def _ecrire_passages(base: sqlite3.Connection, dossier: Path) -> None:
    (nombre, octets) = base.execute("SELECT count(*), total(length(mots)) FROM main.passages").fetchone()
    table = open_memmap(dossier / PASSAGES, mode="w+", dtype=np.int64, shape=(6, nombre))
    racines, lemmes = (
        open_memmap(dossier / nom, mode="w+", dtype=np.uint32, shape=(int(octets) // 8,))
        for nom in (RACINES, LEMMES)
    )
    lus = base.execute(
        "SELECT numero, ressource, position, longueur, length(mots) / 8, mots FROM main.passages"
        " ORDER BY numero"
    )
    place = mot = 0
    while lot := lus.fetchmany(_LOT):
        *colonnes, mots = zip(*lot, strict=True)
        numeros, ressources, positions, longueurs, combien = np.array(colonnes, dtype=np.int64)
        fins = mot + np.cumsum(combien)
        table[:, place : place + len(lot)] = (
            numeros, ressources, positions, combien - longueurs, fins - combien, fins
        )  # fmt: skip
        for suite, moitie in ((racines, 0), (lemmes, 1)):
            morceaux = (m[len(m) // 2 * moitie : len(m) // 2 * (moitie + 1)] for m in mots)
            suite[mot : fins[-1]] = np.frombuffer(b"".join(morceaux), dtype=np.uint32)
        place, mot = place + len(lot), int(fins[-1])


def _ecrire_ressources(base: sqlite3.Connection, dossier: Path, vues: str) -> None:
    def lire(colonnes: str, table: str, cle: str, suite: str = "") -> sqlite3.Cursor:
        return base.execute(f"SELECT {colonnes} FROM {vues}{table} WHERE {cle} IN {_VOULUES} {suite}")  # noqa: S608

    numeros, definitions = _colonnes(
        (
            (numero, _CONCEPT in classes.split("\n"))
            for numero, classes in lire("numero, classes", "ressources", "numero", "ORDER BY numero")
        ),
        2,
    )
    # Sans GROUP BY : SQLite parcourrait alors tout le socle.
    siens, passages = _colonnes(lire("ressource, numero", "passages", "ressource"), 2)
    ordre = np.argsort(passages)
    _, places, nombres = np.unique(siens[ordre], return_index=True, return_counts=True)
    premiers = passages[ordre][places]
    poses = lire("ressource, theme, 0", "themes", "ressource")
    nommes = lire("ressource, theme, nombre", "mentions", "ressource")
    themes = _colonnes(
        (
            (ressource, condenser(theme), nombre)
            for lus in (poses, nommes)
            for ressource, theme, nombre in lus
        ),
        3,
    )
    themes = themes[:, np.argsort(themes[0], kind="stable")]
    debuts, fins = (np.searchsorted(themes[0], numeros, side=cote) for cote in ("left", "right"))
    np.save(dossier / RESSOURCES, np.array([numeros, premiers, nombres, definitions, debuts, fins]))
    np.save(dossier / THEMES, themes[1])
    np.save(dossier / MENTIONS, themes[2])


def _ecrire_facettes(base: sqlite3.Connection, dossier: Path) -> None:
    noms: dict[int, tuple[str, str]] = {}
    valeurs, numeros, fins = array("q"), array("q"), array("q")
    for numero, *suites in base.execute(
        "SELECT numero, type, ateliers, themes, acteurs, annees, classes FROM main.ressources ORDER BY numero"
    ):
        for facette, suite in zip((*COMPTEES, CLASSE), suites, strict=True):
            siennes = [(facette, valeur) for valeur in suite.split("\n") if valeur]
            condenses = [condenser("\n".join(nom)) for nom in siennes]
            noms.update(zip(condenses, siennes, strict=True))
            valeurs.extend(condenses)
        numeros.append(numero)
        fins.append(len(valeurs))
    debuts = [0, *fins[:-1]] if fins else []
    np.save(dossier / FACETTES, np.array([numeros, debuts, fins], dtype=np.int64))
    np.save(dossier / VALEURS, np.array(valeurs, dtype=np.int64))
    base.executemany(
        "INSERT OR IGNORE INTO main.valeurs VALUES (?, ?, ?)",
        [(condense, *nom) for condense, nom in noms.items()],
    )


def _colonnes(lignes: Iterable[tuple[int, ...]], combien: int) -> Entiers:
    """Les `combien` colonnes de ces lignes."""
    lues = np.fromiter(chain.from_iterable(lignes), dtype=np.int64)
    return lues.reshape(-1, combien).T
