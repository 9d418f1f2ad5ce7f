"""La commande `maillage`, comme on la tape."""

import json
import tomllib
from pathlib import Path

import pytest

from interfaces.commandes.application import application, executer
from interfaces.commandes.servir import port_libre
from tests.bancs import tuer_preparer

RACINE = Path(__file__).parents[2]
PREFIXE = "https://w3id.org/maillage/"


def sans_base(capsys, *arguments: str) -> tuple[int, str, str]:
    code = executer(list(arguments))
    return code, *capsys.readouterr()


def valeurs(sortie: str) -> list[str]:
    return sortie.strip().splitlines()[1:]


class TestSparql:
    def test_les_comptes_exacts_des_cinq_ateliers(self, maillage):
        def compter(motif: str) -> list[str]:
            requete = f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?a a maillage:Atelier . {motif} }}"
            return valeurs(maillage("sparql", requete, "--format", "csv")[1])

        assert compter("BIND(?a AS ?x)") == ["5"]
        assert compter("?a dcterms:references ?x . ?x a maillage:Reference") == ["8"]
        assert compter("?a dcterms:references/dcterms:publisher ?x") == ["6"]
        assert compter("?a maillage:aPourDocument ?x . ?x a maillage:Document") == ["4"]
        assert compter("?a maillage:aPourAngle ?x . ?x a maillage:Angle") == ["4"]
        assert compter("?a maillage:aPourEnonce ?x . ?x a maillage:Defi") == ["4"]

    def test_les_annees_des_references(self, maillage):
        requete = (
            "SELECT ?annee (COUNT(?r) AS ?n) WHERE { ?a a maillage:Atelier ; dcterms:references ?r . "
            "OPTIONAL { ?r maillage:annee ?annee } } GROUP BY ?annee ORDER BY ?annee"
        )
        assert valeurs(maillage("sparql", requete, "--format", "csv")[1]) == [
            ",1",
            "2015,1",
            "2016,3",
            "2017,3",
        ]

    def test_une_date_entiere_reste_une_date(self, maillage):
        reference = "https://w3id.org/maillage/reference/action-sociale-collaboratif"
        requete = f"SELECT ?d {{ <{reference}> dcterms:issued ?d }}"
        assert valeurs(maillage("sparql", requete, "--format", "csv")[1]) == ["2015-11-01"]

    def test_la_table_est_pour_les_yeux(self, maillage):
        code, sortie, _ = maillage("sparql", "SELECT ?a WHERE { ?a a maillage:Atelier } ORDER BY ?a")
        assert code == 0
        assert sortie.count("/atelier/") == 5

    def test_un_fichier_et_un_graphe(self, maillage, tmp_path):
        fichier = tmp_path / "q.rq"
        fichier.write_text("CONSTRUCT WHERE { ?a a maillage:Atelier ; rdfs:label ?t }", "utf-8")
        code, sortie, _ = maillage("sparql", "-f", str(fichier), "--format", "turtle")
        assert (code, sortie.count("rdfs:label")) == (0, 5)

    def test_une_reponse_coupee_le_dit(self, maillage):
        code, _, erreurs = maillage(
            "sparql", "SELECT * WHERE { ?s ?p ?o }", "--format", "csv", "--lignes", "2"
        )
        assert code == 0
        assert "coupée à 2 lignes" in erreurs

    @pytest.mark.parametrize(
        ("arguments", "dit"),
        [
            (["SELECT * WHERE { ?s ?p }"], "ligne 1, colonne"),
            (["DELETE WHERE { ?s ?p ?o }"], "DELETE"),
            (["ASK {}", "--format", "turtle"], "turtle"),
            (["ASK {}", "--format", "papyrus"], "papyrus"),
            ([], "Donnez une requête"),
            (["ASK {}", "-f", "x.rq"], "pas les deux"),
            (["-f", "absent.rq"], "absent.rq"),
        ],
    )
    def test_les_fautes_sortent_avec_2(self, maillage, arguments, dit):
        code, sortie, erreurs = maillage("sparql", *arguments)
        assert code == 2
        assert sortie == ""
        assert dit in erreurs

    def test_une_requete_sans_fin_est_arretee(self, maillage, monkeypatch):
        monkeypatch.setenv("MAILLAGE_SECONDES", "1")
        sans_fin = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        code, _, erreurs = maillage("sparql", sans_fin)
        assert (code, "a dépassé 1 s" in erreurs) == (1, True)


class TestChercher:
    def test_la_question_temoin(self, maillage):
        question = "Comment financer un projet citoyen dans ma commune ?"
        code, sortie, _ = maillage("chercher", question, "--json")
        reponse = json.loads(sortie)
        assert code == 0
        assert reponse["resultats"][0]["iri"] == PREFIXE + "atelier/financement"
        assert reponse["resultats"][0]["extrait"]

    def test_la_forme_du_json_est_tenue(self, maillage):
        reponse = json.loads(maillage("chercher", "données ouvertes", "--json", "-n", "3")[1])
        assert {"question", "version", "duree_ms", "total", "suggestions", "resultats"} <= reponse.keys()
        assert len(reponse["resultats"]) == 3
        assert reponse["total"] >= 3
        for resultat in reponse["resultats"]:
            assert {"iri", "titre", "type", "ateliers", "extrait", "score", "raisons"} <= resultat.keys()
            somme = sum(raison["contribution"] for raison in resultat["raisons"])
            assert somme == pytest.approx(resultat["score"], abs=1e-6)
            assert {raison["source"] for raison in resultat["raisons"]} <= {
                "mots",
                "sens",
                "concepts",
                "graphe",
            }

    def test_une_question_de_forme_a_sa_reponse_et_sa_requete(self, maillage):
        question = "Quels risques l'atelier sur le travail signale-t-il ?"
        reponse = json.loads(maillage("chercher", question, "--json")[1])["reponse"]
        assert reponse.keys() == {"phrase", "lignes", "total", "requete", "muette"}
        assert (reponse["total"], reponse["muette"]) == (5, False)
        assert reponse["lignes"][0].keys() == {"iri", "titre", "type", "detail"}
        lignes = maillage("sparql", reponse["requete"], "--format", "csv")[1].split()
        assert {ligne["iri"] for ligne in reponse["lignes"]} <= set(",".join(lignes).split(","))
        assert maillage("chercher", question)[1].startswith("5 risques dans l'atelier")

    def test_une_question_ordinaire_ou_filtree_n_a_pas_de_reponse_de_forme(self, maillage):
        assert json.loads(maillage("chercher", "données ouvertes", "--json")[1])["reponse"] is None
        filtree = maillage("chercher", "Quels risques ?", "--json", "--atelier", "travail")[1]
        assert json.loads(filtree)["reponse"] is None

    def test_les_filtres_prennent_nom_court_libelle_ou_iri(self, maillage):
        def iris(*filtre: str) -> list[str]:
            reponse = json.loads(maillage("chercher", "les risques du numérique", "--json", *filtre)[1])
            return [r["iri"] for r in reponse["resultats"]]

        court = iris("--atelier", "solidarite")
        assert court
        assert court == iris("--atelier", PREFIXE + "atelier/solidarite")
        assert court == iris("--atelier", "Solidarité et proximité 2.0 : tous concernés !")
        risques = json.loads(maillage("chercher", "risques", "--json", "--type", "Risque")[1])["resultats"]
        assert risques
        assert all("Risque" in r["type"] or "/enonce/" in r["iri"] for r in risques)

    @pytest.mark.parametrize(
        ("option", "valeur"), [("--type", "Resque"), ("--theme", "financment participatif")]
    )
    def test_un_filtre_inconnu_propose_les_plus_proches(self, maillage, option, valeur):
        code, sortie, erreurs = maillage("chercher", "argent", option, valeur, "--json")
        assert (code, sortie) == (2, "")
        assert "Les plus proches" in erreurs

    @pytest.mark.parametrize("question", ["🎉🎉", "le la les de", "xyzzyq plughzz"])
    def test_sans_reponse_la_liste_est_vide_et_le_code_0(self, maillage, question):
        code, sortie, _ = maillage("chercher", question, "--json")
        assert (code, json.loads(sortie)["resultats"]) == (0, [])

    @pytest.mark.parametrize(
        ("question", "dit"), [("", "vide"), ("   ", "vide"), ("a " * 5000, "caractères")]
    )
    def test_une_question_impossible_est_expliquee(self, maillage, question, dit):
        code, sortie, erreurs = maillage("chercher", question, "--json")
        assert (code, sortie) == (2, "")
        assert dit in erreurs

    @pytest.mark.parametrize(
        "ecritures",
        [
            ["économie", "economie", "ÉCONOMIE"],
            ["l'habitat partagé", "l’habitat partagé", "habitats partagés"],
        ],
    )
    def test_accents_casse_apostrophes_et_pluriels_ne_changent_rien(self, maillage, ecritures):
        def trouver(question: str) -> list[tuple[str, float]]:
            resultats = json.loads(maillage("chercher", question, "--json", "-n", "50")[1])["resultats"]
            return [(r["iri"], round(r["score"], 6)) for r in resultats]

        premiers, *autres = map(trouver, ecritures)
        assert all(autre == premiers for autre in autres)

    def test_un_acteur_et_des_annees_filtrent(self, maillage):
        def lire(*filtre: str) -> dict:
            return json.loads(maillage("chercher", "résilience", "--json", "-n", "50", *filtre)[1])

        cerema = lire("--acteur", "cerema")
        assert cerema["total"] > 0
        assert all(PREFIXE + "acteur/cerema" in r["acteurs"] for r in cerema["resultats"])
        assert cerema["total"] == lire()["facettes"]["acteur"][PREFIXE + "acteur/cerema"]
        recentes = lire("--annee", "2018-", "--annee", "2012")
        assert recentes["total"] > 0
        assert all(r["annees"][0] >= 2018 or r["annees"] == [2012] for r in recentes["resultats"])

    @pytest.mark.parametrize(
        ("option", "valeur", "dit"),
        [
            ("--annee", "hier", "n'est pas une année"),
            ("--annee", "2016-2012", "« 2012-2016 »"),
            ("--acteur", "ceremma", "acteur connu. Les plus proches : « Cerema »"),
        ],
    )
    def test_un_acteur_ou_une_annee_illisible_est_expliquee(self, maillage, option, valeur, dit):
        code, sortie, erreurs = maillage("chercher", "résilience", option, valeur)
        assert (code, sortie) == (2, "")
        assert dit in erreurs

    def test_la_reponse_citee_la_pertinence_et_les_prolongements(self, maillage):
        rendue = json.loads(maillage("chercher", "Qu'est-ce qu'une AMAP ?", "--json")[1])
        assert rendue["extrait_reponse"]["iri"] == PREFIXE + "concept/amap"
        assert rendue["extrait_reponse"]["texte"] == " ".join(rendue["extrait_reponse"]["phrases"])
        assert rendue["resultats"][0]["pertinence"] == "Très pertinent"
        sans = json.loads(maillage("chercher", "Comment financer un projet citoyen ?", "--json")[1])
        assert sans["extrait_reponse"] is None
        assert {"iri", "titre", "type", "ateliers", "raison"} == sans["pour_aller_plus_loin"][0].keys()
        texte = maillage("chercher", "Qu'est-ce qu'une AMAP ?")[1]
        assert "d'après « association pour le maintien" in texte
        assert "· Très pertinent" in texte
        assert "Pour aller plus loin" in maillage("chercher", "Comment financer un projet citoyen ?")[1]

    def test_les_proches_d_une_ressource(self, maillage):
        rendus = json.loads(maillage("proches", "fiche/budget-participatif", "--json", "-n", "3")[1])
        assert rendus["ressource"] == PREFIXE + "fiche/budget-participatif"
        assert len(rendus["proches"]) == 3
        assert all(p["raisons"] for p in rendus["proches"])
        entier = json.loads(maillage("proches", rendus["ressource"], "--json", "-n", "3")[1])
        assert entier == rendus
        assert rendus["proches"][0]["titre"] in maillage("proches", "fiche/budget-participatif")[1]
        code, sortie, erreurs = maillage("proches", "fiche/inconnue")
        assert (code, sortie) == (2, "")
        assert "ne voit pas" in erreurs

    def test_un_texte_pour_les_yeux(self, maillage):
        code, sortie, _ = maillage("chercher", "budget participatif", "--expliquer", "-n", "2")
        assert code == 0
        assert "1. " in sortie
        assert "en tout" in sortie


class TestBase:
    def test_etat(self, maillage):
        code, sortie, _ = maillage("etat")
        assert (code, "à jour" in sortie) == (0, True)
        etat = json.loads(maillage("etat", "--json")[1])
        assert etat["retard"] == 0
        assert etat["comptes"]["Atelier"] == 5

    def test_verifier_ne_trouve_aucune_violation(self, maillage):
        code, sortie, _ = maillage("verifier")
        assert code == 0, sortie
        assert "0 violation(s)" in sortie

    @pytest.mark.parametrize("extension", ["ttl", "nt", "nq", "trig", "jsonld", "rdf"])
    def test_exporter_rend_tout(self, maillage, tmp_path, extension, livraison):
        import pyoxigraph as ox

        fichier = tmp_path / f"base.{extension}"
        code, sortie, _ = maillage("exporter", str(fichier))
        assert code == 0
        relus = list(ox.parse(path=str(fichier), format=ox.RdfFormat.from_extension(extension)))
        attendu = len(livraison if extension in ("nq", "trig", "jsonld") else {q.triplet for q in livraison})
        assert len(set(relus)) == attendu
        assert str(attendu) in sortie

    def test_exporter_refuse_une_extension_inconnue(self, maillage, tmp_path):
        code, _, erreurs = maillage("exporter", str(tmp_path / "base.doc"))
        assert (code, ".jsonld" in erreurs, list(tmp_path.iterdir())) == (2, True, [])

    def test_exporter_vers_un_dossier_absent(self, maillage, tmp_path):
        code, _, erreurs = maillage("exporter", str(tmp_path / "absent" / "base.ttl"))
        assert (code, "ne peut être écrit" in erreurs) == (1, True)

    def test_preparer_deux_fois_ne_change_rien(self, maillage, configuration_preparee):
        courante = (configuration_preparee.index / "courante").read_text("utf-8")
        code, sortie, _ = maillage("preparer")
        assert (code, "déjà à jour" in sortie) == (0, True)
        assert (configuration_preparee.index / "courante").read_text("utf-8") == courante

    @pytest.mark.parametrize(
        "arguments",
        [["chercher", "x"], ["sparql", "ASK {}"], ["etat"], ["verifier"], ["exporter", "x.ttl"], ["evaluer"]],
    )
    def test_sans_base_chaque_commande_dit_quoi_faire(self, capsys, tmp_path, arguments):
        code, sortie, erreurs = sans_base(capsys, *arguments, "--donnees", str(tmp_path / "vide"))
        assert (code, sortie) == (1, "")
        assert "maillage preparer" in erreurs
        assert list(tmp_path.iterdir()) == []

    def test_un_dossier_illisible_est_dit(self, capsys, tmp_path):
        (tmp_path / "base.json").write_text("{", "utf-8")
        for arguments in (["preparer"], ["chercher", "x"]):
            code, _, erreurs = sans_base(capsys, *arguments, "--donnees", str(tmp_path))
            assert (code, "illisible" in erreurs) == (1, True)
        assert [f.name for f in tmp_path.iterdir()] == ["base.json"]

    def test_un_fichier_au_lieu_d_un_dossier_est_dit(self, capsys, tmp_path):
        fichier = tmp_path / "fichier"
        fichier.write_text("x", "utf-8")
        code, _, erreurs = sans_base(capsys, "preparer", "--donnees", str(fichier))
        assert (code, "n'est pas un dossier" in erreurs) == (1, True)


class TestReperer:
    def test_les_themes_nommes_par_un_texte(self, maillage, tmp_path):
        fichier = tmp_path / "note.txt"
        fichier.write_text("Une cagnotte en ligne, du crowdfunding et l’open data.", "utf-8")
        themes = json.loads(maillage("reperer", str(fichier), "--json")[1])[str(fichier)]
        assert [(t["iri"].removeprefix(PREFIXE), t["fois"]) for t in themes] == [
            ("concept/financement-participatif", 2),
            ("concept/donnees-ouvertes", 1),
        ]
        assert "financement-participatif" in maillage("reperer", str(fichier))[1]

    def test_un_fichier_illisible_est_dit(self, maillage, tmp_path):
        (tmp_path / "latin1.txt").write_bytes("données".encode("latin-1"))
        for nom in ("latin1.txt", "absent.txt"):
            code, sortie, erreurs = maillage("reperer", str(tmp_path / nom))
            assert (code, sortie, "UTF-8" in erreurs) == (2, "", True)


class TestSaisie:
    @pytest.mark.parametrize(
        ("arguments", "dit"),
        [
            (["chercer", "x"], "« chercer » n'existe pas. Les plus proches : chercher"),
            (["chercher", "x", "--tipe", "Y"], "« --tipe » n'existe pas"),
            (["chercher"], "Il manque QUESTION"),
            (["chercher", "x", "-n", "zéro"], "Valeur refusée pour -n"),
            (["chercher", "x", "-n", "0"], "Valeur refusée pour -n"),
            (["chercher", "x", "-n"], "Il manque la valeur"),
            (["etat", "trop"], "en trop"),
        ],
    )
    def test_une_faute_de_saisie_est_en_francais(self, capsys, arguments, dit):
        code, sortie, erreurs = sans_base(capsys, *arguments)
        assert (code, sortie) == (2, "")
        assert dit in erreurs
        assert not {"Error", "No such", "Missing", "Invalid"} & set(erreurs.split())

    def test_l_aide_est_en_francais(self, capsys):
        code, sortie, _ = sans_base(capsys, "--aide")
        assert code == 0
        for commande in application.registered_commands:
            assert commande.callback.__name__ in sortie
        assert "Affiche cette aide" in sortie
        assert "Show this message" not in sortie

    @pytest.mark.parametrize(
        ("variable", "valeur"), [("MAILLAGE_BASE", "exemple"), ("MAILLAGE_SECONDES", "vite")]
    )
    def test_un_reglage_impossible_est_dit(self, capsys, monkeypatch, variable, valeur):
        monkeypatch.setenv(variable, valeur)
        code, _, erreurs = sans_base(capsys, "etat")
        assert (code, variable in erreurs, valeur in erreurs) == (2, True, True)


def test_un_port_occupe_laisse_la_place_au_suivant():
    import socket

    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        prise.listen()
        occupe = prise.getsockname()[1]
        assert occupe < port_libre("127.0.0.1", occupe) <= occupe + 50


def test_preparer_tue_se_repare(tmp_path):
    assert tuer_preparer.campagne(2, graine=7, donnees=tmp_path) >= 1


def test_la_commande_est_declaree():
    projet = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]
    assert projet["scripts"]["maillage"] == "interfaces.commandes:principal"
