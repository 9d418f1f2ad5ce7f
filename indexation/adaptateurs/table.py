"""La table de vecteurs d'un modèle statique : moyenne des lignes des morceaux d'un texte."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LOT = 512
"""Textes traités ensemble : assez pour amortir, assez peu pour rester dans quelques Mo."""


def moyenner(decoupeur: Tokenizer, table: NDArray[np.floating], textes: Sequence[str]) -> NDArray[np.float32]:
    """Les moyennes normées (n, dimension) des lignes de `table` (morceaux, dimension).

    Seules les lignes utiles sont converties en float32 ; un texte sans morceau donne le vecteur nul.
    """
    moyennes = np.zeros((len(textes), table.shape[1]), dtype=np.float32)
    for debut in range(0, len(textes), LOT):
        lot = textes[debut : debut + LOT]
        encodages = decoupeur.encode_batch_fast([lisible(t) for t in lot], add_special_tokens=False)
        longueurs = np.array([len(encodage) for encodage in encodages], dtype=np.intp)
        pleins = np.flatnonzero(longueurs)
        if not len(pleins):
            continue
        morceaux = np.concatenate([encodages[i].ids for i in pleins])
        utiles, places = np.unique(morceaux, return_inverse=True)
        lignes = np.asarray(table[utiles], dtype=np.float32)[places]
        departs = np.concatenate(([0], np.cumsum(longueurs[pleins])[:-1]))
        moyennes[debut + pleins] = np.add.reduceat(lignes, departs, axis=0)
    normes = np.linalg.norm(moyennes, axis=1, keepdims=True)
    np.divide(moyennes, normes, out=moyennes, where=normes > 0)
    return moyennes


def lisible(texte: str) -> str:
    """Le texte sans ses demi-codes isolés, que les découpeurs refusent."""
    return texte.encode("utf-8", "replace").decode("utf-8")
