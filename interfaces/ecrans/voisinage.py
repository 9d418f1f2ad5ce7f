"""Le voisinage d'une ressource, dessiné : un clic sur un point en fait le centre."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt
import streamlit as st

from corpus.langue import cle_de_tri
from graphe.exploration import Point, Voisinage
from interfaces.assemblage import Services
from interfaces.ecrans.dessin import donnees
from interfaces.ecrans.texte import pluriel
from ontologie.termes import Iri

_CLIC = "clic"
_HAUTEUR_MINIMALE = 320
_HAUTEUR_PAR_LIGNE = 27
_DEMI_LARGEUR = 0.55
_BORD = 2.0
_PLACE_DU_NOM = (_BORD - _DEMI_LARGEUR) / (2 * _BORD) - 0.03
"""La part de la largeur qui reste entre un point et le bord."""
_COULEURS = [
    "#0b5f6b", "#b8651b", "#6a4c93", "#5f7a1f", "#a83250", "#2f6fb0",
    "#8a6d00", "#3d8f72", "#7d4f3a", "#5a5f7d", "#b05aa0", "#4b7a8c",
]  # fmt: skip


def afficher_voisinage(services: Services, iri: Iri) -> None:
    """Le dessin ; le clic change de ressource."""
    voisinage = services.exploration.voisinage(iri)
    if voisinage is None or len(voisinage.points) < 2:
        st.info("Aucune autre ressource n'est liée à celle-ci.")
        return
    nombre = len(voisinage.points) - 1
    st.caption(
        f"{pluriel(nombre, 'ressource liée', 'ressources liées')}. "
        "Cliquez sur un point ou sur un nom pour en faire le centre."
    )
    noms = {p.type: services.exploration.libelles().nom_de_classe(p.type) for p in voisinage.points}
    choix = st.altair_chart(
        dessiner(voisinage, noms),
        key=f"voisinage-{iri}",
        on_select="rerun",
        selection_mode=_CLIC,
        alt=_description(voisinage),
    )
    if voisinage.omis:
        st.caption(f"Et {pluriel(voisinage.omis, 'autre')}, à lire dans la fiche.")
    _suivre(choix, voisinage)


def _suivre(choix: Any, voisinage: Voisinage) -> None:
    cliques = [point.get("iri") for point in choix["selection"].get(_CLIC, [])]
    connus = {point.iri: point for point in voisinage.points}
    for clique in cliques:
        if clique in connus and clique != voisinage.centre:
            st.query_params["iri"] = clique
            st.rerun()


def _description(voisinage: Voisinage) -> str:
    noms = ", ".join(point.titre for point in voisinage.points[1:])
    return f"{voisinage.points[0].titre}, lié à : {noms}."


def dessiner(voisinage: Voisinage, noms: Mapping[str, str]) -> alt.LayerChart:
    """Le centre au milieu ; les voisines sur deux arcs, une par ligne, pour que chaque nom se lise."""
    places = disposer(voisinage, noms)
    points = donnees(_point(p, places[p.iri], voisinage, noms) for p in voisinage.points)
    axes: dict[str, Any] = {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-_BORD, _BORD])),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1.15, 1.15])),
    }
    base = alt.Chart(points).encode(
        **axes,
        tooltip=[alt.Tooltip(f"{nom}:N", title=nom.capitalize()) for nom in ("ressource", "nature", "lien")],
    )
    cercles = base.mark_circle(opacity=1, cursor="pointer").encode(
        size=alt.Size("taille:Q", scale=None),
        color=alt.Color(
            "nature:N",
            title=None,
            scale=alt.Scale(range=_COULEURS),
            legend=alt.Legend(
                orient="bottom",
                columns=alt.ExprRef("max(1, floor(width / 170))"),
                symbolType="circle",
                labelColor="#1b2426",
            ),
        ),
    )
    clic = alt.selection_point(name=_CLIC, fields=["iri"], on="click", clear=False, toggle=False)
    traits = alt.Chart(donnees(_traits(voisinage, places))).mark_rule(color="#b9c4c6", strokeWidth=1.2)
    lien = alt.Tooltip("lien:N", title="Lien")
    couches = [traits.encode(**axes, x2="x2:Q", y2="y2:Q", tooltip=lien), cercles.add_params(clic)]
    lignes = math.ceil((len(voisinage.points) - 1) / 2)
    dessin: alt.LayerChart = (
        alt.layer(*couches, *_etiquettes(base))
        .properties(height=max(_HAUTEUR_MINIMALE, _HAUTEUR_PAR_LIGNE * lignes + 60))
        .configure_view(stroke=None)
    )
    return dessin


def _etiquettes(base: alt.Chart) -> list[alt.Chart]:
    """Les noms, du côté du bord, coupés à la place qu'ils ont."""
    cote: dict[str, Any] = {"limit": alt.ExprRef(f"width * {_PLACE_DU_NOM}")}
    centre: dict[str, Any] = {"dy": -20, "limit": alt.ExprRef("width * 0.22"), "fontWeight": "bold"}
    style: dict[str, Any] = {"cursor": "pointer", "fontSize": 13}
    couches = (
        _du_cote(base, "gauche").mark_text(align="right", dx=-11, **cote, **style),
        _du_cote(base, "droite").mark_text(align="left", dx=11, **cote, **style),
        _du_cote(base, "centre").mark_text(stroke="white", strokeWidth=5, **centre, **style),
        _du_cote(base, "centre").mark_text(**centre, **style),
    )
    return [couche.encode(text="ressource:N") for couche in couches]


def _du_cote(base: alt.Chart, cote: str) -> alt.Chart:
    filtree: alt.Chart = base.transform_filter(alt.datum.cote == cote)
    return filtree


def _traits(
    voisinage: Voisinage, places: Mapping[Iri, tuple[float, float]]
) -> Iterator[dict[str, float | str]]:
    for source, cible, libelle in voisinage.aretes:
        (x, y), (x2, y2) = places[source], places[cible]
        yield {"x": x, "y": y, "x2": x2, "y2": y2, "lien": libelle}


def disposer(voisinage: Voisinage, noms: Mapping[str, str]) -> dict[Iri, tuple[float, float]]:
    """Une place par point : moitié à droite, moitié à gauche, par nature puis par titre, de haut en bas."""
    autour = sorted(voisinage.points[1:], key=lambda p: (cle_de_tri(noms[p.type]), cle_de_tri(p.titre)))
    moitie = math.ceil(len(autour) / 2)
    places = {voisinage.centre: (0.0, 0.0)}
    for cote, groupe in ((1, autour[:moitie]), (-1, autour[moitie:])):
        for rang, point in enumerate(groupe):
            y = 1 - (2 * rang + 1) / len(groupe)
            places[point.iri] = (cote * _DEMI_LARGEUR * math.sqrt(max(0.08, 1 - y * y)), y)
    return places


def _point(
    point: Point, place: tuple[float, float], voisinage: Voisinage, noms: Mapping[str, str]
) -> dict[str, Any]:
    libelles = [lib for s, c, lib in voisinage.aretes if point.iri in {s, c}]
    centre = point.iri == voisinage.centre
    return {
        "iri": point.iri,
        "ressource": point.titre,
        "nature": noms[point.type],
        "lien": "" if centre else ", ".join(sorted(set(libelles), key=cle_de_tri)),
        "x": place[0],
        "y": place[1],
        "taille": 420 if centre else 150,
        "cote": "centre" if centre else "droite" if place[0] > 0 else "gauche",
    }
