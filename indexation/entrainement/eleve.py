"""L'élève : le corps du maître, un vocabulaire français et anglais, la moyenne de ses sorties."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexation.entrainement.decoupes import Decoupes, Numeros, decouper

LONGUEUR = 256
"""Morceaux lus au plus dans un texte."""
JETONS_PAR_LOT = 16_384
_MORCEAUX, _PLACES = "embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight"


class Eleve(torch.nn.Module):  # type: ignore[misc]
    """Des morceaux (n, longueur) à des vecteurs (n, dimension) de norme 1, calculés en bfloat16."""

    def __init__(self, corps: Any) -> None:
        super().__init__()
        self.corps = corps

    def forward(self, morceaux: torch.Tensor, masque: torch.Tensor) -> torch.Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            sorties = self.corps(input_ids=morceaux, attention_mask=masque.long()).last_hidden_state
        return moyenne_normee(sorties.float(), masque)

    def lire(self, decoupes: Decoupes, numeros: Numeros) -> torch.Tensor:
        """Les vecteurs des textes choisis."""
        vecteurs: torch.Tensor = self(*decoupes.lot(numeros))
        return vecteurs

    def vectoriser(self, decoupeur: Tokenizer, textes: Sequence[str]) -> NDArray[np.float32]:
        """Les vecteurs (n, dimension) de textes, sans apprendre."""
        decoupes = decouper(decoupeur, textes, maximum=LONGUEUR)
        ordre = np.argsort(decoupes.longueurs, kind="stable")
        vecteurs = np.zeros((len(textes), self.corps.config.hidden_size), dtype=np.float32)
        debut = 0
        with torch.inference_mode():
            while debut < len(ordre):
                fin = debut + max(1, JETONS_PAR_LOT // int(decoupes.longueurs[ordre[debut]] + 32))
                numeros = ordre[debut:fin]
                vecteurs[numeros] = self.lire(decoupes, numeros).numpy()
                debut = fin
        return vecteurs


def moyenne_normee(sorties: torch.Tensor, masque: torch.Tensor) -> torch.Tensor:
    """La moyenne des sorties (n, longueur, dimension) que le masque garde, à la norme 1."""
    gardees = masque.unsqueeze(-1).to(sorties.dtype)
    moyennes = (sorties * gardees).sum(dim=1) / gardees.sum(dim=1)
    return torch.nn.functional.normalize(moyennes, dim=1)


def creer_eleve(corps_du_maitre: Any, vecteurs: NDArray[np.float32]) -> Eleve:
    """Un élève qui part du corps du maître et de ces vecteurs de morceaux (taille, dimension)."""
    config = copy.deepcopy(corps_du_maitre.config)
    config.vocab_size, config.pad_token_id = len(vecteurs), 0
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    config.max_position_embeddings = LONGUEUR
    corps = type(corps_du_maitre)(config, add_pooling_layer=False)
    poids = {
        nom: valeur.float() for nom, valeur in corps_du_maitre.state_dict().items() if "pooler" not in nom
    }
    poids[_MORCEAUX] = torch.from_numpy(vecteurs)
    poids[_PLACES] = poids[_PLACES][:LONGUEUR]
    corps.load_state_dict(poids)
    return Eleve(corps)
