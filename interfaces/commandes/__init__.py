"""La commande `maillage`."""

from __future__ import annotations

import sys


def principal() -> None:
    """Exécute la commande ; une erreur prévue s'affiche en français, sans trace, avec son code."""
    from interfaces.commandes.application import executer

    sys.exit(executer(sys.argv[1:]))
