"""Les pièces de l'apprentissage du modèle embarqué, sur des jouets."""

import random

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from indexation.entrainement import dictionnaire
from indexation.entrainement.alignement import aligner, aligner_des_deux_cotes
from indexation.entrainement.apprentissage import Lecon, Reponses, accorder
from indexation.entrainement.decoupes import Decoupes, mettre_en_decoupes
from indexation.entrainement.eleve import creer_eleve
from indexation.entrainement.frequences import Frequences
from indexation.entrainement.lecture import Couple, paragraphes
from indexation.entrainement.questions import questions_des_paragraphes, tourner_en_question
from indexation.entrainement.vocabulaire import SPECIAUX, apprendre_vocabulaire
from indexation.ports import ErreurModele

PHRASES = ["la maison rouge", "la maison verte", "une porte rouge", "une porte verte"] * 8


@pytest.fixture(autouse=True)
def un_seul_fil():
    fils = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(fils)


def jouet(taille=60):
    config = BertConfig(
        vocab_size=taille,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=300,
    )
    torch.manual_seed(0)
    return creer_eleve(
        BertModel(config), np.random.default_rng(0).normal(size=(taille, 16)).astype(np.float32)
    )


def textes(hasard, nombre, taille=60):
    return mettre_en_decoupes(
        [hasard.integers(5, taille, hasard.integers(3, 9)).tolist() for _ in range(nombre)]
    )


def test_l_alignement_trouve_les_traductions():
    francais, anglais = {"maison": 0, "rouge": 1, "bleu": 2}, {"house": 0, "red": 1, "blue": 2, "the": 3}
    couples = [("maison rouge", "the red house"), ("maison bleu", "the blue house"), ("rouge", "the red")] * 5
    alignements = aligner(
        mettre_en_decoupes([[francais[m] for m in f.split()] for f, _ in couples]),
        mettre_en_decoupes([[anglais[m] for m in a.split()] for _, a in couples]),
    )
    for mot, traduction in (("maison", "house"), ("rouge", "red"), ("bleu", "blue")):
        des_siens = alignements.francais == francais[mot]
        meilleure = alignements.anglais[des_siens][np.argmax(alignements.nombres[des_siens])]
        assert meilleure == anglais[traduction]


def test_les_deux_cotes_gardent_les_memes_paires_et_effacent_ce_que_l_un_ignore():
    hasard = np.random.default_rng(5)
    suites = [[hasard.integers(0, 9, hasard.integers(1, 6)).tolist() for _ in range(30)] for _ in range(2)]
    francais, anglais = map(mettre_en_decoupes, suites)
    aller, retour = aligner(francais, anglais), aligner(anglais, francais)
    attendus = dict(zip(zip(retour.anglais, retour.francais, strict=True), retour.nombres, strict=True))
    reunis = aligner_des_deux_cotes(francais, anglais)
    assert reunis.nombres == pytest.approx(
        [
            (nombre * attendus[paire]) ** 0.5
            for paire, nombre in zip(
                zip(aller.francais, aller.anglais, strict=True), aller.nombres, strict=True
            )
        ]
    )


def test_le_dictionnaire_traduit_une_forme_par_son_lemme_le_sens_courant_d_abord(tmp_path):
    (tmp_path / "index.noun").write_text(
        "  avis\nflour n 1 1 @ 1 1 00000001\nmeal n 2 1 @ 2 1 00000009 00000001\nfarina n 1 1 @ 1 0 00000001"
    )
    for place in ("verb", "adj", "adv"):
        (tmp_path / f"index.{place}").write_text("")
    (tmp_path / "wn-wikt-fra.tab").write_text("# titre\n00000001-n\tfra:lemma\tfarine\n")
    (tmp_path / "wn-data-fra.tab").write_text("00000009-n\tfra:lemma\trepas\n00000001-n\tfra:def\tx\n")
    usages = {"flour": 1e-5, "meal": 1e-5, "farina": 1e-7}
    lues = dictionnaire.lire_traductions(tmp_path)
    assert set(lues["farine"]) == {"flour", "meal", "farina"}
    traductions = dictionnaire.traduire("farines", lues, usages.__getitem__)
    assert [anglais for anglais, _ in traductions] == ["flour", "meal", "farina"]
    assert sum(part for _, part in traductions) <= 1
    assert dictionnaire.traduire("introuvable", lues, usages.__getitem__) == []
    frequences = Frequences({"farine": 2e-7, "repas": 1e-7, "de": 0.1}, usages.__getitem__)
    couples = dictionnaire.couples_du_dictionnaire(tmp_path, frequences)
    assert {(c.gauche, c.droite) for c in couples} >= {("flour", "farine"), ("meal", "repas")}
    with (tmp_path / "wn-wikt-fra.tab").open("a") as fichier:
        fichier.write("00000009-n\tfra:lemma\tRepas\n00000009-n\tfra:lemma\tfarine\n")
    synonymes = dictionnaire.couples_de_synonymes(tmp_path, frequences, graine=0)
    assert [{c.gauche, c.droite} for c in synonymes] == [{"farine", "repas"}]
    assert list(frequences.textes())[:2] == ["farine farine", "repas"]


def test_un_dictionnaire_absent_se_nomme(tmp_path):
    with pytest.raises(ErreurModele, match=r"index\.noun"):
        dictionnaire.lire_traductions(tmp_path)


def test_un_lot_est_rempli_de_zeros_et_masque():
    morceaux, masque = Decoupes(np.array([7, 8, 9]), np.array([0, 2, 3])).lot(np.array([1, 0]))
    assert morceaux.tolist() == [[9, 0], [7, 8]]
    assert masque.tolist() == [[True, False], [True, True]]


def test_le_vocabulaire_est_plie_et_reproductible():
    premier, second = (apprendre_vocabulaire(["Où réparer l’œuvre ?", *PHRASES], taille=80) for _ in range(2))
    assert premier.to_str() == second.to_str()
    assert [premier.id_to_token(n) for n in range(5)] == list(SPECIAUX)
    assert premier.encode("ŒUVRE réparée").tokens == premier.encode("oeuvre reparee").tokens
    assert premier.encode("maison").tokens[0] == "[CLS]"


def test_accorder_rapproche_question_et_passage_et_reprend(tmp_path):
    hasard = np.random.default_rng(3)
    questions, passages = textes(hasard, 40), textes(hasard, 40)
    reponses = Reponses(questions, passages, np.arange(40), np.arange(40))
    tous = np.arange(40)

    def justes(eleve):
        with torch.inference_mode():
            notes = eleve.lire(questions, tous) @ eleve.lire(passages, tous).T
        return (notes.argmax(dim=1).numpy() == tous).mean()

    lecon = Lecon(nombre=60, morceaux=240, pas_des_morceaux=2e-2, pas_du_corps=2e-3, halte=30)
    eleve, haltes = jouet(), []
    avant = justes(eleve)
    suivre = {"graine": 0, "reprise": tmp_path / "reprise.pt", "suivi": lambda _, pas: haltes.append(pas)}
    accorder(eleve, reponses, lecon, **suivre)
    assert justes(eleve) > max(0.3, avant + 0.2)
    assert haltes == [30, 60]
    autre = jouet()
    accorder(autre, reponses, lecon, **suivre)  # rien ne reste à faire : il reprend le point d'arrivée
    assert haltes == [30, 60]
    assert justes(autre) == justes(eleve)


def test_les_paragraphes_reunissent_des_phrases_voisines_d_une_meme_source():
    longue = " ".join(["mot"] * 20)
    couples = [Couple("a", f"en {n}", f"{longue} {n}") for n in range(7)] + [Couple("b", "x", longue)] * 2
    reunis = paragraphes(couples)
    assert [len(p.francais) for p in reunis] == [5]
    assert reunis[0].couple.droite.startswith(f"{longue} 0 {longue} 1")
    assert not paragraphes([Couple("tatoeba", "x", longue)] * 9)


def test_une_phrase_se_tourne_en_question_sans_son_complement():
    question = tourner_en_question("Le marché a ouvert en 1998 derrière la gare.", random.Random(0))
    assert "1998" not in question
    assert question.endswith(" ?")
    assert "marché" in question


def test_les_questions_des_paragraphes_sont_reproductibles():
    longue = "Le conseil a voté le budget de la commune avec les habitants du quartier"
    tous = paragraphes([Couple("a", "x", f"{longue} {n}") for n in range(40)])
    premieres, secondes = (list(questions_des_paragraphes(tous, graine=4)) for _ in range(2))
    assert premieres == secondes
    assert all(c.gauche and c.droite for c in premieres)
