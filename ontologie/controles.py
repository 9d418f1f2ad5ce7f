"""Les contrôles : des requêtes nommées par la faute, qui ne doivent rien rendre."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from ontologie.erreurs import ErreurVocabulaire
from ontologie.termes import Iri, ecrire_terme

CONTROLES = Path(__file__).parent / "controles"
NON = "non"
"""Ce qu'un en-tête écrit quand la règle ne vaut pas en base, ou hors base."""

_CHAMPS = ("en base", "hors base", "message", "remède", "source")
_ENTETE = re.compile(rf"^#\s*({'|'.join(_CHAMPS)})\s*:\s*(.+?)\s*$", re.MULTILINE)
_CIBLE = re.compile(r"VALUES\s+\?ressource\s*\{\s*UNDEF\s*\}")


class Gravite(StrEnum):
    """Une violation empêche d'écrire ; les deux autres se signalent seulement."""

    VIOLATION = "violation"
    AVERTISSEMENT = "avertissement"
    INFORMATION = "information"


class Portee(StrEnum):
    """Ce que l'on juge : une base de Maillage, ou un vocabulaire venu d'ailleurs."""

    BASE = "en base"
    AILLEURS = "hors base"


@dataclass(frozen=True, slots=True)
class Regle:
    """Ce qu'un contrôle et une forme ont en commun ; une gravité `None` veut dire « ne vaut pas là »."""

    nom: str
    en_base: Gravite | None
    hors_base: Gravite | None
    message: str
    remede: str
    source: str

    def gravite(self, portee: Portee) -> Gravite | None:
        return self.en_base if portee is Portee.BASE else self.hors_base


@dataclass(frozen=True, slots=True)
class Controle(Regle):
    """Une requête SELECT ?ressource ?detail ; `message` peut citer `{detail}`."""

    requete: str


def cibler(requete: str, ressources: Collection[Iri] | None) -> str:
    """La requête, sur tout le graphe (`None`) ou sur ces seules ressources."""
    return _CIBLE.sub("", requete) if ressources is None else remplir(requete, "ressource", ressources)


def remplir(requete: str, parametre: str, termes: Collection[Iri]) -> str:
    """Remplace chaque `VALUES ?parametre { UNDEF }` par les termes."""
    valeurs = f"VALUES ?{parametre} {{ {' '.join(map(ecrire_terme, sorted(termes)))} }}"
    return re.sub(rf"VALUES\s+\?{parametre}\s*\{{\s*UNDEF\s*\}}", lambda _: valeurs, requete)


@cache
def lire_controles(dossier: Path = CONTROLES) -> tuple[Controle, ...]:
    """Les contrôles du dossier, triés par nom ; un en-tête incomplet lève `ErreurVocabulaire`."""
    return tuple(_lire(chemin) for chemin in sorted(dossier.glob("*.rq"), key=lambda chemin: chemin.stem))


def _lire(chemin: Path) -> Controle:
    texte = chemin.read_text(encoding="utf-8")
    entete: dict[str, str] = dict(_ENTETE.findall(texte))
    manquants = [champ for champ in _CHAMPS if champ not in entete]
    if manquants:
        raise ErreurVocabulaire(
            f"Le contrôle « {chemin.name} » n'a pas de ligne « # {manquants[0]} : … ». Ajoutez-la en tête."
        )
    if not _CIBLE.search(texte):
        raise ErreurVocabulaire(
            f"Le contrôle « {chemin.name} » ne peut être restreint à des ressources. "
            "Écrivez VALUES ?ressource { UNDEF } là où la requête la cherche."
        )
    en_base, hors_base = (_gravite(chemin, entete[portee]) for portee in Portee)
    return Controle(
        chemin.stem, en_base, hors_base, entete["message"], entete["remède"], entete["source"], texte
    )


def _gravite(chemin: Path, valeur: str) -> Gravite | None:
    if valeur == NON:
        return None
    if valeur not in set(Gravite):
        raise ErreurVocabulaire(
            f"Le contrôle « {chemin.name} » a pour gravité « {valeur} ». "
            f"Choisissez {', '.join(Gravite)} ou {NON}."
        )
    return Gravite(valeur)
