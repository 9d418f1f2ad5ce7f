"""Filtrer des ressources et compter ce qu'il en reste, facette par facette."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from types import MappingProxyType

from indexation.lecture import RessourceLue
from indexation.resultats import Filtres

FACETTES = ("type", "atelier", "theme", "acteur", "annee")
_AUCUN = Filtres()
Comptes = Mapping[str, Mapping[str, int]]

_FILTRES: Mapping[str, Callable[[RessourceLue, Filtres], bool]] = MappingProxyType(
    {
        "type": lambda r, f: _croise(f.types, r.classes),
        "atelier": lambda r, f: _croise(f.ateliers, r.ateliers),
        "theme": lambda r, f: _croise(f.themes, r.themes),
        "acteur": lambda r, f: _croise(f.acteurs, r.acteurs),
        "annee": lambda r, f: not f.annees or any(p.contient(a) for p in f.annees for a in r.annees),
    }
)
_VALEURS: Mapping[str, Callable[[RessourceLue], Iterable[str]]] = MappingProxyType(
    {
        "type": lambda r: (r.type,),
        "atelier": lambda r: r.ateliers,
        "theme": lambda r: r.themes,
        "acteur": lambda r: r.acteurs,
        "annee": lambda r: map(str, r.annees),
    }
)


def refus(ressource: RessourceLue, filtres: Filtres) -> tuple[str, ...]:
    """Les facettes dont le filtre écarte cette ressource ; vide si elle passe."""
    if filtres == _AUCUN:
        return ()
    return tuple(facette for facette in FACETTES if not _FILTRES[facette](ressource, filtres))


def compter(ressources: Iterable[RessourceLue], filtres: Filtres) -> tuple[Comptes, Comptes]:
    """Les comptes de ce qui passe tous les filtres, et les mêmes où chaque facette lève le sien."""
    jugees = [(ressource, refus(ressource, filtres)) for ressource in ressources]

    def reunir(facette: str, leve: tuple[str, ...]) -> Mapping[str, int]:
        valeurs = _VALEURS[facette]
        return dict(
            Counter(chain.from_iterable(valeurs(r) for r, refusee in jugees if refusee in ((), leve)))
        )

    tenus = {facette: reunir(facette, ()) for facette in FACETTES}
    return tenus, {f: reunir(f, (f,)) for f in FACETTES} if filtres != _AUCUN else tenus


def _croise(voulus: Iterable[str], presents: Iterable[str]) -> bool:
    return not voulus or not set(voulus).isdisjoint(presents)
