"""La leçon de l'élève : rapprocher les questions des passages qui y répondent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track
from torch.nn.functional import cross_entropy

from indexation.entrainement.decoupes import Decoupes, Numeros
from indexation.entrainement.eleve import Eleve

ECHELLE = 20.0
"""Ce qui multiplie les cosinus avant l'entropie croisée."""
ECHAUFFEMENT = 0.05
VOISINS = 4
"""Combien de questions voisines d'un même texte vont ensemble : de fausses réponses difficiles."""
INTERDIT = -1e4

Suivi = Callable[[Eleve, int], None]
"""Reçoit l'élève et le nombre de pas faits, à chaque halte."""


@dataclass(frozen=True, slots=True)
class Lecon:
    """Les réglages : combien de pas, combien de morceaux de passage par lot, une halte tous les tant de pas.

    `pas_des_morceaux` et `pas_du_corps` : les pas d'AdamW au plus fort, pour chaque partie du modèle.
    """

    nombre: int
    morceaux: int
    pas_des_morceaux: float
    pas_du_corps: float
    halte: int


@dataclass(frozen=True, slots=True)
class Reponses:
    """Des questions et les passages qui y répondent ; deux `cles` égales ne sont pas des rivales."""

    questions: Decoupes
    passages: Decoupes
    cles_des_questions: NDArray[np.int64]
    cles_des_passages: NDArray[np.int64]


def accorder(
    eleve: Eleve, reponses: Reponses, lecon: Lecon, *, graine: int, reprise: Path, suivi: Suivi
) -> None:
    """Fait la leçon ; interrompue, elle reprend à sa dernière halte, gardée dans `reprise`."""
    lots = _groupes(reponses, lecon.morceaux, np.random.default_rng(graine + 1))
    adam = _adam(eleve, lecon)
    rythme = torch.optim.lr_scheduler.LambdaLR(adam, lambda pas: _rythme(pas / lecon.nombre))
    fait = 0
    if reprise.exists():
        etat = torch.load(reprise, weights_only=True)
        eleve.load_state_dict(etat["eleve"])
        adam.load_state_dict(etat["adam"])
        rythme.load_state_dict(etat["rythme"])
        fait = etat["fait"]
    restants = islice(lots, fait, lecon.nombre)
    for pas, lot in enumerate(track(restants, description="Leçon", total=lecon.nombre - fait), fait + 1):
        perte = _rapprochement(eleve, reponses, lot)
        adam.zero_grad()
        perte.backward()
        torch.nn.utils.clip_grad_norm_(eleve.parameters(), 1.0)
        adam.step()
        rythme.step()
        if pas % lecon.halte == 0 or pas == lecon.nombre:
            _garder(reprise, eleve, adam, rythme, pas)
            suivi(eleve, pas)


def _adam(eleve: Eleve, lecon: Lecon) -> torch.optim.AdamW:
    morceaux = eleve.corps.embeddings.word_embeddings.weight
    corps = [poids for poids in eleve.parameters() if poids is not morceaux]
    groupes = [
        {"params": [morceaux], "lr": lecon.pas_des_morceaux, "weight_decay": 0.0},
        {"params": corps, "lr": lecon.pas_du_corps, "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groupes, fused=True)


def _rythme(avance: float) -> float:
    """De 0 à 1 pendant l'échauffement, puis une descente droite jusqu'à presque rien."""
    return min(avance / ECHAUFFEMENT + 0.01, max(0.01, (1 - avance) / (1 - ECHAUFFEMENT)))


def _garder(reprise: Path, eleve: Eleve, adam: Any, rythme: Any, fait: int) -> None:
    reprise.parent.mkdir(parents=True, exist_ok=True)
    etat = {"eleve": eleve.state_dict(), "adam": adam.state_dict(), "rythme": rythme.state_dict()}
    provisoire = reprise.with_suffix(".en-cours")
    torch.save({**etat, "fait": fait}, provisoire)
    provisoire.replace(reprise)


def _rapprochement(eleve: Eleve, reponses: Reponses, numeros: Numeros) -> torch.Tensor:
    """L'entropie croisée symétrique entre questions et passages ; deux réponses égales ne s'opposent pas."""
    questions = eleve.lire(reponses.questions, numeros)
    passages = eleve.lire(reponses.passages, numeros)
    logits = ECHELLE * questions @ passages.T
    egales = _egales(reponses.cles_des_questions[numeros]) | _egales(reponses.cles_des_passages[numeros])
    egales &= ~torch.eye(len(numeros), dtype=torch.bool)
    logits = logits.masked_fill(egales, INTERDIT)
    rangs = torch.arange(len(numeros))
    return (cross_entropy(logits, rangs) + cross_entropy(logits.T, rangs)) / 2


def _egales(cles: NDArray[np.int64]) -> torch.Tensor:
    return torch.from_numpy(cles[:, None] == cles[None, :])


def _groupes(reponses: Reponses, morceaux: int, hasard: np.random.Generator) -> Iterator[Numeros]:
    """Des lots faits de petits groupes de questions voisines, jusqu'à `morceaux` morceaux de passage."""
    debuts = np.arange(0, len(reponses.questions), VOISINS)
    while True:
        lot: list[int] = []
        poids = 0
        for debut in hasard.permutation(debuts):
            voisins = range(debut, min(debut + VOISINS, len(reponses.questions)))
            poids += int(reponses.passages.longueurs[list(voisins)].sum())
            lot += voisins
            if poids >= morceaux:
                yield np.array(lot)
                lot, poids = [], 0
        if lot:
            yield np.array(lot)
