"""Découper les sections d'une ressource en passages faits de phrases entières."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.modele import Section
from corpus.phrases import blocs, compter, couper, phrases


@dataclass(frozen=True, slots=True)
class Passage:
    """Quelques phrases, avec le titre de la ressource et celui de la section d'où elles viennent."""

    titre: str
    section: str
    texte: str


def decouper(titre: str, sections: Iterable[Section], *, mots_max: int = 90) -> list[Passage]:
    """Les passages, section par section : au plus `mots_max` mots chacun, de longueurs voisines.

    Une phrase plus longue est coupée, de préférence après une virgule. Aucun mot n'est perdu.
    """
    if mots_max < 1:
        raise ValueError("mots_max doit être au moins 1.")
    return [
        Passage(titre, section.titre, texte)
        for section in sections
        for texte in _regrouper(list(_morceaux(section.texte, mots_max)), mots_max)
    ]


@dataclass(frozen=True, slots=True)
class _Morceau:
    """Une phrase, son nombre de mots, et si elle commence un paragraphe."""

    texte: str
    mots: int
    nouveau: bool


def _morceaux(markdown: str, mots_max: int) -> Iterator[_Morceau]:
    for bloc in blocs(markdown):
        nouveau = True
        for phrase in phrases(bloc):
            for texte in couper(phrase, mots_max):
                yield _Morceau(texte, compter(texte), nouveau)
                nouveau = False


def _regrouper(morceaux: list[_Morceau], mots_max: int) -> Iterator[str]:
    """Remplit chaque passage jusqu'à la longueur qui les rend voisins, sans dépasser `mots_max`."""
    total = sum(morceau.mots for morceau in morceaux)
    vises = total / max(1, -(-total // mots_max))
    texte, nombre = "", 0
    for morceau in morceaux:
        if texte and (nombre >= vises or nombre + morceau.mots > mots_max):
            yield texte
            texte, nombre = "", 0
        lien = ("\n" if morceau.nouveau else " ") if texte else ""
        texte, nombre = texte + lien + morceau.texte, nombre + morceau.mots
    if texte:
        yield texte
