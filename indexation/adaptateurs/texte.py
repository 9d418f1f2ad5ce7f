"""Ce qu'un texte doit être pour qu'un découpeur l'accepte."""

from __future__ import annotations


def lisible(texte: str) -> str:
    """Le texte sans ses demi-codes isolés, que les découpeurs refusent."""
    return texte.encode("utf-8", "replace").decode("utf-8")
