"""Le manifeste d'une génération : de quoi elle est faite, et de quoi vérifier qu'elle est entière."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.extraction.modele import identite
from indexation.erreurs import IndexIllisible
from indexation.ports import COMPACT, PLAT, Vectoriseur

FORMAT = 6
"""La version du format de l'index : à changer dès qu'une génération ancienne ne se lit plus."""
REFAIRE = "Lancez `maillage preparer` pour le reconstruire."
NOM = "manifeste.json"
_ENTIER = 32 * 1024 * 1024
_BORD = 1024 * 1024
_IGNORES = frozenset({NOM, ".lecteurs"})


@dataclass(frozen=True, slots=True)
class Fichier:
    """La taille d'un fichier et son empreinte (SHA-256, voir `empreinte`)."""

    taille: int
    empreinte: str


@dataclass(frozen=True, slots=True)
class Manifeste:
    """`signature` identifie la version de la base ; `lexique` et `modele` sont des empreintes.

    `analyse` : voir `corpus.extraction.modele.identite`.
    """

    version: int
    signature: str
    vectoriseur: str
    modele: str
    analyse: str
    lexique: str
    ressources: int
    passages: int
    fichiers: Mapping[str, Fichier]
    vecteurs: str = PLAT
    """L'espèce de leur index : voir `indexation.ports.PLAT`."""
    ecart: int = 0
    """Passages venus ou partis depuis le socle ; 0 si la génération se suffit."""
    format: int = FORMAT

    def convient(self, vectoriseur: Vectoriseur) -> bool:
        """Vrai si la génération parle la même langue que nous : même modèle, même analyse."""
        return self.modele == vectoriseur.empreinte and self.analyse == identite()

    def ecrire(self, dossier: Path) -> None:
        texte = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (dossier / NOM).write_text(texte + "\n", "utf-8")


def lire(dossier: Path) -> Manifeste:
    """Le manifeste d'une génération ; `IndexIllisible` s'il manque, ne se lit pas ou vient d'ailleurs."""
    try:
        brut = json.loads((dossier / NOM).read_text("utf-8"))
        if brut["format"] != FORMAT:
            raise IndexIllisible(
                f"L'index « {dossier} » est au format {brut['format']} ; cette version de Maillage lit le "
                f"format {FORMAT}. {REFAIRE}"
            )
        fichiers = {nom: Fichier(**fichier) for nom, fichier in brut.pop("fichiers").items()}
        if brut["vecteurs"] not in (PLAT, COMPACT):
            raise IndexIllisible(
                f"L'index « {dossier} » range ses vecteurs en « {brut['vecteurs']} », que cette version de "
                f"Maillage ne sait pas lire. {REFAIRE}"
            )
        return Manifeste(**brut, fichiers=fichiers)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as erreur:
        raise IndexIllisible(
            f"Le manifeste de l'index « {dossier} » manque ou ne se lit pas. {REFAIRE}"
        ) from erreur


def inventorier(dossier: Path) -> dict[str, Fichier]:
    """Les fichiers d'une génération achevée, verrous exclus."""
    chemins = (chemin for chemin in sorted(dossier.rglob("*")) if chemin.is_file())
    return {
        chemin.relative_to(dossier).as_posix(): Fichier(chemin.stat().st_size, empreinte(chemin))
        for chemin in chemins
        if chemin.name not in _IGNORES and chemin.suffix != ".lock"
    }


def verifier(dossier: Path, manifeste: Manifeste) -> None:
    """Lève `IndexIllisible` si un fichier manque ou a changé."""
    for nom, attendu in manifeste.fichiers.items():
        chemin = dossier / nom
        try:
            entier = chemin.stat().st_size == attendu.taille and empreinte(chemin) == attendu.empreinte
        except OSError:
            entier = False
        if not entier:
            raise IndexIllisible(f"Le fichier « {chemin} » de l'index manque ou est abîmé. {REFAIRE}")


def empreinte(fichier: Path) -> str:
    """Le SHA-256 du fichier ; d'un très gros, celui de ses deux bords, pour ouvrir sans tout relire."""
    condense = hashlib.sha256()
    taille = fichier.stat().st_size
    with fichier.open("rb") as flux:
        if taille <= _ENTIER:
            condense.update(flux.read())
        else:
            condense.update(flux.read(_BORD))
            flux.seek(taille - _BORD)
            condense.update(flux.read(_BORD))
    return condense.hexdigest()
