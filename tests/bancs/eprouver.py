"""Éprouver un système : l'indexer, lui poser les questions, noter qualité et durées."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from indexation.mesures import Ecart, Mesures, comparer_par_paires, mesurer_une, moyenner
from tests.bancs.epreuve import Epreuve
from tests.bancs.modeles import Reserve, ouvrir_modele
from tests.bancs.suivi import annoncer, suivre
from tests.bancs.systemes import SYSTEMES, Atelier, Designation, Systeme

RANG = 10
_ECHAUFFEMENT = 10


@dataclass(frozen=True, slots=True)
class Releve:
    """Ce qu'un système a donné. Durées en secondes ; `indexation` compte l'encodage repris de la réserve."""

    notes: Mapping[str, Mesures]
    indexation: float
    octets: int
    latences: tuple[float, ...]
    calcul: float
    """Le temps de calcul médian d'une question, tous fils réunis : une machine occupée l'allonge peu."""
    muettes: int
    """Les questions restées sans aucun résultat."""
    dimension: int

    @property
    def mesures(self) -> Mesures:
        return moyenner(list(self.notes.values()))

    def centile(self, centile: float) -> float:
        return float(np.percentile(self.latences, centile))

    def moins(self, autre: Releve) -> Ecart:
        """De combien son nDCG@10 dépasse celui de l'autre, question par question."""
        return comparer_par_paires(
            [self.notes[question].ndcg for question in self.notes],
            [autre.notes[question].ndcg for question in self.notes],
        )


def eprouver_a_part(designation: Designation, epreuve: Epreuve, travail: Path) -> Releve | BaseException:
    """`eprouver` dans un processus neuf : ni les fils, ni la mémoire, ni la chute d'un autre ne gênent."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processus:
        tache = processus.submit(eprouver, designation, epreuve, travail)
        return tache.exception() or tache.result()


def eprouver(designation: Designation, epreuve: Epreuve, travail: Path) -> Releve:
    travail.mkdir(parents=True, exist_ok=True)
    dossier = Path(tempfile.mkdtemp(prefix=f"{designation.systeme}-", dir=travail))
    try:
        vectoriseur = ouvrir_modele(designation.modele) if designation.modele else None
        reserve = None
        if vectoriseur is not None:
            vectoriseur.vectoriser(["de quoi charger le modèle"])
            reserve = Reserve(travail / "vecteurs", vectoriseur)
        atelier = Atelier(dossier, epreuve.lexique, designation.modele, vectoriseur, reserve)
        systeme = SYSTEMES[designation.systeme](atelier)
        annoncer(f"{designation} : indexation de {len(epreuve.passages)} passages")
        debut = time.perf_counter()
        systeme.indexer(epreuve.passages)
        indexation = time.perf_counter() - debut + (reserve.rejoue if reserve else 0.0)
        octets = sum(fichier.stat().st_size for fichier in dossier.rglob("*") if fichier.is_file())
        classements, latences, calcul = _interroger(systeme, epreuve, str(designation))
    finally:
        shutil.rmtree(dossier, ignore_errors=True)
    return Releve(
        {q: mesurer_une(classements[q], epreuve.jugements[q], RANG) for q in classements},
        indexation,
        octets,
        tuple(latences),
        calcul,
        sum(not classement for classement in classements.values()),
        vectoriseur.dimension if vectoriseur else 0,
    )


def _interroger(
    systeme: Systeme, epreuve: Epreuve, nom: str
) -> tuple[dict[str, list[str]], list[float], float]:
    for question in list(epreuve.questions.values())[:_ECHAUFFEMENT]:
        systeme.chercher(question, RANG)
    classements, latences, calculs = {}, [], []
    for question in suivre(list(epreuve.questions), f"{nom}, questions"):
        debut, calcul = time.perf_counter(), time.process_time()
        classements[question] = systeme.chercher(epreuve.questions[question], RANG)
        latences.append(time.perf_counter() - debut)
        calculs.append(time.process_time() - calcul)
    return classements, latences, float(np.median(calculs))
