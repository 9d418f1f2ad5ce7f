"""Ce que les dessins ont en commun : des données sans pandas, une barre par ligne."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt

COULEUR = "#0b5f6b"


def donnees(lignes: Iterable[Mapping[str, Any]]) -> Any:
    """Des lignes telles quelles, dans le dessin même : rien n'est à télécharger."""
    return alt.Data(values=list(lignes))  # type: ignore[no-untyped-call]


def barres(lignes: Iterable[tuple[str, float]], *, noms: str, nombres: str) -> Any:
    """Une barre horizontale par ligne, dans l'ordre donné, et sa valeur au bout."""
    base = alt.Chart(donnees({"nom": nom, "nombre": nombre} for nom, nombre in lignes)).encode(
        x=alt.X("nombre:Q", title=nombres, axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("nom:N", sort=None, title=None, axis=alt.Axis(labelLimit=300, labelOverlap=False)),
        tooltip=[alt.Tooltip("nom:N", title=noms), alt.Tooltip("nombre:Q", title=nombres)],
    )
    valeurs = base.mark_text(align="left", dx=4).encode(text="nombre:Q")
    return alt.layer(base.mark_bar(color=COULEUR), valeurs)


def hauteur(lignes: int) -> int:
    """Les pixels qu'il faut pour que chaque nom se lise."""
    return 90 + 24 * lignes
