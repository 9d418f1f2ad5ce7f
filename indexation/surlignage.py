"""Ce qui se surligne dans un passage : les mots de la question, et les autres noms de ses concepts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from corpus import langue
from corpus.extraction.lexique import Lexique, reperer

Concepts = Sequence[tuple[int, int, str]]
"""Des concepts nommés dans un texte : début, fin, IRI."""
Reperage = Callable[[str], Concepts]
"""Un texte → les concepts qu'il nomme."""


def concepts_nommes(texte: str, lexique: Lexique) -> Concepts:
    return [(mention.debut, mention.fin, mention.iri) for mention in reperer(texte, lexique)]


def surligner(
    texte: str, racines: Collection[str], concepts: Collection[str], nommes: Concepts
) -> tuple[tuple[int, int], ...]:
    """Les places des mots à surligner, un par un (un composé, d'une pièce) : ni article élidé, ni mot vide.

    `nommes` : les concepts que le texte nomme ; ceux de `concepts` se surlignent sous tous leurs noms.
    """
    dits = [(debut, fin) for debut, fin, iri in nommes if iri in concepts]
    places = langue.surligner(texte, racines)
    places += [
        (mot.debut, mot.fin)
        for mot in (langue.mots(texte) if dits else ())
        if any(debut <= mot.debut and mot.fin <= fin for debut, fin in dits)
        and not any(debut <= mot.debut < fin for debut, fin in places)
    ]
    return tuple(sorted(places))
