"""Des libellés vivants du thésaurus au lexique figé des reconnaisseurs."""

from __future__ import annotations

from typing import Literal

from corpus.extraction.lexique import Entree, Lexique
from graphe.ports import Depot
from ontologie.termes import Iri

_NATURES: dict[str, Literal["pref", "alt", "cache"]] = {
    "prefLabel": "pref",
    "altLabel": "alt",
    "hiddenLabel": "cache",
}


def construire_lexique(depot: Depot) -> Lexique:
    """Toutes les formes françaises des concepts ; vide si la base n'a pas de thésaurus."""
    entrees = []
    for ligne in depot.selectionner("lexique"):
        propriete = ligne["propriete"]
        assert isinstance(propriete, Iri)
        entrees.append(
            Entree(
                str(ligne["concept"]),
                str(ligne["libelle"]),
                str(ligne["forme"]),
                _NATURES[propriete.nom_local],
            )
        )
    return Lexique(tuple(entrees))
