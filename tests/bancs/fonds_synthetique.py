"""Un grand fonds synthétique qui garde la statistique des mots et des vecteurs du fonds livré.

Textes : chaque passage recompose des phrases du fonds livré (et d'une collection BEIR si on en donne une), la
première prise dans la fiche modèle, les autres au hasard, jusqu'à la longueur du passage modèle. Puis, mot
utile par mot utile, un mot neuf apparaît avec la probabilité K·β·n^(β-1) au n-ième mot, si bien que le
vocabulaire suit la loi de Heaps V(n) = K·n^β ; une part des mots est remplacée par un mot déjà inventé, tiré
selon ses emplois passés (processus de Simon), ce qui garde la pente de Zipf. Un mot neuf joint le début et la
fin de deux vrais mots. Fiches : les modèles livrés, thèmes gardés, liens copiés dans la même série.

Vecteurs : un échantillon de phrases passe par le vectoriseur du produit. Tout autre texte reçoit, tiré de son
empreinte, un mélange normé de un à quatre vecteurs de l'échantillon et d'un bruit de même covariance.
"""

import hashlib
import random
from dataclasses import replace

import numpy as np

from corpus import langue
from corpus.phrases import phrases
from indexation.fiches import Extrait, Lien
from ontologie.espaces import SKOS

HEAPS_K, HEAPS_BETA = 20.0, 0.55
PART_REPRISE = 0.08
MEMOIRE_DES_MOTS = 500_000
ECHANTILLON = 4096
BRUIT = 0.35


class Fonds:
    """Des fiches à volonté, les mêmes pour une même graine."""

    def __init__(self, fiches, autres_textes=(), graine=1):
        self._hasard = random.Random(graine)
        self.concepts = [f for f in fiches if SKOS + "Concept" in f.classes]
        self._connus = {f.iri for f in self.concepts}
        self._modeles = [f for f in fiches if f.iri not in self._connus and f.passages]
        self._siennes = {f.iri: [p for e in f.passages for p in phrases(e.texte)] for f in self._modeles}
        textes = [p for siennes in self._siennes.values() for p in siennes]
        textes += [p for texte in autres_textes for p in phrases(texte)]
        self.phrases = list(dict.fromkeys(p for p in textes if len(p.split()) >= 4))
        self._coupees = {p: _couper(p) for p in dict.fromkeys(textes)}
        self._longueurs = [len(e.texte.split()) for f in self._modeles for e in f.passages]
        self._longueurs += [min(90, len(texte.split())) for texte in autres_textes]
        self._bouts = sorted(
            {m for p in self.phrases for m in p.lower().split() if m.isalpha() and len(m) > 5}
        )
        self._inventes = []
        self._mots_lus = 1

    def fiches(self, passages):
        """Les concepts livrés, puis des copies recomposées, jusqu'à `passages` passages."""
        faits = 0
        for concept in self.concepts:
            faits += max(1, len(concept.passages))
            yield concept
        rang = 0
        while faits < passages:
            modele = self._modeles[rang % len(self._modeles)]
            fiche = self._recomposer(modele, rang // len(self._modeles), passages - faits)
            faits += len(fiche.passages)
            rang += 1
            yield fiche

    def _recomposer(self, modele, serie, au_plus):
        extraits = tuple(Extrait(e.section, self._texte(modele)) for e in modele.passages[: max(1, au_plus)])
        titre = self._varier(_couper(modele.titre))
        liens = {
            Lien(lien.predicat, lien.cible if lien.cible in self._connus else f"{lien.cible}-{serie}")
            for lien in modele.liens
        }
        return replace(
            modele,
            iri=f"{modele.iri}-{serie}",
            titre=titre,
            ateliers=tuple(f"{a}-{serie}" for a in modele.ateliers),
            liens=tuple(sorted(liens, key=lambda lien: (lien.predicat, lien.cible))),
            passages=extraits,
        )

    def _texte(self, modele):
        voulus = self._hasard.choice(self._longueurs)
        morceaux, mots = [], 0
        while mots < voulus:
            siennes = self._siennes[modele.iri]
            phrase = self._hasard.choice(siennes if not morceaux and siennes else self.phrases)
            coupee = self._coupees[phrase]
            morceaux.append(self._varier(coupee))
            mots += len(coupee[0])
        return " ".join(" ".join(morceaux).split()[:90])

    def _varier(self, coupee):
        mots, utiles = coupee
        neufs = HEAPS_K * HEAPS_BETA * self._mots_lus ** (HEAPS_BETA - 1)
        self._mots_lus += len(mots)
        mots = list(mots)
        for place in utiles:
            tirage = self._hasard.random()
            if tirage < neufs:
                mots[place] = self._inventer()
            elif tirage < neufs + PART_REPRISE and self._inventes:
                mots[place] = self._hasard.choice(self._inventes)
            else:
                continue
            if len(self._inventes) < MEMOIRE_DES_MOTS:
                self._inventes.append(mots[place])
            else:
                self._inventes[self._hasard.randrange(MEMOIRE_DES_MOTS)] = mots[place]
        return " ".join(mots)

    def _inventer(self):
        debut, fin = self._hasard.choice(self._bouts), self._hasard.choice(self._bouts)
        return debut[: self._hasard.randint(3, len(debut) - 1)] + fin[-self._hasard.randint(3, 5) :]


class VectoriseurDeMelanges:
    """Voir la docstring du module ; la dimension est celle du vectoriseur d'où vient l'échantillon."""

    nom = "mélanges"

    def __init__(self, vectoriseur, phrases, graine=1):
        hasard = np.random.default_rng(graine)
        choisies = random.Random(graine).sample(phrases, min(ECHANTILLON, len(phrases)))
        self._sources = vectoriseur.vectoriser(choisies)
        self.dimension = vectoriseur.dimension
        self.empreinte = hashlib.sha256(f"{vectoriseur.empreinte} {graine}".encode()).hexdigest()
        covariance = np.cov(self._sources.T) + 1e-6 * np.eye(self.dimension)
        bruits = hasard.normal(size=(ECHANTILLON, self.dimension)) @ np.linalg.cholesky(covariance).T
        self._bruits = bruits.astype(np.float32)

    def vectoriser(self, textes):
        condenses = [hashlib.blake2b(t.encode("utf-8", "replace"), digest_size=48).digest() for t in textes]
        tires = np.frombuffer(b"".join(condenses), dtype=np.uint32).reshape(len(textes), 12)
        poids = -np.log((tires[:, :4] + 1.0) / 2**32)
        poids *= np.arange(4) <= (tires[:, 4:5] % 4)
        poids /= poids.sum(axis=1, keepdims=True)
        melanges = np.einsum("nk,nkd->nd", poids, self._sources[tires[:, 5:9] % len(self._sources)])
        melanges += BRUIT * self._bruits[tires[:, 9] % len(self._bruits)]
        melanges += BRUIT * self._bruits[tires[:, 10] % len(self._bruits)]
        return (melanges / np.linalg.norm(melanges, axis=1, keepdims=True)).astype(np.float32)


def _couper(phrase):
    """Ses mots, et la place de ceux qui disent quelque chose."""
    mots = phrase.split()
    utiles = [rang for rang, mot in enumerate(mots) if len(mot) > 3 and langue.mots(mot)]
    return mots, utiles
