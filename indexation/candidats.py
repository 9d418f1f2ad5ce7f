"""Réunir ce que chaque bras a trouvé : des ressources, leur meilleur passage et leurs indices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus import langue
from indexation.concepts import Reconnaissance, Reconnu, reconnaitre
from indexation.fiches import ranger_mots
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
from indexation.lecture import PassageLu, RessourceLue
from indexation.mots import PART_ENSEMBLE, Couverture, Grille, reunir
from indexation.ports import TermePondere
from indexation.question import QuestionLue
from ontologie.espaces import SKOS

_PASSAGES_MOTS = 150
_PASSAGES_SENS = 100
_PAR_CONCEPT = 200
_CONCEPT = SKOS + "Concept"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Une ressource et ce qui parle pour elle, le graphe mis à part."""

    ressource: RessourceLue
    passage: PassageLu
    trouves: tuple[str, ...]
    """Les mots de la question qu'elle contient."""
    exact: bool
    reconnus: tuple[Reconnu, ...]
    parts: Parts
    score: float

    @property
    def apports(self) -> tuple[Apport, ...]:
        return nommer(self.parts)


class _Note(NamedTuple):
    passage: PassageLu
    couverture: Couverture
    cosinus: float


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
        self._balance = Balance(bras, reglage)
        self._grille = Grille(question.termes, generation.registre.longueur_moyenne)
        self._phrases = tuple(map(ranger_mots, question.phrases))
        self._lemmes = ranger_mots(question.lemmes)
        self._profondeur = profondeur
        self.concepts = reconnaitre(question, generation) if CONCEPTS in bras else Reconnaissance((), {})

    def candidates(self) -> dict[str, Candidate]:
        """Par IRI, toutes les ressources que les mots, le sens ou les concepts ont trouvées."""
        numeros: set[int] = set()
        if MOTS in self._bras:
            termes = [
                TermePondere(variante.racine, variante.lemme, variante.poids)
                for terme in self._question.termes
                for variante in terme.variantes
            ]
            numeros |= set(
                self._generation.mots.chercher(
                    termes, _PASSAGES_MOTS * self._profondeur, phrases=self._question.phrases
                )
            )
        if self._vecteur is not None:
            numeros |= set(self._generation.sens.chercher(self._vecteur, _PASSAGES_SENS * self._profondeur))
        passages = self._generation.registre.passages(numeros)
        portees = self._porteuses() - {passage.ressource for passage in passages}
        return self.completer(passages, portees)

    def completer(self, passages: Collection[PassageLu], ressources: Collection[int]) -> dict[str, Candidate]:
        """Les candidates de ces passages, et ces ressources avec leurs premiers passages."""
        registre = self._generation.registre
        tous = [*passages, *registre.premiers_passages(ressources)]
        par_ressource: dict[int, list[_Note]] = defaultdict(list)
        for note in self._noter([p for p in tous if self._contient_les_phrases(p)]):
            par_ressource[note.passage.ressource].append(note)
        lues = registre.ressources(par_ressource)
        return {
            lues[numero].iri: self._candidate(lues[numero], notes) for numero, notes in par_ressource.items()
        }

    def _noter(self, passages: list[PassageLu]) -> list[_Note]:
        cosinus = [0.0] * len(passages)
        if self._vecteur is not None:
            cosinus = self._generation.sens.cosinus(self._vecteur, [p.numero for p in passages])
        couvertures = map(self._grille.couvrir, passages)
        return list(map(_Note._make, zip(passages, couvertures, cosinus, strict=True)))

    def _candidate(self, ressource: RessourceLue, notes: list[_Note]) -> Candidate:
        exact = MOTS in self._bras and self._est_son_nom(ressource, notes[0].passage)
        reconnus = self.concepts.pour(ressource.themes)
        concepts = min(1.0, sum(r.part for r in reconnus))
        ensemble = reunir(self._question.termes, [note.couverture for note in notes])
        definition = _CONCEPT in ressource.classes
        evalues = []
        for note in notes:
            mots = (1 - PART_ENSEMBLE) * note.couverture.note + PART_ENSEMBLE * ensemble.note
            parts = self._balance.peser(Indices(mots, note.cosinus, concepts, exact, definition))
            evalues.append((-additionner(parts), note.passage.position, note.passage, parts))
        oppose, _, passage, parts = min(evalues)
        trouves: tuple[str, ...] = ()
        if ensemble.note:
            termes = zip(self._question.termes, ensemble.parts, strict=True)
            trouves = tuple(terme.ecrit for terme, part in termes if part)
        return Candidate(ressource, passage, trouves, exact, reconnus, parts, -oppose)

    def _est_son_nom(self, ressource: RessourceLue, passage: PassageLu) -> bool:
        if self._lemmes not in passage.titre_lemmes:
            return False
        return any(_lemmes(nom) == self._question.lemmes for nom in (ressource.titre, *ressource.noms))

    def _contient_les_phrases(self, passage: PassageLu) -> bool:
        return all(phrase in passage.racines or phrase in passage.titre_racines for phrase in self._phrases)

    def _porteuses(self) -> set[int]:
        registre = self._generation.registre
        porteuses: set[int] = set()
        for iri in self.concepts.par_theme:
            porteuses |= set(registre.portees_par(iri, _PAR_CONCEPT * self._profondeur))
        return porteuses


def _lemmes(nom: str) -> tuple[str, ...]:
    return tuple(langue.lemme(mot.forme) for mot in langue.mots(nom))
