"""Les lignes d'un fichier publié qui reviennent d'une question à l'autre : lues une fois, puis gardées."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Generic, TypeVar

_AU_PLUS = 20_000

C = TypeVar("C", int, str)
L = TypeVar("L")


class Gardees(Generic[C, L]):
    """Clé → ligne. Le fichier ne changeant pas, elle reste vraie ; plusieurs fils s'en servent."""

    def __init__(self) -> None:
        self._lignes: dict[C, L] = {}

    def reunir(self, cles: Collection[C], lire: Callable[[Collection[C]], dict[C, L]]) -> dict[C, L]:
        """Les lignes de ces clés, dans leur ordre ; `lire` rend celles qui manquent, si elles existent."""
        gardees = self._lignes
        trouvees = {cle: ligne for cle in cles if (ligne := gardees.get(cle)) is not None}
        if len(trouvees) < len(cles):
            lues = lire([cle for cle in cles if cle not in trouvees])
            if len(gardees) + len(lues) > _AU_PLUS:
                gardees = self._lignes = {}
            gardees.update(lues)
            trouvees = {
                c: trouvees[c] if c in trouvees else lues[c] for c in cles if c in trouvees or c in lues
            }
        return trouvees
