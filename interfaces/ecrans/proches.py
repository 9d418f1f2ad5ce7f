"""Les ressources proches d'une autre, cherchées seulement quand le lecteur les demande."""

from __future__ import annotations

import streamlit as st

from graphe.exploration import Lien
from indexation.erreurs import RessourceInconnue
from interfaces.assemblage import Services
from interfaces.ecrans import liens
from interfaces.ecrans.texte import inerte
from ontologie.termes import Iri


def proposer(services: Services, iri: Iri) -> None:
    """Un volet fermé ; l'ouvrir cherche, et donne chaque ressource avec ses raisons."""
    volet = st.expander("Ressources proches", key=f"proches-{iri}", type="compact", on_change="rerun")
    if not volet.open:
        return
    with volet:
        try:
            proches = services.recherche.proches(iri)
        except RessourceInconnue:
            proches = ()
        if not proches:
            st.caption("Aucune ressource n'est assez proche de celle-ci.")
        for proche in proches:
            nature = services.exploration.libelles().nom_de_classe(proche.type)
            with st.container(gap=None):
                liens.vers_ressource(Lien(proche.iri, proche.titre))
                st.caption(f"{inerte(nature)} · {inerte(' ; '.join(proche.raisons))}")
