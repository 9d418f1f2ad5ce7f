"""Caler la fusion sur une collection BEIR : `python -m tests.bancs.calage_fusion DOSSIER`.

La première moitié des questions (tirage fixe) choisit le poids du sens, la seconde le juge. Puis la même
recherche, seuil compris, sur le corpus livré : les questions de la collection n'y ont pas de réponse. Enfin,
sur la moitié de mise au point des questions jugées, l'étalon qui fait d'un score une probabilité, et ce que
chaque seuil garde et laisse passer.
"""

import math
import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from graphe.adaptateurs.memoire import DepotMemoire
from graphe.peuplement import composer
from indexation.adaptateurs import ouvrir_vectoriseur
from indexation.etalonnage import ajuster
from indexation.fraicheur import construire
from indexation.fusion import MOTS, ORIGINE, PENTE, SANS_SEUIL, SENS
from indexation.generation import ouvrir, remplir
from indexation.lecture_collection import lire_collection
from indexation.lecture_jugements import dossier_du_jeu, lire_jugements
from indexation.mesures import mesurer
from indexation.questions_jugees import garder_la_part
from indexation.recherche import Recherche, Service, SourceFixe
from indexation.service import ouvrir_recherche

GRAINE = 5
POIDS = (0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0)


def noter(service, reglage, bras, collection, questions):
    recherche = Recherche(SourceFixe(service), reglage)
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
    etalonner(livree)


def etalonner(livree):
    """L'étalon et les seuils, d'après les questions de mise au point, toutes montrées sans seuil."""
    sans_seuil = Recherche(livree._source, SANS_SEUIL)
    bruts, justes, meilleurs = [], [], {True: [], False: []}
    for jugee in garder_la_part(lire_jugements(dossier_du_jeu(None)), "dev"):
        resultats = sans_seuil.chercher(jugee.question).resultats
        scores = [(math.log(r.score / (1 - r.score)) - ORIGINE) / PENTE for r in resultats]
        bruts += scores
        justes += [r.iri in jugee.pertinences for r in resultats]
        meilleurs[jugee.sans_reponse].append(max(scores, default=0.0))
    pente, origine = ajuster(bruts, justes)
    sys.stdout.write(f"étalon : pente {pente:.2f}, origine {origine:.2f} ({len(bruts)} résultats)\n")
    for seuil in (0.30, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60):
        perdues, inventees = (
            sum(m < seuil for m in meilleurs[False]),
            sum(m >= seuil for m in meilleurs[True]),
        )
        sys.stdout.write(
            f"seuil {seuil:.2f} : {perdues} des {len(meilleurs[False])} vraies questions perdues, "
            f"{inventees} des {len(meilleurs[True])} sans réponse servies\n"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporaire:
        principal(Path(sys.argv[1]), Path(temporaire))
