"""Le registre d'une génération publiée, lu par plusieurs fils à la fois."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from indexation import socle
from indexation.fautes import Formes
from indexation.fiches import Extrait, Lien
from indexation.gardees import Gardees


class RessourceLue(NamedTuple):
    """Une ressource de l'index."""

    numero: int
    iri: str
    titre: str
    type: str
    classes: tuple[str, ...]
    noms: tuple[str, ...]
    ateliers: tuple[str, ...]
    themes: tuple[str, ...]
    acteurs: tuple[str, ...]
    annees: tuple[int, ...]


_RESSOURCE = (
    "SELECT numero, iri, titre, type, classes, noms, ateliers, themes, acteurs, annees FROM ressources "
)


class Registre:
    """Ouvert en lecture seule, une connexion par fil : le fichier publié ne change jamais."""

    def __init__(self, fichier: Path) -> None:
        self._fichier = fichier
        self._fil = threading.local()
        self._gardees: Gardees[RessourceLue] = Gardees()
        self.totaux: dict[str, int] = dict(self._lire("SELECT nom, valeur FROM totaux"))

    @property
    def longueur_moyenne(self) -> float:
        """Le nombre moyen de mots utiles d'un passage (au moins 1)."""
        return max(1.0, self.totaux["longueur"] / max(1, self.totaux["passages"]))

    def extraits(self, numeros: Collection[int]) -> dict[int, Extrait]:
        """Le texte et l'intertitre de ces passages."""
        lignes = self._lire(
            "SELECT numero, section, texte FROM passages WHERE numero IN (SELECT value FROM json_each(?))",
            _json(numeros),
        )
        return {numero: Extrait(section, texte) for numero, section, texte in lignes}

    def ressources(self, numeros: Collection[int]) -> dict[int, RessourceLue]:
        return self._gardees.reunir(numeros, self._lire_ressources)

    def ressources_de(self, iris: Collection[str]) -> dict[int, RessourceLue]:
        return self._ressources("WHERE iri IN (SELECT value FROM json_each(?))", iris)

    def numeros_de(self, iris: Collection[str]) -> dict[str, int]:
        """Le numéro de chacune de ces ressources, si l'index la connaît."""
        requete = "SELECT iri, numero FROM ressources WHERE iri IN (SELECT value FROM json_each(?))"
        return dict(self._lire(requete, _json(iris)))

    def portees_par(self, theme: str, combien: int = -1) -> list[int]:
        """Les premières ressources qui ont ce thème ; toutes si l'on ne dit pas combien."""
        lignes = self._lire(
            "SELECT ressource FROM themes WHERE theme = ? ORDER BY ressource LIMIT ?", theme, combien
        )
        return [n for (n,) in lignes]

    def qui_mentionnent(self, theme: str, combien: int) -> list[int]:
        """Les ressources dont le texte nomme le plus ce concept."""
        lignes = self._lire(
            "SELECT ressource, nombre FROM mentions WHERE theme = ? ORDER BY nombre DESC, ressource LIMIT ?",
            theme,
            combien,
        )
        return [numero for numero, _ in lignes]

    def mentions(self, ressources: Collection[int], themes: Collection[str]) -> dict[int, dict[str, int]]:
        """Combien de fois chacune de ces ressources nomme chacun de ces concepts."""
        if not themes:
            return {}
        lignes = self._lire(
            "SELECT ressource, theme, nombre FROM mentions"
            " WHERE ressource IN (SELECT value FROM json_each(?))"
            " AND theme IN (SELECT value FROM json_each(?))",
            _json(ressources),
            _json(themes),
        )
        comptes: dict[int, dict[str, int]] = {}
        for ressource, theme, nombre in lignes:
            comptes.setdefault(ressource, {})[theme] = nombre
        return comptes

    def ressources_des_passages(self, passages: Collection[int]) -> set[str]:
        """Les IRI des ressources dont viennent ces passages."""
        lignes = self._lire(
            "SELECT iri FROM ressources WHERE numero IN (SELECT ressource FROM passages"
            " WHERE numero IN (SELECT value FROM json_each(?)))",
            _json(passages),
        )
        return {iri for (iri,) in lignes}

    def toutes(self) -> set[str]:
        """Les IRI de toutes les ressources."""
        return {iri for (iri,) in self._lire("SELECT iri FROM ressources")}

    def liens_autour(self, iris: Collection[str]) -> list[tuple[str, Lien]]:
        """Les liens (source, lien) qui partent de ces ressources ou y arrivent."""
        lignes = self._lire(
            "SELECT source, predicat, cible FROM liens WHERE source IN (SELECT value FROM json_each(?1))"
            " UNION SELECT source, predicat, cible FROM liens"
            " WHERE cible IN (SELECT value FROM json_each(?1)) ORDER BY 1, 2, 3",
            _json(iris),
        )
        return [(source, Lien(predicat, cible)) for source, predicat, cible in lignes]

    def frequences(self, racines: Collection[str]) -> dict[str, int]:
        """Dans combien de ressources se trouve chacune de ces racines (celles qui s'y trouvent)."""
        return dict(
            self._lire(
                "SELECT racine, nombre FROM racines WHERE racine IN (SELECT value FROM json_each(?))",
                _json(racines),
            )
        )

    def ecriture(self, lemme: str) -> str | None:
        """L'écriture la plus courante des mots de ce lemme."""
        lignes = self._lire(
            "SELECT ecriture FROM ecritures WHERE lemme = ? ORDER BY nombre DESC, ecriture LIMIT 1", lemme
        )
        return str(lignes[0][0]) if lignes else None

    def ecriture_de(self, forme: str) -> str | None:
        """L'écriture la plus courante de cette forme pliée, accents compris."""
        lignes = self._lire(
            "SELECT ecriture FROM ecritures WHERE forme = ? ORDER BY nombre DESC, ecriture LIMIT 1", forme
        )
        return str(lignes[0][0]) if lignes else None

    @cached_property
    def formes(self) -> Formes:
        """Toutes les formes pliées de l'index → nombre d'emplois ; lues à la première faute de frappe."""
        return Formes(
            dict(self._lire("SELECT forme, sum(nombre) FROM ecritures GROUP BY forme ORDER BY forme"))
        )

    def _lire_ressources(self, numeros: Collection[int]) -> dict[int, RessourceLue]:
        return self._ressources("WHERE numero IN (SELECT value FROM json_each(?))", numeros)

    def _ressources(self, suite: str, valeurs: Collection[int] | Collection[str]) -> dict[int, RessourceLue]:
        lignes = self._lire(_RESSOURCE + suite, _json(valeurs))
        return {ligne[0]: _ressource(*ligne) for ligne in lignes}

    def _lire(self, requete: str, *valeurs: str | int) -> list[Any]:
        connexion: sqlite3.Connection | None = getattr(self._fil, "connexion", None)
        if connexion is None:
            connexion = sqlite3.connect(socle.adresse(self._fichier), uri=True, check_same_thread=False)
            if socle.attacher(connexion, self._fichier):
                socle.poser_vues(connexion)
            self._fil.connexion = connexion
        return connexion.execute(requete, valeurs).fetchall()


def _ressource(numero: int, iri: str, titre: str, type_: str, *suites: str) -> RessourceLue:
    classes, noms, ateliers, themes, acteurs, annees = (
        tuple(suite.split("\n")) if suite else () for suite in suites
    )
    lues = tuple(map(int, annees))
    return RessourceLue(numero, iri, titre, type_, classes, noms, ateliers, themes, acteurs, lues)


def _json(valeurs: Iterable[int] | Iterable[str]) -> str:
    return json.dumps(list(valeurs))
