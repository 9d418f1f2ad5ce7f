"""L'écran Rechercher : chercher, filtrer, partager, comprendre, et les mauvaises saisies."""

from urllib.parse import parse_qs

import pytest

from indexation.formes.forme import LigneDeForme, ReponseDeForme
from indexation.resultats import Extraction, PhraseCitee, Proche, Prolongement, Raison
from interfaces.ecrans import demande as demandes
from ontologie.termes import Iri
from tests.doublures.recherche import FormesFigees, RechercheFigee, reponses, resultat
from tests.interfaces.conftest import aller
from tests.interfaces.lecture import adresses, html_brut, liens, passages, sans_panne, textes

FINANCER = "Comment financer un projet citoyen dans ma commune ?"
ATELIER = "Le financement participatif, nouvel instrument de démocratie participative ?"


def poser(ecran, question):
    ecran.text_input(key="question").set_value(question)
    return next(b for b in ecran.button if b.label == "Rechercher").click().run()


def cases(ecran, genre):
    return {c.label.replace("\u00a0", " "): c for c in ecran.checkbox if c.key.startswith(f"filtre-{genre}-")}


class TestChercher:
    def test_l_accueil_propose_des_exemples_qui_repondent(self, ouvrir):
        accueil = ouvrir()
        exemples = [b.key for b in accueil.button if b.key and b.key.startswith("exemple-")]
        assert len(exemples) >= 3
        for exemple in exemples:
            ecran = ouvrir().button(key=exemple).click().run()
            assert sans_panne(ecran)
            assert passages(ecran), exemple

    def test_l_atelier_vient_avec_passage_documents_et_reference(self, ouvrir):
        ecran = ouvrir(q=FINANCER)
        assert sans_panne(ecran)
        assert liens(ecran)[:4] == [
            ATELIER,
            "Compte-rendu de l’atelier",
            "Diaporama d’introduction",
            "Les usages du crowdfunding par les collectivités locales en France",
        ]
        assert "iri=https%3A%2F%2Fw3id.org%2Fmaillage%2Fatelier%2Ffinancement" in adresses(ecran)[0]
        assert "<mark>" in html_brut(ecran)[0]
        lu = textes(ecran)
        assert lu.count("adresse non connue") >= 3
        assert "IDDRI, 2017" in lu
        assert "Source : Prendre du recul sur les transformations en cours" in lu

    def test_poser_une_question_l_ecrit_dans_l_adresse_et_recharger_la_retrouve(self, ouvrir):
        ecran = poser(ouvrir(), "fracture numérique")
        assert ecran.query_params["q"] in ("fracture numérique", ["fracture numérique"])
        recharge = ouvrir(q="fracture numérique")
        assert recharge.text_input(key="question").value == "fracture numérique"
        assert passages(recharge) == passages(ecran) != []

    def test_la_question_survit_au_passage_par_un_autre_ecran(self, ouvrir):
        ecran = ouvrir(q=FINANCER)
        avant = liens(ecran)
        ecran.query_params.clear()
        aller(ecran, "a-propos")
        assert liens(aller(ecran, "rechercher")) == avant

    def test_une_faute_est_proposee_corrigee(self, ouvrir):
        ecran = ouvrir(q="finansement partissipatif")
        bouton = next(b for b in ecran.button if b.label.startswith("Vouliez"))
        assert "financement participatif" in bouton.label
        ecran = bouton.click().run()
        assert ecran.text_input(key="question").value == "financement participatif"
        assert not [b for b in ecran.button if b.label.startswith("Vouliez")]

    def test_voir_plus_allonge_la_liste(self, ouvrir):
        ecran = ouvrir(q=FINANCER)
        avant = len(passages(ecran))
        ecran = ecran.button(key="voir_plus").click().run()
        assert avant == demandes.PAR_PAGE < len(passages(ecran))

    def test_pourquoi_dit_les_raisons_et_les_dessine(self, ouvrir):
        ecran = ouvrir(q=FINANCER)
        assert not ecran.get("vega_lite_chart")
        ecran.session_state["pourquoi-https://w3id.org/maillage/atelier/financement"] = True
        ecran.run()
        assert sans_panne(ecran)
        assert "Des mots de la question s'y trouvent" in textes(ecran)
        assert len(ecran.get("vega_lite_chart")) == 1


class TestReponseDeForme:
    def test_la_reponse_precede_les_resultats_et_mene_a_sa_requete(self, ouvrir):
        ecran = ouvrir(q="Quels risques l'atelier sur le travail signale-t-il ?")
        assert sans_panne(ecran)
        assert "5 risques dans l'atelier « La (R)évolution du travail »." in textes(ecran)
        assert liens(ecran)[5] == "Voir la requête"
        requete = parse_qs(adresses(ecran)[5].lstrip("?"))["query"][0]
        sparql = ouvrir("sparql", query=requete)
        assert sparql.text_area(key="texte_sparql").value == requete
        sparql = next(b for b in sparql.button if b.label == "Lancer la requête").click().run()
        assert sans_panne(sparql)
        assert len(sparql.dataframe[0].value) == 5

    def test_une_longue_liste_se_deplie(self, ouvrir):
        ecran = ouvrir(q="Quels guides ?")
        assert sans_panne(ecran)
        assert "Voir 12 autres ressources" in textes(ecran)

    def test_ce_que_la_base_ne_dit_pas_est_dit(self, ouvrir):
        ecran = ouvrir(q="Qui animait l'atelier sur les données ?")
        assert sans_panne(ecran)
        assert "la base ne dit pas qui en est l'animateur" in textes(ecran)

    def test_une_question_ordinaire_n_a_que_des_resultats(self, ouvrir):
        assert "Voir la requête" not in liens(ouvrir(q=FINANCER))

    def test_rien_de_ce_qui_vient_de_la_base_n_agit_sur_la_page(self, ouvrir_sur):
        ligne = LigneDeForme(Iri("https://exemple.org/x"), "<b>$x$</b> [a](b)", "Constat", "**gras**")
        reponse = ReponseDeForme("# Titre <i>", (ligne,), 1, "ASK {}")
        ecran = ouvrir_sur("rechercher", adresse={"q": "?"}, formes=FormesFigees(reponse))
        assert sans_panne(ecran)
        assert "# Titre <i>" in textes(ecran)
        assert not [e.value for e in ecran.markdown if "<i>" in e.value]
        assert "<b>$x$</b> [a](b)" in liens(ecran)


class TestFiltres:
    def test_une_case_cochee_ne_garde_que_sa_nature_et_laisse_choisir_les_autres(self, ouvrir):
        ecran = ouvrir(q=FINANCER)
        avant = set(cases(ecran, "type"))
        choisie = next(nom for nom in avant if nom.startswith("Enseignement"))
        nombre = int(choisie.partition("(")[2][:-1])
        ecran = cases(ecran, "type")[choisie].check().run()
        assert sans_panne(ecran)
        assert f"{nombre} résultat" in textes(ecran)
        natures = {e.value for e in ecran.markdown if e.value.startswith(":blue-badge[")}
        assert natures == {":blue-badge[Enseignement]"}
        assert set(cases(ecran, "type")) == avant
        ecran = next(b for b in ecran.button if b.label == "Retirer tous les filtres").click().run()
        assert not any(case.value for case in ecran.checkbox)

    def test_deux_filtres_se_combinent_et_l_adresse_les_retrouve(self, ouvrir):
        ecran = ouvrir(q=FINANCER, atelier="financement", theme="financement-participatif")
        assert sans_panne(ecran)
        cochees = {case.key for case in ecran.checkbox if case.value}
        assert cochees == {"filtre-atelier-financement", "filtre-theme-financement-participatif"}
        assert 0 < len(passages(ecran)) <= len(passages(ouvrir(q=FINANCER)))

    def test_acteurs_et_annees_se_cochent_et_l_adresse_les_garde(self, ouvrir):
        ecran = ouvrir(q=FINANCER)
        annees = [nom.partition(" (")[0] for nom in cases(ecran, "annee")]
        assert annees == sorted(annees)
        assert len(annees) > 1
        ecran = (
            cases(ecran, "annee")[next(n for n in cases(ecran, "annee") if n.startswith("2017"))]
            .check()
            .run()
        )
        assert sans_panne(ecran)
        nom, case = next(iter(cases(ecran, "acteur").items()))
        nombre = int(nom.rpartition("(")[2][:-1])
        ecran = case.check().run()
        assert sans_panne(ecran)
        assert f"{nombre} résultat" in textes(ecran)
        recharge = ouvrir(**ecran.query_params)
        assert {"acteur", "annee", "q"} <= set(recharge.query_params)
        assert passages(recharge) == passages(ecran) != []

    def test_l_adresse_peut_demander_des_annees_en_intervalle(self, ouvrir):
        ecran = ouvrir(q=FINANCER, annee="2015-2017")
        assert sans_panne(ecran)
        (cochee,) = [nom for nom, case in cases(ecran, "annee").items() if case.value]
        nombre = int(cochee.rpartition("(")[2][:-1])
        assert nombre == sum(
            int(nom.rpartition("(")[2][:-1])
            for nom in cases(ecran, "annee")
            if nom[:4] in {"2015", "2016", "2017"} and "-" not in nom
        )
        assert f"{nombre} résultat" in textes(ecran)

    def test_une_annee_illisible_dans_l_adresse_est_dite(self, ouvrir):
        ecran = ouvrir(q=FINANCER, annee="hier")
        assert not ecran.exception
        assert "n'est pas une année" in ecran.error[0].value.replace("\\", "")

    def test_un_filtre_inconnu_dans_l_adresse_est_dit(self, ouvrir):
        ecran = ouvrir(q=FINANCER, type="Referense")
        assert not ecran.exception
        assert "Referense" in ecran.error[0].value
        assert "proches" in ecran.error[0].value

    def test_les_libelles_sont_tries_en_francais(self, ouvrir):
        noms = [nom.lower() for nom in cases(ouvrir(q="économie collaborative numérique"), "type")]
        plats = [nom.replace("é", "e").replace("è", "e") for nom in noms]
        assert plats == sorted(plats)


class TestAllerPlusLoin:
    def test_une_definition_est_citee_en_tete_avec_sa_ressource(self, ouvrir):
        ecran = ouvrir(q="Qu'est-ce qu'une AMAP ?")
        assert sans_panne(ecran)
        assert passages(ecran)[0].startswith("«\u00a0Groupe de mangeurs")
        assert html_brut(ecran)[0].startswith('<blockquote class="citation">')
        assert liens(ecran)[0].startswith("association pour le maintien")
        assert "d'après" in textes(ecran)

    def test_sans_assez_de_surete_rien_n_est_cite(self, ouvrir):
        assert not any("<blockquote" in brut for brut in html_brut(ouvrir(q=FINANCER)))

    def test_les_autres_ateliers_prolongent_au_bas_des_resultats(self, ouvrir):
        ecran = ouvrir(q=FINANCER)
        assert "Pour aller plus loin, dans d'autres ateliers" in textes(ecran)
        assert "Choisir le statut juridique de son projet" in liens(ecran)[-3:]

    def test_les_proches_ne_se_cherchent_qu_a_l_ouverture_du_volet(self, ouvrir_sur):
        proche = Proche(Iri("https://exemple.org/p"), "La *voisine*", "Constat", 0.5, ("mentionne « R »",))
        figee = RechercheFigee(reponses(resultat()), (proche,))
        ecran = ouvrir_sur("rechercher", adresse={"q": "x"}, recherche=figee)
        assert not any(demande[0] == "proches" for demande in figee.demandes)
        ecran.session_state["proches-https://exemple.org/r"] = True
        ecran.run()
        assert sans_panne(ecran)
        assert figee.demandes[-1] == ("proches", "https://exemple.org/r", 5)
        assert "La *voisine*" in liens(ecran)
        assert "mentionne « R »" in textes(ecran)


class TestMauvaisesSaisies:
    def test_une_question_vide_est_dite(self, ouvrir):
        ecran = poser(ouvrir(), "   ")
        assert not ecran.error
        assert "vide" in ecran.warning[0].value

    def test_dix_mille_caracteres_sont_refuses_sans_trace(self, ouvrir):
        ecran = poser(ouvrir(), "a bc " * 2000)
        assert not ecran.exception
        assert "caractères" in ecran.error[0].value
        assert "q" not in ecran.query_params

    def test_une_longue_question_permise_reste_hors_de_l_adresse(self, ouvrir):
        ecran = poser(ouvrir(), "financement participatif " * 40)
        assert sans_panne(ecran)
        assert passages(ecran)
        assert "q" not in ecran.query_params

    @pytest.mark.parametrize("question", ["🙂🙂🙂", "le la les de", "qzxw vbnmtr", "<qzxw>", "$qzxw$ `y`"])
    def test_ce_qui_ne_trouve_rien_est_une_reponse_normale(self, ouvrir, question):
        ecran = poser(ouvrir(), question)
        assert sans_panne(ecran)
        assert "Aucun résultat pertinent" in textes(ecran)
        assert "autres mots" in textes(ecran)


class TestDoublures:
    def test_rien_de_ce_que_dit_la_base_n_agit_sur_la_page(self, ouvrir_sur):
        mechant = "<script>alert(1)</script> **gras** [clic](javascript:alert(1))"
        figee = RechercheFigee(
            reponses(
                resultat(
                    titre=mechant,
                    extrait='<img src=x onerror="alert(1)"> mot & <mark>faux</mark>',
                    surlignes=((31, 34), (33, 40), (900, 910)),
                    section=mechant,
                    raisons=(Raison("mots", mechant, 0.9),),
                )
            )
        )
        ecran = ouvrir_sur("rechercher", adresse={"q": "x"}, recherche=figee)
        assert sans_panne(ecran)
        (passage,) = html_brut(ecran)
        assert passage == (
            '<p class="passage">&lt;img src=x onerror=&quot;alert(1)&quot;&gt; <mark>mot</mark> &amp; '
            "&lt;mark&gt;faux&lt;/mark&gt;</p>"
        )
        libelle = ecran.get("page_link")[0].proto.label
        assert "<script>" not in libelle
        assert "[clic](" not in libelle

    def test_une_citation_et_un_prolongement_n_agissent_pas_non_plus(self, ouvrir_sur):
        mechant = "<script>alert(1)</script> **gras** [clic](javascript:alert(1))"
        iri = Iri("https://exemple.org/r")
        citee = Extraction((PhraseCitee("<b>Non</b> & oui.", ((0, 3),)),), iri, mechant, mechant, 0.9)
        lecture = Prolongement(iri, mechant, "Reference", (iri,), mechant)
        figee = RechercheFigee(reponses(resultat(), reponse=citee, prolongements=(lecture,)))
        ecran = ouvrir_sur("rechercher", adresse={"q": "x"}, recherche=figee)
        assert sans_panne(ecran)
        assert "«\u00a0<mark>&lt;b&gt;</mark>Non&lt;/b&gt; &amp; oui.\u00a0»" in html_brut(ecran)[0]
        assert not any("[clic](" in lien.proto.label for lien in ecran.get("page_link"))
        assert not any("<script>" in c.value or "[clic](" in c.value for c in ecran.caption)

    def test_l_avertissement_et_les_mots_de_pertinence(self, ouvrir_sur):
        rangs = [resultat(iri=Iri(f"https://exemple.org/{s}"), score=s) for s in (0.95, 0.6, 0.4)]
        figee = RechercheFigee(
            reponses(*rangs, avertissement="L'index est en retard. Lancez `maillage preparer`.")
        )
        ecran = ouvrir_sur("rechercher", adresse={"q": "x"}, recherche=figee)
        assert "en retard" in ecran.info[0].value
        lu = textes(ecran)
        assert lu.index("Très pertinent") < lu.index("[Pertinent") < lu.index("À vérifier")
        assert "0.95" not in lu

    def test_la_recherche_recoit_les_iri_des_filtres(self, ouvrir_sur):
        figee = RechercheFigee(reponses())
        ouvrir_sur("rechercher", adresse={"q": "x", "atelier": "travail", "type": "Risque"}, recherche=figee)
        filtres = figee.demandes[0][2]
        assert filtres.ateliers == ("https://w3id.org/maillage/atelier/travail",)
        assert filtres.types == ("https://w3id.org/maillage/ontologie#Risque",)
