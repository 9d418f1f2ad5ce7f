"""Ce que l'index garde d'une ressource, en valeurs figées, et sa version découpée en mots."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

from corpus import langue


@dataclass(frozen=True, slots=True)
class Extrait:
    """Un passage : quelques phrases d'une ressource et l'intertitre qui les couvre."""

    section: str
    texte: str


@dataclass(frozen=True, slots=True)
class Lien:
    """Une relation qui part de la ressource : `predicat` et `cible` sont des IRI."""

    predicat: str
    cible: str


@dataclass(frozen=True, slots=True)
class FicheIndexee:
    """Une ressource telle que la recherche la voit.

    `noms` : ses autres appellations. `acteurs` : ceux auxquels le graphe la lie. `annees` : de parution.
    Les suites sont triées : la même ressource donne toujours la même valeur, donc la même empreinte.
    """

    iri: str
    titre: str
    type: str
    classes: tuple[str, ...] = ()
    noms: tuple[str, ...] = ()
    ateliers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    acteurs: tuple[str, ...] = ()
    annees: tuple[int, ...] = ()
    liens: tuple[Lien, ...] = ()
    passages: tuple[Extrait, ...] = ()

    def empreinte(self) -> str:
        """L'empreinte du contenu : si elle ne change pas, l'index n'a rien à refaire."""
        contenu = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(contenu.encode()).hexdigest()


@lru_cache(maxsize=512)
def lire_mots(texte: str) -> tuple[langue.Mot, ...]:
    """Les mots utiles d'un texte, gardés un moment : l'analyse et le registre lisent les mêmes."""
    return tuple(langue.mots(texte))


@dataclass(frozen=True, slots=True)
class Mots:
    """Les racines et les lemmes d'un texte, dans le même ordre : ses mots, puis ses composés soudés."""

    racines: tuple[str, ...]
    lemmes: tuple[str, ...]

    @staticmethod
    def de(*textes: str) -> Mots:
        par_texte = [(texte, lire_mots(texte)) for texte in textes]
        lus = [mot for _, mots in par_texte for mot in mots]
        lus += [mot for texte, mots in par_texte for mot in langue.composes(texte, mots)]
        return Mots(tuple(m.racine for m in lus), tuple(langue.lemme(m.forme) for m in lus))


@dataclass(frozen=True, slots=True)
class PassageAnalyse:
    """Un passage prêt à indexer. `a_vectoriser` : « titre. texte »."""

    position: int
    section: str
    texte: str
    titre: Mots
    corps: Mots
    a_vectoriser: str


def analyser(fiche: FicheIndexee) -> list[PassageAnalyse]:
    """Les passages d'une fiche ; une fiche sans texte en a un, fait de son titre et de ses autres noms."""
    titre = Mots.de(fiche.titre, *fiche.noms)
    extraits: Sequence[Extrait] = fiche.passages or (Extrait("", ""),)
    passages = []
    for position, extrait in enumerate(extraits):
        suite = extrait.texte or ", ".join(fiche.noms)
        passages.append(
            PassageAnalyse(
                position,
                extrait.section,
                extrait.texte or fiche.titre,
                titre,
                Mots.de(extrait.section, extrait.texte),
                f"{fiche.titre}. {suite}" if suite else fiche.titre,
            )
        )
    return passages
