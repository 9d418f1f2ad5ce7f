"""Le service des questions de forme."""

from __future__ import annotations

import threading
from collections.abc import Callable

from corpus.extraction.lexique import Lexique
from graphe.lexique import construire_lexique
from graphe.ports import Depot
from indexation.formes.attributs import repondre
from indexation.formes.execution import lister
from indexation.formes.forme import Liste, ReponseDeForme
from indexation.formes.lecture import lire
from indexation.formes.noms import Noms


class Formes:
    """Répond d'après le graphe aux questions de forme ; plusieurs fils peuvent demander à la fois."""

    def __init__(self, depot: Depot, themes: Callable[[Depot], Lexique] = construire_lexique) -> None:
        """`themes` : les noms des thèmes de la base, demandés quand une question en a besoin."""
        self._depot = depot
        self._themes = themes
        self._noms: tuple[int, Noms] | None = None
        self._verrou = threading.Lock()

    def repondre(self, question: str) -> ReponseDeForme | None:
        """La réponse ; `None` si la question n'est pas clairement de forme."""
        noms = self._de_cette_version()
        forme = lire(question, noms)
        if forme is None:
            return None
        if isinstance(forme, Liste):
            return lister(forme, self._depot, noms)
        return repondre(forme, self._depot, noms)

    def _de_cette_version(self) -> Noms:
        """Les noms de la base, relus quand elle change."""
        version = self._depot.version()
        with self._verrou:
            if self._noms is None or self._noms[0] != version:
                self._noms = version, Noms(self._depot, self._themes)
            return self._noms[1]
