"""Un lexique figé de libellés, et le repérage de ces libellés dans un texte."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from corpus.langue import ANALYSE, Mot, a_un_trait_d_union, est_article, lemme, mots, souder, unis

Nature = Literal["pref", "alt", "cache"]
Suites = tuple[tuple[str, ...], ...]
"""Les suites de lemmes qui valent une forme."""
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


class Jalon(NamedTuple):
    """Un pas d'une suite : le lemme d'un mot, ou `COUPURE` sans mot."""

    lemme: str
    mot: Mot | None


@dataclass(frozen=True)
class Lexique:
    """Des entrées figées ; `version` change avec elles et avec l'analyse du français.

    `suites` : celles de formes déjà analysées (voir `suites_de`), gardées pour ne pas les refaire.
    """

    entrees: tuple[Entree, ...]
    suites: Mapping[str, Suites] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def version(self) -> str:
        """SHA-256 des entrées triées et de la version de l'analyse."""
        lignes = sorted("\t".join((e.iri, e.libelle, e.forme, e.nature)) for e in self.entrees)
        return hashlib.sha256("\n".join([ANALYSE, *lignes]).encode()).hexdigest()

    @cached_property
    def par_suite(self) -> Mapping[tuple[str, ...], tuple[Entree, ...]]:
        """Suite de lemmes, sans article en tête, → entrées de la meilleure nature, une par ressource.

        Un libellé à trait d'union s'y trouve en deux mots et soudé.
        """
        groupes: dict[tuple[str, ...], list[Entree]] = defaultdict(list)
        for entree in self.entrees:
            for cle in self.suites_de(entree.forme):
                groupes[cle].append(entree)
        return MappingProxyType({cle: _meilleures(groupe) for cle, groupe in groupes.items()})

    def suites_de(self, forme: str) -> Suites:
        gardees = self.suites.get(forme)
        return cles_de_forme(forme) if gardees is None else gardees

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
        if jalons and texte[fin : mot.debut] != " " and not _LIEN.fullmatch(texte, fin, mot.debut):
            jalons.append(Jalon(COUPURE, None))
        jalons.append(Jalon(lemme(mot.forme), mot))
        fin = mot.fin
    return jalons


def souder_les_composes(texte: str, jalons: list[Jalon]) -> list[list[Jalon]]:
    """Les jalons du texte, ceux que joint un trait d'union réunis."""
    groupes: list[list[Jalon]] = []
    for jalon in jalons:
        precedent = groupes[-1][-1].mot if groupes else None
        if precedent is not None and jalon.mot is not None and unis(texte, precedent, jalon.mot):
            groupes[-1].append(jalon)
        else:
            groupes.append([jalon])
    return groupes


@lru_cache(maxsize=1 << 16)
def cles_de_forme(forme: str) -> Suites:
    """Les suites de lemmes d'une forme, sans son article ; aucune si elle n'a que des mots vides."""
    if not mots(forme):
        return ()
    jalons = suite(forme)
    while jalons[0].mot is not None and est_article(jalons[0].mot.forme):
        del jalons[0]
    soudees = _lemmes_soudes(souder_les_composes(forme, jalons))
    return tuple(dict.fromkeys([tuple(jalon.lemme for jalon in jalons), tuple(soudees)]))


def reperer(texte: str, lexique: Lexique) -> list[Mention]:
    """Les mentions dans l'ordre du texte, sans chevauchement, la plus longue d'abord.

    Une même forme peut désigner plusieurs ressources : autant de mentions à la même place.
    """
    jalons = suite(texte)
    candidats = _tranches([jalon.lemme for jalon in jalons], lexique)
    return retenir(candidats, texte, jalons, lexique)


def retenir(
    candidats: Iterable[tuple[int, int]], texte: str, jalons: list[Jalon], lexique: Lexique
) -> list[Mention]:
    """Parmi des tranches (début, fin) de jalons, les plus longues sans chevauchement, en mentions.

    S'y ajoutent celles qui ne se lisent qu'une fois soudés les mots composés du texte.
    """
    cles = _soudees(texte, jalons, lexique)
    cles |= {(d, f): tuple(jalon.lemme for jalon in jalons[d:f]) for d, f in candidats}
    pris = bytearray(len(jalons))
    mentions = []
    for (debut, fin), cle in sorted(cles.items(), key=lambda c: (c[0][0] - c[0][1], c[0][0])):
        premier, dernier = jalons[debut].mot, jalons[fin - 1].mot
        if premier is None or dernier is None or any(pris[debut:fin]):
            continue
        pris[debut:fin] = b"\1" * (fin - debut)
        mentions += [
            Mention(premier.debut, dernier.fin, entree.iri, entree.forme, entree.nature)
            for entree in lexique.par_suite[cle]
        ]
    return sorted(mentions, key=lambda m: (m.debut, m.iri))


def _soudees(texte: str, jalons: list[Jalon], lexique: Lexique) -> dict[tuple[int, int], tuple[str, ...]]:
    """Les tranches de jalons qui, mots composés soudés, sont dans le lexique, et leur suite de lemmes."""
    groupes = souder_les_composes(texte, jalons) if a_un_trait_d_union(texte) else []
    if len(groupes) in {0, len(jalons)}:
        return {}
    places = [0]
    for groupe in groupes:
        places.append(places[-1] + len(groupe))
    lemmes = _lemmes_soudes(groupes)
    return {
        (places[debut], places[fin]): tuple(lemmes[debut:fin]) for debut, fin in _tranches(lemmes, lexique)
    }


def _tranches(lemmes: list[str], lexique: Lexique) -> list[tuple[int, int]]:
    portees, par_suite = lexique.portees, lexique.par_suite
    return [
        (debut, debut + longueur)
        for debut, premier in enumerate(lemmes)
        for longueur in portees.get(premier, ())
        if debut + longueur <= len(lemmes) and tuple(lemmes[debut : debut + longueur]) in par_suite
    ]


def _lemmes_soudes(groupes: list[list[Jalon]]) -> list[str]:
    lus = ((groupe, [jalon.mot for jalon in groupe if jalon.mot is not None]) for groupe in groupes)
    return [lemme(souder(mots).forme) if mots else groupe[0].lemme for groupe, mots in lus]


def _meilleures(groupe: list[Entree]) -> tuple[Entree, ...]:
    """Les entrées de la meilleure nature présente, une par ressource."""
    rang = min(_RANGS[entree.nature] for entree in groupe)
    retenues = sorted((e for e in groupe if _RANGS[e.nature] == rang), key=lambda e: (e.iri, e.forme))
    return tuple({entree.iri: entree for entree in reversed(retenues)}.values())[::-1]
