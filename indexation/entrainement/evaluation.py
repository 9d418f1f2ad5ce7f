"""Mesurer un modèle sur les deux jeux de développement."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexation.similarite import PairesNotees, correler, lire_paires_notees

Vectoriser = Callable[[Sequence[str]], NDArray[np.float32]]
RANGS = 10


@dataclass(frozen=True, slots=True)
class Mesures:
    """Des pourcentages : Spearman (similarité de phrases) et nDCG@10 (questions)."""

    sts: float
    piaf: float

    def __str__(self) -> str:
        return f"STS {self.sts:.1f} · PIAF {self.piaf:.1f}"


@dataclass(frozen=True, slots=True)
class Jeux:
    """Les jeux de développement : paires notées, et questions avec leurs passages."""

    paires: PairesNotees
    passages: tuple[str, ...]
    questions: tuple[str, ...]
    attendus: tuple[frozenset[int], ...]
    """Pour chaque question, les numéros des bons passages."""


def lire_jeux(dossier: Path) -> Jeux:
    """Lit `sts_fr_dev.tsv` et `piaf_dev/`."""
    passages = _json(dossier / "piaf_dev" / "corpus.jsonl")
    numeros = {passage["_id"]: numero for numero, passage in enumerate(passages)}
    pertinents: dict[str, set[int]] = defaultdict(set)
    for ligne in (dossier / "piaf_dev" / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, passage, note = ligne.split("\t")
        if int(note) > 0:
            pertinents[question].add(numeros[passage])
    questions = [q for q in _json(dossier / "piaf_dev" / "queries.jsonl") if q["_id"] in pertinents]
    return Jeux(
        paires=lire_paires_notees(dossier / "sts_fr_dev.tsv"),
        passages=tuple(passage["text"] for passage in passages),
        questions=tuple(question["text"] for question in questions),
        attendus=tuple(frozenset(pertinents[question["_id"]]) for question in questions),
    )


def mesurer(vectoriser: Vectoriser, jeux: Jeux) -> Mesures:
    """Les deux mesures d'un modèle, vecteurs seuls."""
    paires = jeux.paires
    return Mesures(
        sts=100 * correler(paires, vectoriser(paires.gauches), vectoriser(paires.droites)),
        piaf=_ndcg(vectoriser(jeux.questions) @ vectoriser(jeux.passages).T, jeux),
    )


def _ndcg(scores: NDArray[np.float32], jeux: Jeux) -> float:
    """nDCG@10 moyen, pertinence binaire (Järvelin et Kekäläinen 2002)."""
    total = 0.0
    for ligne, bons in zip(scores, jeux.attendus, strict=True):
        premiers = np.argpartition(-ligne, RANGS)[:RANGS]
        classes = premiers[np.argsort(-ligne[premiers], kind="stable")]
        gain = sum(1 / math.log2(rang + 2) for rang, n in enumerate(classes.tolist()) if n in bons)
        total += gain / sum(1 / math.log2(rang + 2) for rang in range(min(len(bons), RANGS)))
    return 100 * total / len(jeux.attendus)


def _json(chemin: Path) -> list[dict[str, str]]:
    return [json.loads(ligne) for ligne in chemin.read_text(encoding="utf-8").splitlines()]
