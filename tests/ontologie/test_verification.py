"""Chaque contrôle et chaque forme laisse passer un graphe sain et attrape la faute qu'il nomme."""

import pytest

from ontologie.chargement import charger
from ontologie.controles import lire_controles
from ontologie.erreurs import ErreurVocabulaire
from ontologie.espaces import RACINE, SKOS
from ontologie.termes import Iri
from ontologie.verification import Gravite, formes, verifier
from tests.ontologie.fautes import CONTROLES, FORMES
from tests.ontologie.graphe_d_essai import SANS_FAUTE, GrapheDEssai


def avec(faute: tuple[str, str]) -> GrapheDEssai:
    """Le graphe sans faute, où l'on a retiré un morceau ou ajouté un énoncé."""
    cherche, mis = faute
    sur_une_ligne = " ".join(SANS_FAUTE.split())
    if not cherche:
        return GrapheDEssai.de_turtle(sur_une_ligne + mis)
    assert cherche in sur_une_ligne, (
        f"« {cherche} » n'est plus dans le graphe d'essai : récrivez cette faute."
    )
    return GrapheDEssai.de_turtle(sur_une_ligne.replace(cherche, mis))


def test_le_graphe_sans_faute_ne_donne_aucun_constat() -> None:
    assert verifier(GrapheDEssai.de_turtle(SANS_FAUTE)).constats == ()


@pytest.mark.parametrize("nom", CONTROLES)
def test_un_controle_attrape_sa_faute(nom: str) -> None:
    trouves = [c for c in verifier(avec(CONTROLES[nom])).constats if c.controle == nom]
    assert trouves
    assert all(c.message and c.remede and "{" not in c.message for c in trouves)


@pytest.mark.parametrize("nom", FORMES)
def test_une_forme_attrape_sa_faute(nom: str) -> None:
    trouves = [c for c in verifier(avec(FORMES[nom])).constats if c.controle == nom]
    assert trouves
    assert all(c.message.endswith((".", "…")) and c.remede.endswith(".") for c in trouves)


def test_chaque_controle_et_chaque_forme_a_sa_faute() -> None:
    """Un contrôle ou une forme sans faute dans `fautes.py` n'est pas prouvé : ajoutez-la."""
    assert {controle.nom for controle in lire_controles()} == set(CONTROLES)
    assert {forme.nom for forme in formes()} == set(FORMES)


@pytest.mark.parametrize("forme", formes(), ids=lambda forme: forme.nom)
def test_une_forme_dit_le_fait_et_le_remede(forme) -> None:
    assert forme.message
    assert forme.remede, "Le sh:message doit contenir « Remède : … »."


def test_une_relation_de_la_maison_sans_retour_est_trouvee_par_l_ontologie() -> None:
    declare = "maillage:seTientA owl:inverseOf maillage:accueille ."
    texte = SANS_FAUTE.replace("; maillage:accueille :atelier", "") + declare
    constats = verifier(GrapheDEssai.de_turtle(texte)).violations
    assert [(c.controle, c.ressource) for c in constats] == [("relation-sans-reciproque", RACINE + "atelier")]


def test_un_cycle_long_est_attrape() -> None:
    boucle = "c:a skos:broader c:b . c:b skos:broader c:d . c:d skos:broader c:a ."
    constats = verifier(GrapheDEssai.de_turtle(boucle)).constats
    assert {c.ressource for c in constats if c.controle == "hierarchie-cyclique"} == {
        RACINE + f"concept/{nom}" for nom in "abd"
    }


def test_on_ne_garde_que_les_ressources_demandees() -> None:
    fautes = 'c:don skos:altLabel "don"@fr . c:voisin skos:altLabel "voisin"@fr ; skos:prefLabel "autre"@fr .'
    graphe = GrapheDEssai.de_turtle(SANS_FAUTE + fautes)
    voisin = Iri(RACINE + "concept/voisin")
    rapport = verifier(graphe, ressources=[voisin])
    assert {c.ressource for c in rapport.constats} == {voisin}
    assert {c.controle for c in rapport.constats} == {"libelle-en-double", "concept-deux-libelles-preferes"}
    assert verifier(graphe, ressources=[]).constats == ()


@pytest.mark.parametrize(
    "nom", ["theme-inconnu", "notice-absente", "atelier-lieu-inconnu", "heures-inversees"]
)
def test_restreindre_aux_ressources_ne_change_pas_leurs_constats(nom: str) -> None:
    graphe = avec(FORMES[nom])
    tous = verifier(graphe).constats
    for ressource in {c.ressource for c in tous}:
        voulus = tuple(c for c in tous if c.ressource == ressource)
        assert verifier(graphe, ressources=[ressource]).constats == voulus


def test_deux_valeurs_fautives_font_deux_constats() -> None:
    graphe = GrapheDEssai.de_turtle(SANS_FAUTE + ":angle dcterms:subject :lieu , :acteur .")
    messages = {c.message for c in verifier(graphe).constats if c.controle == "theme-inconnu"}
    assert len(messages) == 2


def test_le_rapport_compte_et_range_par_gravite() -> None:
    graphe = avec(('skos:definition "Ce qui paie."@fr ;', ""))
    rapport = verifier(graphe)
    assert rapport.violations == ()
    assert [c.controle for c in rapport.avertissements] == ["concept-sans-definition"]
    assert rapport.comptes == {Gravite.VIOLATION: 0, Gravite.AVERTISSEMENT: 1, Gravite.INFORMATION: 0}


def test_le_thesaurus_livre_n_a_aucune_faute() -> None:
    """Les inverses, que le chargement du graphe ajoute, sont ajoutés ici à la main."""
    inverses = {
        SKOS + "broader": SKOS + "narrower",
        SKOS + "related": SKOS + "related",
        SKOS + "topConceptOf": SKOS + "hasTopConcept",
    }
    quads = set(charger())
    retours = {
        q._replace(sujet=q.objet, predicat=Iri(inverses[q.predicat]), objet=q.sujet)
        for q in quads
        if q.predicat in inverses
    }
    graphe = GrapheDEssai.de_quads(quads | retours)
    graphe.magasin.update(
        f"INSERT DATA {{ <{RACINE}source/page-ateliers> a <{RACINE}ontologie#SourceDocumentaire> }}"
    )
    page = Iri(RACINE + "source/page-ateliers")
    constats = [c for c in verifier(graphe).constats if c.ressource != page]
    assert [c for c in constats if c.gravite is not Gravite.INFORMATION] == []
    assert {c.controle for c in constats} <= {"concept-inemploye"}


def test_un_controle_sans_remede_est_refuse(tmp_path) -> None:
    (tmp_path / "faute.rq").write_text("# gravité : violation\n# message : m\nSELECT * {}", encoding="utf-8")
    with pytest.raises(ErreurVocabulaire, match=r"faute\.rq.*remède"):
        lire_controles(tmp_path)


def test_un_controle_de_gravite_inconnue_est_refuse(tmp_path) -> None:
    texte = "# gravité : grave\n# message : m\n# remède : r\nSELECT * {}"
    (tmp_path / "faute.rq").write_text(texte, encoding="utf-8")
    with pytest.raises(ErreurVocabulaire, match="violation, avertissement, information"):
        lire_controles(tmp_path)
