"""Des textes démesurés, d'autres langues, un index d'une autre version : rien ne casse, rien ne se perd."""

import json

import pytest

from corpus import langue
from corpus.decoupage import decouper
from corpus.modele import Section
from indexation.adaptateurs.tantivy_local import IndexTantivy
from indexation.collection import evaluer_collection
from indexation.erreurs import IndexAbsent
from indexation.fraicheur import construire
from indexation.generation import ouvrir
from indexation.lecture_collection import lire_collection
from indexation.service import ouvrir_recherche
from ontologie.espaces import DCTERMS, GRAPHE_CORPUS
from ontologie.termes import Iri, Quad, texte_fr
from tests.contrats.index_lexical import document, termes
from tests.doublures.vectoriseurs import VectoriseurParTrigrammes
from tests.indexation.base import ecrire, iri, quads

MEGA = 1_000_000
GROS = 150_000
DEMESURES = {
    "un seul mot": "a" * GROS,
    "un seul mot ponctué": "abc." * (GROS // 4),
    "des mots sans phrase": "mot " * (GROS // 4),
    "des phrases": "Une phrase courte. " * (GROS // 19),
    "des lignes": "ligne\n\n" * (GROS // 7),
    "des crochets": "[" * GROS,
    "des liens ouverts": "[a](b " * (GROS // 6),
    "des accents graves": "`" * GROS,
    "des gras ouverts": "**a " * (GROS // 4),
    "des italiques ouverts": "*a " * (GROS // 3),
    "des points": "." * GROS,
    "des parenthèses fermées": "Fin." + ")" * GROS + "x",
    "un guillemet jamais fermé": "« " + "Une phrase. " * (GROS // 12),
    "des nombres": "000 " * (GROS // 4) + "x",
    "un sigle": "A." * (GROS // 2),
    "des apostrophes": "l'" * (GROS // 2),
    "du chinois": "互助经济" * (GROS // 12),
    "des espaces": " " * GROS,
}


@pytest.mark.parametrize("texte", DEMESURES.values(), ids=DEMESURES)
def test_un_texte_demesure_se_decoupe_sans_rien_perdre(texte):
    passages = [p.texte for p in decouper("", [Section("", texte)])]
    assert all(len(passage) <= 90 * 201 for passage in passages)
    if not set(texte) & set("[*`"):
        assert "".join("".join(passages).split()) == "".join(texte.split())
    langue.mots(texte)


def test_une_fiche_d_un_million_de_signes_s_indexe_et_se_trouve(depot, dossier, vectoriseur):
    texte = "Le verger partagé. " + "x" * MEGA + " " + "Des ruches au milieu des pommiers, " * 3_000
    sujet = iri("initiative/neuve")
    ecrire(
        depot,
        ajouts=quads('<initiative/neuve> a maillage:Initiative ; rdfs:label "Le Verger"@fr .')
        | {Quad(sujet, Iri(DCTERMS + "description"), texte_fr(texte), GRAPHE_CORPUS)},
    )
    construire(depot, dossier, vectoriseur)
    trouvee = ouvrir_recherche(depot, dossier, vectoriseur).chercher("ruches et pommiers").resultats[0]
    assert trouvee.iri == sujet
    assert len(trouvee.extrait) < 90 * 201


def test_un_mot_plus_long_que_tantivy_ne_l_admet_n_empeche_pas_le_reste(tmp_path):
    index = IndexTantivy(tmp_path)
    index.ajouter([document(1, "titre", "é" * 70_000 + " commun"), document(2, "autre", "commun")])
    index.valider()
    assert set(index.chercher(termes("commun"), 5)) == {1, 2}
    assert index.chercher(termes("é" * 70_000), 5) == []


TEXTES_D_AILLEURS = {
    "anglais": ("The neighbours share a workshop to repair bicycles.", "repair bicycles workshop"),
    "allemand": ("Die Genossenschaft vermietet Wohnungen an Familien.", "Genossenschaft Wohnungen"),
    "grec": ("Οι κάτοικοι μοιράζονται εργαλεία και γνώσεις.", "εργαλεία"),
    "arabe": ("يتقاسم الجيران الأدوات في الورشة.", "الأدوات"),
    "chinois": ("邻居 共享 工具 和 知识。", "工具"),
    "emoji": ("🐝🐝 🍎", "🍎"),
}


def test_un_fonds_en_d_autres_langues_s_indexe_et_repond(tmp_path):
    lignes = [{"_id": nom, "text": texte} for nom, (texte, _) in TEXTES_D_AILLEURS.items()]
    lignes.append({"_id": "énorme", "text": "Δ" * MEGA + " ordinaire"})
    posees = [{"_id": nom, "text": question} for nom, (_, question) in TEXTES_D_AILLEURS.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, lignes)), "utf-8")
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, posees)), "utf-8")
    juges = "".join(f"{nom}\t{nom}\t1\n" for nom in TEXTES_D_AILLEURS)
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + juges, "utf-8")
    (tmp_path / "travail").mkdir()
    bilan = evaluer_collection(lire_collection(tmp_path), VectoriseurParTrigrammes(), tmp_path / "travail")
    assert bilan.documents == len(lignes)
    premiers = {q: rendus[0][0] for q, rendus in bilan.classements["mots"].items() if rendus}
    assert premiers == {nom: nom for nom in TEXTES_D_AILLEURS if nom != "emoji"}


D_UNE_AUTRE_VERSION = {
    "format": ({"format": 999}, "au format 999 ; cette version de Maillage lit le format"),
    "vecteurs": ({"vecteurs": "arbre"}, "range ses vecteurs en « arbre »"),
    "champ": ({"inconnu": 1}, "ne se lit pas"),
}


def deguiser(publiee, changement):
    fichier = publiee / "manifeste.json"
    fichier.write_text(json.dumps(json.loads(fichier.read_text("utf-8")) | changement), "utf-8")


@pytest.mark.parametrize(("changement", "dit"), D_UNE_AUTRE_VERSION.values(), ids=D_UNE_AUTRE_VERSION)
def test_un_index_d_une_autre_version_est_dit_et_garde(depot, dossier, vectoriseur, changement, dit):
    publiee = construire(depot, dossier, vectoriseur)
    deguiser(publiee, changement)
    with pytest.raises(IndexAbsent, match=f"{dit}.*maillage preparer"):
        ouvrir_recherche(depot, dossier, vectoriseur)
    neuve = construire(depot, dossier, vectoriseur)
    assert neuve.name > publiee.name
    assert publiee.is_dir(), "une autre version peut encore s'en servir"
    assert ouvrir_recherche(depot, dossier, vectoriseur).chercher("consigne").resultats


@pytest.mark.parametrize("changement", [c for c, _ in D_UNE_AUTRE_VERSION.values()], ids=D_UNE_AUTRE_VERSION)
def test_la_derniere_generation_lisible_sert_encore(depot, dossier, vectoriseur, monkeypatch, changement):
    saine = construire(depot, dossier, vectoriseur)
    ecrire(depot, ajouts=quads('<initiative/neuve> a maillage:Initiative ; rdfs:label "Le Verger"@fr .'))
    deguiser(construire(depot, dossier, vectoriseur), changement)

    def disque_plein(*tout, **options):
        raise OSError(28, "Plus de place sur le disque")

    monkeypatch.setattr("indexation.fraicheur.Chantier.finir", disque_plein)
    rendues = ouvrir_recherche(depot, dossier, vectoriseur).chercher("consigne du verre")
    assert rendues.resultats
    assert rendues.version == ouvrir(saine).manifeste.version
    assert "en retard de 1 version" in rendues.avertissement
    monkeypatch.undo()
    assert ouvrir_recherche(depot, dossier, vectoriseur).chercher("verger").resultats[0].titre == "Le Verger"
