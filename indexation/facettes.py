"""Filtrer des ressources et compter ce qu'il en reste, facette par facette."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from indexation.lecture import RessourceLue
from indexation.resultats import Filtres

FACETTES = ("type", "atelier", "theme", "acteur", "annee")
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
    return tuple(facette for facette in FACETTES if not _FILTRES[facette](ressource, filtres))


def compter(ressources: Iterable[RessourceLue], filtres: Filtres) -> tuple[Comptes, Comptes]:
    """Les comptes de ce qui passe tous les filtres, et les mêmes où chaque facette lève le sien."""
    tenus: dict[str, Counter[str]] = {facette: Counter() for facette in FACETTES}
    leves: dict[str, Counter[str]] = {facette: Counter() for facette in FACETTES}
    for ressource in ressources:
        refusee = refus(ressource, filtres)
        for facette in FACETTES:
            if not refusee:
                tenus[facette].update(_VALEURS[facette](ressource))
            if not refusee or refusee == (facette,):
                leves[facette].update(_VALEURS[facette](ressource))
    return _figer(tenus), _figer(leves)


def _croise(voulus: Iterable[str], presents: Iterable[str]) -> bool:
    return not voulus or not set(voulus).isdisjoint(presents)


def _figer(comptes: Mapping[str, Counter[str]]) -> Comptes:
    return {facette: dict(compte) for facette, compte in comptes.items()}
