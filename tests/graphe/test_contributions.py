"""Une écriture est complétée, jugée sur un essai, puis appliquée ou refusée en entier."""

import pytest

from graphe import contributions
from graphe.adaptateurs.memoire import DepotMemoire
from graphe.ports import DonneeRefusee, VersionDepassee
from ontologie.espaces import DCTERMS, GRAPHE_CONTRIBUTIONS, GRAPHE_THESAURUS, RDF, SKOS
from ontologie.termes import Iri, Quad, texte_fr

CONCEPT = Iri("https://w3id.org/maillage/concept/")
BROADER, NARROWER = Iri(SKOS + "broader"), Iri(SKOS + "narrower")


@pytest.fixture
def depot(livraison):
    depot = DepotMemoire()
    depot.appliquer(livraison, [], version_attendue=0, auteur="tests", motif="Livraison")
    return depot


def proposer(depot, ajouts=(), retraits=(), attendue=1):
    return contributions.proposer(
        depot, ajouts, retraits, version_attendue=attendue, auteur="Ada", motif="Essai"
    )


def une_relation(depot) -> Quad:
    return min(q for q in depot.quads() if q.predicat == BROADER and q.graphe == GRAPHE_THESAURUS)


def test_un_synonyme_ajoute_est_range(depot):
    concept = une_relation(depot).sujet
    quad = Quad(concept, Iri(SKOS + "altLabel"), texte_fr("un vrai synonyme"), GRAPHE_CONTRIBUTIONS)
    assert proposer(depot, [quad]) == 2
    assert quad in set(depot.quads())


def test_l_inverse_suit_l_ajout_et_le_retrait(depot):
    relation = une_relation(depot)
    voisin = min(
        q.sujet
        for q in depot.quads()
        if q.predicat == RDF + "type"
        and q.objet == SKOS + "Concept"
        and q.graphe == GRAPHE_THESAURUS
        and q.sujet not in relation
    )
    lien = Quad(relation.sujet, Iri(SKOS + "related"), voisin, GRAPHE_CONTRIBUTIONS)
    proposer(depot, [lien])
    inverse = Quad(voisin, lien.predicat, lien.sujet, lien.graphe)
    assert {lien, inverse} <= set(depot.quads())
    proposer(depot, [], [lien], attendue=2)
    assert not {lien, inverse} & set(depot.quads())


def test_un_broader_cyclique_est_refuse_en_francais_et_rien_n_est_ecrit(depot):
    relation = une_relation(depot)
    cycle = Quad(relation.objet, BROADER, relation.sujet, GRAPHE_CONTRIBUTIONS)
    avant = set(depot.quads())
    with pytest.raises(DonneeRefusee) as erreur:
        proposer(depot, [cycle])
    assert str(relation.sujet) in str(erreur.value)
    assert "Rien n'a été écrit" in str(erreur.value)
    assert set(depot.quads()) == avant


def test_une_version_depassee_est_refusee(depot):
    concept = une_relation(depot).sujet
    with pytest.raises(VersionDepassee):
        proposer(depot, [Quad(concept, Iri(SKOS + "altLabel"), texte_fr("x y"), GRAPHE_CONTRIBUTIONS)], [], 0)


def test_une_classe_mere_reste_tant_qu_une_sous_classe_la_demande(depot):
    enonce = min(
        q.sujet
        for q in depot.quads()
        if q.predicat == RDF + "type" and q.objet.endswith("#Risque") and "/enonce/" in q.sujet
    )
    de = {q for q in depot.quads() if q.sujet == enonce and q.predicat == RDF + "type"}
    risque = next(q for q in de if q.objet.endswith("#Risque"))
    constat = risque._replace(objet=Iri(risque.objet.replace("Risque", "Constat")))
    proposer(depot, [constat], [risque])
    types = {q.objet.nom_local for q in depot.quads() if q.sujet == enonce and q.predicat == RDF + "type"}
    assert "Enonce" in types
    assert "Constat" in types
    assert "Risque" not in types


def test_une_violation_ancienne_n_empeche_pas_d_ecrire_ailleurs(depot):
    relation = une_relation(depot)
    cycle = Quad(relation.objet, BROADER, relation.sujet, GRAPHE_CONTRIBUTIONS)
    depot.appliquer([cycle], [], version_attendue=1, auteur="tests", motif="Faute forcée")
    autre = Quad(relation.sujet, Iri(SKOS + "altLabel"), texte_fr("encore un mot"), GRAPHE_CONTRIBUTIONS)
    assert proposer(depot, [autre], attendue=2) == 3


def test_un_retrait_qui_casse_ceux_qui_citent_est_refuse(depot):
    cite = min(q.objet for q in depot.quads() if q.predicat == DCTERMS + "subject")
    type_ = next(q for q in depot.quads() if q.sujet == cite and q.objet == SKOS + "Concept")
    avant = set(depot.quads())
    with pytest.raises(DonneeRefusee, match="n'est pas un concept"):
        proposer(depot, [], [type_])
    assert set(depot.quads()) == avant


def test_la_premiere_ecriture_d_une_base_vide_est_jugee_en_entier():
    concept = Iri(CONCEPT + "seul")
    quad = Quad(concept, Iri(RDF + "type"), Iri(SKOS + "Concept"), GRAPHE_THESAURUS)
    depot = DepotMemoire()
    with pytest.raises(DonneeRefusee, match="libellé préféré en français"):
        proposer(depot, [quad], attendue=0)
    assert not list(depot.quads())
