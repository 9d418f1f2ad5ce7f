"""Assembler des ressources à partir des blocs de champs d'une fiche, en relevant toutes les fautes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from corpus.genres import ENONCES, GENRES, PREUVES, STATUTS, Champ, Genre, Nature
from corpus.langue import normaliser
from corpus.lecteurs import Place
from corpus.lecteurs.erreurs import ErreurFiche, proches
from corpus.lecteurs.releve import Releve
from corpus.lecteurs.valeurs import Inattendu, convertir, date, identifiant
from corpus.lecteurs.yaml_situe import Bloc, Liste, Scalaire
from corpus.modele import Notice, Renvoi, Ressource, Section
from corpus.modele import Valeur as ValeurDeChamp

T = TypeVar("T")

_COMMUNS = ("type", "identifiant", "titre", "sources", "notice")
_SOURCES = Champ(Nature.RENVOI, multiple=True, segment="source")
_NOTICE = ("auteur", "creee", "modifiee", "statut", "preuve")
_INCLUS = frozenset(g for genre in GENRES.values() for c in genre.champs.values() for g in c.genres)
"""Les genres qui s'écrivent dans la fiche d'un autre."""


@dataclass(frozen=True, slots=True)
class _Herite:
    """Ce qu'un bloc inclus reçoit de celui qui le contient."""

    parent: Renvoi
    sources: tuple[Renvoi, ...]
    notice: Notice | None


class Assembleur(Releve):
    """Réunit ressources, places et fautes d'un fichier ; ne lève rien, relève tout."""

    def __init__(self, fichier: str, fautes: list[ErreurFiche]) -> None:
        super().__init__(fichier, fautes)
        self.ressources: list[Ressource] = []
        self.places: list[Place] = []

    def fiche(self, bloc: Bloc, sections: tuple[Section, ...], *, identifiant_attendu: str) -> None:
        """La ressource du fichier, puis celles qu'elle contient."""
        admis = tuple(genre for genre in GENRES if genre not in _INCLUS)
        self._ressource(bloc, admis, None, sections)
        nom = bloc.champs.get("identifiant")
        if isinstance(nom, Scalaire) and nom.texte != identifiant_attendu:
            self.signaler(
                bloc,
                "identifiant",
                f"« {nom.texte} » n'est pas le nom du fichier",
                f"« {identifiant_attendu} », ou un fichier nommé « {nom.texte}.md »",
            )

    def _ressource(
        self,
        bloc: Bloc,
        admis: tuple[str, ...],
        herite: _Herite | None,
        sections: tuple[Section, ...] = (),
    ) -> None:
        genres = self._genres(bloc, admis)
        if not genres:
            return
        genre = GENRES[genres[0]]
        self._noms_connus(bloc, (*_COMMUNS, *genre.champs), genres[0])
        nom = self.obligatoire(bloc, "identifiant", identifiant)
        titre = self.obligatoire(bloc, "titre", _titre)
        sources = self._sources(bloc, genres[0], herite)
        notice = self._notice(bloc, herite)
        champs = self._champs(bloc, genre)
        if nom is None:
            return
        ici = Renvoi(genre.segment, nom)
        self.places.append(Place(ici, "identifiant", bloc.lignes["identifiant"]))
        if titre is not None and notice is not None:
            self.ressources.append(
                Ressource(
                    genres,
                    nom,
                    titre,
                    MappingProxyType(champs),
                    sources,
                    notice,
                    sections,
                    herite.parent if herite else None,
                )
            )
        self._inclus(bloc, genre, _Herite(ici, sources, notice))

    def _genres(self, bloc: Bloc, admis: tuple[str, ...]) -> tuple[str, ...]:
        """Les genres du bloc, le principal d'abord ; aucun s'ils ne se lisent pas."""
        if "type" not in bloc.champs:
            if len(admis) == 1:
                return admis
            self.signaler(bloc, "type", "le champ manque", "l'un de " + ", ".join(admis))
            return ()
        genres = tuple(e.texte.strip() for e in self.elements(bloc, "type", multiple=True))
        for genre in genres:
            if genre in admis:
                continue
            if genre in _INCLUS:
                fait = f"« {genre} » s'écrit dans la fiche de ce dont il fait partie"
            else:
                fait = f"« {genre} » n'est pas un genre admis ici"
            self.signaler(bloc, "type", fait, "l'un de " + ", ".join(admis), proches(genre, admis))
            return ()
        if len(genres) > 1 and (len(set(genres)) < len(genres) or not set(genres) <= set(ENONCES)):
            self.signaler(bloc, "type", "plusieurs genres", "un genre, ou des genres d'énoncé différents")
            return ()
        return genres

    def _noms_connus(self, bloc: Bloc, connus: tuple[str, ...], genre: str) -> None:
        for nom in bloc.champs:
            if nom not in connus:
                self.signaler(
                    bloc,
                    nom,
                    f"ce champ n'existe pas pour « {genre} »",
                    "l'un de " + ", ".join(connus),
                    proches(nom, connus),
                )

    def _champs(self, bloc: Bloc, genre: Genre) -> dict[str, tuple[ValeurDeChamp, ...]]:
        champs = {}
        for nom, champ in genre.champs.items():
            if champ.nature is Nature.INCLUS:
                continue
            if nom in bloc.champs:
                if valeurs := self._valeurs(bloc, nom, champ):
                    champs[nom] = valeurs
            elif champ.obligatoire:
                self.signaler(bloc, nom, "le champ manque", ", ".join(champ.valeurs) or champ.nature.value)
        return champs

    def _valeurs(self, bloc: Bloc, nom: str, champ: Champ) -> tuple[ValeurDeChamp, ...]:
        """Les valeurs converties d'un champ, et leurs renvois notés pour les vérifications croisées."""
        valeurs: list[ValeurDeChamp] = []
        for scalaire in self.elements(bloc, nom, multiple=champ.multiple):
            try:
                valeur = convertir(scalaire.texte, champ)
            except Inattendu as refus:
                self.noter(scalaire.ligne, nom, refus)
                continue
            if valeur in valeurs:
                self.noter(scalaire.ligne, nom, Inattendu(f"« {scalaire.texte} » est en double", "une fois"))
                continue
            valeurs.append(valeur)
            if isinstance(valeur, Renvoi):
                self.places.append(Place(valeur, nom, scalaire.ligne))
        return tuple(valeurs)

    def _inclus(self, bloc: Bloc, genre: Genre, herite: _Herite) -> None:
        for nom, champ in genre.champs.items():
            if champ.nature is not Nature.INCLUS or nom not in bloc.champs:
                continue
            valeur = bloc.champs[nom]
            for element in valeur.valeurs if isinstance(valeur, Liste) else (valeur,):
                if isinstance(element, Bloc):
                    self._ressource(element, champ.genres, herite)
                else:
                    self.noter(
                        element.ligne, nom, Inattendu("un texte est là", "une liste de blocs de champs")
                    )

    def _sources(self, bloc: Bloc, genre: str, herite: _Herite | None) -> tuple[Renvoi, ...]:
        if "sources" in bloc.champs:
            return tuple(v for v in self._valeurs(bloc, "sources", _SOURCES) if isinstance(v, Renvoi))
        if herite:
            return herite.sources
        if genre != "SourceDocumentaire":
            self.signaler(
                bloc, "sources", "le champ manque", "d'où vient ce que dit la fiche ([page-ateliers])"
            )
        return ()

    def _notice(self, bloc: Bloc, herite: _Herite | None) -> Notice | None:
        valeur = bloc.champs.get("notice")
        if valeur is None and herite:
            return herite.notice
        if not isinstance(valeur, Bloc):
            fait = "le champ manque" if valeur is None else "ce n'est pas un bloc de champs"
            self.signaler(bloc, "notice", fait, "un bloc avec " + ", ".join(_NOTICE))
            return None
        self._noms_connus(valeur, _NOTICE, "notice")
        auteur = self.obligatoire(valeur, "auteur", identifiant)
        creee = self.obligatoire(valeur, "creee", date)
        modifiee = self.obligatoire(valeur, "modifiee", date)
        statut = self.obligatoire(valeur, "statut", _parmi(STATUTS))
        preuve = self.obligatoire(valeur, "preuve", _parmi(PREUVES))
        if auteur is None or creee is None or modifiee is None or statut is None or preuve is None:
            return None
        if modifiee < creee:
            self.signaler(valeur, "modifiee", "elle précède « creee »", "une date égale ou postérieure")
        return Notice(auteur, creee, modifiee, statut, preuve)


def _titre(brut: str) -> str:
    texte = " ".join(brut.split())
    if not texte:
        raise Inattendu("le titre est vide", "le titre de la ressource")
    if normaliser(texte).endswith(".") and not texte.endswith("..."):
        raise Inattendu("le titre finit par un point", "un titre sans point final")
    return texte


def _parmi(valeurs: tuple[str, ...]) -> Callable[[str], str]:
    champ = Champ(Nature.LISTE_FERMEE, valeurs=valeurs)
    return lambda texte: str(convertir(texte, champ))
