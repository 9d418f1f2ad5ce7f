"""Réunir ce que chaque bras a trouvé : des ressources, leur meilleur passage et leurs indices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexation.colonnes import Entiers, Passages, condenser_mots
from indexation.concepts import SANS_CONCEPT, Reconnu, reconnaitre
from indexation.fusion import (
    BRAS,
    CONCEPTS,
    MOTS,
    REGLAGE,
    Apport,
    Balance,
    Indices,
    Parts,
    Reglage,
    additionner,
    nommer,
)
from indexation.generation import Generation
from indexation.lecture import RessourceLue
from indexation.mots import PART_ENSEMBLE, Grille, Terme, reunir
from indexation.ports import TermePondere
from indexation.question import QuestionLue, lemmes_de_nom

_PASSAGES_MOTS = 150
_PASSAGES_SENS = 100
_APPUIS = 10
"""Combien de passages voisins disent, ensemble, si la base parle de ce que l'on demande."""
_PASSAGES_PAR_APPUI = 100
"""Une petite base n'a qu'un passage ou deux sur chaque sujet : elle en demande moins."""
_PAR_CONCEPT, _PAR_LES_CONCEPTS = 200, 300
"""Combien de ressources un thème fait venir, et combien tous ensemble, en partant du plus couvrant."""
_PAR_MENTION = 30
"""Combien de ressources les mentions des concepts nommés amènent, et autant pour les plus précis."""
_PREMIERS_PASSAGES = 3
"""Combien de passages disent de quoi parle une ressource que les concepts ou le graphe font venir."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Une ressource et ce qui parle pour elle, le graphe mis à part."""

    ressource: RessourceLue
    passage: int
    """Le numéro de son meilleur passage."""
    parts: Parts
    score: float
    trouves: tuple[Terme, ...]
    """Les mots de la question qu'elle contient."""
    concepts: float
    """La part de la question que couvrent ses concepts."""
    exact: bool
    reconnus: tuple[Reconnu, ...]
    """Les concepts de la question qu'elle porte ou nomme."""

    @property
    def apports(self) -> tuple[Apport, ...]:
        return nommer(self.parts)


class Lot(NamedTuple):
    """Des ressources notées, une ligne pour chacune ; ce qui suffit à les classer."""

    numeros: Entiers
    passages: Entiers
    """Le meilleur de chacune."""
    parts: NDArray[np.float64]
    scores: NDArray[np.float64]
    couverts: NDArray[np.float64]
    """La part de chaque terme de la question que couvrent ses passages réunis."""
    concepts: NDArray[np.float64]
    exacts: NDArray[np.bool_]

    def prendre(self, rangs: Entiers) -> Lot:
        prises: list[Any] = [colonne[rangs] for colonne in self]
        return Lot(*prises)

    def joindre(self, autre: Lot) -> Lot:
        reunies: list[Any] = [np.concatenate(paire) for paire in zip(self, autre, strict=True)]
        return Lot(*reunies)


class Collecte:
    """Les candidates d'une question dans une génération."""

    def __init__(
        self,
        generation: Generation,
        question: QuestionLue,
        vecteur: NDArray[np.float32] | None,
        bras: frozenset[str] = BRAS,
        reglage: Reglage = REGLAGE,
        *,
        profondeur: int = 1,
    ) -> None:
        self._generation = generation
        self._question = question
        self._vecteur = vecteur
        self._bras = bras
        self._reglage = reglage
        self._balance = Balance(bras, reglage)
        self._grille = Grille(question.termes, generation.registre.longueur_moyenne)
        self._profondeur = profondeur
        self._distinctifs = np.array([terme.distinctif for terme in question.termes], dtype=bool)
        self.concepts = reconnaitre(question, generation) if CONCEPTS in bras else SANS_CONCEPT
        self.appui = 0.0
        """Le cosinus moyen des passages les plus proches, une fois les candidates réunies."""

    def candidates(self) -> Lot:
        """Toutes les ressources que les mots, le sens ou les concepts ont trouvées."""
        trouves: list[int] = []
        if MOTS in self._bras:
            termes = [
                TermePondere(variante.racine, variante.lemme, variante.poids)
                for terme in self._question.termes
                for variante in terme.variantes
            ]
            trouves += self._generation.mots.chercher(
                termes, _PASSAGES_MOTS * self._profondeur, phrases=self._question.phrases
            )
        if self._vecteur is not None:
            voisins = self._generation.sens.chercher(self._vecteur, _PASSAGES_SENS * self._profondeur)
            trouves += voisins
            appuis = min(_APPUIS, 1 + len(self._generation.sens) // _PASSAGES_PAR_APPUI)
            self.appui = _moyenne(self._generation.sens.cosinus(self._vecteur, voisins[:appuis]))
        passages = np.array([*set(trouves)], dtype=np.int64)
        portees = self._porteuses().difference(self._generation.colonnes.ressources_des(passages).tolist())
        return self._noter(np.concatenate([passages, self._premiers_passages(portees)]))

    def completer(self, ressources: Collection[int]) -> Lot:
        """Ces ressources, notées d'après leurs premiers passages."""
        return self._noter(self._premiers_passages(ressources))

    def montrer(self, lot: Lot, rangs: Entiers) -> list[Candidate]:
        """Ce qu'il faut pour montrer ces lignes d'un lot."""
        numeros = lot.numeros[rangs]
        lues = self._generation.registre.ressources(numeros.tolist()).values()
        mentions = self.concepts.mentions(self._generation.colonnes.ressources(numeros))
        lignes = zip(lues, *(colonne[rangs].tolist() for colonne in lot[1:]), mentions, strict=True)
        candidates = []
        for lue, passage, parts, score, couverts, concepts, exact, siennes in lignes:
            trouves = tuple(t for t, part in zip(self._question.termes, couverts, strict=True) if part)
            reconnus = self.concepts.pour(lue.themes, siennes, self._reglage)
            candidates.append(Candidate(lue, passage, parts, score, trouves, concepts, exact, reconnus))
        return candidates

    def _noter(self, numeros: Entiers) -> Lot:
        """Les ressources de ces passages ; chacune a le score du meilleur des siens."""
        passages = self._lire(np.sort(numeros))
        nouvelles = np.diff(passages.ressources, prepend=-1) != 0
        debuts, rangs = np.flatnonzero(nouvelles), np.cumsum(nouvelles) - 1
        ressources = passages.ressources[debuts]
        couvertures = self._grille.couvrir(passages)
        couverts = reunir(couvertures, debuts)
        lues = self._generation.colonnes.ressources(ressources)
        concepts = self.concepts.couvrir(lues, self._reglage)
        exacts = self._sont_leur_nom(passages, rangs, ressources)
        distinctifs = (couverts[:, self._distinctifs] > 0).sum(axis=1) / max(1, self._distinctifs.sum())
        mots = (1 - PART_ENSEMBLE) * self._grille.noter(couvertures)
        indices = Indices(
            mots + PART_ENSEMBLE * self._grille.noter(couverts)[rangs],
            self._cosinus(passages.numeros),
            concepts[rangs],
            exacts[rangs],
            lues.definitions[rangs],
            distinctifs[rangs],
        )
        parts = self._balance.peser(indices)
        scores = additionner(parts)
        meilleurs = _meilleurs(scores, debuts, rangs)
        return Lot(
            ressources,
            passages.numeros[meilleurs],
            parts[meilleurs],
            scores[meilleurs],
            couverts,
            concepts,
            exacts,
        )

    def _lire(self, numeros: Entiers) -> Passages:
        """Ceux de ces passages qui ont les expressions de la question."""
        colonnes = self._generation.colonnes
        passages = colonnes.passages(numeros)
        for phrase in self._question.phrases:
            passages = colonnes.passages(passages.numeros[passages.contiennent(phrase)])
        return passages

    def _premiers_passages(self, ressources: Collection[int]) -> Entiers:
        numeros = np.array([*ressources], dtype=np.int64)
        return self._generation.colonnes.premiers_passages(numeros, _PREMIERS_PASSAGES)

    def _cosinus(self, numeros: Entiers) -> NDArray[np.float64]:
        if self._vecteur is None:
            return np.zeros(len(numeros))
        return self._generation.sens.cosinus(self._vecteur, numeros)

    def _sont_leur_nom(self, passages: Passages, rangs: Entiers, ressources: Entiers) -> NDArray[np.bool_]:
        """Pour chaque ressource, si la question est un de ses noms."""
        exacts = np.zeros(len(ressources), dtype=bool)
        for nom in self._question.noms if MOTS in self._bras else ():
            dits = np.ones(len(passages.numeros), dtype=bool)
            for lemme in condenser_mots(nom):
                dits &= passages.compter(passages.lemmes, lemme)[:, 0] > 0
                if not dits.any():
                    break
            exacts[rangs[dits]] = True
        possibles = np.flatnonzero(exacts)
        lues = self._generation.registre.ressources(ressources[possibles].tolist())
        for rang in possibles:
            lue = lues[int(ressources[rang])]
            noms = (lemmes_de_nom(nom) for nom in (lue.titre, *lue.noms))
            exacts[rang] = any(not siens.isdisjoint(self._question.noms) for siens in noms)
        return exacts

    def _porteuses(self) -> set[int]:
        registre = self._generation.registre
        porteuses: set[int] = set()
        au_plus = _PAR_LES_CONCEPTS * self._profondeur
        for theme in self.concepts.du_mieux_couvert():
            siennes = registre.portees_par(theme, _PAR_CONCEPT * self._profondeur)
            porteuses.update(siennes[: au_plus - len(porteuses)])
        for groupe in (self.concepts.nommes, self.concepts.precis):
            chacun = _PAR_MENTION * self._profondeur // max(1, len(groupe))
            porteuses.update(*(registre.qui_mentionnent(iri, max(1, chacun)) for iri in groupe))
        return porteuses


def _meilleurs(scores: NDArray[np.float64], debuts: Entiers, rangs: Entiers) -> Entiers:
    """La place du meilleur passage de chaque ressource, le premier à égalité ; les siens se suivent."""
    if not len(debuts):
        return debuts
    places = np.flatnonzero(scores == np.maximum.reduceat(scores, debuts)[rangs])
    return places[np.flatnonzero(np.diff(rangs[places], prepend=-1))]


def _moyenne(valeurs: NDArray[np.float64]) -> float:
    return float(valeurs.mean()) if len(valeurs) else 0.0
