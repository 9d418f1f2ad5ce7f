"""L'écran SPARQL : exemples, tables, dessins, fichiers, et toutes les fautes."""

import csv
import dataclasses
import io

import pytest

from corpus.langue import cle_de_tri
from graphe.ports import Limites, Reponse
from graphe.questions import questions
from interfaces.ecrans.tableau import Tableau, lire
from ontologie.competences import LECTEURS, competences
from tests.interfaces.conftest import aller
from tests.interfaces.lecture import liens, sans_panne, textes

TITRES = [question.titre for question in questions().values() if question.titre]


def lancer(ecran, requete=None):
    if requete is not None:
        ecran.text_area(key="texte_sparql").set_value(requete)
    return next(b for b in ecran.button if b.label == "Lancer la requête").click().run()


def choisir(ecran, titre, pour_qui="tous"):
    return ecran.selectbox(key=f"exemple_sparql_{pour_qui}").select(titre).run()


class TestReponses:
    def test_la_requete_de_depart_repond(self, ouvrir):
        ecran = lancer(ouvrir("sparql"))
        assert sans_panne(ecran)
        table = ecran.dataframe[0].value
        assert list(table.columns) == ["atelier", "titre"]
        assert len(table) == 5

    @pytest.mark.parametrize("titre", TITRES)
    def test_chaque_exemple_s_execute(self, ouvrir, titre):
        ecran = ouvrir("sparql")
        exemple = next(q for q in questions().values() if q.titre == titre)
        choisir(ecran, exemple.titre)
        assert ecran.text_area(key="texte_sparql").value == exemple.texte
        assert sans_panne(lancer(ecran))
        assert len(ecran.dataframe[0].value) > 0

    @pytest.mark.parametrize("lecteur", LECTEURS)
    def test_un_lecteur_choisit_parmi_ses_questions_de_competence(self, ouvrir, lecteur):
        ecran = ouvrir("sparql")
        ecran.selectbox(key="lecteur_sparql").set_value(lecteur).run()
        siennes = [c for c in competences().values() if c.lecteur == lecteur]
        liste = ecran.selectbox(key=f"exemple_sparql_{lecteur}")
        assert sorted(liste.options) == sorted(c.question for c in siennes)
        assert liste.options == sorted(liste.options, key=cle_de_tri)
        choisir(ecran, siennes[0].question, pour_qui=lecteur)
        assert ecran.text_area(key="texte_sparql").value == siennes[0].texte
        assert sans_panne(lancer(ecran))
        assert len(ecran.dataframe[0].value) == len(siennes[0].reponse)

    def test_changer_de_lecteur_garde_la_requete(self, ouvrir):
        ecran = ouvrir("sparql")
        ecran.selectbox(key="lecteur_sparql").set_value("developpeur").run()
        choisir(ecran, competences()["type-des-heures"].question, pour_qui="developpeur")
        ecran.selectbox(key="lecteur_sparql").set_value("tous").run()
        assert sans_panne(ecran)
        assert sorted(ecran.selectbox(key="exemple_sparql_tous").options) == sorted(TITRES)
        assert ecran.text_area(key="texte_sparql").value == competences()["type-des-heures"].texte

    def test_un_compte_se_dessine(self, ouvrir):
        requete = "SELECT ?annee (COUNT(?r) AS ?n) WHERE { ?r maillage:annee ?annee } GROUP BY ?annee"
        ecran = lancer(ouvrir("sparql"), requete.replace("?annee (", "(STR(?annee) AS ?nom) (", 1))
        assert sans_panne(ecran)
        assert len(ecran.get("vega_lite_chart")) == 1
        ecran = lancer(ecran, "SELECT ?s ?t WHERE { ?s rdfs:label ?t } LIMIT 3")
        assert not ecran.get("vega_lite_chart")

    def test_ask_repond_oui_ou_non(self, ouvrir):
        assert "Oui" in textes(lancer(ouvrir("sparql"), "ASK { ?s a maillage:Atelier }"))
        assert "Non" in textes(lancer(ouvrir("sparql"), "ASK { ?s a maillage:RienDeTel }"))

    def test_construct_rend_du_turtle_a_emporter(self, ouvrir):
        ecran = lancer(
            ouvrir("sparql"), "CONSTRUCT { ?s rdfs:label ?t } WHERE { ?s a maillage:Atelier ; rdfs:label ?t }"
        )
        assert sans_panne(ecran)
        assert "atelier/travail" in ecran.code[-1].value
        assert [b.label for b in ecran.get("download_button")] == ["Télécharger en Turtle"]

    def test_les_reponses_vides_sont_dites(self, ouvrir):
        ecran = lancer(ouvrir("sparql"), "SELECT * WHERE { ?s a maillage:RienDeTel }")
        assert "Aucune ligne" in ecran.info[0].value
        ecran = lancer(ecran, "CONSTRUCT { ?s ?p ?o } WHERE { ?s a maillage:RienDeTel ; ?p ?o }")
        assert "vide" in ecran.info[0].value

    def test_une_reponse_coupee_le_dit(self, ouvrir_sur, services):
        etroite = dataclasses.replace(services.configuration, limites=Limites(lignes=3))
        ecran = lancer(ouvrir_sur("sparql", configuration=etroite), "SELECT * WHERE { ?s ?p ?o }")
        assert "coupée à 3 lignes" in ecran.warning[0].value
        assert len(ecran.dataframe[0].value) == 3

    def test_une_case_choisie_mene_a_sa_fiche(self, ouvrir):
        ecran = lancer(ouvrir("sparql"))
        ecran.session_state["table_sparql"] = {
            "selection": {"rows": [], "columns": [], "cells": [(0, "atelier")]}
        }
        ecran.run()
        assert any(lien.startswith("Ouvrir «") for lien in liens(ecran))


class TestTexte:
    def test_le_texte_survit_aux_autres_ecrans_et_va_dans_l_adresse(self, ouvrir):
        requete = "ASK { ?s a maillage:Cycle }"
        ecran = lancer(ouvrir("sparql"), requete)
        assert requete in str(ecran.query_params["query"])
        ecran.query_params.clear()
        aller(ecran, "a-propos")
        aller(ecran, "sparql")
        assert ecran.text_area(key="texte_sparql").value == requete
        assert "Oui" in textes(ecran)

    def test_une_adresse_recue_remplit_l_editeur_sans_lancer(self, ouvrir):
        ecran = ouvrir("sparql", query="ASK {}")
        assert ecran.text_area(key="texte_sparql").value == "ASK {}"
        assert "Oui" not in textes(ecran)

    def test_une_reponse_ancienne_le_dit(self, ouvrir):
        ecran = lancer(ouvrir("sparql"), "ASK {}")
        ecran.text_area(key="texte_sparql").set_value("ASK { ?s ?p 3 }").run()
        assert "requête précédente" in textes(ecran)


class TestFautes:
    @pytest.mark.parametrize(
        ("requete", "dit"),
        [
            ("SELECT * WHERE {\n  ?s ?p ;;; }", ["ligne 2", "colonne", "^"]),
            ("SELECT * WHERE { ?s inconnu:p ?o }", ["inconnu:p"]),
            ("DELETE WHERE { ?s ?p ?o }", ["DELETE", "on ne fait que lire"]),
            ("SELECT * WHERE { SERVICE <http://exemple.org/> { ?s ?p ?o } }", ["SERVICE"]),
            ("", ["vide"]),
            ("   \n ", ["vide"]),
            ("🙂🙂", ["vide"]),
            ("a" * 10_000, ["ligne 1"]),
        ],
    )
    def test_une_faute_est_dite_et_rien_d_autre(self, ouvrir, requete, dit):
        ecran = lancer(ouvrir("sparql"), requete)
        assert not ecran.exception
        message = ecran.error[0].value
        assert [mot for mot in dit if mot not in message.replace("\\", "")] == []
        assert not ecran.dataframe

    def test_une_requete_sans_fin_est_arretee(self, ouvrir_sur, services):
        pressee = dataclasses.replace(services.configuration, limites=Limites(secondes=1))
        requete = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        ecran = lancer(ouvrir_sur("sparql", configuration=pressee), requete)
        assert not ecran.exception
        assert "a dépassé 1 s" in ecran.error[0].value

    def test_une_faute_efface_la_reponse_d_avant(self, ouvrir):
        ecran = lancer(ouvrir("sparql"), "ASK {}")
        assert "Oui" not in textes(lancer(ecran, "SELECT"))


class TestTableau:
    def test_le_csv_garde_les_iri_entiers_et_les_accents(self):
        tableau = Tableau(
            ("a", "b"),
            (("maillage:x", "é;,\n"),),
            (("https://exemple.org/x", 'é;,"\n'),),
            frozenset({(0, 0)}),
        )
        lignes = list(csv.reader(io.StringIO(tableau.en_csv().decode("utf-8-sig"), newline="")))
        assert lignes == [["a", "b"], ["https://exemple.org/x", 'é;,"\n']]

    def test_les_nombres_se_lisent_et_un_faux_nombre_reste_du_texte(self):
        entier = "http://www.w3.org/2001/XMLSchema#integer"
        contenu = (
            '{"head": {"vars": ["n", "v"]}, "results": {"bindings": ['
            f'{{"n": {{"type": "literal", "value": "12", "datatype": "{entier}"}}}},'
            f'{{"n": {{"type": "literal", "value": "douze", "datatype": "{entier}"}}}}]}}}}'
        )
        tableau = lire(Reponse(iter([contenu.encode()]), "table")).tableau
        assert tableau.lignes == ((12, None), ("douze", None))
        assert tableau.colonne_de_nombres() is None

    @pytest.mark.parametrize(
        ("lignes", "rang"),
        [
            ((("a", 1), ("b", 2.5)), 1),
            (((1, "a"),), 0),
            (((1, 2),), None),
            ((("a", None),), None),
            ((), None),
        ],
    )
    def test_la_colonne_a_dessiner(self, lignes, rang):
        assert Tableau(("x", "y"), lignes, (), frozenset()).colonne_de_nombres() == rang
