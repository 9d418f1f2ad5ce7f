"""Les règles, les libellés et la traduction des termes."""

import pytest
from rdflib import BNode, Literal

from ontologie.chargement import charger
from ontologie.espaces import DCTERMS, GRAPHE_ONTOLOGIE, LISTE, MAILLAGE, OWL, PROV, RDFS, SKOS
from ontologie.libelles import Libelles
from ontologie.rdf import depuis_rdflib, vers_rdflib
from ontologie.regles import Regles
from ontologie.termes import XSD, Iri, Litteral, Triplet, entier, texte_fr

ONTOLOGIE = tuple(q.triplet for q in charger() if q.graphe == GRAPHE_ONTOLOGIE)
REGLES = Regles.depuis(ONTOLOGIE)
LIBELLES = Libelles(ONTOLOGIE)


def m(nom: str) -> Iri:
    return Iri(MAILLAGE + nom)


def test_les_classes_meres_sont_celles_de_la_maison() -> None:
    assert REGLES.superclasses[m("CompteRendu")] == {m("Document")}
    assert REGLES.superclasses[m("Question")] == {m("Enonce")}
    assert m("Atelier") not in REGLES.superclasses, "schema:Event n'est pas rangé"


def test_les_classes_meres_lointaines_et_les_cycles() -> None:
    def sous(a: str, b: str) -> Triplet:
        return Triplet(m(a), Iri(RDFS + "subClassOf"), m(b))

    regles = Regles.depuis([sous("A", "B"), sous("B", "C"), sous("C", "A")])
    assert regles.superclasses[m("A")] == {m("B"), m("C")}


def test_les_inverses_vont_dans_les_deux_sens() -> None:
    assert REGLES.inverses[m("dansCycle")] == m("aPourAtelier")
    assert REGLES.inverses[m("aPourAtelier")] == m("dansCycle")
    assert all(REGLES.inverses[inverse] == prop for prop, inverse in REGLES.inverses.items())


def test_un_inverse_ecrit_d_un_seul_cote_vaut_des_deux() -> None:
    regles = Regles.depuis([Triplet(m("p"), Iri(OWL + "inverseOf"), m("q"))])
    assert regles.inverses[m("q")] == m("p")


def test_les_regles_de_skos_valent_sans_ontologie() -> None:
    inverses = Regles.depuis([]).inverses
    assert inverses[Iri(SKOS + "broader")] == SKOS + "narrower"
    assert inverses[Iri(SKOS + "topConceptOf")] == SKOS + "hasTopConcept"
    assert inverses[Iri(SKOS + "related")] == SKOS + "related"


def test_la_classe_la_plus_precise() -> None:
    assert REGLES.la_plus_precise([m("Document"), m("CompteRendu")]) == m("CompteRendu")
    assert REGLES.la_plus_precise([m("Enonce"), m("Risque"), m("Constat")]) == m("Constat")
    assert REGLES.la_plus_precise([Iri(PROV + "Entity"), m("Initiative")]) == m("Initiative")
    assert REGLES.la_plus_precise([Iri(SKOS + "Concept")]) == SKOS + "Concept"
    assert REGLES.la_plus_precise([]) is None


def test_les_libelles_viennent_du_turtle() -> None:
    assert LIBELLES.nom_de_classe("Defi") == "Défi"
    assert LIBELLES.nom_de_classe("Concept") == "Thème"
    assert LIBELLES.nom_de_classe("") == ""
    assert LIBELLES.libelle(Iri(DCTERMS + "publisher")) == "publié par"
    assert LIBELLES.libelle(Iri(LISTE + "a-revoir")) == "à revoir"
    assert LIBELLES.definition(m("Notice")).startswith("La fiche d'une chose")


def test_une_propriete_se_lit_depuis_son_objet() -> None:
    assert LIBELLES.libelle_inverse(Iri(DCTERMS + "publisher")) == "publie"
    assert LIBELLES.libelle_inverse(m("seTientA")) == "accueille"
    assert LIBELLES.libelle_inverse(Iri(DCTERMS + "issued")) == "publication (de)"


def test_le_francais_passe_avant_l_anglais_et_l_anglais_avant_les_autres() -> None:
    def nom(valeur: str, langue: str | None) -> Triplet:
        return Triplet(m("x"), Iri(RDFS + "label"), Litteral(valeur, langue=langue))

    triplets = [nom("neutre", None), nom("de", "de"), nom("en", "en"), nom("fr", "fr")]
    for attendu in ("fr", "en", "neutre", "de"):
        assert Libelles(triplets).libelle(m("x")) == attendu
        triplets = [t for t in triplets if str(t.objet) != attendu]
    assert Libelles([]).libelle(m("x")) == "x"


@pytest.mark.parametrize(
    "terme",
    [
        Iri("https://exemple.org/é"),
        texte_fr('dit "oui"\n'),
        Litteral("nu"),
        entier(7),
        Litteral("007", type=XSD + "integer"),
        Litteral("2017", type=XSD + "gYear"),
        Litteral("pas une heure", type=XSD + "time"),
        Litteral("14:30:00", type=XSD + "time"),
    ],
)
def test_un_terme_fait_l_aller_et_retour_par_rdflib(terme) -> None:
    assert depuis_rdflib(vers_rdflib(terme)) == terme


def test_un_noeud_anonyme_n_est_pas_un_terme_de_la_maison() -> None:
    with pytest.raises(ValueError, match="ni un IRI ni un littéral"):
        depuis_rdflib(BNode())
    assert depuis_rdflib(Literal("a")) == Litteral("a")
