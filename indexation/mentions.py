"""Les concepts que nomme le texte d'une ressource : les compter, et savoir où recompter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from corpus import langue
from corpus.extraction.lexique import COUPURE, Lexique, cles_de_forme
from corpus.extraction.reconnaissance import reconnaitre
from indexation.lecture import Registre
from indexation.ports import IndexLexical

_LOT = 200
"""Combien de ressources passent ensemble au reconnaisseur."""


def compter(
    ressources: Iterable[tuple[int, list[str]]], lexique: Lexique, *, en_nombre: bool
) -> Iterator[tuple[int, Counter[str]]]:
    """Pour chaque ressource (numéro, textes), combien de fois elle nomme chaque concept."""
    suite = iter(ressources)
    while lot := list(islice(suite, _LOT)):
        textes = [texte for _, siens in lot for texte in siens]
        mentions = reconnaitre(textes, lexique, en_nombre=en_nombre)
        for numero, siens in lot:
            yield numero, Counter(m.iri for trouvees in islice(mentions, len(siens)) for m in trouvees)


def concernees(registre: Registre, mots: IndexLexical, ancien: Lexique, nouveau: Lexique) -> set[str]:
    """Les ressources dont les mentions peuvent changer d'un lexique à l'autre.

    Ce sont celles qui ont tous les mots d'une forme ajoutée ou retirée : l'index des mots part du plus
    rare. Les autres n'en nomment aucune, et la plus longue forme d'un texte n'y change pas.
    """
    avant, apres = (
        {(entree.iri, entree.forme, entree.nature) for entree in lexique.entrees}
        for lexique in (ancien, nouveau)
    )
    passages: set[int] = set()
    for cle in {cle for _, forme, _ in avant ^ apres for cle in cles_de_forme(forme)}:
        utiles = set(cle) - langue.lemmes_vides() - {COUPURE}
        if not utiles:  # un mot utile dont le lemme est celui d'un mot vide : l'index ne peut le chercher
            return registre.toutes()
        passages |= set(mots.porteurs(utiles))
    return registre.ressources_des_passages(passages)
