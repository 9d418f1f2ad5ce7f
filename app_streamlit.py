"""L'application : quatre écrans, et la préparation de la base à la première ouverture."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from interfaces.assemblage import Services, services
from interfaces.configuration import Configuration, depuis_environnement
from interfaces.ecrans import a_propos, explorer, liens, mise_en_page, rechercher, sparql
from interfaces.ecrans.demarrage import attendre_la_base

ECRANS: dict[str, tuple[str, str, Callable[[Services], None]]] = {
    "rechercher": ("Rechercher", ":material/search:", rechercher.afficher),
    "explorer": ("Explorer", ":material/hub:", explorer.afficher),
    "sparql": ("SPARQL", ":material/terminal:", sparql.afficher),
    "a-propos": ("À propos", ":material/info:", a_propos.afficher),
}


def principal() -> None:
    """Prépare la base s'il le faut, puis ouvre l'écran demandé."""
    mise_en_page.appliquer()
    with mise_en_page.erreurs_dites():
        configuration = depuis_environnement()
        pages = {chemin: _page(chemin, configuration) for chemin in ECRANS}
        liens.retenir(pages)
        alias = _page("rechercher", configuration, cachee=True)
        page = st.navigation([*pages.values(), alias], position="top")
        attendre_la_base(configuration)
        page.run()


def _page(chemin: str, configuration: Configuration, *, cachee: bool = False) -> st.Page:
    """Un écran ; le premier répond à la racine, et son `alias` caché à son propre chemin."""
    titre, icone, afficher = ECRANS[chemin]
    premier = chemin == "rechercher" and not cachee
    return st.Page(
        lambda: afficher(services(configuration)),
        title=titre,
        icon=icone,
        url_path="accueil" if premier else chemin,
        default=premier,
        visibility="hidden" if cachee else "visible",
    )


principal()
