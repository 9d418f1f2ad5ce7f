"""La réponse à une question de forme : une phrase, ses ressources, et la requête qui les donne."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from graphe.exploration import Lien
from indexation.formes.forme import LigneDeForme, ReponseDeForme
from interfaces.assemblage import Services
from interfaces.ecrans import liens
from interfaces.ecrans.texte import inerte, pluriel

_MONTREES = 10


def montrer(services: Services, reponse: ReponseDeForme) -> None:
    """La phrase se lit d'abord ; chaque ressource s'ouvre, et la requête aussi."""
    with st.container(border=True, gap="xsmall", key="reponse-de-forme"):
        st.markdown(f"**{inerte(reponse.phrase)}**")
        _lister(services, reponse.lignes[:_MONTREES])
        autres = reponse.lignes[_MONTREES:]
        if autres:
            with st.expander(f"Voir {pluriel(len(autres), 'autre ressource', 'autres ressources')}"):
                _lister(services, autres)
        st.caption("Réponse lue dans le graphe, par une requête que vous pouvez ouvrir et changer.")
        liens.vers_requete(reponse.requete, "Voir la requête", icone=":material/terminal:")


def _lister(services: Services, lignes: Iterable[LigneDeForme]) -> None:
    for ligne in lignes:
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            liens.vers_ressource(Lien(ligne.iri, ligne.titre))
            genre = services.exploration.libelles().nom_de_classe(ligne.type)
            precisions = " · ".join(filter(None, (genre, ligne.detail)))
            if precisions:
                st.caption(inerte(precisions))
