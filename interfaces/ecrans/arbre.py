"""L'arbre des thèmes et ses facettes : on déplie, on ouvre."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from graphe.exploration import Lien, Noeud
from interfaces.ecrans import liens
from interfaces.ecrans.catalogue import Catalogue
from ontologie.termes import Iri

_DEPLIES = "themes_deplies"


def afficher_arbre(catalogue: Catalogue, courant: Iri | None) -> None:
    """Les thèmes puis les facettes, triés en français ; le chemin jusqu'au thème courant est déplié."""
    st.subheader("Thèmes", anchor=False)
    deplies: set[Iri] = st.session_state.setdefault(_DEPLIES, set())
    if courant is not None and st.session_state.get("theme_montre") != courant:
        st.session_state["theme_montre"] = courant
        deplies |= catalogue.ancetres(courant)
    with st.container(gap=None, key="arbre"):
        _branches(catalogue.arbre, courant, deplies, ())
    if catalogue.facettes:
        st.subheader("Facettes", anchor=False)
        with st.container(gap=None, key="facettes"):
            _branches(catalogue.facettes, courant, deplies, ())


def _branches(
    noeuds: Iterable[Noeud], courant: Iri | None, deplies: set[Iri], chemin: tuple[Iri, ...]
) -> None:
    for noeud in noeuds:
        ouvert = noeud.iri in deplies
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", wrap=False):
            if chemin:
                st.space(22 * len(chemin))
            if noeud.enfants:
                st.button(
                    "",
                    key=f"deplier-{'-'.join((*chemin, noeud.iri))}",
                    icon=":material/expand_more:" if ouvert else ":material/chevron_right:",
                    type="tertiary",
                    help=f"{'Replier' if ouvert else 'Déplier'}",
                    on_click=_basculer,
                    args=(noeud.iri,),
                )
            else:
                st.space(20)
            liens.vers_ressource(Lien(noeud.iri, noeud.titre), gras=noeud.iri == courant)
        if ouvert:
            _branches(noeud.enfants, courant, deplies, (*chemin, noeud.iri))


def _basculer(iri: Iri) -> None:
    st.session_state[_DEPLIES] ^= {iri}
