"""LanceDB, recherche hybride : index plein texte français, parcours des vecteurs, fusion des deux listes."""

from __future__ import annotations

from collections.abc import Sequence

import lancedb
from lancedb.index import FTS
from lancedb.rerankers import LinearCombinationReranker, RRFReranker

from tests.bancs.epreuve import Passage
from tests.bancs.systemes import Atelier


class HybrideLancedb:
    """Fusion par rangs (`RRFReranker`), ou combinaison linéaire d'office (0,7 pour le sens)."""

    def __init__(self, atelier: Atelier, *, lineaire: bool = False) -> None:
        self._atelier = atelier
        self._fusion = LinearCombinationReranker() if lineaire else RRFReranker()

    def indexer(self, passages: Sequence[Passage]) -> None:
        vecteurs = self._atelier.reserve.vectoriser([p.texte for p in passages])
        base = lancedb.connect(self._atelier.dossier)
        self._table = base.create_table(
            "passages",
            [
                {"nom": p.identifiant, "texte": p.texte, "vector": vecteur}
                for p, vecteur in zip(passages, vecteurs, strict=True)
            ],
        )
        francais = FTS(language="French", stem=True, ascii_folding=True, remove_stop_words=True)
        self._table.create_index("texte", config=francais)

    def chercher(self, question: str, nombre: int) -> list[str]:
        vecteur = self._atelier.vectoriseur.vectoriser([question])[0]
        demande = self._table.search(query_type="hybrid").vector(vecteur).text(question)
        trouves = demande.distance_type("cosine").rerank(self._fusion).limit(nombre)
        return [ligne["nom"] for ligne in trouves.to_list()]
