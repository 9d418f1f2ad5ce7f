"""bm25s seul : mots vides français, racines de Snowball."""

from __future__ import annotations

from collections.abc import Sequence

import bm25s
import Stemmer

from tests.bancs.epreuve import Passage
from tests.bancs.systemes import Atelier


class MotsBm25s:
    def __init__(self, atelier: Atelier) -> None:
        self._dossier = atelier.dossier
        self._racines = Stemmer.Stemmer("french")

    def indexer(self, passages: Sequence[Passage]) -> None:
        self._noms = [p.identifiant for p in passages]
        self._index = bm25s.BM25()
        self._index.index(self._decouper([p.texte for p in passages]), show_progress=False)
        self._index.save(self._dossier)

    def chercher(self, question: str, nombre: int) -> list[str]:
        rangs, scores = self._index.retrieve(
            self._decouper([question]), k=min(nombre, len(self._noms)), show_progress=False
        )
        return [self._noms[r] for r, score in zip(rangs[0], scores[0], strict=True) if score > 0]

    def _decouper(self, textes: list[str]):
        return bm25s.tokenize(textes, stopwords="fr", stemmer=self._racines, show_progress=False)
