"""Noter la recherche sur une collection de test, indexée comme nos fiches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.extraction.lexique import Lexique
from indexation.fiches import FicheIndexee
from indexation.fusion import CONCEPTS, MOTS, SANS_SEUIL, SENS
from indexation.generation import ouvrir, remplir
from indexation.lecture_collection import Collection, identifiant
from indexation.mesures import Ecart, Mesures, comparer_par_paires, mesurer_une, moyenner
from indexation.ports import Vectoriseur
from indexation.recherche import Recherche, Service, SourceFixe

RANG = 10
FACONS: Mapping[str, frozenset[str]] = {
    "mots": frozenset({MOTS}),
    "sens": frozenset({SENS}),
    "fusion": frozenset({MOTS, SENS}),
}
"""Les façons de chercher que l'on compare ; sans thésaurus, les concepts n'ont rien à dire."""
Progression = Callable[[str, int, int], None]
"""Reçoit l'étape, combien est fait, et sur combien."""


def _se_taire(_etape: str, _fait: int, _total: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class BilanDeCollection:
    """Les mesures de chaque façon de chercher, et leurs écarts de nDCG@10 à la fusion."""

    documents: int
    questions: int
    mesures: Mapping[str, Mesures]
    ecarts: Mapping[str, Ecart]
    """Façon → la fusion moins elle."""
    classements: Mapping[str, Mapping[str, tuple[tuple[str, float], ...]]]
    """Façon → question → (document, score), du meilleur au moins bon."""

    def en_dictionnaire(self) -> dict[str, Any]:
        """De quoi écrire du JSON ; les classements vont dans un fichier à part."""
        return {
            "documents": self.documents,
            "questions": self.questions,
            "mesures": {
                nom: {"nDCG@10": m.ndcg, "R@10": m.rappel, "RR@10": m.rr} for nom, m in self.mesures.items()
            },
            "fusion_moins": {nom: asdict(ecart) for nom, ecart in self.ecarts.items()},
        }

    def en_texte(self) -> str:
        """Un tableau à lire."""
        lignes = [f"{self.documents} documents, {self.questions} questions jugées", ""]
        lignes.append(f"{'':<8}{'nDCG@10':>9}{'R@10':>8}{'RR@10':>8}")
        for nom, m in self.mesures.items():
            lignes.append(f"{nom:<8}{_cent(m.ndcg):>9}{_cent(m.rappel):>8}{_cent(m.rr):>8}")
        lignes.append("")
        for nom, e in self.ecarts.items():
            lignes.append(
                f"nDCG@10, fusion moins {nom} : {_cent(e.moyenne, '+')} "
                f"(intervalle à 95 % : {_cent(e.bas, '+')} à {_cent(e.haut, '+')})."
            )
        return "\n".join(lignes)

    def en_trec(self) -> Iterator[str]:
        """Les classements de la fusion, une ligne TREC par document rendu."""
        for question, rendus in self.classements["fusion"].items():
            for rang, (document, score) in enumerate(rendus, 1):
                yield f"{_sans_espace(question)} Q0 {_sans_espace(document)} {rang} {score:.9f} maillage"


def evaluer_collection(
    collection: Collection,
    vectoriseur: Vectoriseur,
    travail: Path,
    progression: Progression = _se_taire,
    *,
    lexique: Lexique | None = None,
) -> BilanDeCollection:
    """Indexe la collection dans `travail`, dossier vide, et pose chaque question de chaque façon.

    Avec un `lexique`, les concepts que nomment les documents et les questions comptent dans la fusion.
    """
    facons = FACONS if lexique is None else {**FACONS, "fusion": FACONS["fusion"] | {CONCEPTS}}

    def fiches() -> Iterator[FicheIndexee]:
        for rang, fiche in enumerate(collection.fiches, 1):
            yield fiche
            progression("Documents indexés", rang, len(collection.fiches))

    remplir(travail, vectoriseur, fiches(), lexique=lexique or Lexique(()))
    recherche = Recherche(SourceFixe(Service(ouvrir(travail), vectoriseur)), SANS_SEUIL)
    jugees = {q: p for q, p in collection.jugements.items() if any(p.values())}
    classements: dict[str, dict[str, tuple[tuple[str, float], ...]]] = {nom: {} for nom in FACONS}
    notes: dict[str, list[Mesures]] = {nom: [] for nom in FACONS}
    for rang, (question, pertinences) in enumerate(jugees.items(), 1):
        for nom, bras in facons.items():
            trouves = recherche.chercher(collection.questions[question], nombre=RANG, bras=bras).resultats
            classements[nom][question] = tuple((identifiant(r.iri), r.score) for r in trouves)
            notes[nom].append(mesurer_une([r.iri for r in trouves], pertinences, RANG))
        progression("Questions posées", rang, len(jugees))
    ndcg = {nom: [note.ndcg for note in de_la_facon] for nom, de_la_facon in notes.items()}
    return BilanDeCollection(
        len(collection.fiches),
        len(jugees),
        {nom: moyenner(de_la_facon) for nom, de_la_facon in notes.items()},
        {nom: comparer_par_paires(ndcg["fusion"], ndcg[nom]) for nom in FACONS if nom != "fusion"},
        classements,
    )


def _sans_espace(identifiant: str) -> str:
    return "%20".join(identifiant.split())


def _cent(valeur: float, signe: str = "") -> str:
    return f"{100 * valeur:{signe}.1f}".replace(".", ",")
