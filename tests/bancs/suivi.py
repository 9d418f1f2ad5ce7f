"""Dire où l'on en est, sur la sortie des erreurs, sans peser sur ce que l'on chronomètre."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence

_ECART = 5.0
"""Secondes entre deux annonces."""


def annoncer(message: str) -> None:
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def suivre(elements: Sequence, description: str) -> Iterator:
    """Les éléments un à un ; dit l'avance et le reste toutes les cinq secondes."""
    depart = dernier = time.monotonic()
    for fait, element in enumerate(elements):
        maintenant = time.monotonic()
        if maintenant - dernier >= _ECART:
            reste = (maintenant - depart) / fait * (len(elements) - fait)
            annoncer(f"    {description} : {fait} sur {len(elements)}, encore {reste:.0f} s environ")
            dernier = maintenant
        yield element
