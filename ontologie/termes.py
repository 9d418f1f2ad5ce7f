"""Les termes RDF de la maison : des valeurs, sans moteur derrière.

Écrits en N-Triples ; les données rangées n'ont pas de nœud anonyme.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"
CHAINE = XSD + "string"

_ECHAPPEMENTS = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)
_INTERDITS_IRI = frozenset('<>"{}|^`\\') | {chr(c) for c in range(0x21)}


class Iri(str):
    """Un identifiant absolu."""

    __slots__ = ()

    def __new__(cls, valeur: str) -> Iri:
        """Refuse (`ValueError`) ce qui ne peut s'écrire entre chevrons."""
        if ":" not in valeur or not _INTERDITS_IRI.isdisjoint(valeur):
            raise ValueError(f"« {valeur} » n'est pas un IRI absolu.")
        return super().__new__(cls, valeur)

    @property
    def nom_local(self) -> str:
        """Ce qui suit le dernier « # » ou « / »."""
        return self.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Litteral:
    """Un texte, avec sa langue ou son type."""

    valeur: str
    langue: str | None = None
    type: str = CHAINE

    def __str__(self) -> str:
        return self.valeur


Terme = Iri | Litteral
Ligne = Mapping[str, Terme | None]


class Triplet(NamedTuple):
    """Sujet, prédicat, objet."""

    sujet: Iri
    predicat: Iri
    objet: Terme


class Quad(NamedTuple):
    """Un triplet et le graphe nommé qui le porte."""

    sujet: Iri
    predicat: Iri
    objet: Terme
    graphe: Iri

    @property
    def triplet(self) -> Triplet:
        return Triplet(self.sujet, self.predicat, self.objet)


def entier(valeur: int) -> Litteral:
    return Litteral(str(valeur), type=XSD + "integer")


def texte_fr(valeur: str) -> Litteral:
    return Litteral(valeur, langue="fr")


def ecrire_terme(terme: Terme) -> str:
    """L'écriture N-Triples d'un terme, valable aussi en SPARQL et en Turtle."""
    if isinstance(terme, Iri):
        return f"<{terme}>"
    entre_guillemets = f'"{terme.valeur.translate(_ECHAPPEMENTS)}"'
    if terme.langue:
        return f"{entre_guillemets}@{terme.langue}"
    return entre_guillemets if terme.type == CHAINE else f"{entre_guillemets}^^<{terme.type}>"


def ecrire_quad(quad: Quad) -> str:
    """Une ligne N-Quads, sans retour à la ligne."""
    return " ".join(ecrire_terme(t) for t in quad) + " ."


def ecrire_quads(quads: Iterable[Quad]) -> str:
    """Un document N-Quads trié : le même ensemble donne toujours le même texte."""
    return "".join(f"{ligne}\n" for ligne in sorted(map(ecrire_quad, quads)))
