"""L'index suit la base, se répare, et ne ment jamais sur son âge."""

import json
import random
import threading

import pytest

from corpus import langue
from graphe.adaptateurs.memoire import DepotMemoire
from graphe.adaptateurs.oxigraph import DepotOxigraph
from graphe.adaptateurs.verrou import Verrou
from graphe.generations import Generations
from graphe.ports import BaseIllisible
from indexation import fraicheur, manifeste
from indexation.erreurs import IndexAbsent, IndexOccupe
from indexation.fraicheur import construire
from indexation.generation import ouvrir
from indexation.recherche import Recherche
from indexation.service import Gardien, ouvrir_recherche
from ontologie.espaces import DCTERMS, GRAPHE_CORPUS, MAILLAGE, RDFS, SKOS
from ontologie.termes import Iri, Quad, ecrire_quad, entier, texte_fr
from tests.doublures.vectoriseurs import VectoriseurParTrigrammes
from tests.indexation.base import BASE, NEUVE, contenu, ecrire, iri, quads, reponses


def titres(recherche, question):
    return [r.titre for r in recherche.chercher(question).resultats]


def test_construire_deux_fois_ne_fait_rien_la_seconde(depot, dossier, vectoriseur):
    etapes = []
    premiere = construire(depot, dossier, vectoriseur, progression=lambda *vu: etapes.append(vu))
    assert etapes[-1] == ("Indexation des ressources", 13, 13)
    assert construire(depot, dossier, vectoriseur) == premiere
    assert len(Generations(dossier).anciennes()) == 1


def test_le_manifeste_dit_de_quoi_l_index_est_fait(depot, dossier, vectoriseur):
    lu = manifeste.lire(construire(depot, dossier, vectoriseur))
    assert (lu.version, lu.vectoriseur, lu.modele) == (1, "trigrammes", vectoriseur.empreinte)
    assert (lu.analyse, lu.ressources, lu.passages) == (langue.ANALYSE, 13, 14)
    assert {"passages.sqlite", "sens/vecteurs.npy", "lexique.json", "mots/meta.json"} <= set(lu.fichiers)


def test_une_ressource_ajoutee_changee_retiree_se_voit_a_la_question_suivante(recherche, depot):
    assert titres(recherche, "potager en commun") == []
    ecrire(depot, ajouts=NEUVE)
    assert titres(recherche, "potager en commun")[0] == "Le Jardin des Lilas"
    ancien, neuf = (
        quads(f'<initiative/neuve> rdfs:label "{t}"@fr .') for t in ("Le Jardin des Lilas", "Le Verger")
    )
    ecrire(depot, ajouts=neuf, retraits=ancien)
    assert titres(recherche, "potager en commun")[0] == "Le Verger"
    ecrire(depot, retraits=(NEUVE - ancien) | neuf)
    assert titres(recherche, "potager en commun") == []
    assert recherche.chercher("potager").version == depot.version()


def test_un_rattrapage_ne_revectorise_que_ce_qui_change(depot, dossier):
    vectoriseur = VectoriseurParTrigrammes()
    recherche_ouverte = ouvrir_apres_construction(depot, dossier, vectoriseur)
    vectoriseur.textes_vus.clear()
    ecrire(depot, ajouts=NEUVE)
    recherche_ouverte.chercher("potager")
    assert vectoriseur.textes_vus[:-1] == ["Le Jardin des Lilas. Un potager en commun au pied des immeubles."]


def test_sans_index_l_erreur_dit_quoi_faire(depot, dossier, vectoriseur):
    with pytest.raises(IndexAbsent, match="maillage preparer"):
        ouvrir_recherche(depot, dossier, vectoriseur)


def changer_au_hasard(depot, hasard):
    """Une écriture quelconque parmi celles qu'un lecteur peut faire."""
    presents = sorted(depot.quads(), key=ecrire_quad)
    ressources = sorted({q.sujet for q in BASE if "/maillage/" in q.sujet and "ontologie" not in q.sujet})
    sujet = hasard.choice(ressources)
    graphe = GRAPHE_CORPUS
    mots = [
        "habitat",
        "consigne",
        "partagé",
        "ville",
        "logements",
        "économies",
        "commun",
        "réparer",
        "béguinage",
    ]
    texte = texte_fr(" ".join(hasard.choices(mots, k=4)) + ".")
    geste = hasard.randrange(11)
    if geste == 0:
        propriete = SKOS + "prefLabel" if "/concept/" in sujet else RDFS + "label"
        anciens = [q for q in presents if q.sujet == sujet and q.predicat == propriete]
        ajouts = [Quad(sujet, Iri(propriete), texte, graphe)]
    elif geste == 1:
        anciens, ajouts = [], [Quad(sujet, Iri(DCTERMS + "description"), texte, graphe)]
    elif geste == 2:
        anciens, ajouts = [q for q in presents if sujet in (q.sujet, q.objet)], []
    elif geste == 3:
        anciens, ajouts = [], [Quad(iri("concept/logement"), Iri(SKOS + "altLabel"), texte, graphe)]
    elif geste == 7:
        editeur = hasard.choice([iri(f"acteur/{nom}") for nom in ("fabrique", "retire", "inconnu")])
        anciens = [q for q in presents if q.predicat == DCTERMS + "publisher"]
        ajouts = [Quad(iri("reference/guide"), Iri(DCTERMS + "publisher"), editeur, graphe)]
    elif geste == 8:
        anciens = [q for q in presents if q.predicat == MAILLAGE + "annee"]
        parution = entier(hasard.choice([2014, 2016]))
        ajouts = [Quad(iri("reference/guide"), Iri(MAILLAGE + "annee"), parution, graphe)]
    elif geste == 4:
        cible = hasard.choice([iri("atelier/logement"), iri("atelier/dechets")])
        anciens = [q for q in presents if q.predicat in (MAILLAGE + "angleDe", MAILLAGE + "aPourAngle")]
        ajouts = [Quad(iri("angle/foncier"), Iri(MAILLAGE + "angleDe"), cible, graphe)]
    elif geste == 5:
        anciens, ajouts = [q for q in presents if q.predicat == MAILLAGE + "statut"], []
    elif geste in (9, 10):
        return changer_un_libelle(presents, hasard)
    else:
        section = iri("atelier/logement/section/1")
        anciens = [q for q in presents if q.sujet == section and q.predicat == MAILLAGE + "texte"]
        ajouts = [Quad(section, Iri(MAILLAGE + "texte"), texte, graphe)]
    return ajouts, anciens


FORMES = (
    "consigne",
    "habitat",
    "habitats communs",
    "espaces communs",
    "éco-ville",
    "écoville",
    "villes sans déchets",
    "ville",
    "les villes",
    "prix du foncier",
    "sans terrain",
    "économie locale",
    "réparer",
    "le",
    "terrain",
)


def changer_un_libelle(presents, hasard):
    """Un libellé de plus, de moins, ou un autre à la place : préféré, autre ou caché."""
    concept = iri(hasard.choice(["concept/logement", "concept/solidarite", "concept/habitat-partage"]))
    propriete = Iri(SKOS + hasard.choice(["prefLabel", "altLabel", "altLabel", "hiddenLabel"]))
    actuels = [q for q in presents if q.sujet == concept and q.predicat == propriete]
    neuf = [Quad(concept, propriete, texte_fr(hasard.choice(FORMES)), GRAPHE_CORPUS)]
    if propriete.endswith("prefLabel"):
        return neuf, actuels
    return (neuf, []) if hasard.random() < 0.6 else ([], actuels[:1])


@pytest.mark.parametrize("graine", range(8))
def test_rattraper_donne_exactement_ce_que_donne_reconstruire(depot, tmp_path, vectoriseur, graine):
    hasard = random.Random(graine)
    construire(depot, tmp_path / "suivi", vectoriseur)
    for tour in range(6):
        for _ in range(hasard.randint(1, 3)):
            ajouts, retraits = changer_au_hasard(depot, hasard)
            ecrire(depot, ajouts=ajouts, retraits=retraits)
        suivie = construire(depot, tmp_path / "suivi", vectoriseur)
        neuve = construire(depot, tmp_path / f"neuf-{tour}", vectoriseur)
        assert contenu(suivie) == contenu(neuve)
        recherches = [
            ouvrir_recherche(depot, d, vectoriseur) for d in (tmp_path / "suivi", tmp_path / f"neuf-{tour}")
        ]
        assert reponses(recherches[0]) == reponses(recherches[1])


@pytest.mark.parametrize(
    "fichier",
    [
        "sens/vecteurs.npy",
        "passages.sqlite",
        "colonnes/racines.npy",
        "lexique.json",
        "manifeste.json",
        "mots/meta.json",
    ],
)
@pytest.mark.parametrize("abimer", ["couper", "supprimer", "changer"])
def test_une_generation_abimee_laisse_place_a_la_precedente_puis_rattrape(
    depot, dossier, vectoriseur, fichier, abimer
):
    construire(depot, dossier, vectoriseur)
    ecrire(depot, ajouts=NEUVE)
    publiee = construire(depot, dossier, vectoriseur)
    cible = publiee / fichier
    if abimer == "supprimer":
        cible.unlink()
    else:
        octets = cible.read_bytes()
        cible.write_bytes(octets[: len(octets) // 2] if abimer == "couper" else b"\xff" + octets[1:])
    rouverte = ouvrir_recherche(depot, dossier, vectoriseur)
    assert titres(rouverte, "potager en commun")[0] == "Le Jardin des Lilas"
    assert rouverte.chercher("potager").avertissement == ""
    assert Generations(dossier).courante() != publiee


def test_toutes_abimees_la_construction_repart_de_rien(depot, dossier, vectoriseur):
    (construire(depot, dossier, vectoriseur) / "sens" / "numeros.npy").unlink()
    with pytest.raises(IndexAbsent):
        ouvrir_recherche(depot, dossier, vectoriseur)
    assert titres(ouvrir_apres_construction(depot, dossier, vectoriseur), "consigne")


def ouvrir_apres_construction(depot, dossier, vectoriseur):
    construire(depot, dossier, vectoriseur)
    return ouvrir_recherche(depot, dossier, vectoriseur)


def test_un_index_d_un_autre_format_n_est_pas_lu(depot, dossier, vectoriseur):
    publiee = construire(depot, dossier, vectoriseur)
    brut = json.loads((publiee / "manifeste.json").read_text("utf-8"))
    (publiee / "manifeste.json").write_text(json.dumps(brut | {"format": 999}), "utf-8")
    with pytest.raises(IndexAbsent):
        ouvrir_recherche(depot, dossier, vectoriseur)


def test_quand_un_autre_construit_on_sert_en_disant_le_retard(recherche, depot, dossier, vectoriseur):
    ecrire(depot, ajouts=NEUVE)
    with Verrou(dossier / "ecriture.verrou").prendre("un autre"):
        rendues = recherche.chercher("consigne")
        assert rendues.resultats
        assert rendues.version == depot.version() - 1
        assert "en retard de 1 version" in rendues.avertissement
        with pytest.raises(IndexOccupe, match="Attendez"):
            construire(depot, dossier, vectoriseur)
    assert titres(recherche, "potager en commun")
    assert recherche.chercher("consigne").avertissement == ""


def test_une_autre_base_au_meme_numero_est_reconnue(depot, dossier, vectoriseur):
    construire(depot, dossier, vectoriseur)
    autre = DepotMemoire()
    ecrire(autre, ajouts=BASE | NEUVE, motif="une tout autre base")
    assert autre.version() == depot.version()
    assert titres(ouvrir_recherche(autre, dossier, vectoriseur), "potager en commun")


def test_un_journal_coupe_se_dit_a_l_ouverture(tmp_path, dossier, vectoriseur):
    ecrire(DepotOxigraph(tmp_path), ajouts=BASE)
    construire(DepotOxigraph(tmp_path), dossier, vectoriseur)
    fichier = tmp_path / "journal" / "0000000001.rdfp"
    fichier.write_bytes(fichier.read_bytes()[:-100])
    with pytest.raises(BaseIllisible, match="Le journal de la version 1"):
        ouvrir_recherche(DepotOxigraph(tmp_path), dossier, vectoriseur)


def test_ouvrir_un_index_a_jour_ne_lit_pas_les_changements(depot, dossier, vectoriseur, monkeypatch):
    construire(depot, dossier, vectoriseur)
    monkeypatch.delattr(DepotMemoire, "changements")
    assert titres(ouvrir_recherche(depot, dossier, vectoriseur), "habitat partagé")


def test_un_autre_modele_se_reconstruit_a_cote(depot, dossier, vectoriseur, monkeypatch):
    construire(depot, dossier, vectoriseur)
    feu_vert = threading.Event()
    vraie = fraicheur.construire

    def plus_tard(*tout, **options):
        feu_vert.wait(10)
        return vraie(*tout, **options)

    monkeypatch.setattr("indexation.service.construire", plus_tard)
    gardien = Gardien(depot, dossier, VectoriseurParTrigrammes("autre", dimension=64, graine=1))
    recherche = Recherche(gardien)
    pendant = recherche.chercher("habitat partagé")
    assert pendant.resultats
    assert {r.source for resultat in pendant.resultats for r in resultat.raisons} <= {
        "mots",
        "concepts",
        "graphe",
    }
    assert "modèle « trigrammes »" in pendant.avertissement
    assert "se reconstruit en ce moment" in pendant.avertissement
    feu_vert.set()
    gardien.attendre(10)
    apres = recherche.chercher("habitat partagé")
    assert apres.avertissement == ""
    assert "sens" in {r.source for resultat in apres.resultats for r in resultat.raisons}


def test_un_autre_modele_sans_reconstruire_dit_la_commande(depot, dossier, vectoriseur):
    construire(depot, dossier, vectoriseur)
    autre = VectoriseurParTrigrammes("autre")
    recherche = ouvrir_recherche(depot, dossier, autre, reconstruire_a_cote=False)
    assert "maillage preparer" in recherche.chercher("habitat").avertissement


def test_une_autre_analyse_sert_l_ancien_index_en_le_disant(depot, dossier, vectoriseur, monkeypatch):
    construire(depot, dossier, vectoriseur)
    monkeypatch.setattr(langue, "ANALYSE", "fr-essai")
    gardien = Gardien(depot, dossier, vectoriseur)
    pendant = Recherche(gardien).chercher("consigne")
    assert pendant.resultats
    assert "analyse du français" in pendant.avertissement
    gardien.attendre(10)
    assert Recherche(gardien).chercher("consigne").avertissement == ""


def test_une_question_en_cours_survit_au_nettoyage(depot, dossier, vectoriseur):
    gardien = Gardien(depot, dossier, vectoriseur)
    construire(depot, dossier, vectoriseur)
    ancienne = gardien.servir().generation
    for tour in range(5):
        ecrire(
            depot,
            ajouts=quads(f'<initiative/n{tour}> a maillage:Initiative ; rdfs:label "Numéro {tour}"@fr .'),
        )
        gardien.servir()
    assert ancienne.dossier.is_dir()
    assert len(ancienne.registre.extraits(range(50))) == 14
    del ancienne
    ecrire(depot, ajouts=NEUVE)
    gardien.servir()
    assert len(Generations(dossier).anciennes()) <= 3


def test_une_base_vide_donne_un_index_vide(dossier, vectoriseur):
    recherche = ouvrir_apres_construction(DepotMemoire(), dossier, vectoriseur)
    assert recherche.chercher("habitat").total == 0


def test_une_generation_se_lit_seule(depot, dossier, vectoriseur):
    seule = ouvrir(construire(depot, dossier, vectoriseur))
    assert seule.lexique.version == seule.manifeste.lexique
    assert len(seule.sens) == seule.manifeste.passages


def test_une_panne_pendant_le_rattrapage_laisse_servir_l_ancien(recherche, depot, monkeypatch):
    def disque_plein(*tout, **options):
        raise OSError(28, "Plus de place sur le disque")

    ecrire(depot, ajouts=NEUVE)
    monkeypatch.setattr("indexation.fraicheur.Chantier.finir", disque_plein)
    rendues = recherche.chercher("consigne")
    assert rendues.resultats
    assert "en retard de 1 version" in rendues.avertissement
    monkeypatch.undo()
    assert titres(recherche, "potager en commun")
