"""Lire une collection de test au format BEIR : documents, questions, jugements."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from corpus.decoupage import decouper
from corpus.modele import Section
from indexation.fiches import Extrait, FicheIndexee
from indexation.mesures import Jugements
from ontologie.erreurs import ErreurUsage

_PREFIXE = "urn:document:"
_QRELS = ("query-id", "corpus-id", "score")


@dataclass(frozen=True, slots=True)
class Collection:
    """Des fiches à indexer, des questions, et leurs jugements."""

    fiches: tuple[FicheIndexee, ...]
    questions: Mapping[str, str]
    jugements: Jugements


def lire_collection(dossier: Path) -> Collection:
    """Lit `corpus.jsonl`, `queries.jsonl` et `qrels.tsv` (ou `qrels/test.tsv`).

    Les textes sont découpés comme les nôtres. Lève `ErreurUsage` avec le fichier et la ligne en cause.
    """
    fiches = tuple(_fiche(document) for document in _lignes(dossier / "corpus.jsonl", ("_id", "text")))
    questions = {q["_id"]: q["text"] for q in _lignes(dossier / "queries.jsonl", ("_id", "text"))}
    documents = {fiche.iri for fiche in fiches}
    jugements: dict[str, dict[str, int]] = {}
    for lieu, question, document, pertinence in _qrels(dossier):
        if question not in questions:
            raise ErreurUsage(
                f"{lieu} : la question « {question} » n'est pas dans queries.jsonl. Corrigez-la."
            )
        if _iri(document) not in documents:
            raise ErreurUsage(
                f"{lieu} : le document « {document} » n'est pas dans corpus.jsonl. Corrigez-le."
            )
        jugements.setdefault(question, {})[_iri(document)] = pertinence
    if not any(any(p.values()) for p in jugements.values()):
        raise ErreurUsage(f"« {dossier} » n'a aucun jugement positif : il n'y a rien à mesurer.")
    return Collection(fiches, questions, jugements)


def _fiche(document: Mapping[str, str]) -> FicheIndexee:
    passages = decouper("", [Section("", document["text"])])
    return FicheIndexee(
        iri=_iri(document["_id"]),
        titre=document.get("title") or "",
        type="Document",
        passages=tuple(Extrait("", passage.texte) for passage in passages),
    )


def _iri(identifiant: str) -> str:
    return _PREFIXE + quote(identifiant, safe="")


def identifiant(iri: str) -> str:
    """Celui que la collection donne au document."""
    return unquote(iri.removeprefix(_PREFIXE))


def _lignes(fichier: Path, champs: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for numero, ligne in enumerate(_texte(fichier).split("\n"), 1):
        if not ligne.strip():
            continue
        try:
            lue = json.loads(ligne)
        except ValueError:
            lue = None
        if not isinstance(lue, dict) or not all(isinstance(lue.get(champ), str) for champ in champs):
            attendus = " et ".join(f"« {champ} »" for champ in champs)
            raise ErreurUsage(
                f"{fichier.name}, ligne {numero} : un objet JSON avec {attendus}, en texte, est attendu."
            )
        yield lue


def _qrels(dossier: Path) -> Iterator[tuple[str, str, str, int]]:
    fichier = dossier / "qrels.tsv"
    if not fichier.exists():
        fichier = dossier / "qrels" / "test.tsv"
    rangees = csv.DictReader(_texte(fichier).splitlines(), delimiter="\t")
    for numero, rangee in enumerate(rangees, 2):
        question, document, score = (rangee.get(nom) or "" for nom in _QRELS)
        try:
            yield f"{fichier.name}, ligne {numero}", question, document, int(score)
        except ValueError:
            raise ErreurUsage(
                f"{fichier.name}, ligne {numero} : les colonnes {', '.join(_QRELS)} sont attendues, "
                "séparées par des tabulations, la dernière en nombre entier."
            ) from None


def _texte(fichier: Path) -> str:
    try:
        return fichier.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ErreurUsage(
            f"« {fichier} » n'existe pas. Une collection a corpus.jsonl, queries.jsonl et qrels.tsv."
        ) from None
    except UnicodeDecodeError:
        raise ErreurUsage(f"« {fichier} » n'est pas en UTF-8. Convertissez-le.") from None
