"""La commande `maillage`."""

from __future__ import annotations

import atexit
import gc
import sys


def principal() -> None:
    """Exécute la commande ; une erreur prévue s'affiche en français, sans trace, avec son code."""
    from interfaces.commandes.application import executer

    # Le système reprend la mémoire d'un coup : y chercher les cycles coûterait un dixième d'une question.
    atexit.register(gc.freeze)
    sys.exit(executer(sys.argv[1:]))
