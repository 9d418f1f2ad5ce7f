"""Aller d'un écran à l'autre sans quitter la session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from graphe.exploration import Lien
from interfaces.ecrans.texte import inerte
from ontologie.termes import Iri

_PAGES = "pages"


def retenir(pages: Mapping[str, Any]) -> None:
    """Garde les pages de la session, pour que les écrans puissent y renvoyer."""
    st.session_state[_PAGES] = pages


def vers_ecran(chemin: str, texte: str, *, icone: str = "") -> None:
    st.page_link(st.session_state[_PAGES][chemin], label=inerte(texte), icon=icone)


def vers_ressource(ressource: Lien, *, icone: str = "", gras: bool = False) -> None:
    """Un lien vers la fiche de la ressource ou, si c'est une adresse du web, vers cette adresse."""
    if est_adresse(ressource):
        st.markdown(f"[{inerte(ressource.titre)}](<{ressource.iri}>)")
        return
    texte = inerte(ressource.titre)
    st.page_link(
        st.session_state[_PAGES]["explorer"],
        label=f"**{texte}**" if gras else texte,
        icon=icone,
        query_params={"iri": ressource.iri},
    )


def vers_requete(requete: str, texte: str, *, icone: str = "") -> None:
    """Un lien vers l'écran SPARQL, où la requête attend d'être lancée."""
    st.page_link(
        st.session_state[_PAGES]["sparql"], label=inerte(texte), icon=icone, query_params={"query": requete}
    )


def est_adresse(ressource: Lien) -> bool:
    """Vrai pour une page du web : la base ne lui connaît pas de titre."""
    return ressource.titre == ressource.iri and urlsplit(ressource.iri).scheme in {"http", "https"}


def iri_ou_rien(texte: str) -> Iri | None:
    """Le texte comme IRI ; `None` s'il ne peut pas en être un."""
    try:
        return Iri(texte)
    except ValueError:
        return None
