"""Écrire le modèle : un dossier sentence-transformers, et à côté un fichier ONNX en entiers de 8 bits."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from indexation.adaptateurs.vectoriseur_embarque import DECOUPEUR, ENTREES, ONNX, SORTIE
from indexation.entrainement.eleve import LONGUEUR, Eleve, moyenne_normee
from indexation.entrainement.extra import importer
from indexation.entrainement.vocabulaire import DEBUT, FIN, INCONNU, MASQUE, REMPLISSAGE

_SIGNES = {
    "pad_token": REMPLISSAGE,
    "unk_token": INCONNU,
    "cls_token": DEBUT,
    "sep_token": FIN,
    "mask_token": MASQUE,
}
_OPSET = 17


def ecrire_modele(dossier: Path, decoupeur: Tokenizer, eleve: Eleve) -> int:
    """Écrit le modèle en demi-précision et en entiers de 8 bits ; rend la taille du dossier en octets."""
    if dossier.exists():
        shutil.rmtree(dossier)
    eleve.eval()
    with tempfile.TemporaryDirectory() as provisoire:
        _ecrire_sentence_transformers(dossier, decoupeur, eleve, Path(provisoire))
        _ecrire_onnx(dossier / ONNX, eleve, Path(provisoire) / "entier.onnx")
    for chemin in dossier.rglob("*"):
        chemin.chmod(0o755 if chemin.is_dir() else 0o644)
    return sum(chemin.stat().st_size for chemin in dossier.rglob("*") if chemin.is_file())


def _ecrire_sentence_transformers(dossier: Path, decoupeur: Tokenizer, eleve: Eleve, brut: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    decoupeur.no_padding()
    decoupeur.no_truncation()
    eleve.corps.save_pretrained(brut)
    ouvreur: Any = PreTrainedTokenizerFast
    ouvreur(tokenizer_object=decoupeur, model_max_length=LONGUEUR, **_SIGNES).save_pretrained(brut)
    lecteur = Transformer(str(brut), max_seq_length=LONGUEUR, model_kwargs={"add_pooling_layer": False})
    modele = SentenceTransformer(modules=[lecteur, Pooling(eleve.corps.config.hidden_size), Normalize()])
    modele.half().save(str(dossier), create_model_card=False)
    decoupeur.save(str(dossier / DECOUPEUR))


class _Phrase(torch.nn.Module):  # type: ignore[misc]
    """Des morceaux et leur masque au vecteur de la phrase, en simple précision."""

    def __init__(self, corps: Any) -> None:
        super().__init__()
        self.corps = corps

    def forward(self, morceaux: torch.Tensor, masque: torch.Tensor) -> torch.Tensor:
        sorties = self.corps(input_ids=morceaux, attention_mask=masque).last_hidden_state
        return moyenne_normee(sorties, masque)


def _ecrire_onnx(fichier: Path, eleve: Eleve, entier: Path) -> None:
    quantification = importer("onnxruntime.quantization", "Le paquet onnx manque")
    eleve.corps.set_attn_implementation("eager")
    morceaux = torch.randint(5, 100, (2, 12))
    axes = {nom: {0: "textes", 1: "longueur"} for nom in ENTREES} | {SORTIE: {0: "textes"}}
    torch.onnx.export(
        _Phrase(eleve.corps).eval(),
        (morceaux, torch.ones_like(morceaux)),
        str(entier),
        input_names=list(ENTREES),
        output_names=[SORTIE],
        dynamic_axes=axes,
        opset_version=_OPSET,
        dynamo=False,
    )
    fichier.parent.mkdir(parents=True, exist_ok=True)
    octets = quantification.QuantType.QInt8
    quantification.quantize_dynamic(entier, fichier, weight_type=octets, per_channel=True)
