"""Les acteurs et les années : lus dans le graphe, filtrés, comptés, et tenus à jour."""

import pytest

from indexation.construction import Constructeur
from indexation.periode import Periode
from indexation.resultats import Filtres
from interfaces import assemblage
from ontologie.espaces import MAILLAGE, SKOS
from ontologie.termes import Iri
from tests.indexation.base import ecrire, iri, quads

ENRICHIE = quads("""
<reference/guide> maillage:annee 2014 .
<document/bilan> dcterms:issued "2016-03-05"^^<http://www.w3.org/2001/XMLSchema#date> ;
  maillage:mentionne <acteur/mairie>, <initiative/ressourcerie> .
<initiative/ressourcerie> maillage:portePar <acteur/mairie> .
<acteur/mairie> a maillage:Organisation ; rdfs:label "La mairie du Port"@fr .
""")


@pytest.fixture
def enrichi(depot):
    ecrire(depot, ajouts=ENRICHIE)
    return depot


def fiche(depot, chemin):
    return Constructeur(depot).une(iri(chemin))


class TestLecture:
    def test_les_acteurs_sont_ceux_que_le_graphe_lie(self, enrichi):
        assert fiche(enrichi, "reference/guide").acteurs == (iri("acteur/fabrique"),)
        assert fiche(enrichi, "initiative/ressourcerie").acteurs == (iri("acteur/mairie"),)
        assert fiche(enrichi, "document/bilan").acteurs == (iri("acteur/mairie"),)  # pas l'initiative
        assert fiche(enrichi, "acteur/mairie").acteurs == (iri("acteur/mairie"),)
        assert fiche(enrichi, "atelier/logement").acteurs == ()

    def test_l_annee_vient_du_nombre_ou_de_la_date(self, enrichi):
        assert fiche(enrichi, "reference/guide").annees == (2014,)
        assert fiche(enrichi, "document/bilan").annees == (2016,)
        assert fiche(enrichi, "atelier/logement").annees == ()

    @pytest.mark.parametrize(
        ("turtle", "touchee"),
        [
            ("<reference/guide> dcterms:publisher <acteur/mairie> .", "reference/guide"),
            ("<atelier/dechets> maillage:mentionne <acteur/mairie> .", "atelier/dechets"),
            ("<reference/guide> maillage:annee 2015 .", "reference/guide"),
            ('<reference/guide> dcterms:issued "2015" .', "reference/guide"),
            ("<acteur/inconnu> a maillage:Acteur .", "document/bilan"),
        ],
    )
    def test_un_lien_ou_une_annee_qui_change_touche_la_ressource(self, enrichi, turtle, touchee):
        ecrire(enrichi, ajouts=quads("<document/bilan> dcterms:creator <acteur/inconnu> ."))
        avant = enrichi.version()
        ecrire(enrichi, ajouts=quads(turtle))
        assert iri(touchee) in Constructeur(enrichi).touchees(enrichi.changements(avant))

    def test_un_acteur_retire_de_la_base_touche_ce_qui_le_nommait(self, enrichi):
        avant = enrichi.version()
        retraits = [q for q in enrichi.quads() if q.sujet == iri("acteur/mairie")]
        ecrire(enrichi, retraits=retraits)
        touchees = Constructeur(enrichi).touchees(enrichi.changements(avant))
        assert {iri("document/bilan"), iri("initiative/ressourcerie")} <= touchees
        assert fiche(enrichi, "document/bilan").acteurs == ()


class TestRecherche:
    def test_un_acteur_ou_une_annee_filtre(self, recherche, depot):
        ecrire(depot, ajouts=ENRICHIE)
        fabrique = recherche.chercher("habitat", filtres=Filtres(acteurs=(iri("acteur/fabrique"),)))
        assert {r.iri for r in fabrique.resultats} == {iri("reference/guide")}
        assert all(iri("acteur/fabrique") in r.acteurs for r in fabrique.resultats)
        for periode, attendus in (
            (Periode(2014, 2014), 1),
            (Periode(2015, None), 0),
            (Periode(None, 2020), 1),
        ):
            rendues = recherche.chercher("habitat", filtres=Filtres(annees=(periode,)))
            assert [r.annees for r in rendues.resultats] == [(2014,)] * attendus

    def test_une_facette_leve_son_filtre_et_respecte_les_autres(self, recherche, depot):
        ecrire(depot, ajouts=ENRICHIE)
        libres = recherche.chercher("habitat")
        assert libres.facettes == libres.facettes_ouvertes
        assert libres.facettes["annee"] == {"2014": 1}
        references = Filtres(types=(Iri(MAILLAGE + "Reference"),))
        filtrees = recherche.chercher("habitat", filtres=references)
        assert filtrees.facettes_ouvertes["type"] == libres.facettes["type"]
        assert filtrees.facettes_ouvertes["acteur"] == {iri("acteur/fabrique"): 1}
        assert filtrees.facettes["type"] == {"Reference": 1}

    def test_une_question_sans_reponse_ne_compte_rien(self, recherche):
        rendues = recherche.chercher("recette de pâte à crêpes")
        assert not any(rendues.facettes.values())
        assert not any(rendues.facettes_ouvertes.values())


@pytest.mark.parametrize("question", ["résilience", "Comment financer un projet citoyen ?", "données"])
def test_chaque_compte_annonce_est_tenu(configuration_preparee, question):
    recherche = assemblage.services(configuration_preparee).recherche
    comptes = recherche.chercher(question).facettes_ouvertes
    assert all(comptes.values())

    def filtrer(facette, valeur):
        if facette == "annee":
            return Filtres(annees=(Periode(int(valeur), int(valeur)),))
        if facette == "type":
            return Filtres(types=(Iri((SKOS if valeur == "Concept" else MAILLAGE) + valeur),))
        return Filtres(**{facette + "s": (Iri(valeur),)})

    for facette, valeurs in comptes.items():
        for valeur, nombre in list(valeurs.items())[:8]:
            rendues = recherche.chercher(question, filtres=filtrer(facette, valeur), nombre=1)
            assert rendues.total == nombre, (facette, valeur)
