"""Des meilleures ressources d'une recherche à ce que l'on peut en citer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from indexation.candidats import Candidate
from indexation.extrait import Passage, Temoin
from indexation.fiches import Extrait
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
    par_ressource = registre.debuts([c.ressource.numero for c in premieres], _PAR_RESSOURCE)
    tous = [p for c in premieres for p in par_ressource[c.ressource.numero]]
    proches = sorted(tous, key=lambda p: -_masse(p, question))[:_PASSAGES]
    gardes = {p.numero for p in proches}
    choisis = {
        c.ressource.numero: [
            (avant and avant.numero, passage.numero)
            for avant, passage in _precedes(par_ressource[c.ressource.numero])
            if not passage.position or passage.numero in gardes
        ]
        for c in premieres
    }
    extraits = registre.extraits({n for paires in choisis.values() for paire in paires for n in paire if n})
    return [_temoin(c, choisis[c.ressource.numero], extraits) for c in premieres]


def _precedes(passages: Sequence[PassageLu]) -> Iterable[tuple[PassageLu | None, PassageLu]]:
    """Chaque passage, avec celui qui le précède."""
    return zip((None, *passages), passages, strict=False)


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


def _masse(passage: PassageLu, question: QuestionLue) -> float:
    """Le poids des mots de la question que le passage contient."""
    return sum(
        terme.poids
        for terme in question.termes
        if any(f" {variante.racine} " in passage.racines for variante in terme.variantes)
    )
