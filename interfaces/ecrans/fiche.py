"""La fiche d'une ressource, en français lisible ; les noms des propriétés viennent de l'ontologie."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import streamlit as st

from corpus.genres import GENRES
from graphe.exploration import Carte, Champ, Lien
from interfaces.ecrans import liens
from interfaces.ecrans.texte import (
    anciennete,
    inerte,
    markdown_leger,
    passage_html,
    pluriel,
    valeur_lisible,
)
from ontologie.espaces import DCTERMS, FOAF
from ontologie.termes import Iri

_ADRESSE = Iri(FOAF + "page")
_SUJET = Iri(FOAF + "primaryTopic")
_MODIFIEE = Iri(DCTERMS + "modified")
_MONTRES = 12
"""Au-delà, le reste d'une longue liste se déplie."""
_ECRITS = frozenset({"document", "reference"})
"""Les segments des ressources que l'on s'attend à pouvoir lire quelque part."""


def afficher_fiche(carte: Carte) -> None:
    """Ce qui se lit d'abord, puis ce qui est lié, puis ce que l'on sait de la fiche."""
    for description in carte.descriptions:
        st.html(passage_html(description, ()))
    with st.container(horizontal=True, gap="small"):
        if fraicheur := dire_fraicheur(carte):
            st.caption(fraicheur, width="content")
        dire_adresse(carte)
    explications = [champ for champ in carte.entrants if champ.predicat == _SUJET]
    _montrer_les(explications)
    for titre, texte in carte.sections:
        st.subheader(inerte(titre), anchor=False)
        st.markdown(markdown_leger(texte))
    champs = [champ for champ in carte.champs if champ.predicat != _ADRESSE]
    _montrer_les(champs, "Pour situer et continuer" if carte.sections else "")
    _montrer_les([champ for champ in carte.entrants if champ not in explications], "Ce qui y renvoie")
    _montrer_notice(carte)


def dire_adresse(carte: Carte) -> None:
    """Où lire la ressource ; pour un écrit, on dit aussi qu'on ne le sait pas."""
    adresses = [valeur for champ in carte.champs if champ.predicat == _ADRESSE for valeur in champ.valeurs]
    genre = GENRES.get(carte.type)
    if adresses:
        for adresse in adresses:
            if isinstance(adresse, Lien) and liens.est_adresse(adresse):
                liens.vers_ressource(adresse)
            else:
                st.caption(inerte(une_valeur(adresse)), width="content")
    elif genre is not None and genre.segment in _ECRITS:
        st.caption("adresse non connue", width="content")


def dire_fraicheur(carte: Carte) -> str:
    """« À jour au 23 novembre 2026 (il y a 3 mois) » ; vide sans notice datée."""
    jours = [str(v) for champ in carte.notice if champ.predicat == _MODIFIEE for v in champ.valeurs]
    try:
        jour = datetime.date.fromisoformat(max(jours, default=""))
    except ValueError:
        return ""
    aujourd_hui = datetime.datetime.now(tz=datetime.UTC).date()
    return f"À jour au {valeur_lisible(jour.isoformat())} ({anciennete(jour, aujourd_hui)})"


def une_ligne(champ: Champ) -> str:
    """Les valeurs d'un champ, séparées par des virgules."""
    return ", ".join(une_valeur(valeur) for valeur in champ.valeurs)


def une_valeur(valeur: Lien | str) -> str:
    return valeur.titre if isinstance(valeur, Lien) else valeur_lisible(valeur)


def _montrer_les(champs: list[Champ], titre: str = "") -> None:
    if champs and titre:
        st.subheader(titre, anchor=False)
    for champ in champs:
        _montrer(champ)


def _montrer(champ: Champ) -> None:
    nom, valeurs = st.columns([1, 3], gap="small")
    nom.markdown(f"**{_titre(champ)}**")
    with valeurs:
        _lister(champ.valeurs[:_MONTRES])
        if suite := champ.valeurs[_MONTRES:]:
            with st.expander(f"Et {pluriel(len(suite), 'autre')}"):
                _lister(suite)


def _lister(valeurs: Iterable[Lien | str]) -> None:
    with st.container(gap=None):
        for valeur in valeurs:
            if isinstance(valeur, Lien):
                liens.vers_ressource(valeur)
            else:
                st.markdown(inerte(valeur_lisible(valeur)))


def _titre(champ: Champ) -> str:
    return inerte(champ.libelle[:1].upper() + champ.libelle[1:])


def _montrer_notice(carte: Carte) -> None:
    with st.expander("À propos de cette fiche", icon=":material/fact_check:"):
        lignes = [f"- {_titre(champ)} : **{inerte(une_ligne(champ))}**" for champ in carte.notice]
        st.markdown("\n".join(lignes) or "Aucune notice.")
        st.caption("Identifiant de la ressource")
        st.code(carte.iri, language=None)
