"""Les fautes de frappe : un mot que l'index ignore cherche ses voisins dans le vocabulaire.

Ce vocabulaire est celui des ressources, concepts compris : un libellé du thésaurus en fait partie.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus import langue

_COURT, _LONG = 4, 8
"""En dessous de `_COURT` lettres on ne corrige pas ; à partir de `_LONG`, deux fautes passent."""
_POIDS = (1.0, 0.8, 0.6)
"""Ce que vaut un mot corrigé, selon le nombre de fautes."""
_VOISINES = 3
_SIGLE_MAX, _NOM_COURT = 5, 6
_REPETEE = re.compile(r"([b-df-hj-np-tv-z])\1+")


class Vocabulaire(Protocol):
    """Ce que l'index sait des mots."""

    totaux: dict[str, int]

    @property
    def formes(self) -> Mapping[str, int]: ...

    def frequences(self, racines: Collection[str]) -> Mapping[str, int]: ...

    def ecriture(self, lemme: str) -> str | None: ...

    def ecriture_de(self, forme: str) -> str | None: ...


class Formes(dict[str, int]):
    """Un vocabulaire, rangé par longueur à mesure qu'on y cherche."""

    def __init__(self, comptes: Mapping[str, int]) -> None:
        super().__init__(comptes)
        self._par_longueur: dict[int, list[str]] = {}
        self._lettres: dict[int, NDArray[np.uint32]] = {}

    def possibles(self, forme: str, fautes: int) -> list[str]:
        """Celles qui peuvent être à `fautes` fautes ou moins ; toutes celles qui le sont en sont.

        Une faute change au plus deux lettres de l'ensemble des lettres : le reste se rejette sans comparer.
        """
        if not self._par_longueur:
            for connue in self:
                self._par_longueur.setdefault(len(connue), []).append(connue)
        siennes = _lettres([forme])
        trouvees: list[str] = []
        for longueur in range(max(_COURT, len(forme) - fautes), len(forme) + fautes + 1):
            formes = self._par_longueur.get(longueur, [])
            if formes:
                if longueur not in self._lettres:
                    self._lettres[longueur] = _lettres(formes)
                ecarts = self._lettres[longueur] ^ siennes
                differentes = _BITS[ecarts & 0xFFFF] + _BITS[ecarts >> 16]
                trouvees += [formes[rang] for rang in np.flatnonzero(differentes <= 2 * fautes)]
        return trouvees


_BITS = np.array([n.bit_count() for n in range(1 << 16)], dtype=np.uint8)


def _lettres(formes: list[str]) -> NDArray[np.uint32]:
    """L'ensemble des lettres de chacune de ces formes de même longueur, un bit par lettre (modulo 32)."""
    codes = np.array(formes).view(np.uint32).reshape(len(formes), -1)
    ensembles: NDArray[np.uint32] = np.bitwise_or.reduce(np.uint32(1) << (codes & 31), axis=1)
    return ensembles


@dataclass(frozen=True, slots=True)
class Voisine:
    """Une forme de l'index proche d'un mot inconnu."""

    forme: str
    poids: float


def fautes_permises(forme: str) -> int:
    """Combien de fautes on suppose dans un mot : rien pour un mot court ou qui porte un chiffre."""
    if len(forme) < _COURT or not forme.isalpha():
        return 0
    return 1 if len(forme) < _LONG else 2


def voisines(forme: str, vocabulaire: Mapping[str, int]) -> list[Voisine]:
    """Les formes les plus proches d'un mot absent du vocabulaire, toutes à la même distance.

    Distance : insertion, suppression, remplacement et interversion de deux lettres voisines (OSA) ; une
    initiale changée compte double, car on ne s'y trompe guère : « tatin » n'est pas « matin ».
    """
    permises = fautes_permises(forme)
    if not permises:
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    formes = vocabulaire if isinstance(vocabulaire, Formes) else Formes(vocabulaire)
    proches = process.extract(
        forme,
        formes.possibles(forme, permises),
        scorer=OSA.distance,
        score_cutoff=permises,
        limit=None,
    )
    distances = {f: int(d) + (_initiale(f) != _initiale(forme)) for f, d, _ in proches}
    distance = min(distances.values(), default=permises + 1)
    if distance > permises:
        return []
    meilleures = sorted(
        (f for f, d in distances.items() if d == distance), key=lambda f: (-vocabulaire[f], f)
    )
    return [Voisine(f, _POIDS[distance]) for f in meilleures[:_VOISINES]]


def _initiale(forme: str) -> str:
    """La première lettre que l'on entend : « abitat » commence comme « habitat »."""
    return forme.removeprefix("h")[:1]


def est_nom_court(mot: langue.Mot, texte: str) -> bool:
    """Vrai pour un nom propre de peu de lettres : une capitale, hors début, parmi des minuscules."""
    nom = mot.debut > 0 and texte[mot.debut].isupper() and not texte.isupper()
    return nom and len(mot.forme) <= _NOM_COURT


def _memes_lettres(forme: str, autre: str) -> bool:
    """Vrai si deux lettres voisines étaient seulement interverties."""
    return sorted(forme) == sorted(autre)


def lettre_doublee(forme: str, autre: str) -> bool:
    """Vrai si les deux formes ne diffèrent que par une lettre doublée ou non (« vile », « ville »)."""
    return _REPETEE.sub(r"\1", forme) == _REPETEE.sub(r"\1", autre)


def est_francais(mot: str) -> bool:
    """Vrai pour un mot du dictionnaire ou un nom propre courant : l'index l'ignore, mais sans faute."""
    import simplemma

    return bool(simplemma.is_known(mot, lang="fr"))


def est_sigle(mot: langue.Mot, texte: str) -> bool:
    """Vrai pour « RGPD » ou « S.C.I.C. » : peu de capitales, seules ou dans un texte qui a des minuscules."""
    ecrit = texte[mot.debut : mot.fin].replace(".", "")
    if not (ecrit.isalpha() and ecrit.isupper() and 2 <= len(ecrit) <= _SIGLE_MAX):
        return False
    return not texte.isupper() or len(langue.mots(texte)) == 1


def soudures(texte: str, mots: Sequence[langue.Mot]) -> list[langue.Mot]:
    """Ce que les mots de la question donneraient soudés : « éco-quartier », mais aussi « éco quartier »."""
    voisins = [(a, b) for a, b in pairwise(mots) if texte[a.fin : b.debut] == " "]
    return [*langue.composes(texte, mots), *map(langue.souder, voisins)]


def _est_une_forme(forme: str, vocabulaire: Vocabulaire) -> bool:
    """Vrai si l'index a ce mot, son singulier, ou s'il est trop court pour en juger."""
    if len(forme) <= _COURT or vocabulaire.ecriture_de(forme) is not None:
        return True
    return forme[-1] in "sx" and vocabulaire.ecriture_de(forme[:-1]) is not None


def _vraisemblables(
    mot: langue.Mot, texte: str, proches: list[Voisine], racine_connue: bool
) -> list[Voisine]:
    """Celles de ces voisines qu'un mot peut vouloir dire, d'après ce qu'il est."""
    if not proches:
        return []
    if est_sigle(mot, texte):
        return [v for v in proches if _memes_lettres(mot.forme, v.forme)]
    if est_francais(texte[mot.debut : mot.fin]):
        return [v for v in proches if lettre_doublee(mot.forme, v.forme) and not racine_connue]
    if est_nom_court(mot, texte):
        return [
            v for v in proches if _memes_lettres(mot.forme, v.forme) or lettre_doublee(mot.forme, v.forme)
        ]
    return proches


def corrections(texte: str, mots: Sequence[langue.Mot], vocabulaire: Vocabulaire) -> list[list[Voisine]]:
    """Pour chaque mot, ce qu'il peut vouloir dire s'il est fautif, le plus probable d'abord.

    Un mot est juste si l'index l'a, seul ou soudé à son voisin. Celui dont l'index n'a que la racine
    (« gouvernence ») se corrige, et se cherche encore par elle. Un vrai mot français ne l'est que si une
    consonne doublée l'explique (« vile ») ; un sigle ou un nom court ne devient jamais un autre mot, tout
    au plus deux de ses lettres étaient-elles interverties, ou une doublée dans le nom.
    """
    soudes = soudures(texte, mots)
    connues = vocabulaire.frequences({mot.racine for mot in (*mots, *soudes)})
    justes = [(s.debut, s.fin) for s in soudes if s.racine in connues]

    def proposer(mot: langue.Mot) -> list[Voisine]:
        racine_connue = mot.racine in connues
        if racine_connue and _est_une_forme(mot.forme, vocabulaire):
            return []
        if any(d <= mot.debut and mot.fin <= f for d, f in justes):
            return []
        proches = voisines(mot.forme, vocabulaire.formes)
        if racine_connue:  # l'index et simplemma ignorent bien des formes justes (« fortement »)
            proches = [v for v in proches if v.poids >= _POIDS[1]]
        proches = _vraisemblables(mot, texte, proches, racine_connue)
        if not (racine_connue and proches):
            return proches
        memes = (langue.racines(v.forme) == [mot.racine] for v in proches)
        gardees = [Voisine(v.forme, 1.0) if meme else v for v, meme in zip(proches, memes, strict=True)]
        return [*gardees, Voisine(mot.forme, 1.0)]

    return [proposer(mot) for mot in mots]
