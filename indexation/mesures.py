"""Les mesures d'un classement, entre 0 et 1, et la lecture d'une collection au format BEIR."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from corpus.decoupage import decouper
from corpus.modele import Section
from indexation.fiches import Extrait, FicheIndexee

Jugements = Mapping[str, Mapping[str, int]]
"""Question → document → pertinence (0 : hors sujet)."""
Classements = Mapping[str, Sequence[str]]
"""Question → documents, du meilleur au moins bon."""


@dataclass(frozen=True, slots=True)
class Mesures:
    """Des moyennes sur toutes les questions jugées."""

    ndcg: float
    rappel: float
    rr: float


def mesurer(classements: Classements, jugements: Jugements, *, rang: int = 10) -> Mesures:
    """nDCG, rappel et inverse du rang de la première bonne réponse, coupés à `rang`.

    Une question jugée sans classement compte pour zéro.
    """
    par_question = [
        (
            ndcg(classements.get(question, ()), pertinences, rang),
            rappel(classements.get(question, ()), pertinences, rang),
            inverse_du_rang(classements.get(question, ()), pertinences, rang),
        )
        for question, pertinences in jugements.items()
        if any(pertinences.values())
    ]
    nombre = len(par_question) or 1
    return Mesures(*(sum(valeurs[i] for valeurs in par_question) / nombre for i in range(3)))


def ndcg(classement: Sequence[str], pertinences: Mapping[str, int], rang: int) -> float:
    """Le gain cumulé, affaibli par le logarithme du rang, sur le meilleur possible (Järvelin, Kekäläinen)."""

    def cumuler(gains: Sequence[int]) -> float:
        return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))

    ideal = cumuler(sorted(pertinences.values(), reverse=True)[:rang])
    obtenu = cumuler([pertinences.get(document, 0) for document in classement[:rang]])
    return obtenu / ideal if ideal else 0.0


def rappel(classement: Sequence[str], pertinences: Mapping[str, int], rang: int) -> float:
    bons = {document for document, gain in pertinences.items() if gain > 0}
    return len(bons.intersection(classement[:rang])) / len(bons) if bons else 0.0


def inverse_du_rang(classement: Sequence[str], pertinences: Mapping[str, int], rang: int) -> float:
    for place, document in enumerate(classement[:rang], 1):
        if pertinences.get(document, 0) > 0:
            return 1 / place
    return 0.0


@dataclass(frozen=True, slots=True)
class Collection:
    """Une collection de test : des fiches à indexer, des questions, des jugements."""

    fiches: tuple[FicheIndexee, ...]
    questions: Mapping[str, str]
    jugements: Jugements


def lire_collection(dossier: Path) -> Collection:
    """Lit `corpus.jsonl`, `queries.jsonl` et `qrels.tsv` ; les textes sont découpés comme les nôtres."""
    fiches = tuple(
        FicheIndexee(
            iri=_iri(document["_id"]),
            titre=document.get("title") or "",
            type="Document",
            passages=tuple(
                Extrait("", passage.texte) for passage in decouper("", [Section("", document["text"])])
            ),
        )
        for document in _lignes(dossier / "corpus.jsonl")
    )
    questions = {question["_id"]: question["text"] for question in _lignes(dossier / "queries.jsonl")}
    jugements: dict[str, dict[str, int]] = {}
    with (dossier / "qrels.tsv").open(encoding="utf-8", newline="") as fichier:
        for ligne in csv.DictReader(fichier, delimiter="\t"):
            jugements.setdefault(ligne["query-id"], {})[_iri(ligne["corpus-id"])] = int(ligne["score"])
    return Collection(fiches, questions, jugements)


def _iri(identifiant: str) -> str:
    return "urn:document:" + quote(identifiant, safe="")


def _lignes(fichier: Path) -> Iterator[dict[str, str]]:
    with fichier.open(encoding="utf-8") as flux:
        for ligne in flux:
            if ligne.strip():
                yield json.loads(ligne)
