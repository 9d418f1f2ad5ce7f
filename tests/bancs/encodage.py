"""La vitesse d'encodage du modèle embarqué : `python -m tests.bancs.encodage`.

Des passages de vingt mots pris au corpus livré, puis une question à la fois ; à côté, sentence-transformers
(PyTorch) sur le même dossier, ou sur --pair, et la limite de la multiplication de matrices.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles

from indexation.ports import Vectoriseur
from ontologie.erreurs import ErreurMaillage
from tests.bancs.epreuve import depot_livre, lire_corpus
from tests.bancs.limites import Charge, Machine, charge_de, mesurer_la_machine
from tests.bancs.modeles import EMBARQUE, ModeleTorch, dossier_du_modele, ouvrir_modele
from tests.bancs.suivi import annoncer
from tests.bancs.tableau import aligner, nombre

MOTS = 20
TOURS = 3


def passages_courts(textes: Sequence[str], combien: int) -> Iterator[str]:
    """Les textes mis bout à bout, coupés tous les vingt mots."""
    mots = " ".join(textes).split()
    for debut in range(0, min(combien * MOTS, len(mots) - MOTS), MOTS):
        yield " ".join(mots[debut : debut + MOTS])


def mesurer(
    modele: Vectoriseur, charge: Charge, passages: Sequence[str], questions: Sequence[str], machine: Machine
) -> dict[str, float]:
    """Des passages par seconde (le meilleur de trois tours), des millisecondes par question."""
    modele.vectoriser(passages[:32])
    tours = [_chronometrer(modele, passages) for _ in range(TOURS)]
    durees = [1000 * _chronometrer(modele, [question]) for question in questions]
    limites = [charge.plancher(machine, textes) for textes in (passages, questions)]
    debit, p50 = len(passages) / min(tours), median(durees)
    return {
        "passages_par_s": debit,
        "question_p50_ms": p50,
        "question_p95_ms": quantiles(durees, n=20)[-1],
        "passages_par_s_limite": 1 / limites[0] if limites[0] else 0.0,
        "part_de_la_limite": debit * limites[0],
        "question_limite_ms": 1000 * limites[1],
        "question_sur_la_limite": p50 / (1000 * limites[1]) if limites[1] else 0.0,
    }


def en_texte(machine: Machine, mesures: dict[str, dict[str, float]]) -> str:
    reference = next(iter(mesures.values()))
    entetes = ["", "passages/s", "× embarqué", "limite", "part", "question p50 ms", "p95 ms", "× embarqué"]
    entetes += ["limite ms", "× limite"]
    lignes = [
        [
            nom,
            nombre(m["passages_par_s"], 0),
            nombre(m["passages_par_s"] / reference["passages_par_s"], 3),
            nombre(m["passages_par_s_limite"] or None, 0),
            nombre(m["part_de_la_limite"] or None, 3),
            nombre(m["question_p50_ms"], 2),
            nombre(m["question_p95_ms"], 2),
            nombre(m["question_p50_ms"] / reference["question_p50_ms"], 2),
            nombre(m["question_limite_ms"] or None, 3),
            nombre(m["question_sur_la_limite"] or None, 1),
        ]
        for nom, m in mesures.items()
    ]
    return "\n".join([machine.en_texte(), "", *aligner([entetes, *lignes])])


def principal(arguments: Sequence[str] | None = None) -> None:
    analyse = argparse.ArgumentParser(prog="python -m tests.bancs.encodage", description=__doc__)
    analyse.add_argument("--passages", type=int, default=1000)
    analyse.add_argument("--pair", default=EMBARQUE, help="un dossier sentence-transformers, ou « minilm »")
    analyse.add_argument("--json", type=Path, metavar="FICHIER")
    options = analyse.parse_args(arguments)
    corpus = lire_corpus(depot_livre(), "dev")
    passages = list(passages_courts([p.texte for p in corpus.passages], options.passages))
    questions = list(corpus.questions.values())
    annoncer(f"Mesure de la machine, puis de {len(passages)} passages de {MOTS} mots")
    machine = mesurer_la_machine()
    pair = dossier_du_modele(options.pair)
    mesures = {
        "embarqué": mesurer(ouvrir_modele(EMBARQUE), charge_de(EMBARQUE), passages, questions, machine)
    }
    annoncer("Au tour de sentence-transformers")
    nom = f"sentence-transformers, {pair.name}"
    mesures[nom] = mesurer(ModeleTorch(pair), Charge(pair), passages, questions, machine)
    if options.json:
        options.json.write_text(json.dumps(mesures, ensure_ascii=False, indent=2), "utf-8")
    sys.stdout.write(en_texte(machine, mesures) + "\n")


def _chronometrer(modele: Vectoriseur, textes: Sequence[str]) -> float:
    debut = time.perf_counter()
    modele.vectoriser(textes)
    return time.perf_counter() - debut


if __name__ == "__main__":
    try:
        principal()
    except ErreurMaillage as erreur:
        sys.stderr.write(f"{erreur}\n")
        sys.exit(erreur.code)
