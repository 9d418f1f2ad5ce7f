"""L'écran Explorer : l'arbre, la fiche, le voisinage, le chemin parcouru."""

import json
from itertools import pairwise

import pytest

from corpus.langue import cle_de_tri
from graphe.exploration import Point, Voisinage
from interfaces.ecrans.voisinage import dessiner, disposer
from ontologie.termes import Iri
from tests.interfaces.lecture import adresses, liens, sans_panne, textes

RACINE = "https://w3id.org/maillage/"


def voir(ecran, iri):
    ecran.query_params["iri"] = iri
    return ecran.run()


class TestArbre:
    def test_les_themes_sont_tries_en_francais_et_se_deplient(self, ouvrir, services):
        ecran = ouvrir("explorer")
        assert sans_panne(ecran)
        racines = services.exploration.arbre()
        facettes = services.exploration.facettes()
        assert liens(ecran.sidebar) == [noeud.titre for noeud in (*racines, *facettes)]
        for noeuds in (racines, facettes):
            assert [n.titre for n in noeuds] == sorted((n.titre for n in noeuds), key=cle_de_tri)
        premier = next(noeud for noeud in racines if noeud.enfants)
        ecran = ecran.button(key=f"deplier-{premier.iri}").click().run()
        assert {enfant.titre for enfant in premier.enfants} <= set(liens(ecran))
        ecran = ecran.button(key=f"deplier-{premier.iri}").click().run()
        assert premier.enfants[0].titre not in liens(ecran)

    def test_le_chemin_d_un_theme_ouvert_est_deplie(self, ouvrir):
        ecran = ouvrir("explorer", iri=RACINE + "concept/pret-participatif")
        assert sans_panne(ecran)
        assert "prêt participatif" in liens(ecran)


class TestChoisir:
    @pytest.mark.parametrize("saisie", ["economie circ", "ÉCONOMIE CIRC", "circulaire économie"])
    def test_la_saisie_ignore_accents_et_casse(self, ouvrir, saisie):
        ecran = ouvrir("explorer")
        ecran.text_input(key="aller_a").set_value(saisie).run()
        assert "économie circulaire" in liens(ecran)

    def test_une_saisie_sans_reponse_est_dite(self, ouvrir):
        ecran = ouvrir("explorer")
        ecran.text_input(key="aller_a").set_value("zzzz").run()
        assert "Aucun nom ne contient cela" in textes(ecran)

    def test_ouvrir_une_ressource_vide_la_saisie(self, ouvrir):
        ecran = ouvrir("explorer")
        ecran.text_input(key="aller_a").set_value("economie").run()
        assert voir(ecran, RACINE + "atelier/travail").text_input(key="aller_a").value == ""


class TestFiche:
    def test_un_atelier_se_lit_en_francais(self, ouvrir):
        ecran = ouvrir("explorer", iri=RACINE + "atelier/financement")
        assert sans_panne(ecran)
        assert ecran.title[0].value.startswith("Le financement participatif")
        lu = textes(ecran)
        for attendu in ("Documents", "Références", "Lieu", "14 h 30", "Niveau de preuve", "Statut", "publié"):
            assert attendu in lu
        assert "Hôtel de Rennes Métropole" in liens(ecran)
        assert not [ligne for ligne in lu.splitlines() if "aPour" in ligne or "dcterms" in ligne]

    def test_le_volet_des_proches_donne_leurs_raisons(self, ouvrir):
        iri = "https://w3id.org/maillage/fiche/budget-participatif"
        ecran = ouvrir("explorer", iri=iri)
        assert "sens proche" not in textes(ecran)
        ecran.session_state[f"proches-{iri}"] = True
        ecran.run()
        assert sans_panne(ecran)
        assert "sens proche" in textes(ecran)
        assert "Le budget participatif de Rennes" in liens(ecran)

    def test_une_ressource_hors_de_l_index_n_a_pas_de_proches(self, ouvrir):
        iri = "https://w3id.org/maillage/source/page-ateliers"
        ecran = ouvrir("explorer", iri=iri)
        ecran.session_state[f"proches-{iri}"] = True
        ecran.run()
        assert sans_panne(ecran)
        assert "Aucune ressource n'est assez proche" in textes(ecran)

    def test_une_fiche_donne_son_texte_puis_ou_aller(self, ouvrir):
        ecran = ouvrir("explorer", iri=RACINE + "fiche/covoiturage")
        assert sans_panne(ecran)
        lu = textes(ecran)
        assert "À jour au 23 novembre 2026" in lu
        for avant, apres in (
            ("De quoi il s’agit", "Pour situer et continuer"),
            ("Pour situer", "Voir aussi"),
        ):
            assert lu.index(avant) < lu.index(apres)

    def test_un_theme_mene_d_abord_a_la_fiche_qui_l_explique(self, ouvrir):
        lu = textes(ouvrir("explorer", iri=RACINE + "concept/covoiturage"))
        assert lu.index("Expliqué par") < lu.index("Thème plus large")

    def test_une_longue_liste_se_deplie(self, ouvrir):
        ecran = ouvrir("explorer", iri=RACINE + "atelier/resilience")
        assert any(e.label.startswith("Et ") for e in ecran.expander)

    def test_une_facette_s_ouvre(self, ouvrir):
        ecran = ouvrir("explorer", iri=RACINE + "facette/formes-juridiques")
        assert sans_panne(ecran)
        assert "société coopérative d'intérêt collectif" in liens(ecran)

    @pytest.mark.parametrize("segment", ["document/financement-compte-rendu", "reference/{premiere}"])
    def test_un_ecrit_sans_adresse_le_dit(self, ouvrir, services, segment):
        references = services.exploration.ressources(type=Iri(RACINE + "ontologie#Reference"))
        nom = references[0].iri.rsplit("/", 1)[-1]
        ecran = ouvrir("explorer", iri=RACINE + segment.format(premiere=nom))
        assert sans_panne(ecran)
        assert "adresse non connue" in textes(ecran)

    def test_toutes_les_ressources_s_ouvrent(self, ouvrir, services):
        ecran = ouvrir("explorer")
        ressources = services.exploration.ressources()
        assert len(ressources) > 50
        for ressource in ressources[::7]:
            voir(ecran, ressource.iri)
            assert sans_panne(ecran), ressource
            assert textes(ecran).startswith(ressource.titre.replace("\u00a0", " "))

    @pytest.mark.parametrize(
        ("iri", "dit"),
        [
            (RACINE + "atelier/inconnu", "La base ne connaît pas"),
            ("n'importe quoi", "n'est pas l'identifiant"),
            ("<script>", "n'est pas l'identifiant"),
            ("é" * 5000, "n'est pas l'identifiant"),
        ],
    )
    def test_une_adresse_inconnue_est_dite_et_l_on_peut_repartir(self, ouvrir, iri, dit):
        ecran = ouvrir("explorer", iri=iri)
        assert sans_panne(ecran)
        assert dit in textes(ecran)
        assert "La (R)évolution du travail" in liens(ecran)

    def test_le_chemin_parcouru_permet_de_revenir(self, ouvrir):
        ecran = ouvrir("explorer", iri=RACINE + "atelier/travail")
        voir(ecran, RACINE + "concept/taylorisme")
        retour = [a for a in adresses(ecran) if a.endswith("atelier%2Ftravail")]
        assert retour
        visites = ecran.session_state["ressources_visitees"]
        assert [v.iri.nom_local for v in visites] == ["travail", "taylorisme"]
        voir(ecran, RACINE + "atelier/travail")
        assert [v.iri.nom_local for v in ecran.session_state["ressources_visitees"]] == ["travail"]


class TestVoisinage:
    def test_le_dessin_montre_toutes_les_voisines(self, ouvrir, services):
        iri = Iri(RACINE + "atelier/resilience")
        ecran = ouvrir("explorer", iri=iri)
        ecran.session_state["vue"] = "Voisinage"
        ecran.run()
        assert sans_panne(ecran)
        (dessin,) = ecran.get("vega_lite_chart")
        points = {p.titre for p in services.exploration.voisinage(iri).points}
        spec = dessin.proto.spec
        assert {p for p in points if json.dumps(p)[1:-1] in spec or p in spec} == points
        assert "Initiative" in spec

    def test_quarante_noms_tiennent_chacun_sur_sa_ligne(self):
        centre = Iri("https://exemple.org/centre")
        autour = [Point(Iri(f"https://exemple.org/{n}"), f"Ressource {n}", "Constat") for n in range(40)]
        voisinage = Voisinage(
            centre,
            (Point(centre, "Centre", "Atelier"), *autour),
            tuple((centre, p.iri, "énoncé") for p in autour),
            3,
        )
        noms = {"Constat": "Constat", "Atelier": "Atelier"}
        places = disposer(voisinage, noms)
        hauteur = dessiner(voisinage, noms).to_dict()["height"]
        for cote in (-1, 1):
            lignes = sorted(y for x, y in places.values() if x * cote > 0)
            assert len(lignes) == 20
            ecart = min(b - a for a, b in pairwise(lignes))
            assert ecart / 2.3 * hauteur >= 18

    def test_une_ressource_seule_le_dit(self, ouvrir_sur, services):
        class Seule:
            def __getattr__(self, nom):
                return getattr(services.exploration, nom)

            def voisinage(self, iri):
                return Voisinage(iri, (Point(iri, "Seule", "Atelier"),), (), 0)

        ecran = ouvrir_sur("explorer", adresse={"iri": RACINE + "atelier/travail"}, exploration=Seule())
        ecran.session_state["vue"] = "Voisinage"
        ecran.run()
        assert "Aucune autre ressource" in textes(ecran)
