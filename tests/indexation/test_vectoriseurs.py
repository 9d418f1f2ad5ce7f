from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexation.adaptateurs import VECTORISEURS, ouvrir_vectoriseur
from indexation.adaptateurs.vectoriseur_embarque import DOSSIER_MODELE, VectoriseurEmbarque
from indexation.adaptateurs.vectoriseur_st import VectoriseurSentenceTransformers
from indexation.ports import ErreurModele
from tests.contrats.vectoriseur import ContratVectoriseur
from tests.doublures.vectoriseurs import VectoriseurParTrigrammes

PHRASES = [
    "Réparer un vélo plutôt que le jeter",
    "L’économie sociale et solidaire en Bretagne, c’est 14 % de l’emploi.",
    "Des logiciels libres pour les coopératives d'habitants : lesquels choisir ?",
    "AMAP",
]


@pytest.fixture(scope="module")
def embarque() -> VectoriseurEmbarque:
    return VectoriseurEmbarque()


@pytest.fixture(scope="module")
def par_sentence_transformers() -> VectoriseurSentenceTransformers:
    return VectoriseurSentenceTransformers(str(DOSSIER_MODELE))


class TestEmbarque(ContratVectoriseur):
    @pytest.fixture
    def vectoriseur(self, embarque):
        return embarque

    @pytest.mark.parametrize(
        ("ecrit", "autrement"),
        [
            ("l'économie", "l’économie"),
            ("Où réparer un vélo à Nîmes ?", "ou reparer un velo a nimes ?"),
            ("co-construction", "co\u2011construction"),
            ("12\u00a0000\u202fkg de légumes\u00a0!", "12 000 kg de légumes !"),
            ("coo\u00adpérative", "coopérative"),
            ("une œuvre", "une oeuvre"),
            ("e\u0301change", "échange"),
            ("ÉCHANGE", "échange"),
        ],
    )
    def test_ecritures_equivalentes(self, embarque, ecrit, autrement):
        premier, second = embarque.vectoriser([ecrit, autrement])
        assert premier @ second == pytest.approx(1, abs=1e-5)

    @pytest.mark.parametrize(
        ("question", "bon", "autre"),
        [
            ("vélo", "une bicyclette", "une réunion"),
            ("soigner les malades", "l'hôpital et les médecins", "la récolte des pommes"),
            ("acheter de la nourriture", "un marché de produits alimentaires", "un concert de musique"),
            (
                "un logement pour les personnes âgées",
                "une maison pour les vieux",
                "un logiciel de comptabilité",
            ),
        ],
    )
    def test_rapproche_des_sens_voisins(self, embarque, question, bon, autre):
        vecteur, proche, lointain = embarque.vectoriser([question, bon, autre])
        assert vecteur @ proche > vecteur @ lointain + 0.05

    def test_donne_les_vecteurs_de_sentence_transformers(self, embarque, par_sentence_transformers):
        ici = embarque.vectoriser(PHRASES)
        la = par_sentence_transformers.vectoriser(PHRASES)
        assert (ici * la).sum(axis=1).min() > 0.95  # entiers de 8 bits contre demi-précision

    def test_un_vecteur_ne_depend_que_de_son_texte(self, embarque):
        ensemble = embarque.vectoriser([*PHRASES, "mot " * 200])
        for vecteur, phrase in zip(ensemble, PHRASES, strict=False):
            np.testing.assert_array_equal(vecteur, embarque.vectoriser([phrase])[0])

    def test_un_texte_d_un_megaoctet_est_lu_par_son_debut(self, embarque):
        debut, long = embarque.vectoriser(["habitat " * 300, "habitat " * 125_000])
        np.testing.assert_array_equal(debut, long)

    def test_le_modele_livre_reste_leger(self):
        fichiers = (chemin for chemin in DOSSIER_MODELE.rglob("*") if chemin.is_file())
        assert sum(chemin.stat().st_size for chemin in fichiers) <= 60_000_000

    def test_la_carte_du_modele_est_livree(self):
        carte = (DOSSIER_MODELE / "CARTE.md").read_text(encoding="utf-8")
        assert all(mot in carte for mot in ("Licences", "Mesures", "Limites"))

    def test_se_charge_sans_torch(self):
        programme = (
            "import sys; from indexation.adaptateurs import ouvrir_vectoriseur; "
            "ouvrir_vectoriseur('embarque').vectoriser(['bonjour']); "
            "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
        )
        sortie = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=True)
        assert sortie.stdout.strip() == "[]"

    def test_l_empreinte_suit_les_fichiers(self, embarque, tmp_path):
        copie = _copier(tmp_path)
        assert VectoriseurEmbarque(copie).empreinte == embarque.empreinte
        (copie / "tokenizer.json").write_text(
            (copie / "tokenizer.json").read_text(encoding="utf-8") + "\n", encoding="utf-8"
        )
        assert VectoriseurEmbarque(copie).empreinte != embarque.empreinte

    @pytest.mark.parametrize("absent", ["tokenizer.json", "onnx/model_int8.onnx"])
    def test_un_fichier_absent_est_nomme(self, tmp_path, absent):
        copie = _copier(tmp_path)
        (copie / absent).unlink()
        with pytest.raises(ErreurModele, match=absent):
            VectoriseurEmbarque(copie)

    @pytest.mark.parametrize("abime", ["tokenizer.json", "onnx/model_int8.onnx"])
    def test_un_fichier_abime_donne_un_message(self, tmp_path, abime):
        copie = _copier(tmp_path)
        (copie / abime).write_bytes(b"{}")
        with pytest.raises(ErreurModele, match="illisible"):
            VectoriseurEmbarque(copie)


class TestSentenceTransformers(ContratVectoriseur):
    @pytest.fixture
    def vectoriseur(self, par_sentence_transformers):
        return par_sentence_transformers

    def test_porte_le_nom_de_son_dossier(self, par_sentence_transformers):
        assert par_sentence_transformers.nom == "modele"

    def test_un_chemin_absent_est_refuse_sans_reseau(self, tmp_path):
        with pytest.raises(ErreurModele, match="n'est pas un dossier"):
            VectoriseurSentenceTransformers(str(tmp_path / "absent"))

    def test_un_dossier_sans_modele_est_refuse(self, tmp_path):
        with pytest.raises(ErreurModele, match=r"modules\.json"):
            VectoriseurSentenceTransformers(str(tmp_path))

    def test_un_dossier_abime_donne_un_message(self, tmp_path):
        copie = _copier(tmp_path)
        (copie / "model.safetensors").write_bytes(b"{}")
        with pytest.raises(ErreurModele, match="ne se charge pas"):
            VectoriseurSentenceTransformers(str(copie)).vectoriser(["bonjour"])

    def test_un_nom_public_injoignable_donne_le_remede(self, monkeypatch):
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
        inconnu = VectoriseurSentenceTransformers("maison-inconnue/modele-inconnu")
        with pytest.raises(ErreurModele, match=r"maison-inconnue/modele-inconnu.*connexion.*embarque"):
            inconnu.vectoriser(["bonjour"])


class TestDoublure(ContratVectoriseur):
    @pytest.fixture
    def vectoriseur(self):
        return VectoriseurParTrigrammes()

    def test_rapproche_les_textes_aux_mots_communs(self, vectoriseur):
        question, proche, lointain = vectoriseur.vectoriser(["un vélo bleu", "le vélo bleu", "des pommes"])
        assert question @ proche > question @ lointain


def test_ouvrir_par_nom_ou_par_dossier():
    assert isinstance(ouvrir_vectoriseur("embarque"), VectoriseurEmbarque)
    assert isinstance(ouvrir_vectoriseur(str(DOSSIER_MODELE)), VectoriseurSentenceTransformers)
    assert set(VECTORISEURS) == {"embarque", "sentence-transformers"}


def _copier(dossier: Path) -> Path:
    return Path(shutil.copytree(DOSSIER_MODELE, dossier / "modele"))
