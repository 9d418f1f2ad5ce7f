"""Maillage : mots et sens ; avec `graphe`, aussi les concepts et les voisines du corpus livré."""

from __future__ import annotations

from collections.abc import Sequence

from indexation.fusion import BRAS, MOTS, REGLAGE, SANS_SEUIL, SENS
from indexation.generation import ouvrir, remplir
from indexation.recherche import Recherche, Service, SourceFixe
from tests.bancs.epreuve import Passage
from tests.bancs.suivi import suivre
from tests.bancs.systemes import Atelier


class Maillage:
    """Sans `seuil`, comme les pairs, il classe toujours ; avec, il peut se taire, comme dans le produit."""

    def __init__(self, atelier: Atelier, *, graphe: bool = False, seuil: bool = False) -> None:
        self._atelier = atelier
        self._bras = BRAS if graphe else frozenset({MOTS, SENS})
        self._reglage = REGLAGE if seuil else SANS_SEUIL

    def indexer(self, passages: Sequence[Passage]) -> None:
        dossier = self._atelier.dossier
        fiches = (p.fiche for p in suivre(passages, "Documents indexés"))
        remplir(dossier, self._atelier.reserve, fiches, lexique=self._atelier.lexique)
        service = Service(ouvrir(dossier), self._atelier.vectoriseur)
        self._recherche = Recherche(SourceFixe(service), self._reglage)

    def chercher(self, question: str, nombre: int) -> list[str]:
        trouves = self._recherche.chercher(question, nombre=nombre, bras=self._bras).resultats
        return [resultat.iri for resultat in trouves]
