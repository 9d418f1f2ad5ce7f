"""FAISS et sentence-transformers, sans rien d'autre : un parcours complet, exact."""

from __future__ import annotations

from collections.abc import Sequence

import faiss

from tests.bancs.epreuve import Passage
from tests.bancs.systemes import Atelier


class SensFaiss:
    def __init__(self, atelier: Atelier) -> None:
        self._atelier = atelier

    def indexer(self, passages: Sequence[Passage]) -> None:
        self._noms = [p.identifiant for p in passages]
        self._index = faiss.IndexFlatIP(self._atelier.reserve.dimension)
        self._index.add(self._atelier.reserve.vectoriser([p.texte for p in passages]))
        faiss.write_index(self._index, str(self._atelier.dossier / "vecteurs.faiss"))
        (self._atelier.dossier / "noms.txt").write_text("\n".join(self._noms), "utf-8")

    def chercher(self, question: str, nombre: int) -> list[str]:
        _, rangs = self._index.search(self._atelier.vectoriseur.vectoriser([question]), nombre)
        return [self._noms[rang] for rang in rangs[0] if rang >= 0]
