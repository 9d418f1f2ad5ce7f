"""Ce que le lecteur demande à la recherche ; écrit dans l'adresse, pour la partager et la recharger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

_CLE = "demande"
_LONGUEUR_ADRESSE = 500
"""Une question plus longue reste dans la session : une adresse trop longue est coupée en route."""
PAR_PAGE = 10
GENRES = ("type", "atelier", "theme", "acteur", "annee")
"""Les filtres, dans l'ordre des champs de `Demande`."""


@dataclass(frozen=True, slots=True)
class Demande:
    """Une question, les noms courts ou IRI des filtres cochés, le nombre de résultats voulus."""

    question: str = ""
    type: tuple[str, ...] = ()
    atelier: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    acteur: tuple[str, ...] = ()
    annee: tuple[str, ...] = ()
    nombre: int = PAR_PAGE

    def choix(self, genre: str) -> tuple[str, ...]:
        choisis: tuple[str, ...] = getattr(self, genre)
        return choisis

    def basculee(self, genre: str, valeur: str) -> Demande:
        """La même, où le filtre est coché s'il ne l'était pas, décoché sinon."""
        avant = self.choix(genre)
        apres = tuple(v for v in avant if v != valeur) if valeur in avant else (*avant, valeur)
        changement: dict[str, Any] = {genre: apres}
        return replace(self, nombre=PAR_PAGE, **changement)

    @property
    def filtree(self) -> bool:
        return any(self.choix(genre) for genre in GENRES)


def courante() -> Demande:
    """Celle de l'adresse (lien reçu, retour en arrière), sinon la dernière de la session."""
    gardee: Demande = st.session_state.get(_CLE, Demande())
    lue = _lire_adresse()
    if lue.question and replace(lue, nombre=gardee.nombre) != gardee:
        gardee = lue
    changer(gardee)
    return gardee


def changer(demande: Demande) -> None:
    st.session_state[_CLE] = demande
    adresse: dict[str, Any] = {}
    if 0 < len(demande.question) <= _LONGUEUR_ADRESSE:
        adresse = {"q": demande.question}
        adresse |= {genre: list(demande.choix(genre)) for genre in GENRES}
    st.query_params.from_dict({nom: valeur for nom, valeur in adresse.items() if valeur})


def _lire_adresse() -> Demande:
    types, ateliers, themes, acteurs, annees = (tuple(st.query_params.get_all(genre)) for genre in GENRES)
    return Demande(st.query_params.get("q", "").strip(), types, ateliers, themes, acteurs, annees)
