"""Répondre à une question : lire, réunir les candidates, fondre les indices, dire pourquoi."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.extraction.lexique import Lexique
from indexation.candidats import Collecte, Lot
from indexation.extrait import extraire
from indexation.facettes import Facettes
from indexation.fusion import (
    BRAS,
    GRAPHE,
    REGLAGE,
    SANS_SEUIL,
    SENS,
    Reglage,
    Transmis,
    additionner,
    parts_du_graphe,
    plancher,
    suffit,
)
from indexation.generation import Generation
from indexation.pertinence import TRES_PERTINENT, niveau
from indexation.ports import Vectoriseur
from indexation.presentation import presenter
from indexation.proches import proches
from indexation.prolongements import prolonger
from indexation.question import QuestionLue, lire, valider
from indexation.resultats import Extraction, Filtres, Proche, Reponses
from indexation.temoins import temoins
from indexation.trouvees import Trouvee, Trouvees
from indexation.voisinage import PASSAGES, Forte, voisins
from ontologie.termes import Iri

_FORTES = 20
_NOUVELLES = 200
"""Combien de ressources le graphe fait venir, en partant de celles qui reçoivent le plus."""
_PROFONDEUR_FILTREE = 5
_TEMOINS = 3
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


@dataclass(frozen=True, slots=True)
class SourceFixe:
    """Une source qui sert toujours la même génération."""

    service: Service

    def servir(self) -> Service:
        return self.service


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
        vecteur = _vectoriser(service, lue, bras)
        en_cours = _EnCours(service, lue, vecteur, frozenset(bras), self._reglage)
        trouvees = en_cours.trouver(filtres)
        if len(trouvees.bruts) and not len(trouvees.retenues):
            # Plus loin seulement si rien ne passe : sinon les comptes annoncés ne seraient plus tenus.
            plus_loin = _EnCours(service, lue, vecteur, frozenset(bras), self._reglage, _PROFONDEUR_FILTREE)
            trouvees = plus_loin.trouver(filtres)
        premieres = trouvees.premieres(max(nombre, _TEMOINS))
        page = premieres[:nombre]
        avertissements = [service.avertissement, "" if lue.termes else _SANS_MOT]
        concepts = frozenset(en_cours.concepts)
        return Reponses(
            question=question,
            version=service.generation.manifeste.version,
            duree_ms=(time.perf_counter() - debut) * 1000,
            total=len(trouvees.retenues),
            resultats=presenter(page, lue, service.generation.registre, concepts, service.generation.nommer),
            suggestions=(lue.corrigee,) if lue.corrigee else (),
            concepts=tuple(Iri(iri) for iri in en_cours.concepts),
            facettes=trouvees.facettes.comptes,
            facettes_ouvertes=trouvees.facettes.comptes_ouverts,
            reponse=_extraire(premieres, trouvees, lue, service.generation, concepts),
            prolongements=prolonger(
                trouvees,
                [t.candidate.ressource for t in page],
                plancher(en_cours.bras, self._reglage),
                service.generation.registre,
            ),
            avertissement=" ".join(filter(None, avertissements)),
        )

    def sans_se_taire(self) -> Recherche:
        """La même, qui répond toujours : pour noter un classement, pas le silence."""
        return Recherche(self._source, SANS_SEUIL)

    def proches(self, iri: str, nombre: int = 5) -> tuple[Proche, ...]:
        """Les ressources les plus proches d'une autre ; lève `RessourceInconnue` si l'index ne l'a pas."""
        return proches(iri, nombre, self._source.servir().generation)

    def lexique(self, version: int) -> Lexique | None:
        """Les noms des concepts à cette version de la base ; `None` si l'index n'y est pas."""
        service = self._source.servir()
        generation = service.generation
        a_jour = not service.avertissement and generation.manifeste.version == version
        return generation.lexique if a_jour else None


class _EnCours:
    """Une recherche en train de se faire."""

    def __init__(
        self,
        service: Service,
        question: QuestionLue,
        vecteur: NDArray[np.float32] | None,
        bras: frozenset[str],
        reglage: Reglage,
        profondeur: int = 1,
    ) -> None:
        self._reglage = reglage
        self._generation = service.generation
        self.bras = bras if service.vectoriseur is not None else bras - {SENS}
        self._collecte = Collecte(
            service.generation,
            question,
            vecteur,
            self.bras,
            reglage,
            profondeur=profondeur,
        )
        self.concepts: tuple[str, ...] = self._collecte.concepts.nommes

    def trouver(self, filtres: Filtres) -> Trouvees:
        """Celles qui sont assez bonnes, que les filtres les gardent ou non."""
        lot = self._collecte.candidates()
        lot, graphe = self._elargir(lot) if GRAPHE in self.bras else (lot, {})
        recu = {numero: _somme(parts) for numero, parts in graphe.items()}
        recus_dans_l_ordre = [recu.get(numero, 0.0) for numero in lot.numeros.tolist()]
        bruts = additionner(np.stack([lot.scores, recus_dans_l_ordre], axis=-1))
        repond = suffit(bruts.max(initial=0.0), self._collecte.appui, self.bras, self._reglage)
        assez = self._reglage.suite * plancher(self.bras, self._reglage) if repond else math.inf
        rangs = np.flatnonzero(bruts >= assez)
        lot = lot.prendre(rangs)
        facettes = Facettes(self._generation.colonnes, self._generation.registre, lot.numeros, filtres)
        return Trouvees(self._collecte, lot, bruts[rangs], graphe, facettes)

    def _elargir(self, lot: Lot) -> tuple[Lot, Mapping[int, Transmis]]:
        """Le lot et les ressources que les plus fortes font venir, et ce que chacune reçoit d'elles."""
        registre = self._generation.registre
        fortes = self._fortes(lot)
        recus = voisins(registre.liens_autour(fortes, PASSAGES), fortes)
        numeros = registre.numeros_de(recus)
        graphe = {numero: parts_du_graphe(recus[iri], self._reglage) for iri, numero in numeros.items()}
        connues = set(lot.numeros.tolist())
        nouvelles = [(iri, numero) for iri, numero in numeros.items() if numero not in connues]
        if len(nouvelles) > _NOUVELLES:
            nouvelles.sort(key=lambda n: (-_somme(graphe[n[1]]), n[0]))
        lot = lot.joindre(self._collecte.completer([numero for _, numero in nouvelles[:_NOUVELLES]]))
        return lot, graphe

    def _fortes(self, lot: Lot) -> dict[str, Forte]:
        """Par IRI, les meilleures de celles qui peuvent transmettre ; à égalité, dans l'ordre des IRI."""
        seuil = self._reglage.part_qui_transmet * plancher(self.bras, self._reglage)
        rangs = np.flatnonzero(lot.scores > seuil)
        if len(rangs) > _FORTES:
            rangs = rangs[lot.scores[rangs] >= np.partition(lot.scores[rangs], -_FORTES)[-_FORTES]]
        lues = self._generation.registre.ressources(lot.numeros[rangs].tolist())
        fortes = {
            lue.iri: Forte(lue.titre, float(lot.scores[rang]), bool(lot.exacts[rang]))
            for lue, rang in zip(lues.values(), rangs, strict=True)
        }
        premieres = sorted(fortes, key=lambda iri: (-fortes[iri].score, iri))[:_FORTES]
        return {iri: fortes[iri] for iri in premieres}


def _somme(transmis: Transmis) -> float:
    return sum(part for _, part in transmis)


def _vectoriser(service: Service, question: QuestionLue, bras: Collection[str]) -> NDArray[np.float32] | None:
    """Le vecteur de la question ; `None` si le bras du sens se tait."""
    if service.vectoriseur is None or SENS not in bras or not question.termes:
        return None
    vecteur: NDArray[np.float32] = service.vectoriseur.vectoriser([question.a_vectoriser])[0]
    return vecteur


def _extraire(
    premieres: list[Trouvee],
    trouvees: Trouvees,
    question: QuestionLue,
    generation: Generation,
    concepts: Collection[str],
) -> Extraction | None:
    """La réponse tirée des premières, si elles sont sûres, et des concepts que la question nomme."""
    if not premieres or niveau(premieres[0].score) != TRES_PERTINENT:
        return None
    nommes = generation.registre.numeros_de(concepts).values()
    retenues = trouvees.retenues
    definitions = trouvees.montrer(retenues[np.isin(trouvees.lot.numeros[retenues], [*nommes])])
    sures = [t for t in premieres[:_TEMOINS] if niveau(t.score) == TRES_PERTINENT]
    candidates = {t.candidate.ressource.iri: t.candidate for t in (*sures, *definitions)}
    return extraire(question, temoins(candidates.values(), question, generation), generation.nommer)
