"""La recette, du premier fichier lu au modèle écrit et mesuré."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from indexation.adaptateurs.table import moyenner
from indexation.entrainement.apprentissage import Exemples, Lecon, Reponses, accorder, distiller
from indexation.entrainement.eleve import Decoupes, Eleve, decouper
from indexation.entrainement.evaluation import lire_jeux, mesurer
from indexation.entrainement.export import ecrire_modele
from indexation.entrainement.lecture import (
    JURIDIQUE,
    Couple,
    ecarter_temoins,
    echantillonner,
    lire_couples,
    lire_liens,
    lire_temoins,
    sources_ecartees,
)
from indexation.entrainement.maitre import vecteurs_du_maitre
from indexation.entrainement.temoins import Temoins
from indexation.entrainement.vocabulaire import apprendre_vocabulaire

MORCEAUX = 25_000
PHRASES_JURIDIQUES = 80_000
TERMES_JURIDIQUES = 12_000
TITRES_JURIDIQUES = 15_000
REPETITIONS = 4
"""Combien de fois revoir les rares titres qui ne viennent pas du droit."""
LIENS_DU_THESAURUS = 8_000
IMITER = Lecon(passes=6, lot=2048, pas=0.01)
REPONDRE = Lecon(passes=1, lot=1024, pas=0.003)
LISSAGE = 0.003
"""Le a de la pondération a / (a + fréquence) (Arora, Liang et Ma 2017)."""
SANS_LIMITE = 1_000_000


def executer(
    *, donnees: Path, sortie: Path, cache: Path, graine: int, fils: int, dire: Callable[[str], None]
) -> None:
    """Refait le modèle dans `sortie` et dit ses mesures. Lève ErreurModele."""
    torch.set_num_threads(fils)
    ecartees = sources_ecartees(donnees)
    temoins = lire_temoins(donnees / "evaluation")
    couples = _phrases(donnees, ecartees, temoins, graine)
    reponses = _reponses(donnees, ecartees, temoins, graine)
    for nom, lot in (("Distillation", couples), ("Titres et liens", reponses)):
        dire(f"{nom} : {len(lot)} couples ({_compter(lot)})")
    vecteurs = vecteurs_du_maitre([couple.gauche for couple in couples], cache=cache)

    francais = [couple.droite for couple in couples]
    decoupeur = apprendre_vocabulaire(francais, taille=MORCEAUX)
    exemples = Exemples(decouper(decoupeur, francais), vecteurs)
    questions = Reponses(
        decouper(decoupeur, [couple.gauche for couple in reponses]),
        decouper(decoupeur, [couple.droite for couple in reponses]),
    )
    eleve = Eleve(decoupeur.get_vocab_size(), graine=graine)
    distiller(eleve, exemples, IMITER, graine=graine)
    accorder(eleve, questions, exemples, REPONDRE, graine=graine)

    table = ponderer(eleve.table, exemples.francais)
    octets = ecrire_modele(sortie, decoupeur, table)
    livree = table.astype(np.float16)
    mesures = mesurer(lambda textes: moyenner(decoupeur, livree, textes), lire_jeux(donnees / "evaluation"))
    dire(f"Modèle écrit : {octets / 1e6:.1f} Mo, {decoupeur.get_vocab_size()} morceaux")
    dire(str(mesures))


def ponderer(table: NDArray[np.float32], francais: Decoupes) -> NDArray[np.float32]:
    """Allège les vecteurs des morceaux fréquents, sans changer leur direction."""
    nombres = np.bincount(francais.morceaux, minlength=len(table))
    frequences = nombres / nombres.sum()
    poids = LISSAGE / (LISSAGE + frequences)
    legere: NDArray[np.float32] = (table * poids[:, None]).astype(np.float32)
    return legere


def _phrases(donnees: Path, ecartees: frozenset[str], temoins: Temoins, graine: int) -> list[Couple]:
    phrases = lire_couples(donnees / "paires_en_fr.tsv.gz", ecartees=ecartees)
    termes = lire_couples(donnees / "termes_en_fr.tsv.gz", ecartees=ecartees)
    choisis = echantillonner(phrases, juridiques=PHRASES_JURIDIQUES, graine=graine)
    choisis += echantillonner(termes, juridiques=TERMES_JURIDIQUES, graine=graine)
    return ecarter_temoins(choisis, temoins)


def _reponses(donnees: Path, ecartees: frozenset[str], temoins: Temoins, graine: int) -> list[Couple]:
    titres = lire_couples(donnees / "titre_passage_fr.tsv.gz", ecartees=ecartees)
    choisis = echantillonner(titres, juridiques=TITRES_JURIDIQUES, graine=graine, longueur=SANS_LIMITE)
    autres = [couple for couple in choisis if not couple.source.startswith(JURIDIQUE)]
    liens = lire_liens(donnees / "thesaurus_tess_fr.tsv")
    hasard = random.Random(graine)  # noqa: S311 - un tirage reproductible, pas un secret
    choisis += autres * (REPETITIONS - 1) + hasard.sample(liens, min(LIENS_DU_THESAURUS, len(liens)))
    return ecarter_temoins(choisis, temoins)


def _compter(couples: Sequence[Couple]) -> str:
    nombres = Counter(couple.source for couple in couples)
    return ", ".join(f"{source} {nombre}" for source, nombre in nombres.most_common())
