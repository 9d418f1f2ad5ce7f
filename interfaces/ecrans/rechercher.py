"""L'écran Rechercher : une question, des passages classés, et pourquoi ils le sont."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from indexation.resultats import Reponses
from interfaces.assemblage import Services
from interfaces.ecrans import demande as demandes
from interfaces.ecrans import filtres, liens
from interfaces.ecrans import reponse as reponses_de_forme
from interfaces.ecrans.citation import citer
from interfaces.ecrans.demande import PAR_PAGE, Demande
from interfaces.ecrans.prolongements import prolonger
from interfaces.ecrans.resultat import montrer
from interfaces.ecrans.texte import inerte, phrase, pluriel

_EXEMPLES = (
    "Comment financer un projet citoyen dans ma commune ?",
    "Qui décide de l'usage des données d'un territoire ?",
    "Comment éviter que le numérique exclue les plus fragiles ?",
    "Débordement du travail sur la vie personnelle",
    "Quelles lectures sur la transition écologique ?",
)
_MAXIMUM = 200


def afficher(services: Services) -> None:
    """La question, puis ses résultats et leurs filtres."""
    demande = demandes.courante()
    st.title("Que cherchez-vous ?")
    _saisir(demande)
    if not demande.question:
        _inviter()
        return
    reponses = _chercher(services, demande)
    if reponses.avertissement:
        st.info(phrase(reponses.avertissement))
    _suggerer(reponses)
    if reponses.total or demande.filtree:
        with st.sidebar:
            filtres.afficher(services, demande, reponses)
    repondue = not demande.filtree and _repondre(services, demande)
    if reponses.resultats:
        _lister(services, demande, reponses)
    elif not repondue:
        _consoler(demande)


def _repondre(services: Services, demande: Demande) -> bool:
    """Ce que le graphe répond, si la question est de forme ; les filtres ne valent que pour les résultats."""
    reponse = services.formes.repondre(demande.question)
    if reponse is not None:
        reponses_de_forme.montrer(services, reponse)
    return reponse is not None


def _saisir(demande: Demande) -> None:
    if st.session_state.get("question_posee") != demande.question:
        st.session_state["question"] = st.session_state["question_posee"] = demande.question
    with st.form("poser", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Votre question",
            key="question",
            type="search",
            placeholder="Une question ou quelques mots, comme ils vous viennent",
            label_visibility="collapsed",
        )
        st.form_submit_button(
            "Rechercher", type="primary", icon=":material/search:", on_click=_poser_la_saisie
        )


def _poser_la_saisie() -> None:
    saisie = (st.session_state.get("question") or "").strip()
    st.session_state["question_vide"] = not saisie
    _poser(saisie)


def _poser(question: str) -> None:
    demandes.changer(Demande(question))


def _inviter() -> None:
    if st.session_state.pop("question_vide", False):
        st.warning("La question est vide. Écrivez quelques mots, ou essayez l'un des exemples.")
    st.write(
        "Maillage cherche, sur l'économie collaborative, dans ce que disent des ateliers et dans des "
        "notions, des pratiques et des guides : par les mots, par le sens et par les thèmes."
    )
    st.caption("Par exemple")
    for exemple in _EXEMPLES:
        st.button(exemple, key=f"exemple-{exemple}", on_click=_poser, args=(exemple,))
    liens.vers_ecran("explorer", "Ou parcourez les ateliers et les thèmes", icone=":material/hub:")


def _chercher(services: Services, demande: Demande) -> Reponses:
    with st.spinner("Recherche…", show_time=False):
        return services.recherche.chercher(
            demande.question, nombre=demande.nombre, filtres=filtres.lire(services, demande)
        )


def _suggerer(reponses: Reponses) -> None:
    for suggestion in reponses.suggestions:
        st.button(
            f"Vouliez-vous dire : **{inerte(suggestion)}** ?",
            key=f"suggestion-{suggestion}",
            icon=":material/spellcheck:",
            on_click=_poser,
            args=(suggestion,),
        )


def _lister(services: Services, demande: Demande, reponses: Reponses) -> None:
    if reponses.reponse is not None:
        citer(reponses.reponse)
    st.caption(f"{pluriel(reponses.total, 'résultat')} en {max(1, round(reponses.duree_ms))} ms")
    for resultat in reponses.resultats:
        montrer(services, resultat)
    reste = reponses.total - len(reponses.resultats)
    if reste > 0 and demande.nombre < _MAXIMUM:
        suite = replace(demande, nombre=min(_MAXIMUM, demande.nombre + PAR_PAGE))
        st.button(f"Voir plus ({reste})", key="voir_plus", on_click=demandes.changer, args=(suite,))
    prolonger(services, reponses.prolongements)


def _consoler(demande: Demande) -> None:
    st.subheader("Aucun résultat pertinent")
    st.markdown(
        "Rien, dans cette base, ne répond à cette question avec assez de sûreté.\n\n"
        "- Essayez d'autres mots, plus simples ou plus généraux.\n"
        "- Vérifiez l'orthographe des noms propres."
        + ("\n- Retirez un filtre : il écarte peut-être la réponse." if demande.filtree else "")
    )
    if demande.filtree:
        st.button("Retirer tous les filtres", key="sans_filtre", on_click=_poser, args=(demande.question,))
    liens.vers_ecran("explorer", "Parcourir les thèmes", icone=":material/hub:")
