"""Ce que la recherche demande à ses moteurs, et les erreurs qu'ils peuvent montrer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ontologie.erreurs import ErreurMaillage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class ErreurModele(ErreurMaillage):
    """Un modèle de phrases est absent, incomplet ou illisible."""


class Vectoriseur(Protocol):
    """Change des textes français en vecteurs de norme 1."""

    @property
    def nom(self) -> str:
        """Le nom du modèle, lisible par un humain."""
        ...

    @property
    def empreinte(self) -> str:
        """Le sha256 (hexadécimal) des fichiers du modèle, qui l'identifie dans un index."""
        ...

    @property
    def dimension(self) -> int: ...

    def vectoriser(self, textes: Sequence[str]) -> NDArray[np.float32]:
        """Les vecteurs (n, dimension) des textes, de norme 1 ; nul pour un texte vide."""
        ...


@dataclass(frozen=True, slots=True)
class DocumentLexical:
    """Un passage découpé en mots. Les trois suites sont celles de `indexation.fiches.Mots`."""

    numero: int
    titre: tuple[str, ...]
    corps: tuple[str, ...]
    lemmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermePondere:
    """Une racine cherchée, son lemme, et son poids (positif)."""

    racine: str
    lemme: str
    poids: float = 1.0


class IndexLexical(Protocol):
    """Les passages par leurs mots ; il ne découpe rien, il reçoit des mots déjà préparés."""

    def ajouter(self, documents: Iterable[DocumentLexical]) -> None:
        """Ajoute des passages, visibles après `valider`."""
        ...

    def retirer(self, numeros: Iterable[int]) -> None:
        """Oublie ces passages, dès `valider` ; un numéro inconnu est ignoré."""
        ...

    def valider(self) -> None:
        """Écrit tout et rend le droit d'écrire : les fichiers ne bougent plus."""
        ...

    def chercher(
        self,
        termes: Sequence[TermePondere],
        nombre: int,
        *,
        phrases: Sequence[tuple[str, ...]] = (),
    ) -> list[int]:
        """Les numéros des passages qui ont un des termes, du meilleur au moins bon.

        Chaque suite de `phrases` (des racines) doit s'y trouver telle quelle, dans le titre ou le corps.
        """
        ...

    def porteurs(self, lemmes: Collection[str]) -> list[int]:
        """Les numéros de tous les passages qui ont chacun de ces lemmes, sans ordre."""
        ...


PLAT, COMPACT = "plat", "compact"
"""Les espèces d'index de vecteurs : tout parcourir, ou trier d'abord par des codes courts."""


class IndexVectoriel(Protocol):
    """Les passages par leurs vecteurs de norme 1 ; la proximité est le produit scalaire."""

    @property
    def dimension(self) -> int: ...

    def __len__(self) -> int: ...

    def ajouter(self, numeros: Sequence[int], vecteurs: NDArray[np.float32]) -> None:
        """Range des vecteurs (n, dimension) sous ces numéros, jamais vus."""
        ...

    def retirer(self, numeros: Iterable[int]) -> None:
        """Oublie ces vecteurs ; un numéro inconnu est ignoré."""
        ...

    def chercher(self, vecteur: NDArray[np.float32], nombre: int) -> list[int]:
        """Les numéros des plus proches, du plus proche au moins proche."""
        ...

    def cosinus(
        self, vecteur: NDArray[np.float32], numeros: Sequence[int] | NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """La proximité exacte de chacun : elle ne dépend ni de l'ordre ni de la place dans l'index."""
        ...

    def vecteurs(self, numeros: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """Les vecteurs (n, dimension) rangés sous ces numéros, dans leur ordre."""
        ...

    def ecrire(self, dossier: Path) -> None:
        """Écrit un dossier neuf ; lève `FileExistsError` s'il existe (un lecteur peut l'avoir projeté)."""
        ...
