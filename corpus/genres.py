"""Les genres de fiches : leur classe, leur segment d'IRI et les champs qu'ils admettent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Nature(StrEnum):
    """Ce qu'un champ attend."""

    TEXTE = "texte"
    HEURE = "heure (14:30)"
    PUBLICATION = "année (2017) ou date (2015-11-01)"
    JOUR = "date (2026-11-23)"
    ADRESSE = "adresse (https://…)"
    LISTE_FERMEE = "valeur de la liste"
    RENVOI = "identifiant"
    INCLUS = "bloc de champs"


@dataclass(frozen=True, slots=True)
class Champ:
    """Un champ : sa nature, s'il est obligatoire, s'il peut avoir plusieurs valeurs.

    `segment` : pour un renvoi, le segment visé. `valeurs` : pour une liste fermée, ce qu'elle admet.
    `genres` : pour un bloc inclus, les genres possibles.
    """

    nature: Nature
    obligatoire: bool = False
    multiple: bool = False
    segment: str = ""
    valeurs: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Genre:
    """Un genre de fiche ; `type`, `identifiant`, `titre`, `sources` et `notice` valent pour tous."""

    segment: str
    champs: Mapping[str, Champ]


ENONCES = (
    "Question",
    "Defi",
    "Risque",
    "Constat",
    "Enjeu",
    "Tension",
    "Opportunite",
    "Enseignement",
    "Recommandation",
)
FICHES = ("Notion", "Pratique", "Guide")
"""Les genres de fiches écrites pour expliquer un concept."""
STATUTS = ("brouillon", "publie", "a-revoir", "retire")
PREUVES = ("citee", "resume-vu", "lue")
MODES = ("posee", "affirmee")
NATURES_EDITORIALES = ("editeur", "periodique", "serie")

_TEXTE = Champ(Nature.TEXTE)
_COMMUNS = {
    "resume": _TEXTE,
    "concepts": Champ(Nature.RENVOI, multiple=True, segment="concept"),
    "autres_noms": Champ(Nature.TEXTE, multiple=True),
}
_ENONCES = {"enonces": Champ(Nature.INCLUS, multiple=True, genres=ENONCES)}
_ADRESSE = {"adresse": Champ(Nature.ADRESSE)}
_REFERENCES = {"references": Champ(Nature.RENVOI, multiple=True, segment="reference")}
_MENTIONS = {
    "initiatives": Champ(Nature.RENVOI, multiple=True, segment="initiative"),
    "acteurs": Champ(Nature.RENVOI, multiple=True, segment="acteur"),
}

_ATELIER = Genre(
    "atelier",
    _COMMUNS
    | {
        "cycle": Champ(Nature.RENVOI, segment="cycle"),
        "heure_debut": Champ(Nature.HEURE),
        "heure_fin": Champ(Nature.HEURE),
        "lieu": Champ(Nature.RENVOI, segment="lieu"),
        "angles": Champ(Nature.INCLUS, multiple=True, genres=("Angle",)),
        "documents": Champ(Nature.INCLUS, multiple=True, genres=("CompteRendu", "Diaporama")),
    }
    | _ENONCES
    | _REFERENCES
    | _MENTIONS,
)
_ENONCE = Genre(
    "enonce",
    _COMMUNS
    | _MENTIONS
    | {
        "texte": _TEXTE,
        "mode": Champ(Nature.LISTE_FERMEE, obligatoire=True, valeurs=MODES),
    },
)
_ACTEUR = Genre(
    "acteur",
    _COMMUNS
    | _ADRESSE
    | {"nature_editoriale": Champ(Nature.LISTE_FERMEE, multiple=True, valeurs=NATURES_EDITORIALES)},
)
_DOCUMENT = Genre("document", _COMMUNS | _ADRESSE | _ENONCES)
_FICHE = Genre(
    "fiche",
    _COMMUNS
    | _REFERENCES
    | _MENTIONS
    | {
        "sujet": Champ(Nature.RENVOI, obligatoire=True, segment="concept"),
        "ateliers": Champ(Nature.RENVOI, multiple=True, segment="atelier"),
        "voir": Champ(Nature.RENVOI, multiple=True, segment="fiche"),
    },
)
_PUBLICATION = Genre("publication", _COMMUNS | _ADRESSE)

GENRES: Mapping[str, Genre] = MappingProxyType(
    {
        "Cycle": Genre("cycle", _COMMUNS | _ENONCES),
        "Atelier": _ATELIER,
        "Angle": Genre("angle", _COMMUNS | _ENONCES),
        **dict.fromkeys(ENONCES, _ENONCE),
        "Acteur": _ACTEUR,
        "Personne": _ACTEUR,
        "Organisation": _ACTEUR,
        "Reseau": _ACTEUR,
        "Initiative": Genre(
            "initiative",
            _COMMUNS
            | _ADRESSE
            | {
                "porteurs": Champ(Nature.RENVOI, multiple=True, segment="acteur"),
                "territoires": Champ(Nature.RENVOI, multiple=True, segment="territoire"),
            },
        ),
        "Reference": Genre(
            "reference",
            _COMMUNS
            | _ADRESSE
            | _MENTIONS
            | {
                "auteurs": Champ(Nature.TEXTE, multiple=True),
                "editeur": Champ(Nature.RENVOI, segment="acteur"),
                "paru_dans": Champ(Nature.RENVOI, segment="publication"),
                "publication": Champ(Nature.PUBLICATION),
                "numero": _TEXTE,
            },
        ),
        "CompteRendu": _DOCUMENT,
        "Diaporama": _DOCUMENT,
        **dict.fromkeys(FICHES, _FICHE),
        "Periodique": _PUBLICATION,
        "Serie": _PUBLICATION,
        "Lieu": Genre("lieu", _COMMUNS),
        "Territoire": Genre("territoire", _COMMUNS),
        "SourceDocumentaire": Genre("source", _COMMUNS | _ADRESSE | {"consultee": Champ(Nature.JOUR)}),
    }
)
"""Nom local de la classe → genre."""
