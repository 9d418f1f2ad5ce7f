"""Des textes en numéros de morceaux, et les lots que l'on en fait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

Numeros = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Decoupes:
    """Des textes en numéros de morceaux, bout à bout ; `departs` a une borne de plus que de textes."""

    morceaux: Numeros
    departs: Numeros

    def __len__(self) -> int:
        return len(self.departs) - 1

    @property
    def longueurs(self) -> Numeros:
        return np.diff(self.departs)

    def lot(self, numeros: Numeros) -> tuple[torch.Tensor, torch.Tensor]:
        """Les textes choisis, remplis de zéros (n, longueur du plus long), et leur masque."""
        longueurs = self.longueurs[numeros]
        places = np.arange(longueurs.max())
        masque = places < longueurs[:, None]
        rangs = np.where(masque, self.departs[numeros][:, None] + places, 0)
        return torch.from_numpy(np.where(masque, self.morceaux[rangs], 0)), torch.from_numpy(masque)


def decouper(
    decoupeur: Tokenizer, textes: Sequence[str], *, maximum: int = 160, bornes: bool = True
) -> Decoupes:
    """Découpe des textes, `maximum` morceaux chacun au plus, avec ou sans les signes de début et de fin."""
    encodages = decoupeur.encode_batch_fast(list(textes), add_special_tokens=bornes)
    suites = [e.ids if len(e.ids) <= maximum else [*e.ids[: maximum - 1], e.ids[-1]] for e in encodages]
    return mettre_en_decoupes(suites)


def mettre_en_decoupes(suites: Sequence[Sequence[int]]) -> Decoupes:
    """Des suites de morceaux, mises bout à bout."""
    departs = np.concatenate(([0], np.cumsum([len(suite) for suite in suites])))
    morceaux = np.fromiter((n for suite in suites for n in suite), np.int64, int(departs[-1]))
    return Decoupes(morceaux, departs)
