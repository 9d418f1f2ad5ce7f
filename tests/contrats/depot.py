"""Ce que tout dépôt doit tenir ; chaque adaptateur hérite de cette suite."""

import json
import threading

import pytest

from graphe.ports import (
    BaseOccupee,
    Depot,
    DonneeRefusee,
    Format,
    LimiteAtteinte,
    Limites,
    QuestionInconnue,
    RequeteRefusee,
    VersionDepassee,
)
from ontologie.espaces import GRAPHE_BASE, GRAPHE_CONTRIBUTIONS, GRAPHE_CORPUS, RDF, RDFS, SKOS, THESAURUS
from ontologie.termes import Iri, Litteral, Quad, entier, texte_fr

A, B = Iri("https://exemple.org/a"), Iri("https://exemple.org/b")
NOM = Iri(RDFS + "label")


def nommer(sujet: Iri, nom: str, graphe: Iri = GRAPHE_CORPUS) -> Quad:
    return Quad(sujet, NOM, texte_fr(nom), graphe)


def appliquer(depot: Depot, ajouts=(), retraits=(), attendue=None, **plus) -> int:
    return depot.appliquer(
        ajouts,
        retraits,
        version_attendue=depot.version() if attendue is None else attendue,
        auteur="essai",
        motif="Un essai",
        **plus,
    )


def compter(depot: Depot, motif: str = "?s ?p ?o") -> int:
    lignes = depot.interroger(f"SELECT (COUNT(*) AS ?n) WHERE {{ {motif} }}").octets()
    return int(json.loads(lignes)["results"]["bindings"][0]["n"]["value"])


class ContratDepot:
    @pytest.fixture
    def depot(self, tmp_path):
        raise NotImplementedError

    def test_une_base_neuve_est_vide_et_a_la_version_zero(self, depot):
        assert depot.version() == 0
        assert list(depot.quads()) == []
        assert list(depot.changements(0)) == []

    def test_ce_qui_est_ecrit_se_relit_a_l_identique(self, depot):
        quads = {
            nommer(
                A,
                'Une « ruse » : "guillemets", \\ barre,\n saut, tabulation\t, émoji 🎉, œuvre'
                " \u2028\x85\x0b\x1c",
            ),
            Quad(A, NOM, Litteral("rien"), GRAPHE_CORPUS),
            Quad(A, NOM, Litteral("thing", "en"), GRAPHE_CONTRIBUTIONS),
            Quad(A, Iri(RDFS + "seeAlso"), B, GRAPHE_CORPUS),
            Quad(A, Iri(RDFS + "comment"), entier(42), GRAPHE_CORPUS),
        }
        assert appliquer(depot, quads) == 1
        assert set(depot.quads()) == quads
        (changement,) = depot.changements(0)
        assert changement.ajouts == quads

    def test_la_version_croit_et_les_changements_se_rejouent(self, depot):
        appliquer(depot, [nommer(A, "un")])
        appliquer(depot, [nommer(A, "deux")], [nommer(A, "un")])
        premier, second = depot.changements(0)
        assert (premier.version, second.version) == (1, 2)
        assert second.ajouts == {nommer(A, "deux")}
        assert second.retraits == {nommer(A, "un")}
        assert (second.auteur, second.motif) == ("essai", "Un essai")
        assert [c.version for c in depot.changements(1)] == [2]
        rejoue: set[Quad] = set()
        for changement in depot.changements(0):
            rejoue = (rejoue - changement.retraits) | changement.ajouts
        assert rejoue == set(depot.quads())

    def test_le_resume_d_une_version_compte_ses_changements_sans_les_donner(self, depot):
        appliquer(depot, [nommer(A, "un"), nommer(A, "A \nD \nTC .\n"), nommer(B, "deux")])
        appliquer(depot, [nommer(B, "trois")], [nommer(A, "un"), nommer(B, "deux")])
        for changement in depot.changements(0):
            resume = depot.resume(changement.version)
            assert (resume.version, resume.date) == (changement.version, changement.date)
            assert (resume.auteur, resume.motif) == (changement.auteur, changement.motif)
            assert (resume.ajouts, resume.retraits) == (len(changement.ajouts), len(changement.retraits))
        assert (resume.ajouts, resume.retraits) == (1, 2)

    def test_une_ecriture_sans_effet_ne_change_pas_la_version(self, depot):
        appliquer(depot, [nommer(A, "un")])
        assert appliquer(depot, [nommer(A, "un")], [nommer(B, "absent")]) == 1
        assert len(list(depot.changements(0))) == 1

    def test_une_version_depassee_est_refusee_et_rien_n_est_ecrit(self, depot):
        appliquer(depot, [nommer(A, "un")])
        with pytest.raises(VersionDepassee, match="version 1"):
            appliquer(depot, [nommer(B, "deux")], attendue=0)
        assert set(depot.quads()) == {nommer(A, "un")}

    def test_le_graphe_technique_est_refuse(self, depot):
        with pytest.raises(DonneeRefusee, match="tenu par la base"):
            appliquer(depot, [nommer(A, "un"), nommer(A, "un", GRAPHE_BASE)])
        assert list(depot.quads()) == []

    def test_de_vingt_ecritures_concurrentes_une_seule_passe_par_version(self, depot):
        appliquer(depot, [nommer(A, "zéro")])
        reussies, refusees = [], []

        def ecrire(rang: int) -> None:
            try:
                reussies.append(appliquer(depot, [nommer(A, f"n{rang}")], attendue=1))
            except VersionDepassee:
                refusees.append(rang)

        fils = [threading.Thread(target=ecrire, args=(rang,)) for rang in range(20)]
        for fil in fils:
            fil.start()
        for fil in fils:
            fil.join()
        assert (reussies, len(refusees)) == ([2], 19)

    def test_sans_graph_une_requete_voit_l_union_des_graphes(self, depot):
        appliquer(depot, [nommer(A, "un"), nommer(B, "deux", GRAPHE_CONTRIBUTIONS)])
        assert compter(depot, "?s <http://www.w3.org/2000/01/rdf-schema#label> ?o") == 2
        assert compter(depot, f"GRAPH <{GRAPHE_CONTRIBUTIONS}> {{ ?s ?p ?o }}") == 1

    def test_from_restreint_aux_graphes_nommes(self, depot):
        appliquer(depot, [nommer(A, "un"), nommer(B, "deux", GRAPHE_CONTRIBUTIONS)])
        reponse = depot.interroger(
            f"SELECT ?s FROM <{GRAPHE_CONTRIBUTIONS}> WHERE {{ ?s ?p ?o }}", Format.CSV
        )
        assert reponse.octets().decode().split() == ["s", B]

    def test_une_question_nommee_recoit_des_termes(self, depot):
        concept = Iri("https://exemple.org/concept")
        appliquer(
            depot,
            [
                Quad(concept, Iri(RDF + "type"), Iri(SKOS + "Concept"), GRAPHE_CORPUS),
                Quad(concept, Iri(SKOS + "inScheme"), THESAURUS, GRAPHE_CORPUS),
                Quad(concept, Iri(SKOS + "prefLabel"), texte_fr("Don"), GRAPHE_CORPUS),
            ],
        )
        (ligne,) = depot.selectionner("arbre")
        assert (ligne["concept"], ligne["titre"], ligne["parent"]) == (concept, texte_fr("Don"), None)
        assert list(depot.selectionner("carte", ressource=A)) == []
        assert len(list(depot.selectionner("carte", ressource=concept))) == 3

    def test_une_question_inconnue_est_refusee_par_son_nom(self, depot):
        appliquer(depot, [nommer(A, "un")])
        with pytest.raises(QuestionInconnue, match=r"« arbres » n'existe pas.*arbre"):
            list(depot.selectionner("arbres"))
        with pytest.raises(QuestionInconnue, match=r"pas de paramètre « thème »"):
            list(depot.selectionner("carte", thème=A))

    @pytest.mark.parametrize(
        ("format", "attendu"),
        [
            (Format.JSON, b'"value": "un"'),
            (Format.XML, b'<literal xml:lang="fr">un</literal>'),
            (Format.CSV, b"o\r\nun\r\n"),
            (Format.TSV, b'?o\n"un"@fr\n'),
        ],
    )
    def test_une_table_s_ecrit_dans_les_formats_du_w3c(self, depot, format, attendu):
        appliquer(depot, [nommer(A, "un")])
        requete = f"SELECT ?o WHERE {{ <{A}> ?p ?o }}"
        assert attendu in depot.interroger(requete, format).octets()

    @pytest.mark.parametrize("format", [Format.TURTLE, Format.NTRIPLES, Format.JSONLD, Format.RDFXML])
    def test_un_graphe_s_ecrit_dans_les_formats_rdf(self, depot, format):
        appliquer(depot, [nommer(A, "un")])
        reponse = depot.interroger("CONSTRUCT WHERE { ?s rdfs:label ?o }", format)
        assert reponse.forme == "graphe"
        assert b"exemple.org/a" in reponse.octets()

    def test_un_ask_repond_par_un_booleen(self, depot):
        appliquer(depot, [nommer(A, "un")])
        reponse = depot.interroger("ASK { ?s ?p ?o }")
        assert reponse.forme == "booleen"
        assert json.loads(reponse.octets())["boolean"] is True

    def test_la_limite_de_lignes_coupe_et_le_dit(self, depot):
        appliquer(depot, [nommer(A, str(rang)) for rang in range(10)])
        reponse = depot.interroger("SELECT * WHERE { ?s rdfs:label ?o }", limites=Limites(lignes=3))
        assert len(json.loads(reponse.octets())["results"]["bindings"]) == 3
        assert reponse.tronquee
        entiere = depot.interroger("SELECT * WHERE { ?s rdfs:label ?o }", limites=Limites(lignes=10))
        entiere.octets()
        assert not entiere.tronquee

    def test_une_requete_sans_fin_est_arretee(self, depot):
        appliquer(depot, [nommer(A, str(rang)) for rang in range(400)])
        sans_fin = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        with pytest.raises(LimiteAtteinte, match="1 s"):
            depot.interroger(sans_fin, limites=Limites(secondes=1)).octets()

    @pytest.mark.parametrize(
        ("requete", "dit"),
        [
            ("SELECT * WHERE { ?s ?p }", "ligne 1, colonne"),
            ("SELECT *\nWHERE { ?s ?p ?o ; ; FILTRE }", "ligne 2, colonne"),
            ("SELECT * WHERE { ?s ?p ?o", "s'arrête trop tôt : il manque une accolade"),
            ("SELECT (COUNT(*) AS ?n WHERE { ?s ?p ?o }", "ligne 1"),
            ("SELECT * WHERE { ?s ?p }", "un motif est incomplet"),
            ("SELECT * WHERE { ?s inconnu:p ?o }", "Préfixe inconnu"),
            ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT"),
            ("PREFIX a: <a:> # SELECT\nDELETE WHERE { ?s ?p ?o }", "DELETE"),
            ("drop all", "DROP"),
            ("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
            ("SELECT * WHERE { service SILENT ?x { ?s ?p ?o } }", "SERVICE"),
            ("  # rien\n", "vide"),
        ],
    )
    def test_une_requete_fautive_est_expliquee(self, depot, requete, dit):
        appliquer(depot, [nommer(A, "un")])
        with pytest.raises(RequeteRefusee, match=dit):
            depot.interroger(requete)

    @pytest.mark.parametrize(
        "requete",
        [
            'SELECT ?service WHERE { ?service rdfs:label "INSERT SERVICE"@fr }',
            "SELECT * WHERE { <https://exemple.org/SERVICE> <https://exemple.org/a#SERVICE> ?o } # SERVICE",
        ],
    )
    def test_un_mot_cle_dans_un_texte_n_est_pas_une_faute(self, depot, requete):
        appliquer(depot, [nommer(A, "un")])
        assert depot.interroger(requete).octets()

    def test_un_format_qui_ne_convient_pas_est_refuse(self, depot):
        appliquer(depot, [nommer(A, "un")])
        with pytest.raises(RequeteRefusee, match="Choisissez json"):
            depot.interroger("ASK { ?s ?p ?o }", Format.TURTLE)
        with pytest.raises(RequeteRefusee, match="Choisissez turtle"):
            depot.interroger("DESCRIBE <a:a>", Format.CSV)

    def test_la_derniere_livraison_est_retenue_du_meme_geste(self, depot):
        assert depot.derniere_livraison() == frozenset()
        livree = frozenset({nommer(A, "un"), nommer(B, "deux")})
        appliquer(depot, livree, livraison=livree)
        appliquer(depot, [nommer(A, "trois")], [nommer(A, "un")])
        assert depot.derniere_livraison() == livree

    def test_l_ecriture_se_tient_d_un_fil_a_la_fois(self, depot):
        entre, sorti, erreurs = threading.Event(), threading.Event(), []

        def tenir() -> None:
            with depot.ecriture("le premier"):
                entre.set()
                sorti.wait(5)

        fil = threading.Thread(target=tenir)
        fil.start()
        entre.wait(5)
        try:
            with depot.ecriture("le second"):
                pass
        except BaseOccupee as erreur:
            erreurs.append(str(erreur))
        finally:
            sorti.set()
            fil.join()
        assert erreurs
        assert "le premier" in erreurs[0]
