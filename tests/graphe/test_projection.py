"""D'une fiche à ses quadruplets."""

import datetime

from corpus.modele import Annee, Notice, Renvoi, Ressource, Section
from graphe.fermeture import fermer
from graphe.lexique import construire_lexique
from graphe.projection import nommer_sous, projeter
from ontologie.espaces import BIBO, DCTERMS, FOAF, LISTE, MAILLAGE, RACINE, RDF
from ontologie.regles import Regles
from ontologie.termes import XSD, Iri, Litteral, Triplet, entier, texte_fr

BASE = "https://exemple.org/r/"
JOUR = datetime.date(2020, 1, 2)
NOTICE = Notice("ada", JOUR, JOUR, "brouillon", "citee")


def fiche(*genres: str, **plus) -> Ressource:
    champs = plus.pop("champs", {})
    return Ressource(genres, "x", "Un titre", champs, (Renvoi("source", "s"),), NOTICE, **plus)


def triplets(ressource: Ressource) -> set[Triplet]:
    return {q.triplet for q in projeter(ressource, nommer=nommer_sous(BASE))}


def de(ressource: Ressource, predicat: str, sujet: str = "reference/x") -> set:
    return {t.objet for t in triplets(ressource) if t.sujet == BASE + sujet and t.predicat == predicat}


def test_une_reference_et_ses_faits():
    champs = {"publication": (Annee(2017),), "editeur": (Renvoi("acteur", "e"),), "numero": ("23",)}
    reference = fiche("Reference", champs=champs)
    assert de(reference, DCTERMS + "title") == {texte_fr("Un titre")}
    assert de(reference, DCTERMS + "issued") == {Litteral("2017", type=XSD + "gYear")}
    assert de(reference, MAILLAGE + "annee") == {entier(2017)}
    assert de(reference, DCTERMS + "publisher") == {Iri(BASE + "acteur/e")}
    assert de(reference, BIBO + "number") == {Litteral("23")}
    assert de(reference, DCTERMS + "source") == {Iri(BASE + "source/s")}


def test_un_jour_connu_reste_un_jour():
    reference = fiche("Reference", champs={"publication": (datetime.date(2015, 11, 1),)})
    assert de(reference, DCTERMS + "issued") == {Litteral("2015-11-01", type=XSD + "date")}
    assert de(reference, MAILLAGE + "annee") == {entier(2015)}


def test_un_enonce_peut_avoir_deux_genres_et_un_parent():
    enonce = fiche("Constat", "Risque", champs={"mode": ("affirmee",)}, parent=Renvoi("atelier", "a"))
    assert de(enonce, RDF + "type", "enonce/x") == {Iri(MAILLAGE + "Constat"), Iri(MAILLAGE + "Risque")}
    assert de(enonce, MAILLAGE + "enonceDans", "enonce/x") == {Iri(BASE + "atelier/a")}
    assert de(enonce, MAILLAGE + "mode", "enonce/x") == {Iri(LISTE + "affirmee")}


def test_un_horaire_et_des_sections_dans_l_ordre():
    atelier = fiche(
        "Atelier",
        champs={"heure_debut": (datetime.time(14, 30),)},
        sections=(Section("Un", "Texte un."), Section("Deux", "Texte deux.")),
    )
    assert de(atelier, MAILLAGE + "heureDebut", "atelier/x") == {Litteral("14:30:00", type=XSD + "time")}
    assert de(atelier, MAILLAGE + "aPourSection", "atelier/x") == {
        Iri(f"{BASE}atelier/x/section/{n}") for n in (1, 2)
    }
    assert de(atelier, MAILLAGE + "texte", "atelier/x/section/2") == {texte_fr("Texte deux.")}
    assert de(atelier, MAILLAGE + "ordre", "atelier/x/section/2") == {entier(2)}


def test_la_notice_est_a_part_de_la_chose():
    quoi = triplets(fiche("Lieu"))
    notice = Iri(BASE + "notice/lieu-x")
    assert Triplet(notice, Iri(FOAF + "primaryTopic"), Iri(BASE + "lieu/x")) in quoi
    assert Triplet(notice, Iri(MAILLAGE + "statut"), Iri(LISTE + "brouillon")) in quoi
    assert not {t for t in quoi if t.sujet == BASE + "lieu/x" and t.predicat == DCTERMS + "created"}


def test_la_fermeture_ajoute_meres_et_inverses_une_fois_pour_toutes():
    sous, inverse = (
        Iri("http://www.w3.org/2000/01/rdf-schema#subClassOf"),
        Iri("http://www.w3.org/2002/07/owl#inverseOf"),
    )
    m = lambda nom: Iri(MAILLAGE + nom)  # noqa: E731
    regles = Regles.depuis(
        [
            Triplet(m("Risque"), sous, m("Enonce")),
            Triplet(m("Enonce"), sous, m("Dit")),
            Triplet(m("Enonce"), sous, Iri("https://ailleurs.org/C")),
            Triplet(m("enonceDans"), inverse, m("aPourEnonce")),
        ]
    )
    quads = projeter(fiche("Risque", parent=Renvoi("atelier", "a")), nommer=nommer_sous(BASE))
    fermes = fermer(quads, regles)
    types = {q.objet for q in fermes if q.sujet == BASE + "enonce/x" and q.predicat == RDF + "type"}
    assert types == {m("Risque"), m("Enonce"), m("Dit")}
    assert (BASE + "atelier/a", m("aPourEnonce"), BASE + "enonce/x") in {q[:3] for q in fermes}
    assert fermer(fermes, regles) == fermes
    assert regles.la_plus_precise(types) == m("Risque")


def test_le_lexique_a_toutes_les_formes_francaises(base_livree):
    lexique = construire_lexique(base_livree)
    formes = {(e.iri.removeprefix(RACINE), e.nature) for e in lexique.entrees if e.forme == "crowdfunding"}
    assert formes == {("concept/financement-participatif", "alt")}
    assert lexique.version == construire_lexique(base_livree).version
