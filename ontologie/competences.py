"""Les questions de compétence : ce que la base doit savoir dire, et la réponse exacte du corpus livré.

Chaque question est faite de deux fichiers de même nom dans `questions/` : la requête (`.rq`, valable
telle quelle) et ce que l'on en attend (`.yaml`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

DOSSIER = Path(__file__).parent / "questions"
LECTEURS = ("praticien", "documentaliste", "developpeur")
ATELIERS = ("travail", "donnees", "solidarite", "financement", "resilience")


@dataclass(frozen=True, slots=True)
class Competence:
    """Une question de compétence.

    Les ressources de Maillage s'écrivent sans leur base : `enonce/travail-surveillance`.
    """

    nom: str
    question: str
    lecteur: str
    """Un de `LECTEURS`."""
    ateliers: tuple[str, ...]
    """Ceux sur lesquels elle porte ; vide quand elle porte sur toute la base."""
    cles: tuple[str, ...]
    """Des motifs de triplets ; sans ceux d'un motif, la réponse ne peut rester la même."""
    recherche: tuple[str, ...]
    """L'une de ces ressources doit venir parmi les dix premières quand on pose la question en mots ;
    vide quand aucun texte n'y répond."""
    reponse: tuple[Mapping[str, str], ...]
    """Les lignes exactes, sans ordre ; les termes d'un vocabulaire s'écrivent `xsd:time`."""
    texte: str
    """La requête SPARQL."""


@cache
def competences() -> Mapping[str, Competence]:
    """Toutes les questions livrées, par nom."""
    return MappingProxyType({fichier.stem: _lire(fichier) for fichier in sorted(DOSSIER.glob("*.rq"))})


def _lire(fichier: Path) -> Competence:
    fiche: dict[str, Any] = yaml.safe_load(fichier.with_suffix(".yaml").read_text("utf-8"))
    return Competence(
        nom=fichier.stem,
        question=fiche["question"],
        lecteur=fiche["lecteur"],
        ateliers=tuple(fiche["ateliers"]),
        cles=tuple(fiche["cles"]),
        recherche=tuple(fiche["recherche"]),
        reponse=tuple(MappingProxyType(ligne) for ligne in fiche["reponse"]),
        texte=fichier.read_text("utf-8"),
    )
