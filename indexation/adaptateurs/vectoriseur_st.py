"""Tout modèle sentence-transformers : un dossier, ou un nom du dépôt Hugging Face."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexation.adaptateurs.empreinte import empreinte_des_fichiers
from indexation.adaptateurs.texte import lisible
from indexation.ports import ErreurModele

_NOM_PUBLIC = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
_FICHIERS = (".json", ".safetensors", ".bin", ".txt", ".model")
_INDICES = ("modules.json", "config.json")


class VectoriseurSentenceTransformers:
    """Un modèle sentence-transformers, chargé à la première demande.

    Un dossier est lu sur place, sans réseau. Un nom comme « auteur/modele » est téléchargé s'il
    n'est pas déjà dans le cache de Hugging Face. Lève ErreurModele si rien ne peut être chargé.
    """

    def __init__(self, nom_ou_dossier: str) -> None:
        self._lieu = nom_ou_dossier
        self._local = Path(nom_ou_dossier).is_dir()
        if self._local:
            if not any((Path(nom_ou_dossier) / indice).is_file() for indice in _INDICES):
                raise ErreurModele(
                    f"Modèle illisible : le dossier « {nom_ou_dossier} » n'a pas de modules.json. "
                    "Donnez un dossier écrit par sentence-transformers."
                )
        elif not _NOM_PUBLIC.fullmatch(nom_ou_dossier):
            raise ErreurModele(
                f"Modèle introuvable : « {nom_ou_dossier} » n'est pas un dossier. "
                "Vérifiez le chemin, ou donnez un nom de modèle comme « auteur/modele »."
            )

    @property
    def nom(self) -> str:
        """Le nom du modèle, ou celui de son dossier."""
        return Path(self._lieu).resolve().name if self._local else self._lieu

    @cached_property
    def empreinte(self) -> str:
        """Le sha256 de la configuration, du découpeur et des poids, sans charger le modèle s'il est local."""
        dossier = Path(self._lieu) if self._local else self._dossier_telecharge()
        fichiers = sorted(
            chemin.relative_to(dossier).as_posix()
            for chemin in dossier.rglob("*")
            if chemin.is_file() and chemin.suffix in _FICHIERS
        )
        return empreinte_des_fichiers(dossier, fichiers)

    @property
    def dimension(self) -> int:
        """La longueur des vecteurs."""
        return int(self._modele.get_embedding_dimension())

    def vectoriser(self, textes: Sequence[str]) -> NDArray[np.float32]:
        """Les vecteurs (n, dimension) des textes, de norme 1 ; nul pour un texte vide."""
        vecteurs = np.zeros((len(textes), self.dimension), dtype=np.float32)
        pleins = [numero for numero, texte in enumerate(textes) if texte.strip()]
        if pleins:
            lot = [lisible(textes[numero]) for numero in pleins]
            vecteurs[pleins] = self._modele.encode(lot, convert_to_numpy=True, show_progress_bar=False)
        np.nan_to_num(vecteurs, copy=False)  # un module Normalize en float16 rend NaN pour un texte sans mot
        normes = np.linalg.norm(vecteurs, axis=1, keepdims=True)
        np.divide(vecteurs, normes, out=vecteurs, where=normes > 0)
        return vecteurs

    @cached_property
    def _modele(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(self._lieu, device="cpu", local_files_only=self._local)
        except ImportError as erreur:
            raise ErreurModele(
                "La bibliothèque sentence-transformers manque : pip install sentence-transformers."
            ) from erreur
        except Exception as erreur:
            raise ErreurModele(self._refus(erreur)) from erreur

    def _dossier_telecharge(self) -> Path:
        from huggingface_hub import snapshot_download

        assert self._modele is not None  # le charger le télécharge
        return Path(snapshot_download(self._lieu, local_files_only=True))

    def _refus(self, erreur: Exception) -> str:
        raison = str(erreur).strip().split("\n", 1)[0]
        if self._local:
            return (
                f"Modèle illisible : le dossier « {self._lieu} » ne se charge pas ({raison}). "
                "Donnez un dossier écrit par sentence-transformers."
            )
        return (
            f"Modèle introuvable : « {self._lieu} » n'est ni un dossier, ni un modèle que l'on puisse "
            f"télécharger ({raison}). Vérifiez le nom et la connexion, donnez le chemin d'un dossier, ou "
            "gardez le modèle livré, « embarque », qui n'a pas besoin de réseau."
        )
