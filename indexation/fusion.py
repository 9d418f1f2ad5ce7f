"""Réunir les indices de chaque bras en un score : une somme dont chaque part se lit.

Aucun rang n'y entre : la note des mots et le cosinus sont absolus, si bien qu'un bras qui n'a rien
trouvé de sûr pèse peu, et que deux questions se comparent à un même seuil.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

MOTS, SENS, CONCEPTS, GRAPHE = "mots", "sens", "concepts", "graphe"
BRAS = frozenset({MOTS, SENS, CONCEPTS, GRAPHE})

_CHIFFRES = 6
_SATURATION = 1.0


@dataclass(frozen=True, slots=True)
class Reglage:
    """Ce que pèse chaque bras. Les valeurs par défaut sont expliquées dans `LISEZMOI.md`."""

    mots: float = 1.0
    sens: float = 0.6
    concepts: float = 0.48
    graphe: float = 0.5
    plancher_sens: float = 0.1
    """Un cosinus au-dessous ne dit rien : deux textes français quelconques l'atteignent."""
    definition: float = 0.8
    """La part que garde la fiche d'un concept, sauf si la question est son nom : elle définit un mot,
    alors que la réponse est dans ce que disent les ateliers et les documents."""
    titre_exact: float = 1.0
    """Ce que gagne une ressource dont la question est exactement le titre : elle passe devant tout."""
    distinctif: float = 1.0
    """Ce que gagne celle qui contient un mot rare et exact, seul ou identifiant (« loi n° 2014-856 »)."""
    mention: float = 0.8
    """Ce que vaut, au lieu d'un thème posé par un éditeur, un concept que le texte ne fait que nommer."""
    appui: float = 4.0
    """Ce que pèse, pour décider si l'on répond, la proximité moyenne des passages les plus proches : quand
    plusieurs textes parlent de la même chose que la question, la base a de quoi répondre."""
    certitude: float = 1.98
    """Ce que le meilleur score et cet appui doivent atteindre ensemble : se taire vaut mieux qu'inventer."""
    certain: float = 1.0
    """Un score qui suffit seul : la question est le nom de la ressource, ou presque."""
    seuil: float = 0.42
    """Un bon score : les suivants et ce qui se transmet dans le graphe s'y mesurent."""
    suite: float = 0.6
    """Quand on répond, les résultats suivants sont montrés jusqu'à cette part du seuil."""
    seuil_sans_sens: float = 0.15
    """Le même, quand le bras du sens se tait ; il décide alors seul si l'on répond."""
    part_qui_transmet: float = 0.3
    """La part du seuil qu'une ressource doit atteindre pour que ses voisines en profitent : plusieurs
    indices faibles sur les parties d'un atelier en font un bon, que des bruits épars ne font pas."""


REGLAGE = Reglage()
SANS_SEUIL = replace(REGLAGE, seuil=0.0, seuil_sans_sens=0.0, certitude=-math.inf)
"""Toujours répondre : pour noter un classement, pas le silence."""


class Indices(NamedTuple):
    """Ce que l'on sait de chaque ressource ; notes entre 0 et 1, cosinus entre -1 et 1, un par ressource."""

    mots: ArrayLike = 0.0
    sens: ArrayLike = 0.0
    concepts: ArrayLike = 0.0
    exact: ArrayLike = False
    """La question est le nom de la ressource."""
    definition: ArrayLike = False
    """La ressource est un concept."""
    distinctif: ArrayLike = 0.0
    """La part des mots distinctifs de la question qu'elle contient."""


@dataclass(frozen=True, slots=True)
class Apport:
    """La part d'un bras dans un score."""

    source: str
    contribution: float


Parts = Sequence[float]
"""Ce qui vient des mots, du sens et des concepts."""


def nommer(parts: Parts) -> tuple[Apport, ...]:
    """Les parts qui comptent, chacune avec le nom de son bras."""
    sources = (MOTS, SENS, CONCEPTS)
    return tuple(Apport(source, part) for source, part in zip(sources, parts, strict=True) if part > 0)


class Balance:
    """Pèse des ressources avec les mêmes bras et le même réglage."""

    def __init__(self, bras: frozenset[str], reglage: Reglage) -> None:
        self._reglage = reglage
        self._mots, self._sens, self._concepts = (
            poids if source in bras else 0.0
            for source, poids in ((MOTS, reglage.mots), (SENS, reglage.sens), (CONCEPTS, reglage.concepts))
        )
        self._exact, self._distinctif = (
            (reglage.titre_exact, reglage.distinctif) if MOTS in bras else (0.0, 0.0)
        )

    def peser(self, indices: Indices) -> NDArray[np.float64]:
        """Les parts directes (ressources, 3), arrondies ; 0 pour un bras qui se tait."""
        mots, sens, concepts, exact, definition, distinctif = map(np.asarray, indices)
        plancher = self._reglage.plancher_sens
        proximite = np.maximum(0.0, sens - plancher) / (1 - plancher)
        garde = np.where(definition & ~exact, self._reglage.definition, 1.0)
        parts = np.broadcast_arrays(
            garde * (self._mots * mots + self._exact * exact + self._distinctif * distinctif),
            garde * self._sens * proximite,
            garde * self._concepts * concepts,
        )
        pesees: NDArray[np.float64] = np.stack(parts, axis=-1).round(_CHIFFRES)
        return pesees


N = TypeVar("N", float, NDArray[np.float64])


def poids_mention(nombre: N, reglage: Reglage = REGLAGE) -> N:
    """Ce que vaut un concept nommé `nombre` fois par le texte, un thème valant 1 ; croît, et sature."""
    return reglage.mention * nombre / (nombre + _SATURATION)


def additionner(parts: ArrayLike) -> NDArray[np.float64]:
    """Les scores : la somme des parts de chaque ligne, arrondie comme elles."""
    scores: NDArray[np.float64] = np.sum(parts, axis=-1).round(_CHIFFRES)
    return scores


class Voisin(NamedTuple):
    """Une ressource forte, à un pas ; `poids` : ce que la relation transmet de son score."""

    iri: str
    score: float
    poids: float
    relation: str
    """Ce qu'elle est pour celle qui reçoit : « cité par {} »."""
    titre: str

    @property
    def raison(self) -> str:
        return self.relation.format(f"« {self.titre} »")


_VOISINS = 3
_DECLIN = 0.5


Transmis = tuple[tuple[Voisin, float], ...]
"""Ce qu'une ressource reçoit de ses voisines dans le graphe, et la part de chacune."""


def parts_du_graphe(voisins: Iterable[Voisin], reglage: Reglage = REGLAGE) -> Transmis:
    """Ce qu'une ressource reçoit de ses meilleures voisines : chacune moitié moins que la précédente.

    Le tout est borné par le double du poids du graphe, puisqu'un score de voisine est plafonné à 1.
    """
    ranges = sorted((-v.poids * min(1.0, v.score), v.iri, v.relation, v) for v in voisins)
    meilleurs: dict[str, tuple[Voisin, float]] = {}
    for _, iri, _, voisin in ranges:
        if iri not in meilleurs:
            part = reglage.graphe * voisin.poids * min(1.0, voisin.score) * _DECLIN ** len(meilleurs)
            meilleurs[iri] = voisin, round(part, _CHIFFRES)
            if len(meilleurs) == _VOISINS:
                break
    return tuple(recu for recu in meilleurs.values() if recu[1] > 0)


PENTE, ORIGINE = 5.4, -3.6
"""La logistique qui fait d'un score brut une probabilité d'être juste (Platt, 1999)."""
_COUDE, _AU_DELA = 1.0, 0.15
"""Un nom exact ou un mot rare ajoute un point, pour classer : au-delà de 1, il prouve bien moins."""


def etalonner(brut: float) -> float:
    """La probabilité qu'un résultat de ce score brut ait sa place dans la réponse ; elle croît avec lui."""
    ramene = min(brut, _COUDE) + _AU_DELA * max(0.0, brut - _COUDE)
    return 1 / (1 + math.exp(-PENTE * ramene - ORIGINE))


def suffit(meilleur: float, appui: float, bras: frozenset[str] = BRAS, reglage: Reglage = REGLAGE) -> bool:
    """Dit si l'on répond, d'après le meilleur score et le cosinus moyen des passages les plus proches."""
    if SENS not in bras:
        return meilleur >= reglage.seuil_sans_sens
    return meilleur >= reglage.certain or meilleur + reglage.appui * appui >= reglage.certitude


def plancher(bras: frozenset[str] = BRAS, reglage: Reglage = REGLAGE) -> float:
    """Le score à partir duquel un résultat est bon."""
    return reglage.seuil if SENS in bras else reglage.seuil_sans_sens
