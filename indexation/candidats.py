"""Réunir ce que chaque bras a trouvé : des ressources, leur meilleur passage et leurs indices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexation.concepts import SANS_CONCEPT, Reconnu, reconnaitre
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
    poids_mention,
)
from indexation.generation import Generation
from indexation.lecture import PassageLu, RessourceLue
from indexation.mots import PART_ENSEMBLE, Couverture, Grille, Terme, reunir
from indexation.ports import TermePondere
from indexation.question import QuestionLue, lemmes_de_nom
from ontologie.espaces import SKOS

_PASSAGES_MOTS = 150
_PASSAGES_SENS = 100
_APPUIS = 10
"""Combien de passages voisins disent, ensemble, si la base parle de ce que l'on demande."""
_PASSAGES_PAR_APPUI = 100
"""Une petite base n'a qu'un passage ou deux sur chaque sujet : elle en demande moins."""
_PAR_CONCEPT = 200
_PAR_MENTION = 30
"""Combien de ressources les mentions des concepts nommés amènent, et autant pour les plus précis."""
_CONCEPT = SKOS + "Concept"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Une ressource et ce qui parle pour elle, le graphe mis à part."""

    ressource: RessourceLue
    passage: PassageLu
    trouves: tuple[str, ...]
    """Les mots de la question qu'elle contient."""
    exact: bool
    distinctifs: tuple[str, ...]
    """Parmi ces mots, ceux qui suffisent à la désigner (voir `mots.Terme`)."""
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
        self._reglage = reglage
        self._balance = Balance(bras, reglage)
        self._grille = Grille(question.termes, generation.registre.longueur_moyenne)
        self._phrases = tuple(map(ranger_mots, question.phrases))
        self._noms = [[ranger_mots((lemme,)) for lemme in nom] for nom in question.noms]
        self._profondeur = profondeur
        self._distinctifs = max(1, sum(terme.distinctif for terme in question.termes))
        self.concepts = reconnaitre(question, generation) if CONCEPTS in bras else SANS_CONCEPT
        self.appui = 0.0
        """Le cosinus moyen des passages les plus proches, une fois les candidates réunies."""

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
            voisins = self._generation.sens.chercher(self._vecteur, _PASSAGES_SENS * self._profondeur)
            numeros |= set(voisins)
            appuis = min(_APPUIS, 1 + len(self._generation.sens) // _PASSAGES_PAR_APPUI)
            self.appui = _moyenne(self._generation.sens.cosinus(self._vecteur, voisins[:appuis]))
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
        mentions = registre.mentions(par_ressource, self.concepts.par_theme)
        return {
            lues[numero].iri: self._candidate(lues[numero], notes, mentions.get(numero, {}))
            for numero, notes in par_ressource.items()
        }

    def _noter(self, passages: list[PassageLu]) -> list[_Note]:
        cosinus = [0.0] * len(passages)
        if self._vecteur is not None:
            cosinus = self._generation.sens.cosinus(self._vecteur, [p.numero for p in passages])
        couvertures = map(self._grille.couvrir, passages)
        return list(map(_Note._make, zip(passages, couvertures, cosinus, strict=True)))

    def _candidate(
        self, ressource: RessourceLue, notes: list[_Note], mentions: Mapping[str, int]
    ) -> Candidate:
        exact = MOTS in self._bras and self._est_son_nom(ressource, notes[0].passage)
        poids = {theme: poids_mention(nombre, self._reglage) for theme, nombre in mentions.items()}
        reconnus = self.concepts.pour(ressource.themes, poids)
        concepts = min(1.0, sum(r.part for r in reconnus))
        ensemble = reunir(self._question.termes, [note.couverture for note in notes])
        definition = _CONCEPT in ressource.classes
        trouves: list[Terme] = []
        if ensemble.note:
            termes = zip(self._question.termes, ensemble.parts, strict=True)
            trouves = [terme for terme, part in termes if part]
        distinctifs = tuple(terme.ecrit for terme in trouves if terme.distinctif)
        distinctif = len(distinctifs) / self._distinctifs
        evalues = []
        for note in notes:
            mots = (1 - PART_ENSEMBLE) * note.couverture.note + PART_ENSEMBLE * ensemble.note
            indices = Indices(mots, note.cosinus, concepts, exact, definition, distinctif)
            parts = self._balance.peser(indices)
            evalues.append((-additionner(parts), note.passage.position, note.passage, parts))
        oppose, _, passage, parts = min(evalues)
        ecrits = tuple(terme.ecrit for terme in trouves)
        return Candidate(ressource, passage, ecrits, exact, distinctifs, reconnus, parts, -oppose)

    def _est_son_nom(self, ressource: RessourceLue, passage: PassageLu) -> bool:
        dits = passage.titre_lemmes
        if not any(all(lemme in dits for lemme in nom) for nom in self._noms):
            return False
        return any(
            not lemmes_de_nom(nom).isdisjoint(self._question.noms)
            for nom in (ressource.titre, *ressource.noms)
        )

    def _contient_les_phrases(self, passage: PassageLu) -> bool:
        return all(phrase in passage.racines or phrase in passage.titre_racines for phrase in self._phrases)

    def _porteuses(self) -> set[int]:
        registre = self._generation.registre
        porteuses: set[int] = set()
        for iri in self.concepts.par_theme:
            porteuses |= set(registre.portees_par(iri, _PAR_CONCEPT * self._profondeur))
        for groupe in (self.concepts.nommes, self.concepts.precis):
            chacun = _PAR_MENTION * self._profondeur // max(1, len(groupe))
            for iri in groupe:
                porteuses |= set(registre.qui_mentionnent(iri, max(1, chacun)))
        return porteuses


def _moyenne(valeurs: list[float]) -> float:
    return sum(valeurs) / len(valeurs) if valeurs else 0.0
