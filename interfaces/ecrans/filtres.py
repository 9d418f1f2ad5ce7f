"""Les filtres d'une recherche : des cases à cocher et ce que chacune laisserait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import streamlit as st

from corpus.langue import cle_de_tri
from indexation.periode import lire_periode
from indexation.resultats import Filtres, Reponses
from interfaces.assemblage import Services
from interfaces.ecrans import demande as demandes
from interfaces.ecrans.catalogue import catalogue
from interfaces.ecrans.demande import Demande
from interfaces.ecrans.texte import inerte, pluriel
from ontologie.espaces import RACINE
from ontologie.termes import Iri

_TITRES = {"type": "Nature", "atelier": "Atelier", "theme": "Thème", "acteur": "Acteur", "annee": "Année"}
_ESPACES = {
    "type": "",
    "atelier": RACINE + "atelier/",
    "theme": RACINE + "concept/",
    "acteur": RACINE + "acteur/",
    "annee": "",
}
_IRIS = ("type", "atelier", "theme", "acteur")
_LONGUES = {"theme": ("autre thème", "autres thèmes"), "acteur": ("autre acteur", "autres acteurs")}
_MONTRES = 8
"""D'une longue facette, les plus fréquents d'abord ; le reste se déplie."""


def lire(services: Services, demande: Demande) -> Filtres:
    """Les filtres de l'adresse ; `ErreurUsage` si une valeur ne désigne rien."""
    types, ateliers, themes, acteurs = (
        tuple(_iri(services, genre, valeur) for valeur in demande.choix(genre)) for genre in _IRIS
    )
    return Filtres(types, ateliers, themes, acteurs, tuple(map(lire_periode, demande.annee)))


def afficher(services: Services, demande: Demande, reponses: Reponses) -> None:
    """Une facette après l'autre ; ses comptes lèvent son propre filtre, pour que l'on puisse en changer."""
    st.subheader("Affiner")
    if demande.filtree:
        st.button(
            "Retirer tous les filtres",
            icon=":material/close:",
            on_click=demandes.changer,
            args=(Demande(demande.question),),
        )
    for genre, titre in _TITRES.items():
        comptes = _comptes(demande, reponses, genre)
        if not comptes:
            continue
        st.caption(titre)
        noms = {valeur: _nommer(services, genre, valeur) for valeur in comptes}
        ordre = sorted(comptes, key=_rang(genre, noms))
        montres = _premiers(ordre, comptes, demande.choix(genre)) if genre in _LONGUES else ordre
        libelles = {valeur: f"{inerte(noms[valeur])} ({comptes[valeur]})" for valeur in ordre}
        _cocher(demande, genre, {valeur: libelles[valeur] for valeur in montres})
        if autres := [valeur for valeur in ordre if valeur not in montres]:
            with st.expander(pluriel(len(autres), *_LONGUES[genre])):
                _cocher(demande, genre, {valeur: libelles[valeur] for valeur in autres})


def _rang(genre: str, noms: Mapping[str, str]) -> Callable[[str], tuple[str, ...]]:
    return (lambda valeur: (valeur,)) if genre == "annee" else (lambda valeur: cle_de_tri(noms[valeur]))


def _premiers(ordre: Iterable[str], comptes: Mapping[str, int], choisis: Iterable[str]) -> list[str]:
    ordre = list(ordre)
    frequents = {*sorted(ordre, key=lambda valeur: -comptes[valeur])[:_MONTRES], *choisis}
    return [valeur for valeur in ordre if valeur in frequents]


def _cocher(demande: Demande, genre: str, options: Mapping[str, str]) -> None:
    for valeur, libelle in options.items():
        cle = f"filtre-{genre}-{valeur}"
        st.session_state[cle] = valeur in demande.choix(genre)
        st.checkbox(libelle, key=cle, on_change=_basculer, args=(demande, genre, valeur))


def _basculer(demande: Demande, genre: str, valeur: str) -> None:
    demandes.changer(demande.basculee(genre, valeur))


def _comptes(demande: Demande, reponses: Reponses, genre: str) -> dict[str, int]:
    """Ce que chaque valeur laisserait, celles que l'on a cochées comprises."""
    bruts = reponses.facettes_ouvertes.get(genre, {})
    comptes = {valeur.removeprefix(_ESPACES[genre]): nombre for valeur, nombre in bruts.items()}
    choisis = dict.fromkeys(demande.choix(genre), 0)
    if genre == "annee":
        choisis = {v: sum(n for a, n in comptes.items() if _contient(v, a)) for v in choisis}
    return choisis | comptes


def _contient(periode: str, annee: str) -> bool:
    return lire_periode(periode).contient(int(annee))


def _iri(services: Services, genre: str, valeur: str) -> Iri:
    """L'IRI d'un filtre écrit court dans l'adresse ; `ErreurUsage` si rien ne porte ce nom."""
    entier = valeur if ":" in valeur else _ESPACES[genre] + valeur
    return services.exploration.resoudre(entier, genre)


def _nommer(services: Services, genre: str, valeur: str) -> str:
    if genre == "annee":
        return valeur
    if genre == "type":
        return services.exploration.libelles().nom_de_classe(valeur)
    return catalogue(services).titre(_iri(services, genre, valeur))
