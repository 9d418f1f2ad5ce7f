"""Les lignes d'un fichier publié qui reviennent d'une question à l'autre : lues une fois, puis gardées."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Generic, TypeVar

_AU_PLUS = 20_000

L = TypeVar("L")


class Gardees(Generic[L]):
    """Numéro → ligne. Le fichier ne changeant pas, elle reste vraie ; plusieurs fils s'en servent."""

    def __init__(self) -> None:
        self._lignes: dict[int, L] = {}

    def reunir(
        self, numeros: Collection[int], lire: Callable[[Collection[int]], dict[int, L]]
    ) -> dict[int, L]:
        """Les lignes de ces numéros, dans leur ordre ; `lire` rend celles qui manquent, si elles existent."""
        gardees = self._lignes
        trouvees = {numero: ligne for numero in numeros if (ligne := gardees.get(numero)) is not None}
        if len(trouvees) < len(numeros):
            lues = lire([numero for numero in numeros if numero not in trouvees])
            if len(gardees) + len(lues) > _AU_PLUS:
                gardees = self._lignes = {}
            gardees.update(lues)
            trouvees = {
                n: trouvees[n] if n in trouvees else lues[n] for n in numeros if n in trouvees or n in lues
            }
        return trouvees
