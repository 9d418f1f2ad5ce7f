"""Ce que `make docs` refait est à jour, et ne dépend que des fichiers livrés."""

import pytest

from interfaces.documentation import comptes, controles, ontologie
from interfaces.documentation.__main__ import RACINE, pages
from ontologie.controles import lire_controles
from ontologie.formes import formes

PAGES = {str(chemin.relative_to(RACINE)): (chemin, contenu) for chemin, contenu in pages().items()}


@pytest.mark.parametrize("page", PAGES)
def test_la_page_est_a_jour(page):
    chemin, contenu = PAGES[page]
    assert chemin.read_text(encoding="utf-8") == contenu, f"Lancez `make docs` : {page} n'est plus à jour."


def test_l_ontologie_en_html_parle_francais_et_ne_va_rien_chercher():
    html = ontologie.documenter()
    assert '<html lang="fr">' in html
    for anglais in ("Object Properties", "Table of Contents", "Sub Class Of", "Is Defined By"):
        assert anglais not in html
    assert "<script src" not in html
    assert 'rel="stylesheet"' not in html
    places = [html.index(f'id="{nom}"') for nom in ("Acteur", "Enjeu", "Enonce", "Enseignement", "Tension")]
    assert places == sorted(places), "É se range avec E"


def test_le_tableau_des_controles_les_nomme_tous():
    tableau = controles.tableau()
    for regle in (*lire_controles(), *formes()):
        assert f"| `{regle.nom}` |" in tableau


def test_inserer_ne_touche_que_son_bloc():
    texte = f"avant\n{controles.DEBUT}vieux\n{controles.FIN}après\n"
    neuf = controles.inserer(texte)
    assert neuf.startswith("avant\n")
    assert neuf.endswith("après\n")
    assert "vieux" not in neuf
    lisezmoi = f"avant\n{comptes.DEBUT}\nvieux\n{comptes.FIN}\naprès\n"
    assert comptes.mettre_a_jour(lisezmoi).startswith(f"avant\n{comptes.DEBUT}\n| livré | nombre |")
    assert "vieux" not in comptes.mettre_a_jour(lisezmoi)
