"""Répondre par des phrases entières d'une seule ressource, ou se taire."""

import pytest

from corpus.extraction.lexique import Entree, Lexique
from indexation.extrait import A_COMPARER, Passage, Temoin, extraire
from indexation.question import lire
from indexation.surlignage import concepts_nommes
from tests.indexation.test_question import Vocabulaire

TEXTES = (
    "Les clubs d'épargne réunissent des habitants.",
    "Un club prête son épargne à des entreprises voisines.",
    "La coopérative achète une éolienne avec la commune.",
    "Le tri du verre et la consigne des bouteilles.",
    "Un habitat participatif, une colocation choisie, un jardin.",
)
LEXIQUE = Lexique(
    (
        Entree("c:habitat", "habitat participatif", "habitat participatif", "pref"),
        Entree("c:habitat", "habitat participatif", "colocation choisie", "alt"),
    )
)


def nommer(texte):
    return concepts_nommes(texte, LEXIQUE)


def temoin(*passages, iri="https://exemple.org/r", titre="Une fiche", **champs):
    lus = tuple(p if isinstance(p, Passage) else Passage("De quoi il s'agit", p) for p in passages)
    return Temoin(iri, titre, lus, **champs)


def demander(question, *temoins, **options):
    return extraire(lire(question, Vocabulaire(TEXTES)), temoins, nommer, **options)


def test_la_phrase_qui_couvre_la_question_est_citee_avec_sa_source():
    rendue = demander(
        "Un club prête-t-il son épargne à des entreprises ?",
        temoin(
            "Voici une chose. Un club prête son épargne à des entreprises voisines. Une autre chose suit."
        ),
    )
    assert rendue.texte == "Un club prête son épargne à des entreprises voisines."
    assert (rendue.iri, rendue.section) == ("https://exemple.org/r", "De quoi il s'agit")
    assert rendue.source == "« Une fiche », section « De quoi il s'agit »"
    surlignes = [rendue.texte[d:f] for d, f in rendue.phrases[0].surlignes]
    assert surlignes == ["club", "prête", "épargne", "entreprises"]


@pytest.mark.parametrize(
    "passage",
    [
        "Un club est un lieu où l'on se retrouve le dimanche.",
        "Un club prête-t-il son épargne à des entreprises ?",
        "Comment un club prête son épargne à des entreprises voisines.",
        "un club prête son épargne à des entreprises voisines",
        "Un club prête son épargne à des entreprises voisines, et plus loin",
        "Pour un club qui prête son épargne à des entreprises, voir la fiche voisine.",
    ],
)
def test_ni_loin_du_sujet_ni_question_ni_annonce_ni_phrase_coupee(passage):
    assert demander("Un club prête-t-il son épargne à des entreprises ?", temoin(passage)) is None


def test_une_phrase_entamee_dans_un_passage_precedent_n_est_pas_citee():
    coupee = Passage("S", "Entreprises voisines où le club prête son épargne.", entame=True)
    entiere = Passage("S", "Entreprises voisines où le club prête son épargne.")
    question = "Un club prête-t-il son épargne à des entreprises ?"
    assert demander(question, temoin(coupee)) is None
    assert demander(question, temoin(entiere)) is not None


def test_le_resume_qui_annonce_un_document_ne_repond_pas():
    annonce = Passage("", "Un club prête son épargne à des entreprises voisines.", annonce=True)
    assert demander("Un club prête-t-il son épargne à des entreprises ?", temoin(annonce)) is None


def test_un_pronom_en_tete_amene_la_phrase_qui_l_explique():
    question = "Que prête un club d'épargne à des entreprises ?"
    texte = "Le club réunit vingt personnes du quartier. Il prête son épargne de club à des entreprises."
    rendue = demander(question, temoin(texte))
    assert rendue.texte == texte
    assert demander(question, temoin("Il prête son épargne de club à des entreprises.")) is None


def test_une_seconde_phrase_n_entre_que_si_elle_ajoute_sans_repeter():
    question = "La coopérative achète-t-elle une éolienne avec la commune et les habitants ?"
    rendue = demander(
        question,
        temoin(
            "La coopérative achète une éolienne avec la commune. "
            "La coopérative achète bien une éolienne avec la commune. "
            "La pluie tombe souvent par ici. "
            "Les habitants de la commune surveillent une éolienne avec la coopérative voisine."
        ),
    )
    assert rendue.texte.count("achète") == 1
    assert rendue.texte.split(" […] ")[1:] == [
        "Les habitants de la commune surveillent une éolienne avec la coopérative voisine."
    ]


def test_deux_ressources_ne_sont_jamais_collees():
    question = "La coopérative achète-t-elle une éolienne avec la commune et les habitants ?"
    une = "La coopérative achète une éolienne avec la commune."
    autre = "Les habitants de la commune surveillent une éolienne avec la coopérative voisine."
    assert len(demander(question, temoin(f"{une} {autre}")).phrases) == 2
    assert demander(question, temoin(une, iri="r:a"), temoin(autre, iri="r:b")) is None
    assert demander(question, temoin(une, autre)) is None


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        (
            "Qui prête son épargne aux entreprises voisines ?",
            "Un club prête son épargne à des entreprises voisines.",
        ),
        (
            "Quand un club prête-t-il son épargne aux entreprises ?",
            "Un club prête son épargne à des entreprises.",
        ),
        (
            "Combien d'entreprises un club épargne-t-il ?",
            "Un club prête son épargne à des entreprises voisines.",
        ),
    ],
)
def test_sans_le_nom_la_date_ou_le_nombre_demande_on_se_tait(question, phrase):
    assert demander(question, temoin(phrase)) is None


def test_le_nom_demande_peut_etre_celui_de_la_ressource_definie():
    phrase = "Association qui prête son épargne aux entreprises voisines."
    question = "Qui prête son épargne aux entreprises voisines ?"
    assert demander(question, temoin(phrase, titre="Cigales", definie=True)).titre == "Cigales"
    assert demander(question, temoin(phrase, titre="Cigales")) is None


class TestDefinition:
    CONCEPT = temoin(
        Passage("", "Démarche de foyers qui conçoivent ensemble leurs logements. Elle dure longtemps."),
        iri="c:habitat",
        titre="habitat participatif",
        concept="c:habitat",
        definie=True,
    )

    @pytest.mark.parametrize(
        "question",
        ["habitat participatif", "Qu'est-ce que l’habitat participatif ?", "colocation choisie : définition"],
    )
    def test_un_concept_se_definit_sous_tous_ses_noms(self, question):
        rendue = demander(question, self.CONCEPT)
        assert rendue.texte == "Démarche de foyers qui conçoivent ensemble leurs logements."

    @pytest.mark.parametrize(
        "question",
        [
            "Qu'est-ce que la consigne ?",
            "Qui finance l'habitat participatif ?",
            "Pourquoi l'habitat participatif ?",
        ],
    )
    def test_une_autre_question_n_est_pas_une_definition(self, question):
        assert demander(question, self.CONCEPT) is None


def test_un_synonyme_du_concept_couvre_la_question_et_se_surligne():
    phrase = "Une colocation choisie partage un jardin entre plusieurs foyers."
    rendue = demander("L'habitat participatif partage-t-il un jardin ?", temoin(phrase))
    surlignes = [rendue.texte[d:f] for d, f in rendue.phrases[0].surlignes]
    assert surlignes[:2] == ["colocation", "choisie"]


def test_le_sens_tranche_entre_huit_phrases_au_plus():
    vues = []

    def proximites(phrases):
        vues.append(list(phrases))
        return [float("dixième" in phrase) for phrase in phrases]

    phrases = [f"Un club prête son épargne à des entreprises du {n} quartier." for n in ("premier", "second")]
    phrases += [f"Un club prête son épargne à des entreprises de la rue {n}." for n in "abcdefgh"]
    phrases[3] = "Un club prête son épargne à des entreprises du dixième quartier."
    question = "Un club prête-t-il son épargne à des entreprises ?"
    avec = demander(question, temoin(" ".join(phrases)), proximites=proximites)
    assert [len(lot) for lot in vues] == [A_COMPARER]
    assert "dixième" in avec.texte
    assert "dixième" not in demander(question, temoin(" ".join(phrases))).texte
