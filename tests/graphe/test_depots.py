"""Les dépôts livrés, et ce que celui sur disque a en plus."""

import json
import signal
import subprocess
import sys

import pytest

from graphe.adaptateurs import DEPOTS
from graphe.adaptateurs import format as format_des_donnees
from graphe.adaptateurs.memoire import DepotMemoire
from graphe.adaptateurs.oxigraph import DepotOxigraph
from graphe.adaptateurs.pont_rdflib import ouvrir
from graphe.ports import BaseAbsente, BaseIllisible, BaseOccupee
from tests.contrats.depot import A, B, ContratDepot, appliquer, compter, nommer


class TestDepotMemoire(ContratDepot):
    @pytest.fixture
    def depot(self, tmp_path):
        return DepotMemoire()


class TestDepotOxigraph(ContratDepot):
    @pytest.fixture
    def depot(self, tmp_path):
        depot = DepotOxigraph(tmp_path / "donnees")
        yield depot
        depot.fermer()


@pytest.fixture
def dossier(tmp_path):
    return tmp_path / "donnees"


def test_les_moteurs_s_ouvrent_par_leur_nom(dossier):
    assert [type(ouvrir(dossier)).__name__ for ouvrir in DEPOTS.values()] == ["DepotOxigraph", "DepotMemoire"]


def test_une_base_absente_le_dit(dossier):
    with pytest.raises(BaseAbsente, match="maillage preparer"):
        list(DepotOxigraph(dossier).selectionner("arbre"))
    assert not dossier.exists()


def test_un_lecteur_voit_l_ecriture_d_un_autre(dossier):
    lecteur, ecrivain = DepotOxigraph(dossier), DepotOxigraph(dossier)
    appliquer(ecrivain, [nommer(A, "un")])
    assert lecteur.version() == 1
    iterateur = lecteur.quads()
    for rang in range(6):
        appliquer(ecrivain, [nommer(A, f"n{rang}")])
    assert list(iterateur) == [nommer(A, "un")], "une lecture commencée garde son instantané"
    assert lecteur.version() == 7
    assert compter(lecteur, "?s rdfs:label ?o") == 7


def test_les_vieux_instantanes_sont_nettoyes(dossier):
    depot = DepotOxigraph(dossier)
    for rang in range(8):
        appliquer(depot, [nommer(A, f"n{rang}")])
    assert len([d for d in (dossier / "instantanes").iterdir() if d.is_dir()]) <= 3


def test_un_second_ecrivain_apprend_qui_tient_la_base(dossier):
    depot = DepotOxigraph(dossier)
    appliquer(depot, [nommer(A, "un")])
    programme = (
        "import sys, time; from pathlib import Path; from graphe.adaptateurs.oxigraph import DepotOxigraph\n"
        "with DepotOxigraph(Path(sys.argv[1])).ecriture('maillage preparer'):\n"
        "    print('tenue', flush=True); time.sleep(30)"
    )
    autre = subprocess.Popen([sys.executable, "-c", programme, str(dossier)], stdout=subprocess.PIPE)
    try:
        assert autre.stdout.readline() == b"tenue\n"
        with pytest.raises(BaseOccupee, match=rf"« maillage preparer » \(processus {autre.pid}") as erreur:
            depot.ecriture("moi").__enter__()
        assert "La lecture reste possible" in str(erreur.value)
        assert depot.version() == 1
    finally:
        autre.send_signal(signal.SIGKILL)
        autre.wait()
    with depot.ecriture("moi"):
        assert appliquer(depot, [nommer(B, "deux")]) == 2


def test_ce_qui_est_au_dela_de_la_version_atteinte_est_oublie(dossier):
    depot = DepotOxigraph(dossier)
    livree = frozenset({nommer(A, "un")})
    appliquer(depot, livree, livraison=livree)
    (dossier / "journal" / "0000000002.rdfp").write_text("H version", "utf-8")
    (dossier / "livraisons" / "0000000002.nq").write_text("cassé", "utf-8")
    appliquer(depot, [nommer(B, "deux")])
    assert [c.version for c in depot.changements(0)] == [1, 2]
    assert depot.derniere_livraison() == livree


_ABIMER = {
    "vidé": lambda octets: b"",
    "coupé dans l'en-tête": lambda octets: octets[:20],
    "coupé dans une ligne": lambda octets: octets[:-30],
    "coupé entre deux lignes": lambda octets: octets[: octets.rindex(b"TC .")],
    "coupé au dernier octet": lambda octets: octets[:-1],
    "en-tête sans date": lambda octets: octets.replace(b"H date", b"H jour"),
    "date illisible": lambda octets: octets.replace(b'H date "', b'H date "le '),
    "en-tête non fermé": lambda octets: octets.replace(b"TX .\n", b""),
    "ligne déchirée": lambda octets: octets.replace(b"\nA <", b"\n <", 1),
    "deux lignes mêlées": lambda octets: octets.replace(b" .\nA ", b"\nA ", 1),
    "fin en zéros": lambda octets: octets[:-40] + bytes(40),
    "autre encodage": lambda octets: octets.replace(b"essai", b"\xe9ssai"),
}


@pytest.mark.parametrize("abimer", _ABIMER.values(), ids=_ABIMER)
def test_un_journal_abime_se_voit_des_qu_on_le_resume(dossier, abimer):
    depot = DepotOxigraph(dossier)
    appliquer(depot, [nommer(A, "un"), nommer(B, "deux")])
    fichier = dossier / "journal" / "0000000001.rdfp"
    entier = fichier.read_bytes()
    abime = abimer(entier)
    assert abime != entier
    fichier.write_bytes(abime)
    for lire in (lambda: depot.resume(1), lambda: list(depot.changements(0))):
        with pytest.raises(BaseIllisible, match=r"Le journal de la version 1 .* manque ou est abîmé"):
            lire()
    fichier.write_bytes(entier)
    assert depot.resume(1).ajouts == 2


def test_un_journal_absent_se_dit(dossier):
    depot = DepotOxigraph(dossier)
    appliquer(depot, [nommer(A, "un")])
    (dossier / "journal" / "0000000001.rdfp").unlink()
    with pytest.raises(BaseIllisible, match="Restaurez-le d'une sauvegarde"):
        depot.resume(1)


def test_un_quadruplet_abime_se_voit_quand_on_le_lit(dossier):
    depot = DepotOxigraph(dossier)
    appliquer(depot, [nommer(A, "un")])
    fichier = dossier / "journal" / "0000000001.rdfp"
    fichier.write_text(fichier.read_text("utf-8").replace('"un"', '"un'), "utf-8")
    assert depot.resume(1).ajouts == 1
    with pytest.raises(BaseIllisible, match="manque ou est abîmé"):
        list(depot.changements(0))


def test_une_ecriture_restee_sans_instantane_est_publiee_par_la_suivante(dossier, monkeypatch):
    depot = DepotOxigraph(dossier)
    appliquer(depot, [nommer(A, "un")])

    def mourir(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as essai:
        essai.setattr(DepotOxigraph, "_publier", mourir)
        with pytest.raises(KeyboardInterrupt):
            appliquer(depot, [nommer(B, "deux")])
    assert DepotOxigraph(dossier).version() == 1
    with DepotOxigraph(dossier).ecriture("réparer"):
        pass
    assert DepotOxigraph(dossier).version() == 2


def test_une_base_retiree_repart_du_dernier_instantane(dossier):
    appliquer(DepotOxigraph(dossier), [nommer(A, "un")])
    (dossier / "base").rename(dossier / "base-abimee")
    depot = DepotOxigraph(dossier)
    assert appliquer(depot, [nommer(B, "deux")]) == 2
    assert set(depot.quads()) == {nommer(A, "un"), nommer(B, "deux")}


def test_une_base_videe_est_ecartee_et_rien_n_est_perdu(dossier):
    depot = DepotOxigraph(dossier)
    appliquer(depot, [nommer(A, "un")])
    for fichier in (dossier / "base").iterdir():
        fichier.unlink()
    assert appliquer(depot, [nommer(B, "deux")]) == 2
    assert set(depot.quads()) == {nommer(A, "un"), nommer(B, "deux")}
    assert [c.version for c in depot.changements(0)] == [1, 2]
    assert (dossier / "base-ecartee-1").is_dir()


@pytest.mark.parametrize("contenu", ["", "{", "[]", '{"format": "x"}', '{"format": null}'])
def test_un_format_illisible_est_dit(dossier, contenu):
    appliquer(DepotOxigraph(dossier), [nommer(A, "un")])
    (dossier / "base.json").write_text(contenu, "utf-8")
    with pytest.raises(BaseIllisible, match=r"base\.json est illisible"):
        DepotOxigraph(dossier)


def test_un_format_du_futur_est_refuse(dossier):
    appliquer(DepotOxigraph(dossier), [nommer(A, "un")])
    (dossier / "base.json").write_text('{"format": 99}', "utf-8")
    with pytest.raises(BaseIllisible, match="Mettez Maillage à jour"):
        DepotOxigraph(dossier)


def test_un_dossier_sans_format_est_refuse(dossier):
    appliquer(DepotOxigraph(dossier), [nommer(A, "un")])
    (dossier / "base.json").unlink()
    with pytest.raises(BaseIllisible, match="dit son format"):
        DepotOxigraph(dossier)


def test_un_format_ancien_est_migre_apres_sauvegarde(dossier):
    appliquer(DepotOxigraph(dossier), [nommer(A, "un")])
    (dossier / "base.json").write_text('{"format": 0}', "utf-8")

    def migrer(ou):
        (ou / "migre").write_text("oui", "utf-8")

    format_des_donnees.etablir(dossier, {0: migrer})
    assert json.loads((dossier / "base.json").read_text("utf-8")) == {"format": format_des_donnees.FORMAT}
    assert (dossier / "migre").exists()
    sauvegarde = dossier / "sauvegardes" / "format-0"
    assert json.loads((sauvegarde / "base.json").read_text("utf-8")) == {"format": 0}
    assert not (sauvegarde / "migre").exists()
    assert DepotOxigraph(dossier).version() == 1


def test_un_format_trop_ancien_est_refuse_sans_rien_toucher(dossier):
    appliquer(DepotOxigraph(dossier), [nommer(A, "un")])
    (dossier / "base.json").write_text('{"format": 0}', "utf-8")
    with pytest.raises(BaseIllisible, match="ne sait plus migrer"):
        appliquer(DepotOxigraph(dossier), [nommer(B, "deux")])
    assert not (dossier / "sauvegardes").exists()


def test_un_instantane_abime_est_dit_et_l_ecriture_suivante_repare(dossier):
    appliquer(DepotOxigraph(dossier), [nommer(A, "un")])
    (instantane,) = [d for d in (dossier / "instantanes").iterdir() if d.is_dir()]
    (instantane / "CURRENT").unlink()
    depot = DepotOxigraph(dossier)
    with pytest.raises(BaseIllisible, match="maillage preparer"):
        list(depot.quads())
    with depot.ecriture("réparer"):
        pass
    assert set(depot.quads()) == {nommer(A, "un")}


def test_les_requetes_rdflib_sont_natives_et_sur_les_memes_donnees(dossier, monkeypatch):
    depot = DepotOxigraph(dossier)
    appliquer(depot, [nommer(A, "un")])
    jeu = ouvrir(depot.magasin())
    assert jeu.store._inner is depot.magasin()

    def interdit(*_, **__):
        raise AssertionError("l'évaluateur de rdflib a été appelé")

    monkeypatch.setattr("rdflib.plugins.sparql.processor.evalQuery", interdit)
    (ligne,) = jeu.query("SELECT ?nom WHERE { ?s rdfs:label ?nom }")
    assert str(ligne.nom) == "un"


def test_une_lecture_n_ecrit_rien(dossier):
    appliquer(DepotOxigraph(dossier), [nommer(A, "un")])
    avant = {f: f.stat().st_mtime_ns for f in dossier.rglob("*") if f.is_file()}
    depot = DepotOxigraph(dossier)
    depot.interroger("SELECT * WHERE { ?s ?p ?o }").octets()
    list(depot.selectionner("arbre"))
    apres = {f: f.stat().st_mtime_ns for f in dossier.rglob("*") if f.is_file()}
    assert avant == apres


def test_les_fichiers_d_un_lecteur_ne_disparaissent_pas_sous_lui(dossier):
    depot = DepotOxigraph(dossier)
    appliquer(depot, [nommer(A, "un")])
    lent = DepotOxigraph(dossier)
    magasin = lent.magasin()
    for rang in range(6):
        appliquer(depot, [nommer(A, f"n{rang}")])
    assert len(magasin) == 2
    assert lent._lecture[1].dossier.is_dir()
