"""Les systèmes comparés : un nom, un modèle au besoin, et ce qui les ouvre."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from corpus.extraction.lexique import Lexique
from indexation.ports import Vectoriseur
from ontologie.erreurs import ErreurUsage
from tests.bancs.epreuve import Passage
from tests.bancs.modeles import EMBARQUE, MINILM, Reserve, dossier_du_modele


class Systeme(Protocol):
    """Indexe une fois, puis répond."""

    def indexer(self, passages: Sequence[Passage]) -> None:
        """Range les passages et écrit l'index dans son dossier."""
        ...

    def chercher(self, question: str, nombre: int) -> list[str]:
        """Les identifiants des meilleurs passages ; l'encodage de la question est compris."""
        ...


@dataclass(frozen=True, slots=True)
class Atelier:
    """Ce que reçoit un système : son dossier, vide, et de quoi encoder."""

    dossier: Path
    lexique: Lexique
    modele: str
    """Un nom que `dossier_du_modele` comprend, ou rien."""
    vectoriseur: Vectoriseur | None
    """Pour les questions."""
    reserve: Reserve | None
    """Pour les passages : ceux qu'un autre système a déjà encodés ne le sont pas deux fois."""


@dataclass(frozen=True, slots=True)
class Designation:
    """« systeme » ou « systeme@modele » : par exemple `txtai@embarque`."""

    systeme: str
    modele: str

    @classmethod
    def lire(cls, ecrite: str) -> Designation:
        systeme, _, modele = ecrite.partition("@")
        if systeme not in SYSTEMES:
            raise ErreurUsage(f"Le système « {systeme} » n'existe pas. Prenez {', '.join(SYSTEMES)}.")
        if systeme in SANS_MODELE:
            return cls(systeme, "")
        return cls(systeme, modele or (EMBARQUE if systeme.startswith("maillage") else MINILM))

    def __str__(self) -> str:
        return f"{self.systeme}@{Path(self.modele).name}" if self.modele else self.systeme


def ce_qui_manque(designation: Designation) -> str:
    """Le paquet ou le modèle à installer, en une phrase ; vide si tout est là."""
    absents = [
        pip for module, pip in PAQUETS.get(designation.systeme, {}).items() if find_spec(module) is None
    ]
    if absents:
        return f"Paquet absent : pip install {' '.join(absents)} (ou l'extra « bancs »)."
    if designation.modele:
        try:
            dossier_du_modele(designation.modele)
        except ErreurUsage as erreur:
            return str(erreur)
    return ""


def _maillage(atelier: Atelier) -> Systeme:
    from tests.bancs.systemes.maillage import Maillage

    return Maillage(atelier)


def _maillage_graphe(atelier: Atelier) -> Systeme:
    from tests.bancs.systemes.maillage import Maillage

    return Maillage(atelier, graphe=True)


def _maillage_produit(atelier: Atelier) -> Systeme:
    from tests.bancs.systemes.maillage import Maillage

    return Maillage(atelier, graphe=True, seuil=True)


def _bm25s(atelier: Atelier) -> Systeme:
    from tests.bancs.systemes.mots_bm25s import MotsBm25s

    return MotsBm25s(atelier)


def _faiss(atelier: Atelier) -> Systeme:
    from tests.bancs.systemes.sens_faiss import SensFaiss

    return SensFaiss(atelier)


def _txtai(atelier: Atelier) -> Systeme:
    from tests.bancs.systemes.hybride_txtai import HybrideTxtai

    return HybrideTxtai(atelier)


def _lancedb(atelier: Atelier) -> Systeme:
    from tests.bancs.systemes.hybride_lancedb import HybrideLancedb

    return HybrideLancedb(atelier)


def _lancedb_lineaire(atelier: Atelier) -> Systeme:
    from tests.bancs.systemes.hybride_lancedb import HybrideLancedb

    return HybrideLancedb(atelier, lineaire=True)


SYSTEMES: Mapping[str, Callable[[Atelier], Systeme]] = {
    "maillage": _maillage,
    "maillage-graphe": _maillage_graphe,
    "maillage-produit": _maillage_produit,
    "bm25s": _bm25s,
    "faiss": _faiss,
    "txtai": _txtai,
    "lancedb": _lancedb,
    "lancedb-lineaire": _lancedb_lineaire,
}
SANS_MODELE = frozenset({"bm25s"})
PAQUETS: Mapping[str, Mapping[str, str]] = {
    "bm25s": {"bm25s": "bm25s", "Stemmer": "PyStemmer"},
    "txtai": {"txtai": "txtai"},
    "lancedb": {"lancedb": "lancedb"},
    "lancedb-lineaire": {"lancedb": "lancedb"},
}
"""Système → module à importer → paquet à installer."""
