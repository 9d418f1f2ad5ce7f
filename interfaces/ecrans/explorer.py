"""L'écran Explorer : l'arbre des thèmes, la fiche d'une ressource, et ce qui l'entoure."""

from __future__ import annotations

import streamlit as st

from graphe.exploration import Carte, Lien
from interfaces.assemblage import Services
from interfaces.ecrans import liens
from interfaces.ecrans.arbre import afficher_arbre
from interfaces.ecrans.catalogue import catalogue
from interfaces.ecrans.fiche import afficher_fiche
from interfaces.ecrans.proches import proposer
from interfaces.ecrans.texte import couper, inerte, pluriel
from interfaces.ecrans.voisinage import afficher_voisinage
from ontologie.termes import Iri

_COURANTE = "ressource_courante"
_VISITES = "ressources_visitees"
_VISITES_MONTREES = 6
_PROPOSITIONS = 10


def afficher(services: Services) -> None:
    """À gauche l'arbre ; au centre la ressource choisie, en fiche ou en dessin."""
    iri = _ressource_demandee()
    with st.sidebar:
        afficher_arbre(catalogue(services), iri)
    _choisir(services, iri)
    if iri is None:
        _inviter(services)
        return
    carte = services.exploration.carte(iri)
    if carte is None:
        st.warning(
            f"La base ne connaît pas la ressource `{couper(iri, 200)}`. "
            "Vérifiez l'adresse, ou choisissez une ressource dans la liste ou dans l'arbre."
        )
        st.session_state.pop(_COURANTE, None)
        _inviter(services)
        return
    _revenir(Lien(iri, carte.titre))
    _presenter(services, carte)


def _ressource_demandee() -> Iri | None:
    """Celle de l'adresse, sinon la dernière vue dans cette session."""
    demandee = st.query_params.get("iri") or st.session_state.get(_COURANTE)
    if not demandee:
        return None
    iri = liens.iri_ou_rien(demandee)
    if iri is None:
        st.warning(f"« {inerte(couper(demandee, 200))} » n'est pas l'identifiant d'une ressource.")
        return None
    st.session_state[_COURANTE] = st.query_params["iri"] = iri
    return iri


def _choisir(services: Services, courante: Iri | None) -> None:
    """Une liste qui se resserre à mesure que l'on tape, sans égard aux accents ni à la casse."""
    if st.session_state.get("choix_pour") != courante:
        st.session_state["choix_pour"] = courante
        st.session_state["aller_a"] = ""
    saisie = st.text_input(
        "Aller à une ressource",
        key="aller_a",
        type="search",
        live=True,
        placeholder="Tapez quelques lettres d'un atelier, d'un thème, d'une référence…",
        label_visibility="collapsed",
    )
    if not (saisie or "").strip():
        return
    trouvees = catalogue(services).nommees(saisie or "")
    with st.container(border=True, gap=None, key="trouvees"):
        if not trouvees:
            st.caption("Aucun nom ne contient cela. L'écran Rechercher, lui, fouille aussi les textes.")
        for ressource in trouvees[:_PROPOSITIONS]:
            liens.vers_ressource(ressource)
        if len(trouvees) > _PROPOSITIONS:
            st.caption(f"Et {pluriel(len(trouvees) - _PROPOSITIONS, 'autre')} : continuez à taper.")


def _inviter(services: Services) -> None:
    st.title("Explorer")
    st.write("Choisissez un thème dans l'arbre, une ressource dans la liste, ou partez d'un atelier.")
    with st.container(gap="xsmall"):
        for atelier in catalogue(services).ateliers:
            liens.vers_ressource(atelier, icone=":material/groups:")


def _revenir(ressource: Lien) -> None:
    """Le chemin parcouru ; revenir sur une ressource le raccourcit d'autant."""
    visites: list[Lien] = st.session_state.setdefault(_VISITES, [])
    if ressource in visites:
        del visites[visites.index(ressource) + 1 :]
    else:
        visites.append(ressource)
    if len(visites) < 2:
        return
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        precedentes = visites[:-1][-_VISITES_MONTREES:]
        for rang, visite in enumerate(precedentes):
            court = Lien(visite.iri, couper(visite.titre, 48))
            dernier = rang == len(precedentes) - 1
            liens.vers_ressource(court, icone=":material/arrow_back:" if dernier else "")


def _presenter(services: Services, carte: Carte) -> None:
    st.title(inerte(carte.titre), anchor=False)
    st.badge(inerte(carte.libelle_type), color="blue")
    fiche, dessin = st.tabs(["Fiche", "Voisinage"], key="vue", on_change="rerun")
    if fiche.open:
        with fiche:
            afficher_fiche(carte)
            proposer(services, carte.iri)
    if dessin.open:
        with dessin:
            afficher_voisinage(services, carte.iri)
