"""Les réglages ; le seul endroit qui lise l'environnement."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from graphe.ports import Limites
from ontologie.erreurs import ErreurUsage
from ontologie.espaces import RACINE


@dataclass(frozen=True, slots=True)
class Configuration:
    """Où sont les données, quel modèle de phrases, quelles limites."""

    donnees: Path = Path("donnees")
    modele: str = "embarque"
    """« embarque », ou un dossier ou un nom de modèle sentence-transformers."""
    fiches_locales: Path | None = None
    """Un dossier de fiches à vous, livrées avec celles de Maillage."""
    base_locale: str = RACINE
    """Le début des IRI des ressources de `fiches_locales`."""
    limites: Limites = Limites()

    @property
    def index(self) -> Path:
        return self.donnees / "index"


def depuis_environnement(donnees: Path | None = None) -> Configuration:
    """Lit MAILLAGE_DONNEES, _MODELE, _FICHES, _BASE et _SECONDES ; `donnees` l'emporte sur la première."""
    lire = os.environ.get
    base = lire("MAILLAGE_BASE") or RACINE
    if not base.startswith(("http://", "https://")) or base[-1] not in "/#":
        raise ErreurUsage(
            f"MAILLAGE_BASE vaut « {base} » : attendu une adresse qui finit par / ou #, "
            "par exemple https://exemple.org/ressources/."
        )
    fiches = lire("MAILLAGE_FICHES")
    return Configuration(
        donnees=donnees or Path(lire("MAILLAGE_DONNEES") or "donnees"),
        modele=lire("MAILLAGE_MODELE") or "embarque",
        fiches_locales=Path(fiches) if fiches else None,
        base_locale=base,
        limites=Limites(secondes=_secondes(lire("MAILLAGE_SECONDES") or "10")),
    )


def _secondes(texte: str) -> float:
    try:
        secondes = float(texte)
    except ValueError:
        secondes = 0.0
    if not 0 < secondes <= 600:
        raise ErreurUsage(f"MAILLAGE_SECONDES vaut « {texte} » : attendu un nombre entre 0 et 600.")
    return secondes
