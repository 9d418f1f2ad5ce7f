"""Chaque contrôle et chaque forme laisse passer un graphe sain et attrape la faute qu'il nomme."""

import pytest

from ontologie.chargement import charger
from ontologie.controles import lire_controles
from ontologie.erreurs import ErreurVocabulaire
from ontologie.espaces import DCTERMS, MAILLAGE, RACINE, SKOS
from ontologie.termes import Iri
from ontologie.verification import Gravite, Portee, formes, verifier
from tests.ontologie.fautes import CONTROLES, FORMES
from tests.ontologie.graphe_d_essai import SANS_FAUTE, GrapheDEssai

REGLES = {regle.nom: regle for regle in (*lire_controles(), *formes())}


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
    sain = GrapheDEssai.de_turtle(SANS_FAUTE)
    for portee in Portee:
        assert verifier(sain, portee=portee).constats == ()


@pytest.mark.parametrize("portee", Portee)
def test_aucune_ressource_saine_n_est_accusee_quand_on_ne_regarde_qu_elle(portee: Portee) -> None:
    sain = GrapheDEssai.de_turtle(SANS_FAUTE)
    for ligne in sain.lignes("SELECT DISTINCT ?s WHERE { ?s ?p ?o }"):
        assert verifier(sain, ressources=[ligne["s"]], portee=portee).constats == ()


@pytest.mark.parametrize("nom", REGLES)
def test_une_regle_attrape_sa_faute_la_ou_elle_vaut_et_la_seulement(nom: str) -> None:
    fautif, regle = avec({**CONTROLES, **FORMES}[nom]), REGLES[nom]
    assert regle.en_base or regle.hors_base
    for portee in Portee:
        trouves = [c for c in verifier(fautif, portee=portee).constats if c.controle == nom]
        assert bool(trouves) == (regle.gravite(portee) is not None)
        assert {c.gravite for c in trouves} <= {regle.gravite(portee)}
        assert all("{" not in c.message for c in trouves)
        assert all(c.message.endswith((".", "…")) and c.remede.endswith((".", "…")) for c in trouves)


@pytest.mark.parametrize("portee", Portee)
@pytest.mark.parametrize("nom", REGLES)
def test_restreindre_aux_ressources_ne_change_pas_leurs_constats(nom: str, portee: Portee) -> None:
    graphe = avec({**CONTROLES, **FORMES}[nom])
    tous = verifier(graphe, portee=portee).constats
    for ressource in {c.ressource for c in tous}:
        voulus = tuple(c for c in tous if c.ressource == ressource)
        assert verifier(graphe, ressources=[ressource], portee=portee).constats == voulus
    assert verifier(graphe, ressources={c.ressource for c in tous}, portee=portee).constats == tous


def test_chaque_regle_a_sa_faute() -> None:
    """Un contrôle ou une forme sans faute dans `fautes.py` n'est pas prouvé : ajoutez-la."""
    assert {controle.nom for controle in lire_controles()} == set(CONTROLES)
    assert {forme.nom for forme in formes()} == set(FORMES)
    assert not set(CONTROLES) & set(FORMES)


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
    # les sources sont des fiches : seul leur type importe ici
    sources = {q.objet for q in quads if q.predicat == DCTERMS + "source"}
    for source in sources:
        graphe.magasin.update(f"INSERT DATA {{ <{source}> a <{MAILLAGE}SourceDocumentaire> }}")
    constats = [c for c in verifier(graphe).constats if c.ressource not in sources]
    assert [c for c in constats if c.gravite is not Gravite.INFORMATION] == []
    assert {c.controle for c in constats} <= {
        "concept-inemploye",
        "propriete-sans-inverse",
        "vocabulaire-sans-documentation",
    }


ENTETE = "# en base : violation\n# hors base : non\n# message : m\n# remède : r\n# source : s\n"


def test_un_controle_qui_ne_se_restreint_pas_est_refuse(tmp_path) -> None:
    (tmp_path / "faute.rq").write_text(ENTETE + "SELECT * {}", encoding="utf-8")
    with pytest.raises(ErreurVocabulaire, match="VALUES"):
        lire_controles(tmp_path)


def test_un_controle_sans_remede_est_refuse(tmp_path) -> None:
    texte = "# en base : violation\n# hors base : non\n# message : m\nSELECT * {}"
    (tmp_path / "faute.rq").write_text(texte, encoding="utf-8")
    with pytest.raises(ErreurVocabulaire, match=r"faute\.rq.*remède"):
        lire_controles(tmp_path)


def test_un_controle_de_gravite_inconnue_est_refuse(tmp_path) -> None:
    texte = ENTETE.replace("violation", "grave") + "SELECT * { VALUES ?ressource { UNDEF } }"
    (tmp_path / "faute.rq").write_text(texte, encoding="utf-8")
    with pytest.raises(ErreurVocabulaire, match="violation, avertissement, information"):
        lire_controles(tmp_path)
