"""Répondre à une question : lire, réunir les candidates, fondre les indices, dire pourquoi."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from corpus import langue
from indexation.candidats import Candidate, Collecte
from indexation.fiches import Extrait
from indexation.fusion import (
    BRAS,
    CONCEPTS,
    GRAPHE,
    MOTS,
    REGLAGE,
    SENS,
    Apport,
    Reglage,
    Voisin,
    additionner,
    parts_du_graphe,
    plancher,
)
from indexation.generation import Generation
from indexation.lecture import Registre
from indexation.ports import Vectoriseur
from indexation.question import QuestionLue, lire, valider
from indexation.resultats import Filtres, Raison, Reponses, Resultat
from indexation.voisinage import Forte, voisins
from ontologie.termes import Iri

_FORTES = 20
_PROFONDEUR_FILTREE = 5
_SANS_MOT = (
    "La question n'a que des mots trop courants pour chercher. Ajoutez un mot qui dit de quoi il s'agit."
)


@dataclass(frozen=True, slots=True)
class Service:
    """De quoi répondre maintenant ; sans `vectoriseur`, le bras du sens se tait."""

    generation: Generation
    vectoriseur: Vectoriseur | None
    avertissement: str = ""


class Source(Protocol):
    """Qui tient l'index à jour et dit avec quoi répondre."""

    def servir(self) -> Service: ...


class Recherche:
    """La recherche hybride ; plusieurs fils peuvent chercher à la fois."""

    def __init__(self, source: Source, reglage: Reglage = REGLAGE) -> None:
        self._source = source
        self._reglage = reglage

    def chercher(
        self,
        question: str,
        *,
        nombre: int = 10,
        filtres: Filtres = Filtres(),
        bras: Collection[str] = BRAS,
    ) -> Reponses:
        """Les `nombre` meilleures ressources ; `bras` restreint les façons de chercher.

        Lève `ErreurUsage` si la question est vide ou trop longue. Ne rien trouver n'est pas une erreur.
        """
        debut = time.perf_counter()
        texte = valider(question)
        service = self._source.servir()
        lue = lire(texte, service.generation.registre)
        en_cours = _EnCours(service, lue, frozenset(bras), filtres, self._reglage)
        trouvees = en_cours.trouver() if lue.termes else []
        avertissements = [service.avertissement, "" if lue.termes else _SANS_MOT]
        return Reponses(
            question=question,
            version=service.generation.manifeste.version,
            duree_ms=(time.perf_counter() - debut) * 1000,
            total=len(trouvees),
            resultats=_resultats(trouvees[:nombre], lue, service.generation.registre),
            suggestions=(lue.corrigee,) if lue.corrigee else (),
            concepts=tuple(Iri(iri) for iri in en_cours.concepts),
            facettes=_facettes(trouvee.candidate for trouvee in trouvees),
            avertissement=" ".join(filter(None, avertissements)),
        )


class _Trouvee(NamedTuple):
    candidate: Candidate
    graphe: tuple[tuple[Voisin, float], ...]
    score: float

    @staticmethod
    def de(candidate: Candidate, graphe: list[tuple[Voisin, float]]) -> _Trouvee:
        score = additionner([*candidate.parts, *(part for _, part in graphe)]) if graphe else candidate.score
        return _Trouvee(candidate, tuple(graphe), score)


class _EnCours:
    """Une recherche en train de se faire."""

    def __init__(
        self,
        service: Service,
        question: QuestionLue,
        bras: frozenset[str],
        filtres: Filtres,
        reglage: Reglage,
    ) -> None:
        self._reglage = reglage
        self._generation = service.generation
        self._bras = bras if service.vectoriseur is not None else bras - {SENS}
        self._filtres = filtres
        vecteur = None
        if service.vectoriseur is not None and SENS in bras and question.termes:
            vecteur = service.vectoriseur.vectoriser([question.a_vectoriser])[0]
        self._collecte = Collecte(
            service.generation,
            question,
            vecteur,
            self._bras,
            reglage,
            profondeur=_PROFONDEUR_FILTREE if filtres != Filtres() else 1,
        )
        self.concepts: tuple[str, ...] = self._collecte.concepts.nommes

    def trouver(self) -> list[_Trouvee]:
        candidates = self._collecte.candidates()
        recus = self._elargir(candidates) if GRAPHE in self._bras else {}
        trouvees = [
            _Trouvee.de(candidate, parts_du_graphe(recus[iri], self._reglage) if iri in recus else [])
            for iri, candidate in candidates.items()
        ]
        seuil = plancher(self._bras, self._reglage)
        if max((t.score for t in trouvees), default=0.0) < seuil:
            return []
        suite = self._reglage.suite * seuil
        retenues = [t for t in trouvees if t.score >= suite and _passe(t.candidate, self._filtres)]
        return _ranger(retenues)

    def _elargir(self, candidates: dict[str, Candidate]) -> Mapping[str, list[Voisin]]:
        """Ce que les plus fortes transmettent ; ajoute à `candidates` celles qu'elles font venir."""
        scores = {iri: candidate.score for iri, candidate in candidates.items()}
        seuil = self._reglage.part_qui_transmet * plancher(self._bras, self._reglage)
        fortes = sorted((iri for iri in scores if scores[iri] > seuil), key=lambda i: (-scores[i], i))
        fortes = fortes[:_FORTES]
        registre = self._generation.registre
        recus = voisins(
            registre.liens_autour(fortes),
            {
                iri: Forte(candidates[iri].ressource.titre, scores[iri], candidates[iri].exact)
                for iri in fortes
            },
        )
        nouvelles = registre.ressources_de([iri for iri in recus if iri not in candidates])
        candidates |= self._collecte.completer([], nouvelles)
        return recus


def _ranger(trouvees: list[_Trouvee]) -> list[_Trouvee]:
    """Par score ; à score égal, dans l'ordre du français."""
    par_score: dict[float, list[_Trouvee]] = defaultdict(list)
    for trouvee in trouvees:
        par_score[trouvee.score].append(trouvee)
    return [
        trouvee
        for score in sorted(par_score, reverse=True)
        for trouvee in (
            par_score[score] if len(par_score[score]) == 1 else sorted(par_score[score], key=_nom)
        )
    ]


def _nom(trouvee: _Trouvee) -> tuple[tuple[str, ...], str]:
    ressource = trouvee.candidate.ressource
    return langue.cle_de_tri(ressource.titre), ressource.iri


def _passe(candidate: Candidate, filtres: Filtres) -> bool:
    ressource = candidate.ressource
    return all(
        not voulus or not set(voulus).isdisjoint(presents)
        for voulus, presents in (
            (filtres.types, ressource.classes),
            (filtres.ateliers, ressource.ateliers),
            (filtres.themes, ressource.themes),
        )
    )


def _facettes(candidates: Iterable[Candidate]) -> dict[str, dict[str, int]]:
    types: Counter[str] = Counter()
    ateliers: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    for candidate in candidates:
        types[candidate.ressource.type] += 1
        ateliers.update(candidate.ressource.ateliers)
        themes.update(candidate.ressource.themes)
    return {"type": dict(types), "atelier": dict(ateliers), "theme": dict(themes)}


def _resultats(trouvees: list[_Trouvee], question: QuestionLue, registre: Registre) -> tuple[Resultat, ...]:
    extraits = registre.extraits([trouvee.candidate.passage.numero for trouvee in trouvees])
    return tuple(_resultat(t, extraits[t.candidate.passage.numero], question) for t in trouvees)


def _resultat(trouvee: _Trouvee, extrait: Extrait, question: QuestionLue) -> Resultat:
    ressource = trouvee.candidate.ressource
    return Resultat(
        iri=Iri(ressource.iri),
        titre=ressource.titre,
        type=ressource.type,
        ateliers=tuple(map(Iri, ressource.ateliers)),
        extrait=extrait.texte,
        surlignes=tuple(langue.surligner(extrait.texte, question.racines)),
        score=trouvee.score,
        raisons=tuple(
            [_raison(apport, trouvee.candidate) for apport in trouvee.candidate.apports]
            + [Raison(GRAPHE, voisin.raison, part) for voisin, part in trouvee.graphe]
        ),
        section=extrait.section,
        themes=tuple(map(Iri, ressource.themes)),
    )


def _raison(apport: Apport, candidate: Candidate) -> Raison:
    if apport.source == SENS:
        detail = "sens proche de la question"
    elif apport.source == CONCEPTS:
        detail = " ; ".join(reconnu.raison for reconnu in candidate.reconnus)
    else:
        assert apport.source == MOTS
        detail = f"mots trouvés : {', '.join(candidate.trouves)}"
        if candidate.exact:
            detail = f"nom exact de la ressource ; {detail}"
    return Raison(apport.source, detail, apport.contribution)
