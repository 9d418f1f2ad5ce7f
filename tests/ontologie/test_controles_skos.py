"""L'intégrité de SKOS hors base, sur des graphes sans types : ce qui est à déduire est déduit."""

import pytest

from ontologie.verification import Portee, verifier
from tests.ontologie.graphe_d_essai import GrapheDEssai

INTERDITS = {
    "S9": ("c:a a skos:ConceptScheme , skos:Concept .", "concept-et-schema"),
    "S9, déduit": ("c:a a skos:ConceptScheme ; skos:narrower c:b .", "concept-et-schema"),
    "S13, préféré et caché": ('c:a skos:prefLabel "a"@en ; skos:hiddenLabel "a"@en .', "libelle-en-double"),
    "S14": ('c:a skos:prefLabel "a"@en , "b"@en .', "concept-deux-libelles-preferes"),
    "S27, deux pas": (
        "c:a skos:broader c:b ; skos:related c:d . c:b skos:broader c:d .",
        "voisin-d-un-ancetre",
    ),
    "S27, en descendant": (
        "c:a skos:narrower c:b ; skos:related c:d . c:b skos:narrower c:d .",
        "voisin-d-un-ancetre",
    ),
    "S27, transitif": ("c:a skos:broaderTransitive c:d ; skos:related c:d .", "voisin-d-un-ancetre"),
    "S27, alignements": (
        "c:a skos:broadMatch c:b ; skos:relatedMatch c:d . c:b skos:broadMatch c:d .",
        "voisin-d-un-ancetre",
    ),
    "S37, au bout du lien": ("c:a skos:broader c:b . c:b a skos:Collection .", "concept-et-collection"),
    "S37, ordonnée": ("c:b a skos:OrderedCollection ; skos:related c:a .", "concept-et-collection"),
    "S46, par l'autre bout": (
        "c:a skos:exactMatch c:b . c:b skos:broadMatch c:a .",
        "alignement-contradictoire",
    ),
}
PERMIS = (
    "c:a skos:broader c:a .",
    "c:a skos:broader c:b . c:b skos:broader c:a .",
    "c:a skos:related c:a .",
    "c:a skos:broader c:b , c:d . c:b skos:broader c:d .",
    "c:a skos:exactMatch c:a .",
    'c:a skos:prefLabel "a"@en , "a"@en-GB ; skos:altLabel "A"@en .',
    "c:a a skos:Concept , owl:Class .",
    "c:s a skos:ConceptScheme , owl:Ontology . c:a skos:inScheme c:s .",
    "c:g a skos:Collection ; skos:member c:a , c:h ; skos:inScheme c:s . c:h a skos:Collection .",
    "c:g a skos:OrderedCollection ; skos:memberList ( c:a c:b ) .",
    "c:a skos:broadMatch c:b ; skos:relatedMatch c:d .",
)


def hors_base(texte: str):
    return verifier(GrapheDEssai.de_turtle(texte), portee=Portee.AILLEURS)


@pytest.mark.parametrize("cas", INTERDITS)
def test_ce_que_skos_interdit_est_une_violation(cas: str) -> None:
    texte, attendu = INTERDITS[cas]
    assert {c.controle for c in hors_base(texte).violations} == {attendu}


@pytest.mark.parametrize("texte", PERMIS)
def test_ce_que_skos_permet_n_est_pas_une_violation(texte: str) -> None:
    assert hors_base(texte).violations == ()


def test_un_schema_sans_aucun_francais_recoit_une_seule_remarque_de_langue() -> None:
    texte = "c:s a skos:ConceptScheme . " + " ".join(
        f'c:n{n} a skos:Concept ; skos:inScheme c:s ; skos:prefLabel "Wort {n}"@de .' for n in range(20)
    )
    noms = [c.controle for c in hors_base(texte).constats]
    assert noms.count("aucun-libelle-francais") == 1
    assert "concept-non-traduit" not in noms


def test_un_schema_en_partie_francais_est_compte_par_concept() -> None:
    texte = 'c:s a skos:ConceptScheme . c:a a skos:Concept ; skos:prefLabel "mot"@fr . ' + " ".join(
        f'c:n{n} a skos:Concept ; skos:prefLabel "Wort {n}"@de .' for n in range(20)
    )
    noms = [c.controle for c in hors_base(texte).constats]
    assert noms.count("concept-non-traduit") == 20
    assert "aucun-libelle-francais" not in noms


def test_un_noeud_anonyme_et_l_anglais_absent_ne_sont_pas_des_fautes_hors_base() -> None:
    texte = 'c:a a skos:Concept ; skos:prefLabel "a"@fr ; skos:note [ rdf:value "n" ] ; skos:inScheme c:s .'
    noms = {c.controle for c in hors_base(texte).constats}
    assert not noms & {"noeud-anonyme", "concept-sans-libelle-anglais", "source-absente", "concept-inemploye"}


def test_une_classe_anonyme_n_est_pas_comptee() -> None:
    texte = "o:p a owl:ObjectProperty ; rdfs:domain [ a owl:Class ; owl:unionOf ( o:A o:B ) ] ."
    assert not [c for c in hors_base(texte).constats if c.controle.startswith("classe-sans")]


def test_la_portee_heritee_d_une_propriete_mere_suffit() -> None:
    texte = "o:p a owl:ObjectProperty ; rdfs:subPropertyOf o:q . o:q rdfs:range o:A ; rdfs:domain o:A ."
    noms = {c.controle for c in hors_base(texte).constats}
    assert not noms & {"propriete-sans-domaine", "propriete-sans-portee"}
