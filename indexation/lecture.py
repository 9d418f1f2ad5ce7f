"""Le registre d'une génération publiée, lu par plusieurs fils à la fois."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache
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


class ValeurDeFacette(NamedTuple):
    """Une valeur, et la facette dont elle est."""

    facette: str
    valeur: str


_RESSOURCES = (
    "SELECT numero, iri, titre, type, classes, noms, ateliers, themes, acteurs, annees FROM ressources"
    " WHERE numero IN (SELECT value FROM json_each(?))"
)
_INCONNUE = 0
_LIENS = 100
_LIENS_AUTOUR = " UNION ALL ".join(
    f"SELECT * FROM (SELECT source, predicat, cible FROM liens WHERE {cote}"  # noqa: S608
    " AND predicat IN (SELECT value FROM json_each(?2))"
    f" ORDER BY source, predicat, cible LIMIT {_LIENS})"
    for cote in ("source = ?1", "cible = ?1 AND source <> ?1")
)
_REPONSES_GARDEES = 5_000
"""Ce que l'on redemande d'une question à l'autre, d'un mot, d'un thème ou d'une ressource."""


class Registre:
    """Ouvert en lecture seule, une connexion par fil : le fichier publié ne change jamais."""

    def __init__(self, fichier: Path) -> None:
        self._fichier = fichier
        self._fil = threading.local()
        self._gardees: Gardees[int, RessourceLue] = Gardees()
        self._numeros: Gardees[str, int] = Gardees()
        self._valeurs: Gardees[int, ValeurDeFacette] = Gardees()
        self._lire_et_garder = lru_cache(_REPONSES_GARDEES)(self._lire)
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
        return self.ressources(self.numeros_de(iris).values())

    def numeros_de(self, iris: Collection[str]) -> dict[str, int]:
        """Le numéro de chacune de ces ressources, si l'index la connaît."""
        numeros = self._numeros.reunir(iris, self._lire_numeros)
        return {iri: numero for iri, numero in numeros.items() if numero != _INCONNUE}

    def portees_par(self, theme: str, combien: int = -1) -> list[int]:
        """Les premières ressources qui ont ce thème ; toutes si l'on ne dit pas combien."""
        lire = self._lire if combien < 0 else self._lire_et_garder
        requete = "SELECT ressource FROM themes WHERE theme = ? ORDER BY ressource LIMIT ?"
        return [numero for (numero,) in lire(requete, theme, combien)]

    def qui_mentionnent(self, theme: str, combien: int) -> list[int]:
        """Les ressources dont le texte nomme le plus ce concept."""
        lignes = self._lire_et_garder(
            "SELECT ressource, nombre FROM mentions WHERE theme = ? ORDER BY nombre DESC, ressource LIMIT ?",
            theme,
            combien,
        )
        return [numero for numero, _ in lignes]

    def ressources_des_passages(self, passages: Collection[int]) -> set[str]:
        """Les IRI des ressources dont viennent ces passages."""
        lignes = self._lire(
            "SELECT iri FROM ressources WHERE numero IN (SELECT ressource FROM passages"
            " WHERE numero IN (SELECT value FROM json_each(?)))",
            _json(passages),
        )
        return {iri for (iri,) in lignes}

    def valeurs(self, condenses: Collection[int]) -> dict[int, ValeurDeFacette]:
        """Ce que veulent dire ces valeurs condensées."""
        return self._valeurs.reunir(condenses, self._lire_valeurs)

    def toutes(self) -> set[str]:
        """Les IRI de toutes les ressources."""
        return {iri for (iri,) in self._lire("SELECT iri FROM ressources")}

    def liens_autour(self, iris: Collection[str], predicats: Collection[str]) -> list[tuple[str, Lien]]:
        """Les liens (source, lien) de ces prédicats qui partent de ces ressources ou y arrivent.

        Une ressource à laquelle tout se rapporte n'en donne que les `_LIENS` premiers de chaque côté.
        """
        voulus = _json(sorted(predicats))
        lignes = {ligne for iri in iris for ligne in self._lire_et_garder(_LIENS_AUTOUR, iri, voulus)}
        return [(source, Lien(predicat, cible)) for source, predicat, cible in sorted(lignes)]

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
        lignes = self._lire_et_garder(
            "SELECT ecriture FROM ecritures WHERE lemme = ? ORDER BY nombre DESC, ecriture LIMIT 1", lemme
        )
        return str(lignes[0][0]) if lignes else None

    def ecriture_de(self, forme: str) -> str | None:
        """L'écriture la plus courante de cette forme pliée, accents compris."""
        lignes = self._lire_et_garder(
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
        return {ligne[0]: _ressource(*ligne) for ligne in self._lire(_RESSOURCES, _json(numeros))}

    def _lire_valeurs(self, condenses: Collection[int]) -> dict[int, ValeurDeFacette]:
        requete = (
            "SELECT condense, facette, valeur FROM valeurs WHERE condense IN (SELECT value FROM json_each(?))"
        )
        return {ligne[0]: ValeurDeFacette(*ligne[1:]) for ligne in self._lire(requete, _json(condenses))}

    def _lire_numeros(self, iris: Collection[str]) -> dict[str, int]:
        requete = "SELECT iri, numero FROM ressources WHERE iri IN (SELECT value FROM json_each(?))"
        return dict.fromkeys(iris, _INCONNUE) | dict(self._lire(requete, _json(iris)))

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
