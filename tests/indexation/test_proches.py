"""Les ressources proches d'une autre, et ce que d'autres ateliers donnent à lire."""

import pytest

from indexation.erreurs import RessourceInconnue
from indexation.resultats import Filtres
from interfaces import assemblage
from ontologie.espaces import MAILLAGE
from ontologie.termes import Iri
from tests.indexation.base import ecrire, iri, quads


class TestProches:
    def test_chacune_a_ses_raisons_et_le_centre_n_en_est_pas(self, recherche):
        proches = recherche.proches(iri("reference/guide"))
        assert iri("reference/guide") not in {p.iri for p in proches}
        assert all(p.raisons for p in proches)
        assert [p.score for p in proches] == sorted((p.score for p in proches), reverse=True)
        raisons = {p.iri: " ; ".join(p.raisons) for p in proches}
        assert "cite" in raisons[iri("atelier/logement")] or "renvoie à" in raisons[iri("atelier/logement")]
        assert "thème commun : « habitat partagé »" in raisons[iri("atelier/logement")]

    def test_le_sens_seul_peut_rapprocher(self, recherche, depot):
        ecrire(
            depot,
            ajouts=quads(
                "<initiative/toits> a maillage:Initiative ; "
                'rdfs:label "Guide de l\'habitat participatif local"@fr .'
            ),
        )
        proches = {p.iri: p for p in recherche.proches(iri("reference/guide"), 10)}
        assert proches[iri("initiative/toits")].raisons == ("sens proche",)

    def test_on_n_en_rend_pas_plus_que_demande(self, recherche):
        assert len(recherche.proches(iri("atelier/logement"), 2)) == 2

    @pytest.mark.parametrize("inconnue", ["https://exemple.org/rien", "acteur/retire", "source/carnet"])
    def test_une_ressource_que_l_index_n_a_pas_est_refusee(self, recherche, inconnue):
        with pytest.raises(RessourceInconnue, match="ne voit pas"):
            recherche.proches(inconnue if ":" in inconnue else iri(inconnue))


class TestProlongements:
    LECTURES = quads("""
    <reference/ailleurs> a maillage:Reference ; rdfs:label "Bâtir en commun"@fr ;
      dcterms:subject <concept/habitat-partage> .
    <atelier/dechets> dcterms:references <reference/ailleurs> .
    <reference/ici> a maillage:Reference ; rdfs:label "Vivre côte à côte"@fr ;
      dcterms:subject <concept/habitat-partage> .
    <atelier/logement> dcterms:references <reference/ici> .
    <reference/autre> a maillage:Reference ; rdfs:label "Le verre consigné"@fr ;
      dcterms:subject <concept/economie-circulaire> .
    <atelier/dechets> dcterms:references <reference/autre> .
    """)

    def test_une_lecture_d_un_autre_atelier_est_proposee_avec_sa_raison(self, recherche, depot):
        ecrire(depot, ajouts=self.LECTURES)
        seul = Filtres(ateliers=(iri("atelier/logement"),))
        rendues = recherche.chercher("habitat partagé", filtres=seul, nombre=1)
        assert [p.iri for p in rendues.prolongements] == [iri("reference/ailleurs")]
        (lecture,) = rendues.prolongements
        assert lecture.ateliers == (iri("atelier/dechets"),)
        assert "habitat partagé" in lecture.raison

    def test_ce_que_la_page_montre_deja_n_est_pas_repete(self, recherche, depot):
        ecrire(depot, ajouts=self.LECTURES)
        rendues = recherche.chercher("habitat partagé", nombre=50)
        assert iri("reference/ailleurs") in {r.iri for r in rendues.resultats}
        assert rendues.prolongements == ()

    def test_sans_reponse_rien_n_est_propose(self, recherche, depot):
        ecrire(depot, ajouts=self.LECTURES)
        assert recherche.chercher("recette de pâte à crêpes").prolongements == ()

    @pytest.mark.parametrize("question", ["coopérative", "numérique", "Comment financer un projet citoyen ?"])
    def test_sur_le_corpus_livre(self, configuration_preparee, question):
        rendues = assemblage.services(configuration_preparee).recherche.chercher(question)
        ici = next(set(r.ateliers) for r in rendues.resultats if r.ateliers)
        lectures = rendues.prolongements
        assert 0 < len(lectures) <= 5
        assert len({p.iri for p in lectures}) == len(lectures)
        assert {p.type for p in lectures} <= {"Reference", "Guide"}
        assert all(p.raison and p.ateliers and ici.isdisjoint(p.ateliers) for p in lectures)
        assert not {p.iri for p in lectures} & {r.iri for r in rendues.resultats}


def test_une_reponse_citee_vient_d_un_resultat_et_suit_les_filtres(configuration_preparee):
    recherche = assemblage.services(configuration_preparee).recherche
    libre = recherche.chercher("Qu'est-ce qu'une AMAP ?")
    assert libre.reponse.iri == iri("concept/amap")
    assert libre.reponse.texte.startswith("Groupe de mangeurs")
    filtree = recherche.chercher("Qu'est-ce qu'une AMAP ?", filtres=Filtres(types=(Iri(MAILLAGE + "Guide"),)))
    assert filtree.total
    assert filtree.reponse is None
    assert recherche.chercher("Combien de jours de congé pour un mariage ?").reponse is None
