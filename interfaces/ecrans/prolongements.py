"""« Pour aller plus loin » : ce que d'autres ateliers donnent à lire sur la même question."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphe.exploration import Lien
from indexation.resultats import Prolongement
from interfaces.assemblage import Services
from interfaces.ecrans import liens
from interfaces.ecrans.catalogue import catalogue
from interfaces.ecrans.texte import couper, inerte


def prolonger(services: Services, prolongements: Sequence[Prolongement]) -> None:
    """Une ligne par lecture, ce qui y mène et d'où elle vient ; rien s'il n'y en a pas."""
    if not prolongements:
        return
    st.subheader("Pour aller plus loin, dans d'autres ateliers", anchor=False)
    with st.container(border=True, gap="xsmall", key="prolongements"):
        for lecture in prolongements:
            liens.vers_ressource(Lien(lecture.iri, lecture.titre), icone=":material/menu_book:")
            nature = services.exploration.libelles().nom_de_classe(lecture.type)
            ateliers = ", ".join(couper(catalogue(services).titre(a), 60) for a in lecture.ateliers)
            st.caption(f"{inerte(nature)} · {inerte(lecture.raison)} · {inerte(ateliers)}")
