"""Le dépôt : ce que tout moteur de graphe doit savoir faire, et ses erreurs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from ontologie.erreurs import ErreurMaillage, ErreurUsage
from ontologie.termes import Ligne, Quad, Terme

Quads = Iterable[Quad]


class Format(StrEnum):
    """Les écritures d'une réponse : table pour SELECT et ASK, graphe pour CONSTRUCT et DESCRIBE."""

    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "nt"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


@dataclass(frozen=True, slots=True)
class Limites:
    """Ce qu'une requête d'utilisateur peut prendre : des secondes, des lignes et de la mémoire."""

    secondes: float = 10.0
    lignes: int = 10_000
    memoire_mo: int = 2_048


@dataclass(slots=True)
class Reponse:
    """Une réponse en cours : des morceaux d'octets, puis ce qu'on en sait une fois lue."""

    morceaux: Iterator[bytes]
    forme: str
    """« table », « booleen » ou « graphe »."""
    tronquee: bool = field(default=False)
    """Vrai, une fois les morceaux lus, si la limite de lignes a coupé la réponse."""

    def octets(self) -> bytes:
        return b"".join(self.morceaux)


@dataclass(frozen=True, slots=True)
class Changement:
    """Une version de la base : ce qu'elle ajoute et retire, par qui, quand et pourquoi."""

    version: int
    date: datetime.datetime
    auteur: str
    motif: str
    ajouts: frozenset[Quad]
    retraits: frozenset[Quad]


@dataclass(frozen=True, slots=True)
class Resume:
    """Une version de la base sans ses quadruplets : leurs nombres, la date et le motif."""

    version: int
    date: datetime.datetime
    auteur: str
    motif: str
    ajouts: int
    retraits: int


class Depot(Protocol):
    """Un ensemble de quadruplets que l'on interroge par questions nommées et que l'on change par versions.

    Sans GRAPH, une requête voit l'union des graphes. Les données n'ont pas de nœud anonyme.
    Toutes les méthodes peuvent être appelées de plusieurs fils à la fois.
    """

    def selectionner(self, question: str, **termes: Terme) -> Iterator[Ligne]:
        """Les lignes de la question nommée (`graphe/requetes/*.rq`), ses paramètres remplacés.

        Lève `QuestionInconnue` si le nom ou un paramètre n'existe pas.
        """
        ...

    def lignes(self, requete: str) -> Iterator[Ligne]:
        """Les lignes d'un SELECT écrit par la maison ; celles d'un utilisateur passent par `interroger`."""
        ...

    def interroger(
        self, texte: str, format: Format | None = None, *, limites: Limites = Limites()
    ) -> Reponse:
        """Une requête de lecture quelconque, dans un processus à part que l'on peut tuer.

        Sans format : JSON pour une table, Turtle pour un graphe. Lève `RequeteRefusee`
        (syntaxe, mise à jour, SERVICE, format qui ne convient pas) ou `LimiteAtteinte`.
        """
        ...

    def version(self) -> int:
        """Le numéro de la dernière version ; 0 pour une base vide, puis toujours croissant."""
        ...

    def changements(self, depuis: int) -> Iterator[Changement]:
        """Les versions de `depuis` + 1 à la dernière, dans l'ordre."""
        ...

    def resume(self, version: int) -> Resume:
        """Ce que fut une version déjà atteinte, sans lire ses quadruplets."""
        ...

    def quads(self) -> Iterator[Quad]:
        """Tout le contenu, graphe technique exclu."""
        ...

    def appliquer(
        self,
        ajouts: Quads,
        retraits: Quads,
        *,
        version_attendue: int,
        auteur: str,
        motif: str,
        livraison: frozenset[Quad] | None = None,
    ) -> int:
        """Applique tout ou rien et rend la nouvelle version (l'ancienne si rien ne change).

        `livraison` : si l'écriture livre un corpus, tout ce qu'il apporte, retenu du même geste.
        Lève `VersionDepassee` si la base a bougé depuis `version_attendue`, `DonneeRefusee` si un
        quadruplet vise le graphe technique. Ce passage n'examine pas le sens : voir `contributions`.
        """
        ...

    def derniere_livraison(self) -> frozenset[Quad]:
        """Ce que la dernière livraison apportait, avant toute modification ; vide s'il n'y en a pas eu."""
        ...

    def ecriture(self, motif: str) -> AbstractContextManager[None]:
        """Tient la base en écriture ; lève tout de suite `BaseOccupee` si un autre la tient."""
        ...

    def fermer(self) -> None:
        """Rend les fichiers et les verrous."""
        ...


class ErreurDepot(ErreurMaillage):
    """Racine des erreurs du dépôt."""


class QuestionInconnue(ErreurDepot):
    """La question nommée, ou l'un de ses paramètres, n'existe pas."""


class RequeteRefusee(ErreurUsage):
    """La requête SPARQL ne se lit pas ou n'est pas permise."""


class LimiteAtteinte(ErreurDepot):
    """La requête a dépassé son temps ou sa mémoire."""


class VersionDepassee(ErreurDepot):
    """La base a changé depuis la version que l'on attendait."""


class BaseOccupee(ErreurDepot):
    """Un autre processus tient la base en écriture."""


class BaseIllisible(ErreurDepot):
    """Le dossier de données est abîmé, incomplet ou d'un format inconnu."""


class BaseAbsente(ErreurDepot):
    """Le dossier de données n'a pas encore été préparé."""


class DonneeRefusee(ErreurDepot):
    """Une écriture proposée viole une règle ; rien n'a été écrit."""
