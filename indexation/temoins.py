"""Des meilleures ressources d'une recherche à ce que l'on peut en citer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from indexation.candidats import Candidate
from indexation.extrait import Passage, Temoin
from indexation.lecture import PassageLu, Registre
from indexation.question import QuestionLue
from ontologie.espaces import MAILLAGE, SKOS

_PASSAGES = 6
_PAR_RESSOURCE = 50
_CONCEPT = SKOS + "Concept"
_SE_DEFINISSENT = frozenset({_CONCEPT, MAILLAGE + "Acteur", MAILLAGE + "Initiative"})
_ANNONCES = frozenset({MAILLAGE + "Document", MAILLAGE + "Reference"})
"""Ce dont la description dit ce qu'on y lira, et non ce qu'on y apprend."""
_FINS = (".", "!", "?", "…", "»", "”", '"', ")")


def temoins(candidates: Iterable[Candidate], question: QuestionLue, registre: Registre) -> list[Temoin]:
    """Chacune de ces candidates, avec son premier passage et ceux qui ont le plus de mots de la question."""
    premieres = list(candidates)
    par_ressource: dict[int, list[PassageLu]] = defaultdict(list)
    for passage in registre.premiers_passages([c.ressource.numero for c in premieres], _PAR_RESSOURCE):
        par_ressource[passage.ressource].append(passage)
    for passages in par_ressource.values():
        passages.sort(key=lambda p: p.position)
    tous = [p for passages in par_ressource.values() for p in passages]
    proches = sorted(tous, key=lambda p: -_masse(p, question))[:_PASSAGES]
    gardes = {p.numero for p in proches}
    return [_temoin(c, par_ressource[c.ressource.numero], gardes) for c in premieres]


def _temoin(candidate: Candidate, passages: Sequence[PassageLu], gardes: set[int]) -> Temoin:
    ressource = candidate.ressource
    annonces = not _ANNONCES.isdisjoint(ressource.classes)
    lus = []
    for avant, passage in zip((None, *passages), passages, strict=False):
        if passage.position and passage.numero not in gardes:
            continue
        entame = avant is not None and avant.section == passage.section and not avant.texte.endswith(_FINS)
        lus.append(Passage(passage.section, passage.texte, entame, annonces and not passage.section))
    return Temoin(
        ressource.iri,
        ressource.titre,
        tuple(lus),
        ressource.iri if _CONCEPT in ressource.classes else "",
        not _SE_DEFINISSENT.isdisjoint(ressource.classes),
        candidate.exact,
    )


def _masse(passage: PassageLu, question: QuestionLue) -> float:
    """Le poids des mots de la question que le passage contient."""
    return sum(
        terme.poids
        for terme in question.termes
        if any(f" {variante.racine} " in passage.racines for variante in terme.variantes)
    )
