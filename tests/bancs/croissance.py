"""Ce que deviennent l'index et la recherche quand le fonds grandit.

`python -m tests.bancs.croissance N [--collection DOSSIER_BEIR] [--garder DOSSIER]`, N en passages. Le fonds
est celui de `tests.bancs.fonds_synthetique`. L'index est construit dans un autre processus, pour que son pic
de mémoire se lise seul ; `--garder` le laisse dans un dossier et s'en ressert s'il y est déjà.

Les durées sont celles de l'horloge ; entre parenthèses, le temps de calcul du fil, que la charge de la
machine gonfle moins. Le plancher est le temps de lire une fois les vecteurs : N·d·4 octets / débit mesuré.
"""

import argparse
import gc
import json
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from graphe.adaptateurs.memoire import DepotMemoire
from graphe.lexique import construire_lexique
from graphe.peuplement import composer
from indexation.adaptateurs import ouvrir_vectoriseur
from indexation.adaptateurs.vecteurs_plats import IndexPlat
from indexation.construction import Constructeur
from indexation.fiches import Extrait
from indexation.generation import Chantier, ouvrir, remplir
from indexation.recherche import Recherche, Service, SourceFixe
from tests.bancs.fonds_synthetique import Fonds, VectoriseurDeMelanges

GRAINE = 1
PAR_SORTE = 60
_VOISINS = 100


def preparer(collection):
    """Les fiches livrées, leur lexique, le fonds qui grandit et son vectoriseur."""
    depot = DepotMemoire()
    depot.appliquer(composer(), [], version_attendue=0, auteur="banc", motif="banc")
    fiches = list(Constructeur(depot).toutes())
    textes = [json.loads(ligne)["text"] for ligne in lignes(collection, "corpus.jsonl")]
    fonds = Fonds(fiches, textes, GRAINE)
    melanges = VectoriseurDeMelanges(ouvrir_vectoriseur("embarque"), fonds.phrases, GRAINE)
    return fiches, construire_lexique(depot), fonds, melanges


def lignes(collection, nom):
    return (collection / nom).read_text("utf-8").splitlines() if collection else []


def construire(dossier, passages, collection):
    """Construit et rend (durée, temps de calcul, pic de mémoire en Mo) ; à appeler dans un processus neuf."""
    _, lexique, fonds, melanges = preparer(collection)
    debut, calcul = time.perf_counter(), time.process_time()
    remplir(dossier, melanges, fonds.fiches(passages), lexique=lexique)
    pic = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return time.perf_counter() - debut, time.process_time() - calcul, pic


def questions(fiches, collection):
    """Sorte → questions : noms de concepts et de ressources, phrases, fautes, et celles de la collection."""
    hasard = random.Random(GRAINE)
    concepts = [f.titre for f in fiches if f.type == "Concept"]
    titres = [f.titre for f in fiches if f.type != "Concept"]
    debuts = [" ".join(f.passages[0].texte.split()[:25]) for f in fiches if f.passages]
    sortes = {
        "concepts": concepts,
        "titres": titres,
        "phrases": debuts,
        "fautes": [fauter(t, hasard) for t in concepts + titres],
        "collection": [json.loads(ligne)["text"] for ligne in lignes(collection, "queries.jsonl")],
    }
    return {sorte: hasard.sample(q, min(PAR_SORTE, len(q))) for sorte, q in sortes.items() if q}


def fauter(titre, hasard):
    """Le titre, une lettre de son plus long mot changée."""
    mots = titre.split()
    rang = max(range(len(mots)), key=lambda r: len(mots[r]))
    place = hasard.randrange(len(mots[rang]))
    mots[rang] = mots[rang][:place] + hasard.choice("aeiourst") + mots[rang][place + 1 :]
    return " ".join(mots)


def chronometrer(geste):
    debut, calcul = time.perf_counter(), time.thread_time()
    geste()
    return (time.perf_counter() - debut) * 1000, (time.thread_time() - calcul) * 1000


def quantiles(durees):
    rangs = sorted(durees)
    return f"p50 {statistics.median(rangs):6.1f}  p95 {rangs[int(0.95 * (len(rangs) - 1))]:6.1f}"


def mesurer_questions(service, sortes):
    recherche = Recherche(SourceFixe(service))
    recherche.chercher("habitat partagé")
    recherche.chercher("habitat partajé")  # la première faute lit le vocabulaire
    gc.freeze()  # le fonds synthétique, que le banc garde en mémoire, n'est pas à reparcourir
    toutes = []
    for sorte, posees in sortes.items():
        vues = [chronometrer(lambda q=q: recherche.chercher(q)) for q in posees]
        dire_durees(sorte, vues)
        toutes += vues
    dire_durees("toutes", toutes)


def dire_durees(nom, vues):
    mur, calcul = zip(*vues, strict=True)
    dire(f"question, {nom:<12}{quantiles(mur)} ms   (calcul : {quantiles(calcul)})")


def mesurer_vecteurs(sens, vectoriseur, posees):
    """Le temps d'une recherche de vecteurs, son rappel, et les mêmes pour un parcours complet."""
    plat = IndexPlat(sens.dimension)
    for numeros, vecteurs in sens.parcourir():
        plat.ajouter(numeros.tolist(), vecteurs)
    requetes = vectoriseur.vectoriser(posees)
    rendus, complets = [], []
    sien = [chronometrer(lambda r=r: rendus.append(sens.chercher(r, _VOISINS)))[1] for r in requetes]
    entier = [chronometrer(lambda r=r: complets.append(plat.chercher(r, _VOISINS)))[1] for r in requetes]
    rappel = statistics.mean(
        len(set(a) & set(b)) / max(1, len(b)) for a, b in zip(rendus, complets, strict=True)
    )
    plancher = len(sens) * sens.dimension * 4 / debit() * 1000
    median, complet = statistics.median(sien), statistics.median(entier)
    dire(f"vecteurs             {sens.espece}, rappel@{_VOISINS} {rappel:.3f}")
    dire(f"  médiane {median:.2f} ms ; parcours complet {complet:.2f} ms, {complet / median:.1f} fois plus")
    dire(f"  plancher {plancher:.2f} ms : {median / plancher:.2f} fois le plancher")


def debit():
    """Octets lus par seconde, un fil : le meilleur de cinq produits d'une grande matrice et d'un vecteur."""
    matrice = np.ones((200_000, 384), dtype=np.float32)
    vecteur = np.ones(384, dtype=np.float32)
    return matrice.nbytes / min(chronometrer(lambda: matrice @ vecteur)[1] / 1000 for _ in range(5))


def mesurer_changement(depart, travail, melanges, fiche):
    """Remplacer une ressource, jusqu'à la génération rouverte."""

    def remplacer():
        chantier = Chantier(travail, melanges, depart=depart)
        chantier.retirer(fiche.iri)
        chantier.ajouter(replace(fiche, passages=(Extrait("", "Un potager partagé au pied des tours."),)))
        chantier.finir(version=1, signature="", lexique=ouvrir(depart).lexique)
        ouvrir(travail)

    mur, calcul = chronometrer(remplacer)
    dire(f"une ressource changée, écrite et rouverte : {mur:.0f} ms   (calcul : {calcul:.0f})")


def principal():
    analyse = argparse.ArgumentParser(description=__doc__)
    analyse.add_argument("passages", type=int)
    analyse.add_argument("--collection", type=Path)
    analyse.add_argument("--garder", type=Path)
    options = analyse.parse_args()
    with tempfile.TemporaryDirectory() as temporaire:
        dossier = options.garder or Path(temporaire) / "index"
        if not (dossier / "manifeste.json").exists():
            dossier.mkdir(parents=True, exist_ok=True)
            with multiprocessing.get_context("spawn").Pool(1) as autre:
                arguments = (dossier, options.passages, options.collection)
                duree, calcul, pic = autre.apply(construire, arguments)
            dire(f"construction         {duree:.0f} s (calcul : {calcul:.0f} s), pic de mémoire {pic:.0f} Mo")
        taille = sum(f.stat().st_size for f in dossier.rglob("*") if f.is_file()) / 2**20
        debut = time.perf_counter()
        generation = ouvrir(dossier)
        dire(
            f"{generation.manifeste.passages} passages, {generation.manifeste.ressources} ressources, "
            f"{taille:.0f} Mo, ouverts en {(time.perf_counter() - debut) * 1000:.0f} ms"
        )
        fiches, _, fonds, melanges = preparer(options.collection)
        produit = ouvrir_vectoriseur("embarque")
        sortes = questions(fiches, options.collection)
        mesurer_questions(Service(generation, produit), sortes)
        mesurer_vecteurs(generation.sens, produit, [q for posees in sortes.values() for q in posees])
        autre = next(f for f in fonds.fiches(10_000) if f not in fonds.concepts)
        travail = Path(temporaire) / "travail"
        travail.mkdir()
        mesurer_changement(dossier, travail, melanges, autre)


def dire(ligne):
    sys.stdout.write(ligne + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    principal()
