"""L'écran SPARQL : écrire une requête de lecture, la lancer, lire et emporter la réponse."""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st

from corpus.langue import cle_de_tri
from graphe.exploration import Lien
from graphe.questions import questions
from interfaces.assemblage import Services
from interfaces.ecrans import liens
from interfaces.ecrans.dessin import barres, hauteur
from interfaces.ecrans.mise_en_page import dire_erreur
from interfaces.ecrans.tableau import Affichable, Tableau, lire
from interfaces.ecrans.texte import pluriel
from ontologie.competences import competences
from ontologie.erreurs import ErreurMaillage
from ontologie.espaces import PREFIXES

_TEXTE = "texte_sparql"
_REPONSE = "reponse_sparql"
_PARAMETRE = "query"
_LONGUEUR_ADRESSE = 1500
_BARRES_MAXIMUM = 60
_LIGNES_DE_CODE = 2_000
_LECTEUR = "lecteur_sparql"
_TOUS = "tous"
_POUR_QUI = {
    _TOUS: "Tous : premiers exemples",
    "praticien": "Praticien",
    "documentaliste": "Documentaliste",
    "developpeur": "Développeur",
}
_DEPART = """SELECT ?atelier ?titre WHERE {
  ?atelier a maillage:Atelier ; rdfs:label ?titre .
}
ORDER BY ?titre
"""


class Exemple(NamedTuple):
    """Une requête déjà écrite : ce qu'elle demande, en français, et son texte."""

    titre: str
    texte: str


def afficher(services: Services) -> None:
    """L'éditeur et ses exemples, puis la dernière réponse."""
    st.title("Interroger en SPARQL", anchor=False)
    st.write(
        "Toute requête de lecture est permise : SELECT, ASK, CONSTRUCT ou DESCRIBE, "
        "sur tous les graphes à la fois."
    )
    _proposer_des_exemples()
    texte = _editer()
    _rappeler_les_prefixes()
    if st.button("Lancer la requête", type="primary", icon=":material/play_arrow:"):
        _lancer(services, texte)
    _montrer_la_reponse(services, texte)


def _proposer_des_exemples() -> None:
    """Les exemples de l'application, ou les questions de compétence d'un lecteur."""
    gauche, droite = st.columns([1, 3])
    pour_qui = gauche.selectbox(
        "Pour qui ?", list(_POUR_QUI), format_func=_POUR_QUI.__getitem__, key=_LECTEUR
    )
    exemples = sorted(_exemples(pour_qui), key=lambda exemple: cle_de_tri(exemple.titre))
    cle = f"exemple_sparql_{pour_qui}"
    droite.selectbox(
        "Partir d'un exemple",
        exemples,
        index=None,
        key=cle,
        format_func=lambda exemple: exemple.titre,
        placeholder="Choisissez une question déjà écrite…",
        on_change=_prendre_l_exemple,
        args=(cle,),
    )


def _exemples(pour_qui: str) -> list[Exemple]:
    if pour_qui == _TOUS:
        return [Exemple(q.titre, q.texte) for q in questions().values() if q.titre]
    return [Exemple(c.question, c.texte) for c in competences().values() if c.lecteur == pour_qui]


def _prendre_l_exemple(cle: str) -> None:
    exemple: Exemple | None = st.session_state.get(cle)
    if exemple is not None:
        st.session_state[_TEXTE] = exemple.texte
        st.session_state.pop(_REPONSE, None)


def _editer() -> str:
    """Le texte de la session, sinon celui de l'adresse, sinon une requête de départ."""
    demande = st.query_params.get(_PARAMETRE)
    if demande and st.session_state.get("requete_adresse") != demande:
        st.session_state[_TEXTE] = demande
    elif _TEXTE not in st.session_state:
        st.session_state[_TEXTE] = _DEPART
    texte: str = st.text_area("Requête", key=_TEXTE, height=260, persist_state="session") or ""
    if 0 < len(texte) <= _LONGUEUR_ADRESSE and texte != _DEPART:
        st.query_params[_PARAMETRE] = st.session_state["requete_adresse"] = texte
    else:
        st.query_params.pop(_PARAMETRE, None)
    return texte


def _rappeler_les_prefixes() -> None:
    with st.expander("Préfixes utiles", type="compact"):
        st.write("Ils sont déjà déclarés ; copiez-les si vous emportez votre requête ailleurs.")
        st.code("\n".join(f"PREFIX {nom}: <{espace}>" for nom, espace in PREFIXES.items()), language="sparql")


def _lancer(services: Services, texte: str) -> None:
    st.session_state.pop(_REPONSE, None)
    try:
        with st.spinner("La requête s'exécute…"):
            reponse = services.depot.interroger(texte, limites=services.configuration.limites)
            st.session_state[_REPONSE] = texte, lire(reponse)
    except ErreurMaillage as erreur:
        dire_erreur(erreur)


def _montrer_la_reponse(services: Services, texte: str) -> None:
    retenue: tuple[str, Affichable] | None = st.session_state.get(_REPONSE)
    if retenue is None:
        return
    question, reponse = retenue
    if question != texte:
        st.caption("Cette réponse est celle de la requête précédente ; relancez pour la mettre à jour.")
    if reponse.tronquee:
        limite = services.configuration.limites.lignes
        st.warning(f"La réponse est coupée à {pluriel(limite, 'ligne')}. Précisez la requête pour tout voir.")
    if reponse.tableau is not None:
        _montrer_le_tableau(services, reponse.tableau)
    elif reponse.booleen is not None:
        st.subheader("Oui" if reponse.booleen else "Non", anchor=False)
    else:
        _montrer_le_graphe(reponse.graphe)


def _montrer_le_tableau(services: Services, tableau: Tableau) -> None:
    st.caption(pluriel(len(tableau.lignes), "ligne"))
    if not tableau.lignes:
        st.info("Aucune ligne ne répond à cette requête.")
        return
    choix = st.dataframe(
        {nom: [ligne[rang] for ligne in tableau.lignes] for rang, nom in enumerate(tableau.colonnes)},
        hide_index=True,
        key="table_sparql",
        on_select="rerun",
        selection_mode="single-cell",
    )
    _ouvrir_la_case(services, tableau, choix)
    st.download_button(
        "Télécharger en CSV",
        tableau.en_csv(),
        "reponse.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
    nombres = tableau.colonne_de_nombres()
    if nombres is not None:
        _montrer_les_barres(tableau, nombres)


def _ouvrir_la_case(services: Services, tableau: Tableau, choix: Any) -> None:
    if tableau.iris:
        st.caption("Cliquez sur une case qui tient un identifiant pour ouvrir la ressource.")
    for ligne, nom in choix["selection"].get("cells", []):
        case = ligne, tableau.colonnes.index(nom)
        iri = liens.iri_ou_rien(tableau.brutes[ligne][case[1]]) if case in tableau.iris else None
        carte = services.exploration.carte(iri) if iri else None
        if carte is not None:
            liens.vers_ressource(Lien(carte.iri, f"Ouvrir « {carte.titre} »"), icone=":material/hub:")


def _montrer_les_barres(tableau: Tableau, nombres: int) -> None:
    noms = 1 - nombres
    lignes = tableau.lignes[:_BARRES_MAXIMUM]
    valeurs = [(str(ligne[noms] or "—"), float(ligne[nombres] or 0)) for ligne in lignes]
    dessin = barres(valeurs, noms=tableau.colonnes[noms], nombres=tableau.colonnes[nombres])
    st.altair_chart(dessin, height=hauteur(len({nom for nom, _ in valeurs})))
    if len(tableau.lignes) > _BARRES_MAXIMUM:
        st.caption(f"Le dessin montre les {_BARRES_MAXIMUM} premières lignes.")


def _montrer_le_graphe(turtle: str) -> None:
    if not turtle.strip():
        st.info("Le graphe demandé est vide.")
        return
    st.download_button(
        "Télécharger en Turtle",
        turtle.encode("utf-8"),
        "reponse.ttl",
        "text/turtle",
        icon=":material/download:",
        on_click="ignore",
    )
    lignes = turtle.splitlines()
    st.code("\n".join(lignes[:_LIGNES_DE_CODE]), language="turtle")
    if len(lignes) > _LIGNES_DE_CODE:
        st.caption(f"Les {_LIGNES_DE_CODE} premières lignes seulement ; le fichier téléchargé a tout.")
