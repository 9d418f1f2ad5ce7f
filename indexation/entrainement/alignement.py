"""Donner aux morceaux français, avant toute leçon, les vecteurs des morceaux anglais qui les traduisent.

Les traductions viennent du modèle 1 d'IBM (Brown et al., 1993), appris sur les couples eux-mêmes : l'élève
lit déjà le français mot à mot quand il commence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexation.entrainement.decoupes import Decoupes
from indexation.entrainement.vocabulaire import INCONNU, SUITE

PASSES = 5
FAIBLE = 0.1
"""Une traduction qui pèse moins que cette part de la meilleure est oubliée."""
RARE = 2.0
"""Sous ce nombre d'emplois alignés, un morceau prend la moyenne des morceaux anglais qui l'épellent."""


@dataclass(frozen=True, slots=True)
class Alignements:
    """Des triplets triés : le morceau `francais` se traduit par `anglais`, tant de fois."""

    francais: NDArray[np.int64]
    anglais: NDArray[np.int64]
    nombres: NDArray[np.float64]


def aligner(francais: Decoupes, anglais: Decoupes, *, passes: int = PASSES) -> Alignements:
    """Combien de fois chaque morceau français est traduit par chaque morceau anglais (modèle 1 d'IBM)."""
    longs = np.repeat(anglais.longueurs, francais.longueurs)
    debuts = np.concatenate(([0], np.cumsum(longs)[:-1]))
    des_francais = np.repeat(francais.morceaux, longs)
    departs = np.repeat(anglais.departs[:-1], francais.longueurs)
    des_anglais = anglais.morceaux[np.arange(longs.sum()) - np.repeat(debuts - departs, longs)]
    largeur = int(anglais.morceaux.max()) + 1
    cles, rangs = np.unique(des_francais * largeur + des_anglais, return_inverse=True)
    colonnes = cles % largeur
    chances: NDArray[np.float64] = np.ones(len(cles))
    nombres: NDArray[np.float64] = chances
    for _ in range(passes):
        parts = chances[rangs]
        parts /= np.repeat(np.add.reduceat(parts, debuts), longs)
        nombres = np.bincount(rangs, parts).astype(np.float64)
        chances = nombres / np.bincount(colonnes, nombres)[colonnes]
    return Alignements(cles // largeur, colonnes, nombres)


def aligner_des_deux_cotes(francais: Decoupes, anglais: Decoupes) -> Alignements:
    """La moyenne géométrique des deux sens du modèle 1 : une traduction que l'un des deux ignore s'efface."""
    aller, retour = aligner(francais, anglais), aligner(anglais, francais)
    ordre = np.lexsort((retour.francais, retour.anglais))  # mêmes paires, rangées comme à l'aller
    return Alignements(aller.francais, aller.anglais, np.sqrt(aller.nombres * retour.nombres[ordre]))


def vecteurs_de_depart(
    decoupeur: Tokenizer,
    alignements: Alignements,
    emplois_anglais: NDArray[np.int64],
    decoupeur_maitre: Tokenizer,
    table: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Un vecteur (taille, dimension) par morceau du nouveau vocabulaire, pris dans `table`.

    `emplois_anglais` : combien de fois chaque nouveau morceau s'emploie en anglais ; s'il existe tel quel
    chez le maître, ces emplois-là se traduisent par lui-même.
    """
    taille = decoupeur.get_vocab_size()
    anciens = decoupeur_maitre.get_vocab(with_added_tokens=True)
    nouveaux = decoupeur.get_vocab(with_added_tokens=True)
    memes = np.array([(n, anciens[m], emplois_anglais[n]) for m, n in nouveaux.items() if m in anciens])
    lignes = np.concatenate((alignements.francais, memes[:, 0]))
    colonnes = np.concatenate((alignements.anglais, memes[:, 1]))
    poids = np.concatenate((alignements.nombres, memes[:, 2].astype(float)))
    plus_forts = np.zeros(taille)
    np.maximum.at(plus_forts, lignes, poids)
    emplois = np.bincount(lignes, poids, taille)
    gardes = (poids > FAIBLE * plus_forts[lignes]) & (emplois[lignes] >= RARE)
    vecteurs = _melanger(lignes[gardes], colonnes[gardes], poids[gardes], table, taille)
    for morceau, numero in nouveaux.items():
        if morceau in anciens and (emplois[numero] < RARE or morceau.startswith("[")):
            vecteurs[numero] = table[anciens[morceau]]
        elif emplois[numero] < RARE:
            vecteurs[numero] = _epeler(morceau, decoupeur_maitre, table)
    return vecteurs


def _melanger(
    lignes: NDArray[np.int64],
    colonnes: NDArray[np.int64],
    poids: NDArray[np.float64],
    table: NDArray[np.float32],
    taille: int,
) -> NDArray[np.float32]:
    """La moyenne pondérée des vecteurs de chaque ligne, ramenée à leur norme moyenne."""
    ordre = np.argsort(lignes, kind="stable")
    lignes, colonnes, poids = lignes[ordre], colonnes[ordre], poids[ordre]
    presentes, debuts = np.unique(lignes, return_index=True)
    totaux = np.add.reduceat(poids, debuts)[:, None]
    sommes = np.add.reduceat(poids[:, None] * table[colonnes], debuts)
    normes = np.add.reduceat(poids * np.linalg.norm(table, axis=1)[colonnes], debuts)[:, None] / totaux
    vecteurs = np.zeros((taille, table.shape[1]), dtype=np.float32)
    vecteurs[presentes] = sommes / np.linalg.norm(sommes, axis=1, keepdims=True) * normes
    return vecteurs


def _epeler(morceau: str, decoupeur: Tokenizer, table: NDArray[np.float32]) -> NDArray[np.float32]:
    numeros = decoupeur.encode(morceau.removeprefix(SUITE), add_special_tokens=False).ids
    if not numeros:  # un signe que le maître efface
        numeros = decoupeur.encode(INCONNU, add_special_tokens=False).ids
    moyenne: NDArray[np.float32] = table[numeros].mean(axis=0)
    return moyenne
