"""Écarter de l'apprentissage les textes des jeux d'évaluation et leurs copies proches."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from indexation.entrainement.vocabulaire import normaliseur

SEUIL = 0.8
"""Part de mots communs (Jaccard) à partir de laquelle deux textes sont des copies proches."""

_MOT = re.compile(r"\w+")
_NORMALISEUR = normaliseur()


def mots(texte: str) -> frozenset[str]:
    """Les mots pliés d'un texte, sans ordre."""
    return frozenset(_MOT.findall(_NORMALISEUR.normalize_str(texte)))


class Temoins:
    """Les textes réservés à l'évaluation.

    Deux ensembles de Jaccard ≥ s partagent au moins un mot parmi leurs n − ⌈s·n⌉ + 1 mots les plus
    rares (filtrage par préfixe, Chaudhuri, Ganti et Kaushik 2006) : seuls ceux-là sont indexés.
    """

    def __init__(self, textes: Iterable[str]) -> None:
        self._textes = sorted({m for t in textes if (m := mots(t))}, key=sorted)
        self._frequences = Counter(mot for texte in self._textes for mot in texte)
        self._index: dict[str, list[int]] = defaultdict(list)
        for numero, texte in enumerate(self._textes):
            for mot in self._prefixe(texte):
                self._index[mot].append(numero)

    def _prefixe(self, texte: frozenset[str]) -> list[str]:
        rares = sorted(texte, key=lambda mot: (self._frequences[mot], mot))
        return rares[: len(texte) - math.ceil(SEUIL * len(texte)) + 1]

    def proches(self, texte: str) -> bool:
        """Dit si un texte réservé a presque les mêmes mots."""
        presents = mots(texte)
        candidats = {n for mot in self._prefixe(presents) for n in self._index.get(mot, ())}
        return any(
            len(presents & self._textes[n]) >= SEUIL * len(presents | self._textes[n]) for n in candidats
        )
