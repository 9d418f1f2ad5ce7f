"""Tirer des textes d'un bloc de champs en relevant les fautes, chacune à sa ligne."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TypeVar

from corpus.genres import PREUVES, STATUTS
from corpus.lecteurs.erreurs import ErreurFiche
from corpus.lecteurs.valeurs import DATE, IDENTIFIANT, Inattendu
from corpus.lecteurs.yaml_situe import Bloc, Liste, Scalaire

T = TypeVar("T")

_ATTENDUS = MappingProxyType(
    {
        "identifiant": IDENTIFIANT,
        "titre": "le titre de la ressource",
        "auteur": IDENTIFIANT,
        "creee": DATE,
        "modifiee": DATE,
        "statut": "l'une des valeurs " + ", ".join(STATUTS),
        "preuve": "l'une des valeurs " + ", ".join(PREUVES),
    }
)


class Releve:
    """Les fautes d'un fichier, et de quoi en lire les champs sans jamais s'arrêter à la première."""

    def __init__(self, fichier: str, fautes: list[ErreurFiche]) -> None:
        self.fichier = fichier
        self.fautes = fautes

    def obligatoire(self, bloc: Bloc, nom: str, lire: Callable[[str], T]) -> T | None:
        if nom not in bloc.champs:
            self.signaler(bloc, nom, "le champ manque", _ATTENDUS[nom])
            return None
        for scalaire in self.elements(bloc, nom, multiple=False):
            try:
                return lire(scalaire.texte.strip())
            except Inattendu as refus:
                self.noter(scalaire.ligne, nom, refus)
        return None

    def elements(self, bloc: Bloc, nom: str, *, multiple: bool) -> list[Scalaire]:
        """Les textes d'un champ ; une liste n'est admise que si `multiple`."""
        valeur = bloc.champs[nom]
        if isinstance(valeur, Scalaire):
            return [valeur]
        if isinstance(valeur, Liste) and multiple:
            textes = [v for v in valeur.valeurs if isinstance(v, Scalaire)]
            if textes and len(textes) == len(valeur.valeurs):
                return textes
        attendu = "une liste de textes, non vide" if multiple else "une seule valeur"
        self.noter(valeur.ligne, nom, Inattendu("la valeur n'a pas la bonne forme", attendu))
        return []

    def signaler(self, bloc: Bloc, champ: str, fait: str, attendu: str, noms: tuple[str, ...] = ()) -> None:
        self.noter(bloc.lignes.get(champ, bloc.ligne), champ, Inattendu(fait, attendu, noms))

    def noter(self, ligne: int, champ: str, refus: Inattendu) -> None:
        self.fautes.append(
            ErreurFiche(self.fichier, ligne, champ, refus.fait, attendu=refus.attendu, proches=refus.proches)
        )
