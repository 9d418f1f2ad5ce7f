"""Les deux leçons de l'élève : imiter le maître, puis rapprocher titres et passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track
from torch.nn.functional import cross_entropy, normalize

from indexation.entrainement.eleve import INCONNU, Decoupes, Eleve

ECHELLE = 20.0
"""Ce qui multiplie les cosinus avant l'entropie croisée."""
RAPPEL = 2.0
"""Le poids de la distillation rejouée pendant la seconde leçon."""


@dataclass(frozen=True, slots=True)
class Lecon:
    """Les réglages d'une leçon."""

    passes: int
    lot: int
    pas: float


@dataclass(frozen=True, slots=True)
class Exemples:
    """Des phrases françaises, et les vecteurs du maître pour les mêmes en anglais (n, 384)."""

    francais: Decoupes
    vecteurs: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Reponses:
    """Des titres et les passages qui y répondent, ou des termes liés."""

    questions: Decoupes
    passages: Decoupes


def distiller(eleve: Eleve, exemples: Exemples, lecon: Lecon, *, graine: int) -> None:
    """Apprend à l'élève à donner au français le vecteur que le maître donne à l'anglais."""
    hasard = np.random.default_rng(graine)
    pas_en_tout = lecon.passes * (len(exemples.francais) // lecon.lot)
    avance = _Avance(eleve, lecon, pas_en_tout)
    for numeros in track(
        _lots(len(exemples.francais), lecon, hasard), description="Distillation", total=pas_en_tout
    ):
        avance.apprendre(_imitation(eleve, exemples, numeros))


def accorder(eleve: Eleve, reponses: Reponses, exemples: Exemples, lecon: Lecon, *, graine: int) -> None:
    """Rapproche titres et passages, en rejouant la distillation pour ne pas l'oublier."""
    hasard = np.random.default_rng(graine + 1)
    pas_en_tout = lecon.passes * (len(reponses.questions) // lecon.lot)
    avance = _Avance(eleve, lecon, pas_en_tout)
    for numeros in track(
        _lots(len(reponses.questions), lecon, hasard), description="Titres et passages", total=pas_en_tout
    ):
        questions, passages = eleve(reponses.questions, numeros), eleve(reponses.passages, numeros)
        logits = ECHELLE * questions @ passages.T
        rangs = torch.arange(len(numeros))
        contraste = (cross_entropy(logits, rangs) + cross_entropy(logits.T, rangs)) / 2
        rappel = hasard.choice(len(exemples.francais), lecon.lot, replace=False)
        avance.apprendre(contraste + RAPPEL * _imitation(eleve, exemples, rappel))


class _Avance:
    """Un pas d'Adam par lot, selon un cycle qui monte puis descend."""

    def __init__(self, eleve: Eleve, lecon: Lecon, pas_en_tout: int) -> None:
        self._poids = eleve.sac.weight
        self._adam = torch.optim.Adam([self._poids], lr=lecon.pas, fused=True)
        self._cycle = torch.optim.lr_scheduler.OneCycleLR(self._adam, lecon.pas, total_steps=pas_en_tout)

    def apprendre(self, perte: torch.Tensor) -> None:
        self._adam.zero_grad()
        perte.backward()
        self._poids.grad[INCONNU] = 0
        self._adam.step()
        self._cycle.step()


def _imitation(eleve: Eleve, exemples: Exemples, numeros: NDArray[np.int64]) -> torch.Tensor:
    """2·(1 − cosinus) + entropie croisée dans le lot, le maître en cibles."""
    rendus = eleve(exemples.francais, numeros)
    attendus = normalize(torch.from_numpy(exemples.vecteurs[numeros].astype(np.float32)), dim=1)
    ecart = 1 - (rendus * attendus).sum(dim=1).mean()
    contraste = cross_entropy(ECHELLE * rendus @ attendus.T, torch.arange(len(numeros)))
    return 2 * ecart + contraste


def _lots(nombre: int, lecon: Lecon, hasard: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    for _ in range(lecon.passes):
        ordre = hasard.permutation(nombre)
        for debut in range(0, nombre - lecon.lot + 1, lecon.lot):
            yield ordre[debut : debut + lecon.lot]
