"""Vérifier un graphe : les formes SHACL et les contrôles, réunis en constats qui disent comment réparer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ontologie.controles import Controle, Gravite, Portee, cibler, lire_controles
from ontologie.formes import Interrogeable, confronter, formes
from ontologie.termes import Iri, Ligne

__all__ = [
    "Constat",
    "Gravite",
    "Interrogeable",
    "Portee",
    "Rapport",
    "formes",
    "lire_controles",
    "verifier",
]

_RANGS = {gravite: rang for rang, gravite in enumerate(Gravite)}


@dataclass(frozen=True, slots=True)
class Constat:
    """Une faute trouvée : où, laquelle, et comment la réparer. `controle` nomme la forme ou la requête."""

    gravite: Gravite
    controle: str
    ressource: Iri
    message: str
    remede: str


@dataclass(frozen=True, slots=True)
class Rapport:
    """Les constats, des plus graves aux moins graves."""

    constats: tuple[Constat, ...]

    @property
    def violations(self) -> tuple[Constat, ...]:
        return self._de(Gravite.VIOLATION)

    @property
    def avertissements(self) -> tuple[Constat, ...]:
        return self._de(Gravite.AVERTISSEMENT)

    @property
    def comptes(self) -> Mapping[Gravite, int]:
        """Le nombre de constats par gravité, zéros compris."""
        compte = Counter(constat.gravite for constat in self.constats)
        return {gravite: compte[gravite] for gravite in Gravite}

    def _de(self, gravite: Gravite) -> tuple[Constat, ...]:
        return tuple(constat for constat in self.constats if constat.gravite is gravite)


def verifier(
    graphe: Interrogeable,
    *,
    ressources: Collection[Iri] | None = None,
    portee: Portee = Portee.BASE,
) -> Rapport:
    """Les constats sur tout le graphe, ou sur les seules `ressources` données.

    Restreindre ne change pas les constats de ces ressources. `portee` : ce qui ne vaut que pour
    une base de Maillage n'est pas demandé à un vocabulaire venu d'ailleurs.
    """
    voulues = None if ressources is None else frozenset(ressources)
    if voulues is not None and not voulues:
        return Rapport(())
    constats = {*_par_les_formes(graphe, voulues, portee), *_par_les_controles(graphe, voulues, portee)}
    return Rapport(tuple(sorted(constats, key=_ordre)))


def _par_les_formes(
    graphe: Interrogeable, voulues: frozenset[Iri] | None, portee: Portee
) -> Iterator[Constat]:
    for ecart in confronter(graphe, voulues, portee):
        forme, gravite = ecart.forme, ecart.forme.gravite(portee)
        if gravite is not None:
            message = (
                forme.message if ecart.valeur is None else f"{forme.message} Valeur : « {ecart.valeur} »."
            )
            yield Constat(gravite, forme.nom, ecart.ressource, message, forme.remede)


def _par_les_controles(
    graphe: Interrogeable, voulues: frozenset[Iri] | None, portee: Portee
) -> Iterator[Constat]:
    for controle in lire_controles():
        gravite = controle.gravite(portee)
        if gravite is not None:
            for ligne in graphe.lignes(cibler(controle.requete, voulues)):
                ressource = ligne["ressource"]
                if isinstance(ressource, Iri):
                    yield _constat(controle, gravite, ressource, ligne)


def _constat(controle: Controle, gravite: Gravite, ressource: Iri, ligne: Ligne) -> Constat:
    message = controle.message.replace("{detail}", str(ligne.get("detail") or ""))
    return Constat(gravite, controle.nom, ressource, message, controle.remede)


def _ordre(constat: Constat) -> tuple[int, str, str, str]:
    return _RANGS[constat.gravite], constat.controle, constat.ressource, constat.message
