"""L'élève : une table de vecteurs par morceau, et des textes déjà découpés en numéros."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

DIMENSION = 384
INCONNU = 0
ECART = 0.05
"""Écart type des vecteurs au départ."""


@dataclass(frozen=True, slots=True)
class Decoupes:
    """Des textes en numéros de morceaux, bout à bout ; `departs` a une borne de plus que de textes."""

    morceaux: NDArray[np.int64]
    departs: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.departs) - 1

    def lot(self, numeros: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Les morceaux des textes choisis, bout à bout, et leurs débuts."""
        debuts = self.departs[numeros]
        longueurs = self.departs[numeros + 1] - debuts
        bornes = np.concatenate(([0], np.cumsum(longueurs)))
        places = np.arange(bornes[-1]) - np.repeat(bornes[:-1] - debuts, longueurs)
        return self.morceaux[places], bornes[:-1]


def decouper(decoupeur: Tokenizer, textes: Sequence[str], *, maximum: int = 256) -> Decoupes:
    """Découpe des textes, `maximum` morceaux chacun au plus."""
    encodages = decoupeur.encode_batch_fast(list(textes), add_special_tokens=False)
    suites = [encodage.ids[:maximum] or [INCONNU] for encodage in encodages]
    departs = np.concatenate(([0], np.cumsum([len(suite) for suite in suites])))
    return Decoupes(np.fromiter((n for suite in suites for n in suite), np.int64, departs[-1]), departs)


class Eleve:
    """La moyenne normée des vecteurs des morceaux ; le morceau inconnu (numéro 0) ne compte pas."""

    def __init__(self, taille: int, *, graine: int) -> None:
        hasard = torch.Generator().manual_seed(graine)
        poids = torch.randn(taille, DIMENSION, generator=hasard) * ECART
        poids[INCONNU] = 0
        self.sac = torch.nn.EmbeddingBag.from_pretrained(
            poids, freeze=False, mode="mean", padding_idx=INCONNU
        )

    def __call__(self, decoupes: Decoupes, numeros: NDArray[np.int64]) -> torch.Tensor:
        """Les vecteurs (n, 384), de norme 1, des textes choisis."""
        morceaux, debuts = decoupes.lot(numeros)
        moyennes = self.sac(torch.from_numpy(morceaux), torch.from_numpy(debuts))
        return torch.nn.functional.normalize(moyennes, dim=1)

    @property
    def table(self) -> NDArray[np.float32]:
        """Une copie des vecteurs des morceaux (taille, 384)."""
        copie: NDArray[np.float32] = self.sac.weight.detach().numpy().copy()
        return copie
