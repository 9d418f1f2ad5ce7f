"""Caler la fusion sur une collection BEIR : `python -m tests.bancs.calage_fusion DOSSIER`.

La première moitié des questions (tirage fixe) choisit le poids du sens, la seconde le juge. Puis la même
recherche, seuil compris, sur le corpus livré : les questions de la collection n'y ont pas de réponse.
"""

import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from graphe.adaptateurs.memoire import DepotMemoire
from graphe.peuplement import composer
from indexation.adaptateurs import ouvrir_vectoriseur
from indexation.fraicheur import construire
from indexation.fusion import MOTS, REGLAGE, SENS
from indexation.generation import ouvrir, remplir
from indexation.lecture_collection import lire_collection
from indexation.mesures import mesurer
from indexation.recherche import Recherche, Service
from indexation.service import ouvrir_recherche

GRAINE = 5
POIDS = (0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0)
SANS_SEUIL = replace(REGLAGE, seuil=0.0, seuil_sans_sens=0.0)


class Fixe:
    def __init__(self, service):
        self.service = service

    def servir(self):
        return self.service


def noter(service, reglage, bras, collection, questions):
    recherche = Recherche(Fixe(service), reglage)
    classements = {
        q: [r.iri for r in recherche.chercher(collection.questions[q], bras=bras).resultats]
        for q in questions
    }
    return mesurer(classements, {q: collection.jugements[q] for q in questions})


def dire(nom, mesures):
    sys.stdout.write(
        f"{nom:<28} nDCG@10 {100 * mesures.ndcg:5.1f}  R@10 {100 * mesures.rappel:5.1f}"
        f"  RR@10 {100 * mesures.rr:5.1f}\n"
    )
    sys.stdout.flush()


def principal(dossier, travail):
    collection = lire_collection(dossier)
    vectoriseur = ouvrir_vectoriseur("embarque")
    questions = sorted(collection.jugements)
    random.Random(GRAINE).shuffle(questions)
    calage, controle = questions[::2], questions[1::2]
    (travail / "collection").mkdir()
    remplir(travail / "collection", vectoriseur, collection.fiches)
    service = Service(ouvrir(travail / "collection"), vectoriseur)
    for poids in POIDS:
        reglage = replace(SANS_SEUIL, sens=poids)
        dire(f"calage, sens à {poids}", noter(service, reglage, {MOTS, SENS}, collection, calage))
    for nom, bras in (("mots", {MOTS}), ("sens", {SENS}), ("fusion", {MOTS, SENS})):
        dire(f"contrôle, {nom}", noter(service, SANS_SEUIL, bras, collection, controle))

    depot = DepotMemoire()
    depot.appliquer(composer(), [], version_attendue=0, auteur="banc", motif="banc")
    construire(depot, travail / "livre", vectoriseur)
    livree = ouvrir_recherche(depot, travail / "livre", vectoriseur)
    repondues = sum(livree.chercher(collection.questions[q]).total > 0 for q in controle)
    sys.stdout.write(
        f"corpus livré : {repondues} des {len(controle)} questions étrangères reçoivent un résultat\n"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporaire:
        principal(Path(sys.argv[1]), Path(temporaire))
