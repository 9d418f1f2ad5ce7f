"""Les lecteurs de documents : un module par format, choisi par l'extension du fichier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from corpus.lecteurs.erreurs import ErreurFiche
from corpus.modele import Renvoi, Ressource


@dataclass(frozen=True, slots=True)
class Place:
    """Une ressource définie, ou visée par un champ, et la ligne où la fiche la nomme."""

    renvoi: Renvoi
    champ: str
    ligne: int

    @property
    def definit(self) -> bool:
        """Vrai si la fiche définit la ressource, faux si elle y renvoie."""
        return self.champ == "identifiant"


@dataclass(frozen=True, slots=True)
class Lecture:
    """Ce qu'un fichier donne : ses ressources, où chacune est nommée, ses fautes."""

    ressources: tuple[Ressource, ...] = ()
    places: tuple[Place, ...] = ()
    fautes: tuple[ErreurFiche, ...] = ()


class Lecteur(Protocol):
    """Lit un fichier sans lever d'erreur : les fautes, désignées par `nom`, sont dans la lecture."""

    def __call__(self, chemin: Path, *, nom: str) -> Lecture: ...


def _fiche() -> Lecteur:
    from corpus.lecteurs.fiche import lire

    return lire


_LECTEURS: Mapping[str, Callable[[], Lecteur]] = MappingProxyType({".md": _fiche})


def lire_fichier(chemin: Path, *, nom: str) -> Lecture:
    """Lit un fichier par le lecteur de son extension."""
    lecteur = _LECTEURS.get(chemin.suffix.lower())
    if lecteur is None:
        attendu = "un fichier " + ", ".join(sorted(_LECTEURS))
        faute = ErreurFiche(nom, 0, "", f"aucun lecteur pour « {chemin.suffix} »", attendu=attendu)
        return Lecture(fautes=(faute,))
    return lecteur()(chemin, nom=nom)
