"""Les contrôles : des requêtes nommées par la faute, qui ne doivent rien rendre."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from ontologie.erreurs import ErreurVocabulaire

CONTROLES = Path(__file__).parent / "controles"

_ENTETE = re.compile(r"^#\s*(gravité|message|remède)\s*:\s*(.+?)\s*$", re.MULTILINE)


class Gravite(StrEnum):
    """Une violation empêche d'écrire ; les deux autres se signalent seulement."""

    VIOLATION = "violation"
    AVERTISSEMENT = "avertissement"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Controle:
    """Une requête SELECT ?ressource ?detail ; `message` peut citer `{detail}`."""

    nom: str
    gravite: Gravite
    message: str
    remede: str
    requete: str


@cache
def lire_controles(dossier: Path = CONTROLES) -> tuple[Controle, ...]:
    """Les contrôles du dossier, triés par nom ; un en-tête incomplet lève `ErreurVocabulaire`."""
    return tuple(_lire(chemin) for chemin in sorted(dossier.glob("*.rq")))


def _lire(chemin: Path) -> Controle:
    texte = chemin.read_text(encoding="utf-8")
    entete: dict[str, str] = dict(_ENTETE.findall(texte))
    manquants = [nom for nom in ("gravité", "message", "remède") if nom not in entete]
    if manquants:
        raise ErreurVocabulaire(
            f"Le contrôle « {chemin.name} » n'a pas de ligne « # {manquants[0]} : … ». Ajoutez-la en tête."
        )
    if entete["gravité"] not in set(Gravite):
        raise ErreurVocabulaire(
            f"Le contrôle « {chemin.name} » a pour gravité « {entete['gravité']} ». "
            f"Choisissez {', '.join(Gravite)}."
        )
    return Controle(chemin.stem, Gravite(entete["gravité"]), entete["message"], entete["remède"], texte)
