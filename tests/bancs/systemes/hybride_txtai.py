"""txtai, recherche hybride d'office : la somme à parts égales de son BM25 et du cosinus."""

from __future__ import annotations

from collections.abc import Sequence

from txtai import Embeddings

from tests.bancs.epreuve import Passage
from tests.bancs.modeles import EMBARQUE, dossier_du_modele
from tests.bancs.suivi import suivre
from tests.bancs.systemes import Atelier


class _Embeddings(Embeddings):
    """Prend les vecteurs des passages dans la réserve ; les questions passent par txtai, entières."""

    reserve = None

    def loadvectors(self):
        modele = super().loadvectors()
        encoder = modele.encode

        def encoder_ou_reprendre(textes, category=None):
            return self.reserve.vectoriser(textes) if category == "data" else encoder(textes, category)

        modele.encode = encoder_ou_reprendre
        return modele


class HybrideTxtai:
    def __init__(self, atelier: Atelier) -> None:
        self._atelier = atelier
        if atelier.modele == EMBARQUE:

            def vectoriser(textes):  # txtai appelle sans argument tout ce qui n'est pas une fonction nue
                return atelier.vectoriseur.vectoriser(textes)

            modele = {"method": "external", "transform": vectoriser}
        else:
            modele = {"method": "sentence-transformers", "path": str(dossier_du_modele(atelier.modele))}
        self._embeddings = _Embeddings(hybrid=True, content=False, gpu=False, **modele)
        self._embeddings.reserve = atelier.reserve

    def indexer(self, passages: Sequence[Passage]) -> None:
        suivis = suivre(passages, "Documents indexés")
        self._embeddings.index((p.identifiant, p.texte, None) for p in suivis)
        self._embeddings.config.pop("transform", None)  # une fonction ne s'écrit pas
        self._embeddings.save(str(self._atelier.dossier / "index"))

    def chercher(self, question: str, nombre: int) -> list[str]:
        return [identifiant for identifiant, _ in self._embeddings.search(question, nombre)]
