"""Les libellés des concepts dans l'index : reconnus, comptés dans les documents, prêtés à qui les demande."""

import pytest

from corpus import langue
from graphe.adaptateurs.verrou import Verrou
from graphe.generations import Generations
from graphe.lexique import construire_lexique
from indexation import depart, generation
from indexation import mentions as mentions_indexees
from indexation.fraicheur import construire
from indexation.generation import ouvrir
from indexation.lecture import Registre
from indexation.recherche import Recherche
from indexation.service import Gardien, ouvrir_recherche
from ontologie.termes import Iri
from tests.indexation.base import NEUVE, R, contenu, ecrire, iri, quads


def test_un_libelle_change_se_reconnait_aussitot(recherche, depot):
    assert recherche.chercher("béguinage").concepts == ()
    ecrire(depot, ajouts=quads('<concept/habitat-partage> skos:altLabel "béguinage"@fr .'))
    rendues = recherche.chercher("béguinage")
    assert rendues.concepts == (iri("concept/habitat-partage"),)
    assert iri("atelier/logement") in [r.iri for r in rendues.resultats]


def mentions(generation):
    lignes = Registre(generation / "passages.sqlite")._lire(
        "SELECT iri, theme, nombre FROM mentions JOIN ressources ON ressources.numero = ressource"
    )
    return {(ressource.removeprefix(R), Iri(theme).nom_local): nombre for ressource, theme, nombre in lignes}


@pytest.fixture(params=["copie", "socle"])
def reprise(request, monkeypatch):
    """Une mise à jour copie l'index, ou le prolonge."""
    if request.param == "socle":
        monkeypatch.setattr(depart, "COPIE_JUSQU_A", 0)
        monkeypatch.setattr(depart, "PART_A_FONDRE", 9.0)


def test_les_mentions_sont_comptees_par_ressource(depot, dossier, vectoriseur):
    lues = mentions(construire(depot, dossier, vectoriseur))
    assert lues["atelier/logement", "habitat-partage"] == 1
    assert lues["concept/habitat-partage", "logement"] == 1
    assert ("atelier/dechets", "habitat-partage") not in lues


@pytest.mark.parametrize("propriete", ["altLabel", "hiddenLabel", "prefLabel"])
def test_un_libelle_ajoute_change_retire_suit_dans_les_documents(
    depot, dossier, vectoriseur, propriete, reprise
):
    construire(depot, dossier, vectoriseur)
    avant = quads('<concept/logement> skos:prefLabel "logement"@fr .') if propriete == "prefLabel" else ()
    neuf, autre = (
        quads(f'<concept/logement> skos:{propriete} "{forme}"@fr .')
        for forme in ("Prix du FONCIER", "consignes")
    )
    ecrire(depot, ajouts=neuf, retraits=avant)
    lues = mentions(construire(depot, dossier, vectoriseur))
    assert (lues["atelier/logement", "logement"], lues.get(("atelier/dechets", "logement"))) == (1, None)
    ecrire(depot, ajouts=autre, retraits=neuf)
    lues = mentions(construire(depot, dossier, vectoriseur))
    assert (lues.get(("atelier/logement", "logement")), lues["atelier/dechets", "logement"]) == (None, 1)
    assert lues["enonce/defi-consigne", "logement"] == 1
    ecrire(depot, ajouts=avant, retraits=autre)
    assert ("atelier/dechets", "logement") not in mentions(construire(depot, dossier, vectoriseur))


def test_un_libelle_change_ne_fait_relire_que_les_documents_concernes(
    depot, dossier, vectoriseur, monkeypatch, reprise
):
    construire(depot, dossier, vectoriseur)
    relus = []

    def compter(ressources, lexique, *, en_nombre):
        assert not en_nombre
        for numero, textes in ressources:
            relus.append(textes[0])
            yield from vraie([(numero, textes)], lexique, en_nombre=en_nombre)

    vraie = generation.compter
    monkeypatch.setattr(generation, "compter", compter)
    ecrire(depot, ajouts=quads('<concept/solidarite> skos:altLabel "prix du foncier"@fr .'))
    construire(depot, dossier, vectoriseur)
    assert relus == ["Se loger autrement", "solidarité"]


def test_une_reconnaissance_en_nombre_donne_le_meme_index(depot, tmp_path, vectoriseur, monkeypatch):
    appels = []
    vraie = mentions_indexees.reconnaitre
    monkeypatch.setattr(
        mentions_indexees,
        "reconnaitre",
        lambda *tout, **options: appels.append(options["en_nombre"]) or vraie(*tout, **options),
    )
    un_a_un = construire(depot, tmp_path / "a", vectoriseur)
    monkeypatch.setattr(generation, "_EN_NOMBRE", 1)
    en_nombre = construire(depot, tmp_path / "b", vectoriseur)
    assert appels == [False, True]
    assert contenu(un_a_un) == contenu(en_nombre)


def test_un_modele_francais_installe_depuis_fait_reconstruire(depot, dossier, vectoriseur, monkeypatch):
    construire(depot, dossier, vectoriseur)
    monkeypatch.setattr("indexation.manifeste.identite", lambda: "fr-2, fr_core_news_sm 3.8.0")
    monkeypatch.setattr("indexation.generation.identite", lambda: "fr-2, fr_core_news_sm 3.8.0")
    gardien = Gardien(depot, dossier, vectoriseur)
    assert "analyse du français" in Recherche(gardien).chercher("consigne").avertissement
    gardien.attendre(10)
    assert Recherche(gardien).chercher("consigne").avertissement == ""


def test_une_generation_garde_les_suites_de_ses_libelles(depot, dossier, vectoriseur, monkeypatch):
    construire(depot, dossier, vectoriseur)
    attendu = construire_lexique(depot)
    attendues = dict(attendu.par_suite)
    monkeypatch.delattr("corpus.extraction.lexique.cles_de_forme")
    lu = ouvrir(Generations(dossier).courante()).lexique
    assert (lu, dict(lu.par_suite)) == (attendu, attendues)


def test_la_recherche_prete_son_lexique_a_qui_lit_la_meme_version(depot, dossier, vectoriseur):
    construire(depot, dossier, vectoriseur)
    recherche = ouvrir_recherche(depot, dossier, vectoriseur)
    assert recherche.lexique(1) == construire_lexique(depot)
    ecrire(depot, ajouts=quads('<concept/logement> skos:altLabel "gîte"@fr .'))
    assert recherche.lexique(2) == construire_lexique(depot)
    assert recherche.lexique(1) is None


def test_un_index_en_retard_ne_prete_pas_son_lexique(recherche, depot, dossier):
    assert recherche.lexique(1) is not None
    ecrire(depot, ajouts=NEUVE)
    with Verrou(dossier / "ecriture.verrou").prendre("un autre"):
        assert recherche.lexique(1) is None
        assert recherche.lexique(2) is None


def test_les_suites_d_une_autre_analyse_se_refont(depot, dossier, vectoriseur, monkeypatch):
    publiee = construire(depot, dossier, vectoriseur)
    assert ouvrir(publiee).lexique.suites
    monkeypatch.setattr(langue, "ANALYSE", "fr-essai")
    assert not ouvrir(publiee).lexique.suites
