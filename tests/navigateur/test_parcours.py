"""Un lecteur devant son navigateur : première ouverture, question, fiche, voisinage, SPARQL."""

import re

import pytest

pytestmark = pytest.mark.navigateur

QUESTION = "Comment financer un projet citoyen dans ma commune ?"
ATELIER = "Le financement participatif, nouvel instrument de démocratie participative ?"


def titre(page, attendu):
    """Attend que l'écran porte ce titre."""
    page.get_by_role("heading", level=1, name=re.compile(_souple(attendu))).wait_for()


def lien(page, nom):
    return page.get_by_role("link", name=re.compile(_souple(nom)))


def _souple(texte):
    """L'espace peut être insécable et l'apostrophe typographique."""
    return re.escape(texte).replace(r"\ ", r"\s").replace("'", "['’]")


def test_deux_navigateurs_ouvrent_une_base_encore_vide(page, adresse):
    autre = page.context.new_page()
    page.goto(adresse)
    autre.goto(f"{adresse}/explorer")
    titre(page, "Que cherchez-vous ?")
    titre(autre, "Explorer")
    assert page.locator("html").get_attribute("lang") == "fr"


def test_une_question_mene_a_une_fiche(page, adresse):
    page.goto(adresse)
    page.get_by_placeholder("Une question ou quelques mots").fill(QUESTION)
    page.keyboard.press("Enter")
    premier = lien(page, ATELIER).first
    premier.wait_for()
    page.locator(".passage mark").first.wait_for()
    assert "q=Comment" in page.url
    assert page.get_by_text("adresse non connue").count() >= 3
    premier.click()
    titre(page, ATELIER)
    page.get_by_text("Hôtel de Rennes Métropole").wait_for()
    assert "atelier%2Ffinancement" in page.url
    page.go_back()
    lien(page, ATELIER).first.wait_for()


def test_un_lien_partage_rouvre_la_meme_recherche(page, adresse):
    page.goto(f"{adresse}/?q=finansement+partissipatif")
    page.get_by_role("button", name=re.compile("Vouliez-vous dire")).click()
    page.get_by_text(re.compile(r"\d+ résultats? en")).wait_for()
    page.wait_for_url(re.compile("q=financement"))
    page.get_by_text("Pourquoi ce résultat ?").first.click()
    page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()


def test_un_clic_dans_le_dessin_change_de_centre(page, adresse):
    page.goto(f"{adresse}/explorer?iri=https%3A%2F%2Fw3id.org%2Fmaillage%2Fatelier%2Fresilience")
    titre(page, "La résilience de nos territoires")
    page.get_by_role("tab", name="Voisinage").click()
    nom = page.locator("[data-testid=stVegaLiteChart] svg text").filter(has_text="La Chantrerie").last
    nom.wait_for()
    nom.click()
    titre(page, "La Chantrerie")
    lien(page, "La résilience de nos territoires").first.click()
    titre(page, "La résilience de nos territoires")


def test_une_requete_sparql_s_execute_et_survit_aux_autres_ecrans(page, adresse):
    page.goto(f"{adresse}/sparql")
    page.get_by_label("Requête").fill("ASK { ?s a maillage:Atelier }")
    page.get_by_role("button", name="Lancer la requête").click()
    page.get_by_role("heading", name="Oui").wait_for()
    lien(page, "À propos").click()
    titre(page, "À propos de Maillage")
    lien(page, "SPARQL").click()
    page.get_by_role("heading", name="Oui").wait_for()
    assert page.get_by_label("Requête").input_value() == "ASK { ?s a maillage:Atelier }"


@pytest.mark.parametrize("chemin", ["?q=financement", "explorer", "sparql", "a-propos"])
def test_rien_ne_deborde_sur_un_telephone(page, adresse, chemin):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{adresse}/{chemin}")
    page.get_by_role("heading", level=1).wait_for()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
