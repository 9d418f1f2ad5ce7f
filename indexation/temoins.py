"""Des meilleures ressources d'une recherche à ce que l'on peut en citer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

import numpy as np

from indexation.candidats import Candidate
from indexation.extrait import Passage, Temoin
from indexation.fiches import Extrait
from indexation.generation import Generation
from indexation.mots import Grille
from indexation.question import QuestionLue
from ontologie.espaces import MAILLAGE, SKOS

_PASSAGES = 6
_PAR_RESSOURCE = 50
_CONCEPT = SKOS + "Concept"
_SE_DEFINISSENT = frozenset({_CONCEPT, MAILLAGE + "Acteur", MAILLAGE + "Initiative"})
_ANNONCES = frozenset({MAILLAGE + "Document", MAILLAGE + "Reference"})
"""Ce dont la description dit ce qu'on y lira, et non ce qu'on y apprend."""
_FINS = (".", "!", "?", "…", "»", "”", '"', ")")


def temoins(candidates: Iterable[Candidate], question: QuestionLue, generation: Generation) -> list[Temoin]:
    """Chacune de ces candidates, avec son premier passage et ceux qui ont le plus de mots de la question."""
    premieres = list(candidates)
    colonnes, registre = generation.colonnes, generation.registre
    debuts = [
        colonnes.premiers_passages(np.array([c.ressource.numero]), _PAR_RESSOURCE).tolist() for c in premieres
    ]
    tous = np.array([*chain.from_iterable(debuts)], dtype=np.int64)
    masses = Grille(question.termes, registre.longueur_moyenne).masses(colonnes.passages(tous))
    proches = set(tous[np.argsort(-masses, kind="stable")[:_PASSAGES]].tolist())
    choisis = [
        [(avant, n) for avant, n in zip((None, *siens), siens, strict=False) if avant is None or n in proches]
        for siens in debuts
    ]
    extraits = registre.extraits({n for paires in choisis for paire in paires for n in paire if n})
    return [_temoin(c, paires, extraits) for c, paires in zip(premieres, choisis, strict=True)]


def _temoin(
    candidate: Candidate, choisis: Iterable[tuple[int | None, int]], extraits: Mapping[int, Extrait]
) -> Temoin:
    ressource = candidate.ressource
    annonces = not _ANNONCES.isdisjoint(ressource.classes)
    lus = []
    for precedent, numero in choisis:
        avant, extrait = extraits.get(precedent) if precedent else None, extraits[numero]
        entame = avant is not None and avant.section == extrait.section and not avant.texte.endswith(_FINS)
        lus.append(Passage(extrait.section, extrait.texte, entame, annonces and not extrait.section))
    return Temoin(
        ressource.iri,
        ressource.titre,
        tuple(lus),
        ressource.iri if _CONCEPT in ressource.classes else "",
        not _SE_DEFINISSENT.isdisjoint(ressource.classes),
        candidate.exact,
    )
