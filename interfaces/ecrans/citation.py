"""Une réponse tirée d'une ressource, citée telle quelle, et le lien qui y mène."""

from __future__ import annotations

import streamlit as st

from graphe.exploration import Lien
from indexation.resultats import Extraction
from interfaces.ecrans import liens
from interfaces.ecrans.texte import citation_html, inerte


def citer(reponse: Extraction) -> None:
    """Des phrases entières entre guillemets ; « d'après… » ouvre leur ressource."""
    with st.container(border=True, gap="xsmall", key="reponse-extraite"):
        st.html(citation_html(reponse.morceaux))
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.caption("d'après", width="content")
            liens.vers_ressource(Lien(reponse.iri, reponse.titre))
            if reponse.section:
                st.caption(f"Section : {inerte(reponse.section)}", width="content")
