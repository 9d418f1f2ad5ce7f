"""Convertir le texte d'un champ selon sa nature, ou dire ce qui est attendu."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType

from corpus.genres import Champ, Nature
from corpus.lecteurs.erreurs import proches
from corpus.modele import Annee, Renvoi, Valeur
from ontologie.termes import Iri

IDENTIFIANT = "identifiant en minuscules sans accent, mots liés par « - » (financement-participatif)"
DATE = "date (2026-11-23)"

_IDENTIFIANT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HEURE = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_ANNEE = re.compile(r"[0-9]{4}")
_JOUR = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Inattendu(Exception):
    """Le texte ne convient pas : le fait, ce qui est attendu, les noms qui y ressemblent."""

    def __init__(self, fait: str, attendu: str, proches: tuple[str, ...] = ()) -> None:
        super().__init__(fait)
        self.fait, self.attendu, self.proches = fait, attendu, proches


def convertir(brut: str, champ: Champ) -> Valeur:
    """La valeur d'un texte pour ce champ ; lève `Inattendu`."""
    texte = unicodedata.normalize("NFC", brut).strip()
    if not texte:
        raise Inattendu("la valeur est vide", f"{champ.nature.value}, ou pas de champ du tout")
    return _CONVERTISSEURS[champ.nature](texte, champ)


def identifiant(texte: str) -> str:
    """Le texte s'il est un identifiant ; lève `Inattendu`."""
    if not _IDENTIFIANT.fullmatch(texte):
        raise Inattendu(f"« {texte} » n'est pas un identifiant", IDENTIFIANT)
    return texte


def date(texte: str) -> datetime.date:
    """Une date AAAA-MM-JJ ; lève `Inattendu`."""
    with suppress(ValueError):
        if _JOUR.fullmatch(texte):
            return datetime.date.fromisoformat(texte)
    raise Inattendu(f"« {texte} » n'est pas une date", DATE)


def _texte(texte: str, _champ: Champ) -> Valeur:
    return texte


def _heure(texte: str, champ: Champ) -> Valeur:
    trouve = _HEURE.fullmatch(texte)
    if not trouve:
        raise Inattendu(f"« {texte} » n'est pas une heure", champ.nature.value)
    return datetime.time(int(trouve[1]), int(trouve[2]))


def _publication(texte: str, champ: Champ) -> Valeur:
    if _ANNEE.fullmatch(texte):
        return Annee(int(texte))
    try:
        return date(texte)
    except Inattendu:
        raise Inattendu(f"« {texte} » n'est ni une année ni une date", champ.nature.value) from None


def _jour(texte: str, _champ: Champ) -> Valeur:
    return date(texte)


def _adresse(texte: str, champ: Champ) -> Valeur:
    with suppress(ValueError):
        if re.match(r"https?://[^/]+", texte):
            return str(Iri(texte))
    raise Inattendu(f"« {texte} » n'est pas une adresse", champ.nature.value)


def _liste_fermee(texte: str, champ: Champ) -> Valeur:
    if texte not in champ.valeurs:
        attendu = "l'une des valeurs " + ", ".join(champ.valeurs)
        raise Inattendu(f"« {texte} » n'est pas dans la liste", attendu, proches(texte, champ.valeurs))
    return texte


def _renvoi(texte: str, champ: Champ) -> Valeur:
    return Renvoi(champ.segment, identifiant(texte))


_CONVERTISSEURS: Mapping[Nature, Callable[[str, Champ], Valeur]] = MappingProxyType(
    {
        Nature.TEXTE: _texte,
        Nature.HEURE: _heure,
        Nature.PUBLICATION: _publication,
        Nature.JOUR: _jour,
        Nature.ADRESSE: _adresse,
        Nature.LISTE_FERMEE: _liste_fermee,
        Nature.RENVOI: _renvoi,
    }
)
