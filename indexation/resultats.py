"""Ce que la recherche reçoit et ce qu'elle rend, en valeurs figées."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexation.periode import Periode
from ontologie.termes import Iri


@dataclass(frozen=True, slots=True)
class Filtres:
    """À respecter : des IRI (classes, ateliers, thèmes, acteurs) et des années ; vide : pas de filtre."""

    types: tuple[Iri, ...] = ()
    ateliers: tuple[Iri, ...] = ()
    themes: tuple[Iri, ...] = ()
    acteurs: tuple[Iri, ...] = ()
    annees: tuple[Periode, ...] = ()


@dataclass(frozen=True, slots=True)
class Raison:
    """Pourquoi un résultat est là ; les contributions s'additionnent en son score."""

    source: str
    """« mots », « sens », « concepts » ou « graphe »."""
    detail: str
    contribution: float


@dataclass(frozen=True, slots=True)
class Resultat:
    """Une ressource trouvée, son meilleur passage et ses raisons."""

    iri: Iri
    titre: str
    type: str
    """Nom local de la classe la plus précise."""
    ateliers: tuple[Iri, ...]
    extrait: str
    """Le passage tel qu'il est écrit, sans balise."""
    surlignes: tuple[tuple[int, int], ...]
    """Positions (début, fin) dans l'extrait des mots à surligner."""
    score: float
    raisons: tuple[Raison, ...]
    section: str = ""
    themes: tuple[Iri, ...] = ()
    acteurs: tuple[Iri, ...] = ()
    annees: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseCitee:
    """Une phrase telle qu'elle est écrite, ce qui s'y surligne, et son rang dans son passage."""

    texte: str
    surlignes: tuple[tuple[int, int], ...]
    rang: int = 0


@dataclass(frozen=True, slots=True)
class Extraction:
    """Une réponse en une à trois phrases entières d'une seule ressource, dans leur ordre."""

    phrases: tuple[PhraseCitee, ...]
    iri: Iri
    titre: str
    section: str
    confiance: float
    """La part de la question que la phrase couvre, entre 0 et 1."""

    @property
    def morceaux(self) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
        """Les phrases et leurs surlignes ; « […] » entre deux qui ne se suivent pas."""
        dits: list[tuple[str, tuple[tuple[int, int], ...]]] = []
        for avant, phrase in zip((None, *self.phrases), self.phrases, strict=False):
            if avant is not None and phrase.rang != avant.rang + 1:
                dits.append(("[…]", ()))
            dits.append((phrase.texte, phrase.surlignes))
        return tuple(dits)

    @property
    def texte(self) -> str:
        return " ".join(texte for texte, _ in self.morceaux)

    @property
    def source(self) -> str:
        """La citation : « titre », section."""
        return f"« {self.titre} »" + (f", section « {self.section} »" if self.section else "")


@dataclass(frozen=True, slots=True)
class Proche:
    """Une ressource proche d'une autre, et pourquoi ; `score` entre 0 et 1."""

    iri: Iri
    titre: str
    type: str
    score: float
    raisons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prolongement:
    """Une lecture venue d'un autre atelier que le premier résultat, et ce qui y mène."""

    iri: Iri
    titre: str
    type: str
    ateliers: tuple[Iri, ...]
    raison: str


@dataclass(frozen=True, slots=True)
class Reponses:
    """La réponse à une question ; `facettes` compte tous les résultats retenus, pas la seule page."""

    question: str
    version: int
    duree_ms: float
    total: int
    resultats: tuple[Resultat, ...]
    suggestions: tuple[str, ...] = ()
    """Des réécritures de la question (fautes probables corrigées)."""
    concepts: tuple[Iri, ...] = ()
    """Les concepts reconnus dans la question."""
    facettes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """« type » (nom local), « atelier », « theme », « acteur » (IRI) et « annee » → nombre de résultats."""
    facettes_ouvertes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Les mêmes, où chaque facette compte sans son propre filtre : ce que l'on trouverait à en changer."""
    reponse: Extraction | None = None
    """Des phrases qui répondent, quand on en est assez sûr."""
    prolongements: tuple[Prolongement, ...] = ()
    """Ce que d'autres ateliers donnent à lire sur la question ; vide plutôt que hors sujet."""
    avertissement: str = ""
    """Ce que le lecteur doit savoir (index en retard, reconstruit à côté…) ; vide d'ordinaire."""
