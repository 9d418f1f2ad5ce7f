"""Un résultat de recherche : ce que c'est, le passage, d'où il vient, pourquoi il est là."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt
import streamlit as st

from corpus.genres import ENONCES
from graphe.exploration import Carte, Champ, Lien
from indexation.pertinence import A_VERIFIER, niveau
from indexation.resultats import Raison, Resultat
from interfaces.assemblage import Services
from interfaces.ecrans import liens
from interfaces.ecrans.catalogue import catalogue
from interfaces.ecrans.dessin import donnees
from interfaces.ecrans.fiche import dire_adresse, dire_fraicheur, une_ligne, une_valeur
from interfaces.ecrans.proches import proposer
from interfaces.ecrans.texte import couper, inerte, passage_html, pluriel
from ontologie.espaces import DCTERMS, MAILLAGE
from ontologie.termes import Iri

_DOCUMENTS = MAILLAGE + "aPourDocument"
_REFERENCES = DCTERMS + "references"
_SOURCE = DCTERMS + "source"
_SOURCES = 2
_SOURCES_DE_RAISON = {
    "mots": "Des mots de la question s'y trouvent",
    "sens": "Le passage parle de la même chose",
    "concepts": "La question et la ressource ont des thèmes en commun",
    "graphe": "Elle est liée à d'autres réponses",
}
_COULEURS = {"mots": "#0b5f6b", "sens": "#b8651b", "concepts": "#6a4c93", "graphe": "#5f7a1f"}


def montrer(services: Services, resultat: Resultat) -> None:
    """Le titre mène à la fiche ; le reste se lit sans cliquer."""
    carte = services.exploration.carte(resultat.iri)
    with st.container(border=True, gap="xsmall", key=f"resultat-{resultat.iri}"):
        liens.vers_ressource(Lien(resultat.iri, resultat.titre), gras=True)
        _qualifier(services, resultat)
        if resultat.extrait:
            st.html(passage_html(resultat.extrait, resultat.surlignes))
        if carte is not None:
            _situer(resultat, carte)
            _accompagner(services, carte)
        _expliquer(resultat)
        proposer(services, resultat.iri)


def _qualifier(services: Services, resultat: Resultat) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        st.badge(inerte(services.exploration.libelles().nom_de_classe(resultat.type)), color="blue")
        for atelier in resultat.ateliers:
            if atelier != resultat.iri:
                titre = catalogue(services).titre(atelier)
                st.badge(
                    inerte(couper(titre, 60)), color="gray", icon=":material/groups:", help=inerte(titre)
                )
        mots = niveau(resultat.score)
        st.badge(mots, color="orange" if mots == A_VERIFIER else "green")


def _situer(resultat: Resultat, carte: Carte) -> None:
    """D'où vient le passage et, pour un écrit, qui l'a publié, quand, et où le lire."""
    # la « section » d'un énoncé dit sa nature, que la pastille montre déjà
    section = "" if resultat.type in ENONCES else resultat.section
    morceaux = [f"Section : {inerte(section)}"] if section else []
    morceaux += _parution(carte)
    source = _champ(carte, _SOURCE)
    if source is not None:
        morceaux.append(_dire_les_sources(source))
    if fraicheur := dire_fraicheur(carte):
        morceaux.append(fraicheur)
    with st.container(horizontal=True, gap="small"):
        if morceaux:
            st.caption(" · ".join(morceaux), width="content")
        dire_adresse(carte)


def _dire_les_sources(champ: Champ) -> str:
    """Les deux premières : la fiche les montre toutes."""
    titres = [inerte(une_valeur(valeur)) for valeur in champ.valeurs[:_SOURCES]]
    reste = len(champ.valeurs) - len(titres)
    suite = f" et {pluriel(reste, 'autre')}" if reste > 0 else ""
    return f"{'Sources' if len(champ.valeurs) > 1 else 'Source'} : {', '.join(titres)}{suite}"


def _parution(carte: Carte) -> list[str]:
    champs = [_champ(carte, DCTERMS + "publisher"), _champ(carte, MAILLAGE + "annee")]
    return [inerte(une_ligne(champ)) for champ in champs if champ is not None]


def _accompagner(services: Services, carte: Carte) -> None:
    """Pour un atelier : ses documents, et ce qu'il conseille de lire."""
    for predicat, titre in ((_DOCUMENTS, "Documents"), (_REFERENCES, "Pour aller plus loin")):
        champ = _champ(carte, predicat)
        if champ is None:
            continue
        st.caption(titre)
        for valeur in champ.valeurs:
            if isinstance(valeur, Lien):
                _piece(services, valeur)


def _piece(services: Services, ressource: Lien) -> None:
    """Un document ou une référence sur une ligne : son titre, qui l'a publié, quand, où le lire."""
    carte = services.exploration.carte(ressource.iri)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        liens.vers_ressource(ressource, icone=":material/description:")
        if carte is not None:
            if parution := _parution(carte):
                st.caption(", ".join(parution), width="content")
            dire_adresse(carte)


def _champ(carte: Carte, predicat: str) -> Champ | None:
    return next((champ for champ in carte.champs if champ.predicat == Iri(predicat)), None)


def _expliquer(resultat: Resultat) -> None:
    volet = st.expander(
        "Pourquoi ce résultat ?", key=f"pourquoi-{resultat.iri}", type="compact", on_change="rerun"
    )
    if not volet.open:
        return
    with volet:
        st.markdown("\n".join(_dire_les_raisons(resultat.raisons)))
        st.altair_chart(_barres(resultat.raisons), height=40 + 28 * len(resultat.raisons))
        st.caption("La longueur d'une barre dit combien cette raison a compté dans le classement.")


def _dire_les_raisons(raisons: tuple[Raison, ...]) -> Iterator[str]:
    for source in dict.fromkeys(raison.source for raison in raisons):
        details = " ; ".join(raison.detail for raison in raisons if raison.source == source)
        yield f"- **{_SOURCES_DE_RAISON.get(source, source)}** : {inerte(details)}"


def _barres(raisons: tuple[Raison, ...]) -> alt.Chart:
    total = sum(raison.contribution for raison in raisons) or 1.0
    valeurs = [
        {"rang": rang, "raison": couper(r.detail, 60), "source": r.source, "part": r.contribution / total}
        for rang, r in enumerate(raisons)
    ]
    dessin: alt.Chart = (
        alt.Chart(donnees(valeurs))
        .mark_bar(height=14)
        .encode(
            x=alt.X("part:Q", title="Part du score", axis=alt.Axis(format="%", tickCount=5)),
            y=alt.Y("raison:N", sort=alt.SortField("rang"), title=None, axis=alt.Axis(labelLimit=260)),
            color=alt.Color(
                "source:N",
                scale=alt.Scale(domain=list(_COULEURS), range=list(_COULEURS.values())),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("raison:N", title="Raison"),
                alt.Tooltip("part:Q", title="Part", format=".0%"),
            ],
        )
    )
    return dessin
