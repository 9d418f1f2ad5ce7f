"""La tuyauterie des bancs, sur une collection minuscule et sans aucun pair à installer."""

import gzip
import json
import random

import pytest

from ontologie.erreurs import ErreurUsage
from tests.bancs import demarrage, encodage, eprouver, pairs, systemes
from tests.bancs.epreuve import (
    dimensionner,
    echantillonner,
    lire_beir,
    lire_corpus,
    paragraphes,
    texte_entier,
)
from tests.bancs.limites import Charge, Machine, parcours
from tests.bancs.modeles import Reserve, dossier_du_modele
from tests.bancs.systemes import Designation, ce_qui_manque
from tests.doublures.vectoriseurs import VectoriseurParTrigrammes

METIERS = ("boulanger", "menuisier", "jardinier", "mécanicien", "tisserande", "libraire")
MOTS = ("commune", "budget", "rivière", "marché", "habitants", "prépare", "avec", "pour")
MACHINE = Machine(gemm_fp32=1e11, gemm_int8=4e11, debit=2e10, charge=0.0)


@pytest.fixture
def dossier(tmp_path):
    beir = tmp_path / "metiers"
    beir.mkdir()
    documents = [{"_id": m, "title": m, "text": f"Le métier de {m} s'apprend ici."} for m in METIERS]
    questions = [{"_id": f"q-{m}", "text": f"apprendre le métier de {m}"} for m in METIERS]
    for nom, lignes in (("corpus", documents), ("queries", questions)):
        (beir / f"{nom}.jsonl").write_text("\n".join(map(json.dumps, lignes)), "utf-8")
    juges = "".join(f"q-{m}\t{m}\t1\n" for m in METIERS)
    (beir / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + juges, "utf-8")
    return beir


@pytest.fixture
def distracteurs(tmp_path):
    hasard = random.Random(1)
    fichier = tmp_path / "paires.tsv.gz"
    with gzip.open(fichier, "wt", encoding="utf-8") as ecrit:
        for _ in range(200):
            ecrit.write(f"source\tEnglish\t{' '.join(hasard.choices(MOTS, k=30))}\n")
    return fichier


@pytest.fixture
def vectoriseur(monkeypatch):
    trigrammes = VectoriseurParTrigrammes()
    monkeypatch.setattr(eprouver, "ouvrir_modele", lambda nom: trigrammes)
    return trigrammes


def test_une_collection_grandit_toujours_de_la_meme_facon(dossier, distracteurs):
    epreuve = lire_beir(dossier)
    petite, grande = (dimensionner(epreuve, n, distracteurs) for n in (20, 40))
    assert (len(petite.passages), len(grande.passages)) == (20, 40)
    assert grande.passages[:20] == petite.passages
    assert petite == dimensionner(epreuve, 20, distracteurs)
    assert all(len(texte.split()) >= 80 for texte in paragraphes(distracteurs))


def test_une_collection_reduite_garde_ses_passages_juges(dossier):
    epreuve = echantillonner(lire_beir(dossier), 2)
    reduite = dimensionner(epreuve, 3, None)
    gardes = {p.identifiant for p in reduite.passages}
    assert {i for jugement in reduite.jugements.values() for i in jugement} <= gardes
    with pytest.raises(ErreurUsage, match="--questions"):
        dimensionner(epreuve, 1, None)


def test_ce_qui_manque_pour_grandir_est_dit(dossier, distracteurs):
    epreuve = lire_beir(dossier)
    with pytest.raises(ErreurUsage, match="--distracteurs"):
        dimensionner(epreuve, 20, None)
    with pytest.raises(ErreurUsage, match="paragraphes"):
        dimensionner(epreuve, 10_000, distracteurs)


def test_le_corpus_livre_donne_un_texte_par_ressource(base_livree):
    epreuve = lire_corpus(base_livree, "dev")
    textes = {p.identifiant: p.texte for p in epreuve.passages}
    assert all(textes.values())
    assert {i for jugement in epreuve.jugements.values() for i in jugement} <= textes.keys()
    assert epreuve.lexique.entrees
    fiche = max((p.fiche for p in epreuve.passages), key=lambda f: len(f.passages))
    assert all(passage.texte in texte_entier(fiche) for passage in fiche.passages)


def test_le_tableau_met_cote_a_cote_qualite_durees_et_limites(dossier, distracteurs, tmp_path, vectoriseur):
    epreuve = dimensionner(lire_beir(dossier), 30, distracteurs)
    designations = [Designation.lire(nom) for nom in ("maillage", "faiss@embarque")]
    comparaison = pairs.comparer(
        epreuve, designations, tmp_path / "travail", machine=MACHINE, eprouver=eprouver.eprouver
    )
    dit = comparaison.en_dictionnaire()
    assert list(dit["systemes"]) == ["maillage@embarque", "faiss@embarque"]
    assert dit["systemes"]["maillage@embarque"]["nDCG@10"] == 1.0
    assert dit["systemes"]["faiss@embarque"]["index_octets"] >= 30 * vectoriseur.dimension * 4
    assert dit["systemes"]["faiss@embarque"]["p50_sur_la_limite"] > 0
    assert json.loads(json.dumps(dit)) == dit
    for attendu in ("nDCG@10", "p95 ms", "× limite", "100,0", "30 passages"):
        assert attendu in comparaison.en_texte()


def test_un_systeme_qui_manque_ou_qui_tombe_est_ecarte_avec_la_raison(
    dossier, tmp_path, vectoriseur, monkeypatch
):
    monkeypatch.setitem(systemes.PAQUETS, "bm25s", {"module_absent": "bm25s", "autre_absent": "PyStemmer"})

    def eprouver_ou_tomber(designation, epreuve, travail):
        if designation.systeme == "faiss":
            return MemoryError("plus de place")
        return eprouver.eprouver(designation, epreuve, travail)

    designations = [Designation.lire(nom) for nom in ("maillage", "bm25s", "faiss@embarque")]
    comparaison = pairs.comparer(
        lire_beir(dossier), designations, tmp_path / "travail", machine=MACHINE, eprouver=eprouver_ou_tomber
    )
    assert list(comparaison.releves) == ["maillage@embarque"]
    assert "pip install bm25s PyStemmer" in comparaison.ecartes["bm25s"]
    assert "plus de place" in comparaison.ecartes["faiss@embarque"]
    with pytest.raises(ErreurUsage, match="Aucun système"):
        pairs.comparer(lire_beir(dossier), designations[1:2], tmp_path, machine=MACHINE)


def test_une_execution_interrompue_rend_ce_qui_est_mesure(dossier, tmp_path, vectoriseur):
    def eprouver_ou_interrompre(designation, epreuve, travail):
        if designation.systeme == "faiss":
            raise KeyboardInterrupt
        return eprouver.eprouver(designation, epreuve, travail)

    designations = [Designation.lire(nom) for nom in ("maillage", "faiss@embarque", "maillage-graphe")]
    comparaison = pairs.comparer(
        lire_beir(dossier), designations, tmp_path, machine=MACHINE, eprouver=eprouver_ou_interrompre
    )
    assert list(comparaison.releves) == ["maillage@embarque"]


def test_les_designations_se_lisent():
    assert Designation.lire("maillage") == Designation("maillage", "embarque")
    assert Designation.lire("txtai") == Designation("txtai", "minilm")
    assert str(Designation.lire("txtai@embarque")) == "txtai@embarque"
    assert str(Designation.lire("bm25s")) == "bm25s"
    assert "dossier" in ce_qui_manque(Designation.lire("faiss@nulle-part"))
    with pytest.raises(ErreurUsage, match="maillage, "):
        Designation.lire("inconnu")


def test_la_reserve_n_encode_pas_deux_fois_et_compte_le_temps_epargne(tmp_path):
    trigrammes = VectoriseurParTrigrammes()
    premiers = Reserve(tmp_path, trigrammes).vectoriser(METIERS)
    vus = len(trigrammes.textes_vus)
    reprise = Reserve(tmp_path, trigrammes)
    assert (reprise.vectoriser(METIERS[::-1]) == premiers[::-1]).all()
    assert len(trigrammes.textes_vus) == vus
    assert reprise.rejoue > 0


def test_les_limites_suivent_leur_formule(tmp_path):
    config = {"hidden_size": 4, "intermediate_size": 8, "num_hidden_layers": 2}
    (tmp_path / "config.json").write_text(json.dumps(config), "utf-8")
    decoupeur = dossier_du_modele("embarque") / "tokenizer.json"
    (tmp_path / "tokenizer.json").write_bytes(decoupeur.read_bytes())
    charge = Charge(tmp_path)
    assert charge.parametres == 2 * (4 * 16 + 2 * 32)
    morceaux = charge.morceaux(METIERS)
    assert charge.plancher(MACHINE, METIERS) == pytest.approx(2 * 256 * morceaux / 1e11)
    assert Charge(tmp_path, en_entiers=True).plancher(MACHINE, METIERS) < charge.plancher(MACHINE, METIERS)
    assert parcours(MACHINE, 1000, 384) == pytest.approx(1000 * 384 * 4 / 2e10)


def test_une_machine_occupee_le_dit():
    assert "ne valent rien" in Machine(1e11, 4e11, 2e10, charge=2.0).en_texte()
    assert "ne valent rien" not in MACHINE.en_texte()


def test_l_encodage_se_mesure_sur_des_passages_de_vingt_mots():
    passages = list(encodage.passages_courts(["un deux trois"] * 40, 5))
    assert [len(passage.split()) for passage in passages] == [20] * 5
    charge = Charge(dossier_du_modele("embarque"))
    mesures = encodage.mesurer(VectoriseurParTrigrammes(), charge, passages, METIERS, MACHINE)
    assert "sentence" in encodage.en_texte(MACHINE, {"sentence": mesures})


def test_le_demarrage_se_resume_par_sa_mediane_et_ses_rapports():
    durees = {demarrage.RIEN: [10, 10, 10], demarrage.NUMPY: [50, 60, 40], demarrage.CHERCHER: [100, 90, 300]}
    resume = demarrage.resumer(durees)
    chercher = resume[demarrage.CHERCHER]
    assert (chercher["mediane_ms"], chercher["sur_python"], chercher["sur_numpy"]) == (100, 10, 2)
    assert "× numpy" in demarrage.en_texte(resume)


def test_le_demarrage_lance_vraiment_des_processus(tmp_path):
    sans_base = {demarrage.RIEN: demarrage.commandes(tmp_path)[demarrage.RIEN]}
    assert len(demarrage.mesurer(sans_base, 2)[demarrage.RIEN]) == 2
