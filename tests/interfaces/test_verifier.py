"""`maillage verifier` : la base, un fichier venu d'ailleurs, et ce qui ne se lit pas."""

import json

import pytest
from rdflib import RDF, Graph, Namespace

from graphe import fichiers
from interfaces.commandes.application import executer

SH = Namespace("http://www.w3.org/ns/shacl#")
CONCEPT = "https://exemple.org/t/don"
TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <https://exemple.org/t/> .
<https://exemple.org/t> a skos:ConceptScheme ; skos:prefLabel "Essai"@fr ; skos:hasTopConcept t:don .
t:don a skos:Concept ; skos:prefLabel "don"@fr ; skos:altLabel "don"@fr ;
    skos:note "Ce que l'on donne."@fr .
t:pret a skos:Concept ; skos:prefLabel "loan"@en ; skos:broader t:don .
"""
XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
         xmlns:skos="http://www.w3.org/2004/02/skos/core#" xml:base="https://exemple.org/t/">
  <skos:Concept rdf:about="don">
    <skos:prefLabel xml:lang="FR">don</skos:prefLabel>
    <skos:altLabel xml:lang="fr">don</skos:altLabel>
  </skos:Concept>
</rdf:RDF>
"""
JSONLD = {
    "@context": {"skos": "http://www.w3.org/2004/02/skos/core#"},
    "@id": CONCEPT,
    "@type": "skos:Concept",
    "skos:prefLabel": {"@value": "don", "@language": "fr"},
    "skos:altLabel": {"@value": "don", "@language": "fr"},
}


@pytest.fixture
def verifier(tmp_path, capsys):
    """Écrit un fichier et le vérifie ; rend (code, sortie, erreurs)."""

    def appeler(nom: str, contenu: str | bytes, *arguments: str) -> tuple[int, str, str]:
        fichier = tmp_path / nom
        fichier.write_bytes(contenu.encode() if isinstance(contenu, str) else contenu)
        code = executer(["verifier", "--fichier", str(fichier), *arguments])
        sortie, erreurs = capsys.readouterr()
        assert "Traceback" not in sortie + erreurs
        return code, sortie, erreurs

    return appeler


@pytest.mark.parametrize(
    ("nom", "contenu"),
    [
        ("t.ttl", TURTLE),
        ("t.skos", TURTLE),
        ("t.skos", XML),
        ("t.owl", XML),
        ("T.RDF", "\ufeff" + XML),
        ("t.xml", XML),
        ("t.trig", TURTLE),
        ("t.jsonld", json.dumps(JSONLD)),
    ],
)
def test_chaque_ecriture_est_lue(verifier, nom, contenu):
    code, sortie, _ = verifier(nom, contenu)
    assert code == 1
    assert "libelle-en-double (1)" in sortie
    assert f"<{CONCEPT}>" in sortie
    assert "1 violation(s)" in sortie


@pytest.mark.parametrize("nom", ["t.nt", "t.nq"])
def test_sans_violation_la_commande_sort_avec_zero(verifier, nom):
    nom_du_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    code, sortie, _ = verifier(
        nom, f"<{CONCEPT}> <{nom_du_type}> <http://www.w3.org/2004/02/skos/core#Concept> .\n"
    )
    assert code == 0
    assert "concept-sans-libelle" in sortie


def test_le_texte_range_par_gravite_et_dit_le_remede_une_fois(verifier):
    _, sortie, _ = verifier("t.ttl", TURTLE)
    assert sortie.index("VIOLATION (1)") < sortie.index("AVERTISSEMENT") < sortie.index("INFORMATION")
    assert sortie.count("Gardez-le une fois") == 1
    assert "concept-non-traduit (1)" in sortie


def test_la_liste_est_bornee_sauf_avec_tout(verifier):
    concepts = "".join(
        f"<https://exemple.org/{n}> a <http://www.w3.org/2004/02/skos/core#Concept> .\n" for n in range(9)
    )
    _, sortie, _ = verifier("t.ttl", concepts)
    assert "concept-sans-libelle (9)" in sortie
    assert "et 4 autres : voir --tout." in sortie
    assert "autres : voir" not in verifier("t.ttl", concepts, "--tout")[1]


@pytest.mark.parametrize("arguments", [["--json"], ["--format", "json"]])
def test_le_json_dit_chaque_constat(verifier, arguments):
    code, sortie, _ = verifier("t.ttl", TURTLE, *arguments)
    constats = json.loads(sortie)
    assert code == 1
    assert {"gravite", "controle", "ressource", "message", "remede"} == set(constats[0])
    assert constats[0]["controle"] == "libelle-en-double"


def test_le_turtle_est_un_rapport_shacl(verifier):
    _, sortie, _ = verifier("t.ttl", TURTLE, "--format", "turtle")
    rapport = Graph().parse(data=sortie, format="turtle")
    resultats = list(rapport.subjects(RDF.type, SH.ValidationResult))
    assert set(rapport.objects(None, SH.result)) == set(resultats)
    assert [str(o) for o in rapport.objects(None, SH.conforms)] == ["false"]
    violation = rapport.value(None, SH.resultSeverity, SH.Violation)
    assert str(rapport.value(violation, SH.focusNode)) == CONCEPT
    assert str(rapport.value(violation, SH.sourceShape)).endswith("controles#libelle-en-double")
    assert {m.language for m in rapport.objects(None, SH.resultMessage)} == {"fr"}


def test_un_turtle_sans_constat_est_conforme(verifier):
    _, sortie, _ = verifier(
        "t.ttl", "<https://exemple.org/a> <https://exemple.org/b> 1 .", "--format", "turtle"
    )
    rapport = Graph().parse(data=sortie, format="turtle")
    assert [str(o) for o in rapport.objects(None, SH.conforms)] == ["true"]


def test_on_peut_ne_verifier_qu_une_ressource(verifier):
    code, sortie, _ = verifier("t.ttl", TURTLE, "--ressource", "https://exemple.org/t/pret")
    assert (code, CONCEPT + "> :" in sortie, "concept-non-traduit" in sortie) == (0, False, True)
    deux = verifier("t.ttl", TURTLE, "-r", "https://exemple.org/t/pret", "-r", CONCEPT)
    assert deux[0] == 1


def test_un_iri_relatif_est_signale(verifier):
    _, sortie, _ = verifier("t.ttl", "<a> a <http://www.w3.org/2004/02/skos/core#Concept> .")
    assert "iri-relatif (1)" in sortie


@pytest.mark.parametrize(
    ("nom", "contenu", "dit"),
    [
        ("t.ttl", "<https://a> <https://b> <https://c> .\n<https://a> <https://b> ", "ligne 2"),
        ("t.skos", XML.replace("</skos:Concept>", ""), "ne se lit pas"),
        ("t.jsonld", '{"@context": {', "ligne 1"),
        ("t.ttl", "", "aucun énoncé"),
        ("t.ttl", "\n# rien\n", "aucun énoncé"),
        ("t.ttl", "bonjour tout le monde", "ligne 1"),
        ("t.ttl", b"\xff\xfe\x00", "ne se lit pas"),
        ("t.csv", TURTLE, "extension inconnue"),
        (
            "t.jsonld",
            json.dumps({**JSONLD, "@context": "https://exemple.org/c"}),
            "contexte JSON-LD en ligne",
        ),
        (
            "t.jsonld",
            json.dumps({**JSONLD, "@context": [{}, "https://exemple.org/c"]}),
            "contexte JSON-LD en ligne",
        ),
        (
            "t.rdf",
            XML.replace("<rdf:RDF", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<rdf:RDF', 1),
            "entités XML",
        ),
    ],
)
def test_ce_qui_ne_se_lit_pas_est_dit_en_francais(verifier, nom, contenu, dit):
    code, sortie, erreurs = verifier(nom, contenu)
    assert (code, sortie) == (2, "")
    assert dit in erreurs
    assert nom in erreurs


def test_un_fichier_absent_ou_trop_gros_est_refuse(verifier, capsys, tmp_path, monkeypatch):
    assert executer(["verifier", "-f", str(tmp_path / "absent.ttl")]) == 2
    assert "n'existe pas" in capsys.readouterr().err
    monkeypatch.setattr(fichiers, "TAILLE_MAX", 10)
    code, _, erreurs = verifier("t.ttl", TURTLE)
    assert (code, "Découpez-le" in erreurs) == (2, True)


def test_un_iri_mal_forme_est_une_mauvaise_demande(verifier):
    code, _, erreurs = verifier("t.ttl", TURTLE, "--ressource", "<don>")
    assert (code, "IRI absolu" in erreurs) == (2, True)


def test_une_ressource_inconnue_est_dite(verifier, configuration_preparee, capsys):
    inconnue = "https://exemple.org/t/rien"
    code, _, erreurs = verifier("t.ttl", TURTLE, "--ressource", inconnue)
    assert (code, f"<{inconnue}> n'est pas dans « t.ttl »" in erreurs) == (2, True)
    donnees = str(configuration_preparee.donnees)
    assert executer(["verifier", "--donnees", donnees, "--ressource", inconnue]) == 2
    assert "n'est pas dans la base" in capsys.readouterr().err


def test_une_ressource_de_la_base(configuration_preparee, capsys):
    donnees = str(configuration_preparee.donnees)
    iri = "https://w3id.org/maillage/concept/travail"
    assert executer(["verifier", "--donnees", donnees, "--ressource", iri, "--json"]) == 0
    assert {c["ressource"] for c in json.loads(capsys.readouterr().out)} <= {iri}
