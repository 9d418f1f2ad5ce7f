"""Les limites physiques de la machine, mesurées dans la même exécution que ce que l'on y rapporte."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import fmean

import numpy as np

from tests.bancs.modeles import EMBARQUE, dossier_du_modele

_COTE = 2048
_BALAYES = 300_000 * 384
_OCCUPEE = 0.5


@dataclass(frozen=True, slots=True)
class Machine:
    """Opérations par seconde (une multiplication et une addition en font deux) et octets par seconde."""

    gemm_fp32: float
    gemm_int8: float
    debit: float
    charge: float
    """Ce que d'autres lui demandaient au départ : des processus prêts à courir, par cœur."""

    def en_texte(self) -> str:
        mesures = (
            f"GEMM fp32 {self.gemm_fp32 / 1e9:.0f} GFLOP/s, GEMM int8 {self.gemm_int8 / 1e9:.0f} Gop/s, "
            f"mémoire {self.debit / 1e9:.1f} Go/s, charge au départ {self.charge:.1f} par cœur"
        ).replace(".", ",")
        occupee = "\nMachine occupée : les durées ne valent rien, la qualité oui."
        return mesures + (occupee if self.charge > _OCCUPEE else "")


@dataclass(frozen=True)
class Charge:
    """Ce qu'un modèle multiplie pour chaque morceau de texte, d'après les fichiers de son dossier."""

    dossier: Path
    en_entiers: bool = False

    @cached_property
    def parametres(self) -> int:
        """P : les poids d'un corps de type BERT ; 0 pour un modèle statique, qui lit une table."""
        for fichier in sorted(self.dossier.rglob("config.json")):
            config = json.loads(fichier.read_text("utf-8"))
            if "hidden_size" in config:
                large, interieur = config["hidden_size"], config["intermediate_size"]
                return int(config["num_hidden_layers"] * (4 * large * large + 2 * large * interieur))
        return 0

    def morceaux(self, textes: Iterable[str]) -> float:
        """T : le nombre moyen de morceaux par texte, marques de début et de fin comprises."""
        from tokenizers import Tokenizer

        decoupeur = Tokenizer.from_file(str(self.dossier / "tokenizer.json"))
        decoupeur.no_padding()
        decoupeur.no_truncation()
        return fmean(len(e.ids) for e in decoupeur.encode_batch(list(textes)))

    def plancher(self, machine: Machine, textes: Iterable[str]) -> float:
        """Les secondes d'un texte moyen : 2·P·T opérations au débit mesuré du produit de matrices."""
        debit = machine.gemm_int8 if self.en_entiers else machine.gemm_fp32
        return 2 * self.parametres * self.morceaux(textes) / debit


def charge_de(modele: str) -> Charge:
    """Celle d'un modèle nommé ; seul le modèle embarqué peut calculer en entiers de 8 bits."""
    dossier = dossier_du_modele(modele)
    return Charge(dossier, en_entiers=modele == EMBARQUE and any(dossier.rglob("*.onnx")))


def mesurer_la_machine() -> Machine:
    import torch

    charge = os.getloadavg()[0] / (os.cpu_count() or 1)
    hasard = np.random.default_rng(1)
    reels = torch.from_numpy(hasard.random((_COTE, _COTE), dtype=np.float32))
    entiers = torch.from_numpy(hasard.integers(-100, 100, (_COTE, _COTE), dtype=np.int8))
    balayes = torch.ones(_BALAYES)
    operations = 2.0 * _COTE**3
    return Machine(
        gemm_fp32=operations / meilleure(lambda: reels @ reels),
        gemm_int8=operations / meilleure(lambda: torch._int_mm(entiers, entiers)),
        debit=4 * _BALAYES / meilleure(balayes.sum),
        charge=charge,
    )


def parcours(machine: Machine, passages: int, dimension: int) -> float:
    """Les secondes d'un parcours complet des vecteurs : N·d·4 octets au débit mesuré de la mémoire."""
    return passages * dimension * 4 / machine.debit


def meilleure(geste: Callable[[], object], fois: int = 7) -> float:
    """La plus courte durée, en secondes, après un premier passage pour rien."""
    geste()
    durees = []
    for _ in range(fois):
        debut = time.perf_counter()
        geste()
        durees.append(time.perf_counter() - debut)
    return min(durees)
