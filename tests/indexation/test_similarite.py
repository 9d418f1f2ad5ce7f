"""Spearman sur des paires notées, et les fichiers que l'on refuse."""

import numpy as np
import pytest

from indexation.similarite import lire_paires_notees, mesurer_sts, spearman
from ontologie.erreurs import ErreurUsage
from tests.doublures.vectoriseurs import VectoriseurParTrigrammes


def test_spearman_ne_voit_que_l_ordre():
    croissants = np.array([1.0, 2.0, 3.0, 10.0])
    assert spearman(croissants, np.exp(croissants)) == pytest.approx(1)
    assert spearman(croissants, -croissants) == pytest.approx(-1)


def test_spearman_met_les_ex_aequo_au_rang_moyen():
    # rangs 1,5 1,5 3 contre 1 2 3 : corrélation de Pearson de ces rangs
    assert spearman(np.array([5.0, 5.0, 9.0]), np.array([1.0, 2.0, 3.0])) == pytest.approx(0.8660254)


def test_des_paires_du_plus_au_moins_proche(tmp_path):
    fichier = tmp_path / "paires.tsv"
    fichier.write_text(
        "5,0\tun vélo bleu\tun vélo bleu\n3.0\tun vélo bleu\tun vélo vert\n0\tun vélo bleu\tdes pommes\n",
        "utf-8",
    )
    assert mesurer_sts(VectoriseurParTrigrammes(), lire_paires_notees(fichier)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("contenu", "attendu"),
    [
        ("5\tun\tdeux\n4\tun seul\n", "ligne 2"),
        ("5\tun\tdeux\nbeaucoup\tun\tdeux\n", "ligne 2"),
        ("nan\tun\tdeux\n1\ta\tb\n", "ligne 1"),
        ("5\tun\tdeux\n5\ttrois\tquatre\n", "deux notes différentes"),
        ("", "deux notes différentes"),
    ],
)
def test_un_fichier_fautif_est_refuse(tmp_path, contenu, attendu):
    fichier = tmp_path / "paires.tsv"
    fichier.write_text(contenu, "utf-8")
    with pytest.raises(ErreurUsage, match=attendu):
        lire_paires_notees(fichier)


def test_un_fichier_absent_ou_illisible_est_refuse(tmp_path):
    with pytest.raises(ErreurUsage, match="ne se lisent pas"):
        lire_paires_notees(tmp_path / "absent.tsv")
    (tmp_path / "binaire.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ErreurUsage, match="ne se lisent pas"):
        lire_paires_notees(tmp_path / "binaire.tsv")
