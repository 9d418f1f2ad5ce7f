"""Chercher : le français, les raisons, les filtres, les mauvaises entrées, vingt fils à la fois."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from indexation.question import LONGUEUR_MAX
from indexation.resultats import Filtres
from ontologie.erreurs import ErreurUsage
from ontologie.espaces import MAILLAGE
from ontologie.termes import Iri
from tests.indexation.base import QUESTIONS, ecrire, iri, quads, reponses, sans_duree


def trouves(recherche, question, **options):
    return [
        r.iri.removeprefix("https://w3id.org/maillage/")
        for r in recherche.chercher(question, **options).resultats
    ]


def memes_resultats(recherche, *questions):
    vues = [recherche.chercher(question).resultats for question in questions]
    assert vues[0]
    return all([(r.iri, r.score) for r in vue] == [(r.iri, r.score) for r in vues[0]] for vue in vues)


def test_un_titre_exact_passe_devant(recherche):
    assert trouves(recherche, "Se loger autrement")[0] == "atelier/logement"
    assert trouves(recherche, "habitat partagé")[0] == "concept/habitat-partage"
    assert trouves(recherche, "La Fabrique des toits")[0] == "acteur/fabrique"


def test_la_casse_et_les_accents_ne_changent_rien(recherche):
    assert memes_resultats(recherche, "économie", "economie", "ÉCONOMIE", "E\u0301conomie")


def test_l_apostrophe_et_le_pluriel_ne_changent_rien(recherche):
    assert memes_resultats(recherche, "l'habitat partagé", "l’habitat partagé", "habitats partagés")


def test_une_phrase_trouve_l_atelier_et_dit_pourquoi(recherche):
    premier = recherche.chercher("Comment monter un habitat partagé quand le foncier est cher ?").resultats[0]
    assert premier.iri == iri("atelier/logement")
    raisons = {
        source: [raison.detail for raison in premier.raisons if raison.source == source]
        for source in ("mots", "concepts", "graphe")
    }
    assert "habitat" in raisons["mots"][0]
    assert any("concept reconnu : habitat partagé" in detail for detail in raisons["concepts"])
    assert "renvoie à « Guide de l'habitat participatif »" in raisons["graphe"]


def test_le_score_est_la_somme_des_contributions(recherche):
    vus = 0
    for question in QUESTIONS:
        for resultat in recherche.chercher(question).resultats:
            vus += 1
            assert all(raison.contribution > 0 for raison in resultat.raisons)
            assert resultat.score == pytest.approx(sum(r.contribution for r in resultat.raisons))
    assert vus > 15


def test_un_autre_nom_du_concept_amene_ce_qui_le_porte(recherche):
    assert "atelier/logement" in trouves(recherche, "colocation choisie")
    raisons = {r.iri: r.raisons for r in recherche.chercher("colocation choisie").resultats}
    assert [r.source for r in raisons[iri("atelier/logement")]][:1] != ["mots"]


def test_un_concept_plus_precis_compte_moins(recherche):
    rendus = recherche.chercher("logement").resultats
    details = [r.detail for resultat in rendus for r in resultat.raisons if r.source == "concepts"]
    assert any("plus précis que « logement » : habitat partagé" in detail for detail in details)


def raisons(recherche, question, chemin, source="concepts", **options):
    trouve = [r for r in recherche.chercher(question, nombre=50, **options).resultats if r.iri == iri(chemin)]
    return [
        (raison.detail, raison.contribution)
        for r in trouve
        for raison in r.raisons
        if raison.source == source
    ]


@pytest.fixture
def bavarde(recherche, depot):
    """La recherche, quand une ressource parle d'habitat partagé sans en avoir le thème."""
    ecrire(
        depot,
        ajouts=quads(
            '<initiative/bavarde> a maillage:Initiative ; rdfs:label "La Maison des Lilas"@fr ; '
            'dcterms:description "Une COLOCATION  CHOISIE, et bien d\'autres habitats partagés."@fr .'
        ),
    )
    return recherche


def test_un_concept_que_le_texte_nomme_amene_la_ressource_et_le_dit(bavarde):
    for question in ("cohabitat", "l’habitat partagé", "colocations choisies"):
        ((detail, mention),) = raisons(bavarde, question, "initiative/bavarde")
        assert detail == "parle de « habitat partagé » (mentionné)"
        ((detail, theme),) = raisons(bavarde, question, "reference/guide")
        assert detail == "concept reconnu : habitat partagé"
        assert 0 < mention < theme


def test_un_concept_plus_precis_mentionne_le_dit_aussi(bavarde):
    ((detail, precis),) = raisons(bavarde, "logement", "initiative/bavarde", bras={"concepts"})
    assert detail == "parle de « habitat partagé », plus précis que « logement » (mentionné)"
    assert precis < raisons(bavarde, "cohabitat", "initiative/bavarde")[0][1]


def test_une_faute_dans_un_libelle_de_plusieurs_mots_le_laisse_reconnaitre(bavarde):
    for question in ("colocasion choisie", "cohabitta", "habitat partajé"):
        rendues = bavarde.chercher(question)
        assert rendues.concepts == (iri("concept/habitat-partage"),)
        assert rendues.suggestions


def test_un_mot_du_thesaurus_qu_aucun_document_n_emploie_est_propose(bavarde):
    rendues = bavarde.chercher("cohabitta")
    assert rendues.suggestions == ("cohabitat",)
    assert iri("initiative/bavarde") in [r.iri for r in rendues.resultats]


@pytest.fixture
def references(recherche, depot):
    """La recherche, avec des références qui ne diffèrent que d'un chiffre ou d'une lettre."""
    textes = {
        "a": "La loi n° 2014-856 du 31 juillet 2014.",
        "b": "La loi n° 2014-857, et 856 autres mesures de 2014 ; la loi, toute la loi.",
        "c": "Un livre, ISBN 978-2-07-036822-8, selon la RFC 3986.",
        "d": "Un livre, ISBN 978-2-07-036822-9, selon la RFC 3987.",
        "e": "Un programme en C++ pour un éco-quartier, avec une S.C.I.C.",
        "f": "Un programme en C# pour un quartier.",
        "g": "Pendant la covid-19, un RERS est né dans l'écohameau.",
        "h": "Ligne 19 du RER : la covid, encore.",
    }
    for lettre, texte in textes.items():
        ecrire(
            depot,
            ajouts=quads(
                f'<reference/{lettre}> a maillage:Reference ; rdfs:label "Fiche {lettre.upper() * 3}"@fr ; '
                f'dcterms:description "{texte}"@fr .'
            ),
        )
    return recherche


@pytest.mark.parametrize(
    ("question", "lettre"),
    [
        ("loi n° 2014-856", "a"),
        ("que dit la loi 2014‑856 ?", "a"),
        ("loi n°2014-857", "b"),
        ("978-2-07-036822-8", "c"),
        ("ISBN 9782070368229", "d"),
        ("RFC 3986", "c"),
        ("la RFC 3987", "d"),
        ("C++", "e"),
        ("C#", "f"),
        ("SCIC", "e"),
        ("S.C.I.C.", "e"),
        ("écoquartier", "e"),
        ("éco quartier", "e"),
        ("éco-hameau", "g"),
        ("covid-19", "g"),
        ("covid19", "g"),
        ("RERS", "g"),
        ("RER", "h"),
    ],
)
def test_un_identifiant_exact_est_toujours_premier(references, question, lettre):
    assert trouves(references, question)[0] == f"reference/{lettre}"
    assert references.chercher(question).suggestions == ()


def test_la_raison_dit_ce_qui_designe(references):
    ((detail, _),) = raisons(references, "loi n° 2014-856", "reference/a", "mots")
    assert detail.startswith("contient exactement « 2014-856 » ; mots trouvés : loi")


def test_le_mot_compose_est_surligne(references):
    premier = references.chercher("écoquartiers").resultats[0]
    assert [premier.extrait[d:f] for d, f in premier.surlignes] == ["éco-quartier"]


def test_le_graphe_dit_sa_raison(recherche):
    details = {
        resultat.iri: [r.detail for r in resultat.raisons if r.source == "graphe"]
        for resultat in recherche.chercher("Guide de l'habitat participatif").resultats
    }
    assert "cité par « Se loger autrement »" in details[iri("reference/guide")]
    assert "a publié « Guide de l'habitat participatif »" in details[iri("acteur/fabrique")]


def test_une_faute_est_corrigee_et_proposee(recherche):
    rendues = recherche.chercher("ressourserie")
    assert rendues.suggestions == ("ressourcerie",)
    assert rendues.resultats[0].iri == iri("initiative/ressourcerie")


def test_une_faute_ne_bat_pas_le_mot_juste(recherche):
    assert recherche.chercher("ressourcerie").suggestions == ()
    juste = recherche.chercher("ressourcerie").resultats[0].score
    assert juste > recherche.chercher("ressourserie").resultats[0].score


def test_une_expression_entre_guillemets_est_exigee(recherche):
    for question in ("« consigne du verre »", '"consigne du verre"', "“consigne du verre”"):
        assert trouves(recherche, question)[0] == "atelier/dechets"
    assert "atelier/dechets" not in trouves(recherche, "« verre de la consigne »")


def test_l_extrait_est_le_texte_et_ses_surlignes_tombent_juste(recherche):
    premier = recherche.chercher("les banques prêtent aux coopératives").resultats[0]
    mots = {premier.extrait[debut:fin] for debut, fin in premier.surlignes}
    assert {"banques", "prêtent", "coopératives"} <= mots
    assert premier.section == "Les obstacles"


def test_rien_de_pertinent_ne_donne_rien(recherche):
    rendues = recherche.chercher("recette de pâte à crêpes au sarrasin")
    assert (rendues.total, rendues.resultats, rendues.avertissement) == (0, (), "")


@pytest.mark.parametrize("question", ["", "   ", "\u00a0\n\t"])
def test_une_question_vide_est_refusee(recherche, question):
    with pytest.raises(ErreurUsage, match="La question est vide"):
        recherche.chercher(question)


def test_une_question_trop_longue_est_refusee(recherche):
    recherche.chercher("mot " * (LONGUEUR_MAX // 4))
    with pytest.raises(ErreurUsage, match="10000 caractères ; la limite est de 2000"):
        recherche.chercher("x" * 10_000)


@pytest.mark.parametrize("question", ["le la les de", "🙂🙂", "?!…", "« »", "comment pourquoi"])
def test_une_question_sans_mot_utile_le_dit(recherche, question):
    rendues = recherche.chercher(question)
    assert rendues.resultats == ()
    assert "trop courants" in rendues.avertissement


@pytest.mark.parametrize(
    "question", ['habitat"', "titre:ressourcerie", "habitat partagé AND (", "a\x00b habitat", "*?~^habitat"]
)
def test_aucun_texte_n_est_une_erreur_de_syntaxe(recherche, question):
    assert trouves(recherche, question)


def test_les_facettes_comptent_ce_qui_est_retenu(recherche):
    tout = recherche.chercher("habitat", nombre=100)
    assert tout.total == len(tout.resultats) > 1
    page = recherche.chercher("habitat", nombre=1)
    assert (page.total, len(page.resultats), page.facettes) == (tout.total, 1, tout.facettes)
    assert sum(tout.facettes["type"].values()) == tout.total
    assert tout.facettes["atelier"][iri("atelier/logement")] == sum(
        iri("atelier/logement") in r.ateliers for r in tout.resultats
    )


def test_les_filtres_portent_sur_les_resultats_et_les_facettes(recherche):
    types = recherche.chercher("habitat", filtres=Filtres(types=(Iri(MAILLAGE + "Reference"),)))
    assert {r.type for r in types.resultats} == {"Reference"}
    assert types.facettes["type"] == {"Reference": types.total}
    mere = recherche.chercher("terrain abordable", filtres=Filtres(types=(Iri(MAILLAGE + "Enonce"),)))
    assert [r.type for r in mere.resultats] == ["Risque"]
    atelier = recherche.chercher("consigne", filtres=Filtres(ateliers=(iri("atelier/dechets"),)))
    assert {iri("atelier/dechets")} == {a for r in atelier.resultats for a in r.ateliers}
    theme = recherche.chercher("habitat", filtres=Filtres(themes=(iri("concept/habitat-partage"),)))
    assert theme.resultats
    assert all(iri("concept/habitat-partage") in r.themes for r in theme.resultats)
    rien = recherche.chercher("habitat", filtres=Filtres(themes=(iri("concept/inconnu"),)))
    assert (rien.total, rien.facettes["type"]) == (0, {})


def test_un_bras_seul_ne_donne_que_ses_raisons(recherche):
    rendues = recherche.chercher("habitat partagé", bras={"mots"})
    assert {r.source for resultat in rendues.resultats for r in resultat.raisons} == {"mots"}


def test_les_concepts_de_la_question_sont_rendus(recherche):
    assert recherche.chercher("le recyclage et la solidarité").concepts == (
        iri("concept/economie-circulaire"),
        iri("concept/solidarite"),
    )


def test_l_ordre_est_celui_du_score_puis_du_francais(recherche):
    for question in QUESTIONS:
        scores = [r.score for r in recherche.chercher(question, nombre=50).resultats]
        assert scores == sorted(scores, reverse=True)


def test_vingt_fils_donnent_ce_que_donne_un_seul(recherche):
    attendues = dict(zip(QUESTIONS, reponses(recherche), strict=True))
    questions = QUESTIONS * 20
    with ThreadPoolExecutor(20) as fils:
        rendues = list(fils.map(recherche.chercher, questions))
    assert [sans_duree(r) for r in rendues] == [attendues[q] for q in questions]
