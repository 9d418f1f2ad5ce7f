"""Un lexique figé de libellés, et le repérage de ces libellés dans un texte."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from corpus.langue import ANALYSE, Mot, est_article, lemme, mots

Nature = Literal["pref", "alt", "cache"]
_RANGS: Mapping[str, int] = MappingProxyType({"pref": 0, "alt": 1, "cache": 2})

COUPURE = "|"
"""Ce qui sépare deux mots d'une suite que ni une espace, ni un trait d'union, ni une élision ne lient."""

_LIEN = re.compile(r"(?!.*\n\s*\n)[\w\s'’‘ʼ`´′＇\-‐‑]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entree:
    """Une forme sous laquelle une ressource se reconnaît, et le libellé sous lequel on la montre."""

    iri: str
    libelle: str
    forme: str
    nature: Nature


@dataclass(frozen=True, slots=True)
class Mention:
    """Une ressource reconnue : sa place dans le texte d'origine et la forme du lexique qui l'a trouvée."""

    debut: int
    fin: int
    iri: str
    forme: str
    nature: Nature


@dataclass(frozen=True, slots=True)
class Jalon:
    """Un pas d'une suite : le lemme d'un mot, ou `COUPURE` sans mot."""

    lemme: str
    mot: Mot | None


@dataclass(frozen=True)
class Lexique:
    """Des entrées figées ; `version` change avec elles et avec l'analyse du français."""

    entrees: tuple[Entree, ...]

    @cached_property
    def version(self) -> str:
        """SHA-256 des entrées triées et de la version de l'analyse."""
        lignes = sorted("\t".join((e.iri, e.libelle, e.forme, e.nature)) for e in self.entrees)
        return hashlib.sha256("\n".join([ANALYSE, *lignes]).encode()).hexdigest()

    @cached_property
    def par_suite(self) -> Mapping[tuple[str, ...], tuple[Entree, ...]]:
        """Suite de lemmes, sans article en tête, → entrées de la meilleure nature, une par ressource."""
        groupes: dict[tuple[str, ...], list[Entree]] = defaultdict(list)
        for entree in self.entrees:
            if cle := cle_de_forme(entree.forme):
                groupes[cle].append(entree)
        return MappingProxyType({cle: _meilleures(groupe) for cle, groupe in groupes.items()})

    @cached_property
    def portees(self) -> Mapping[str, tuple[int, ...]]:
        """Premier lemme → longueurs des suites qu'il commence."""
        longueurs: dict[str, set[int]] = defaultdict(set)
        for cle in self.par_suite:
            longueurs[cle[0]].add(len(cle))
        return MappingProxyType({premier: tuple(sorted(n)) for premier, n in longueurs.items()})


def suite(texte: str) -> list[Jalon]:
    """Les mots du texte, mots vides compris, avec une coupure là où la ponctuation les sépare."""
    jalons: list[Jalon] = []
    fin = 0
    for mot in mots(texte, vides=True):
        if jalons and not _LIEN.fullmatch(texte, fin, mot.debut):
            jalons.append(Jalon(COUPURE, None))
        jalons.append(Jalon(lemme(mot.forme), mot))
        fin = mot.fin
    return jalons


def cle_de_forme(forme: str) -> tuple[str, ...]:
    """La suite de lemmes d'une forme, sans son article ; vide si la forme n'a que des mots vides."""
    if not mots(forme):
        return ()
    jalons = suite(forme)
    while jalons[0].mot is not None and est_article(jalons[0].mot.forme):
        del jalons[0]
    return tuple(jalon.lemme for jalon in jalons)


def reperer(texte: str, lexique: Lexique) -> list[Mention]:
    """Les mentions dans l'ordre du texte, sans chevauchement, la plus longue d'abord.

    Une même forme peut désigner plusieurs ressources : autant de mentions à la même place.
    """
    jalons = suite(texte)
    lemmes = [jalon.lemme for jalon in jalons]
    candidats = [
        (debut, debut + longueur)
        for debut, premier in enumerate(lemmes)
        for longueur in lexique.portees.get(premier, ())
        if debut + longueur <= len(lemmes) and tuple(lemmes[debut : debut + longueur]) in lexique.par_suite
    ]
    return retenir(candidats, jalons, lexique)


def retenir(candidats: Iterable[tuple[int, int]], jalons: list[Jalon], lexique: Lexique) -> list[Mention]:
    """Parmi des tranches (début, fin) de jalons, les plus longues sans chevauchement, en mentions."""
    pris = bytearray(len(jalons))
    mentions = []
    for debut, fin in sorted(set(candidats), key=lambda c: (c[0] - c[1], c[0])):
        premier, dernier = jalons[debut].mot, jalons[fin - 1].mot
        if premier is None or dernier is None or any(pris[debut:fin]):
            continue
        pris[debut:fin] = b"\1" * (fin - debut)
        cle = tuple(jalon.lemme for jalon in jalons[debut:fin])
        mentions += [
            Mention(premier.debut, dernier.fin, entree.iri, entree.forme, entree.nature)
            for entree in lexique.par_suite[cle]
        ]
    return sorted(mentions, key=lambda m: (m.debut, m.iri))


def _meilleures(groupe: list[Entree]) -> tuple[Entree, ...]:
    """Les entrées de la meilleure nature présente, une par ressource."""
    rang = min(_RANGS[entree.nature] for entree in groupe)
    retenues = sorted((e for e in groupe if _RANGS[e.nature] == rang), key=lambda e: (e.iri, e.forme))
    return tuple({entree.iri: entree for entree in reversed(retenues)}.values())[::-1]
