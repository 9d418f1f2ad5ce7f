"""Ce qu'une fiche contient, en valeurs figées et sans RDF."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Renvoi:
    """La mention d'une autre ressource : son segment d'IRI (« concept », « acteur »…) et son identifiant."""

    segment: str
    identifiant: str


@dataclass(frozen=True, slots=True)
class Annee:
    """Une année seule, quand la source ne donne pas le jour."""

    valeur: int


Valeur = str | int | datetime.date | datetime.time | Annee | Renvoi


@dataclass(frozen=True, slots=True)
class Section:
    """Un intertitre et son texte (Markdown léger), dans l'ordre de la fiche."""

    titre: str
    texte: str


@dataclass(frozen=True, slots=True)
class Notice:
    """La fiche en tant que fiche : qui l'a écrite, quand, dans quel état, sur quelle preuve."""

    auteur: str
    creee: datetime.date
    modifiee: datetime.date
    statut: str
    preuve: str


@dataclass(frozen=True, slots=True)
class Ressource:
    """Une chose décrite : ses genres (noms locaux de ses classes), son identifiant, ses champs.

    Le premier genre est le principal ; seuls les énoncés peuvent en avoir plusieurs.
    `champs` associe le nom d'un champ du genre (voir `corpus.genres`) à ses valeurs, jamais vides.
    `parent` est la ressource dont la fiche la contient (un énoncé dans son atelier), s'il y en a une.
    """

    genres: tuple[str, ...]
    identifiant: str
    titre: str
    champs: Mapping[str, tuple[Valeur, ...]]
    sources: tuple[Renvoi, ...]
    notice: Notice
    sections: tuple[Section, ...] = ()
    parent: Renvoi | None = None
