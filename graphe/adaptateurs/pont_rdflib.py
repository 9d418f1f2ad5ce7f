"""Les mêmes données pour qui travaille avec rdflib : rien n'est copié, les requêtes restent natives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib


def ouvrir(magasin: pyoxigraph.Store) -> rdflib.Dataset:
    """Un `rdflib.Dataset` posé sur le magasin d'un dépôt (`depot.magasin()`), union des graphes par défaut.

    Donnez vos requêtes en texte : un `prepareQuery` passe par l'évaluateur de rdflib, bien plus lent.
    """
    import rdflib
    from oxrdflib import OxigraphStore

    from ontologie.espaces import PREFIXES

    jeu = rdflib.Dataset(store=OxigraphStore(store=magasin), default_union=True)
    for prefixe, espace in PREFIXES.items():
        jeu.bind(prefixe, espace, override=True)
    return jeu
