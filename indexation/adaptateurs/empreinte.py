"""Reconnaître un modèle à ses fichiers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def empreinte_des_fichiers(dossier: Path, noms: Iterable[str]) -> str:
    """Le sha256 hexadécimal des noms et des contenus, dans l'ordre donné."""
    total = hashlib.sha256()
    for nom in noms:
        with (dossier / nom).open("rb") as fichier:
            total.update(f"{nom}\0".encode())
            total.update(hashlib.file_digest(fichier, "sha256").digest())
    return total.hexdigest()
