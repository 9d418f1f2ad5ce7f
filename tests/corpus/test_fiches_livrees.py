"""Le corpus livré : ses comptes, ses faits, et rien de recopié."""

import datetime
import re
from collections import Counter, defaultdict

import pytest

from corpus import langue
from corpus.genres import ENONCES, FICHES
from corpus.langue import normaliser
from corpus.lecteurs.dossier import FICHES_LIVREES, lire_dossier
from corpus.modele import Annee, Renvoi
from ontologie.chargement import charger_thesaurus
from ontologie.espaces import DCTERMS, RACINE, SKOS
from tests.donnees.empreintes_page import FICHIER, empreinte, suites

CORPUS = lire_dossier()
PAGE = Renvoi("source", "page-ateliers")
DE_LA_PAGE = [r for r in CORPUS.ressources if r.sources == (PAGE,) and r.genres[0] not in FICHES]
"""Ce qui ne vient que de la page des ateliers."""
FICHES_ECRITES = [r for r in CORPUS.ressources if r.genres[0] in FICHES]
PAR_NOM = {(r.genres[0], r.identifiant): r for r in CORPUS.ressources}
ATELIERS = {
    "travail": "La (R)évolution du travail",
    "donnees": "La fabrique de nos territoires : quelle(s) gouvernance(s) à l'ère des données ?",
    "solidarite": "Solidarité et proximité 2.0 : tous concernés !",
    "financement": "Le financement participatif, nouvel instrument de démocratie participative ?",
    "resilience": "La résilience de nos territoires : une stratégie horizontale",
}
# Titre, atelier, éditeur, publication, numéro.
REFERENCES = [
    ("Transformer l'emploi, redonner du sens au travail", "travail", "Le Labo de l'ESS", 2017, None),
    (
        "DataCités : inventer l'intérêt général de la smart city",
        "donnees",
        "La Gazette des communes",
        2016,
        None,
    ),
    (
        "Nouvelles efficacités et création de valeur : les projets de gouvernance des données",
        "donnees",
        "La FING",
        2017,
        None,
    ),
    (
        "Pour un renouveau des pratiques d'accompagnement social",
        "solidarite",
        "Les Entretiens Albert-Kahn",
        2016,
        "23",
    ),
    (
        "L'action sociale et publique à l'heure du collaboratif",
        "solidarite",
        "Alternatives Économiques",
        datetime.date(2015, 11, 1),
        None,
    ),
    (
        "Les usages du crowdfunding par les collectivités locales en France",
        "financement",
        "IDDRI",
        2017,
        None,
    ),
    ("Le projet de transition énergétique et sociétale La Chantrerie", "resilience", None, None, None),
    (
        "Le numérique au service des démarches environnementales de nos territoires",
        "resilience",
        "La FING",
        2016,
        None,
    ),
]


def genre(nom):
    return [r for r in DE_LA_PAGE if nom in r.genres]


def test_les_comptes():
    comptes = Counter(g for r in DE_LA_PAGE for g in r.genres)
    assert {
        g: comptes[g] for g in ("Cycle", "Atelier", "Angle", "Defi", "Reference", "Lieu", "Territoire")
    } == {
        "Cycle": 1,
        "Atelier": 5,
        "Angle": 4,
        "Defi": 4,
        "Reference": 8,
        "Lieu": 1,
        "Territoire": 0,
    }
    assert comptes["CompteRendu"] == comptes["Diaporama"] == comptes["Initiative"] == 2
    assert comptes["Acteur"] + comptes["Organisation"] == 6
    assert 30 <= sum(1 for r in DE_LA_PAGE if set(r.genres) & set(ENONCES)) <= 45


def test_les_ateliers():
    assert {r.identifiant: normaliser(r.titre) for r in genre("Atelier")} == ATELIERS
    for atelier in genre("Atelier"):
        assert atelier.champs["heure_debut"] == (datetime.time(14, 30),)
        assert atelier.champs["heure_fin"] == (datetime.time(17, 30),)
        assert atelier.champs["lieu"] == (Renvoi("lieu", "hotel-de-rennes-metropole"),)
        assert atelier.champs["cycle"] == (Renvoi("cycle", "transformations"),)
        assert atelier.sections
    assert [normaliser(r.titre) for r in genre("Lieu")] == ["Hôtel de Rennes Métropole"]


def test_les_references():
    auteurs = {
        r.identifiant: normaliser(r.titre) for r in DE_LA_PAGE if r.genres[0] in {"Acteur", "Organisation"}
    }
    ateliers = {
        renvoi.identifiant: a.identifiant for a in genre("Atelier") for renvoi in a.champs["references"]
    }
    lues = []
    for reference in genre("Reference"):
        publication = reference.champs.get("publication", (None,))[0]
        editeur = reference.champs.get("editeur", (None,))[0]
        lues.append(
            (
                normaliser(reference.titre),
                ateliers[reference.identifiant],
                editeur and auteurs[editeur.identifiant],
                publication.valeur if isinstance(publication, Annee) else publication,
                reference.champs.get("numero", (None,))[0],
            )
        )
    assert sorted(lues, key=str) == sorted(REFERENCES, key=str)


def test_les_natures_editoriales():
    natures = {
        r.identifiant: r.champs["nature_editoriale"] for r in DE_LA_PAGE if "nature_editoriale" in r.champs
    }
    assert natures == {
        "le-labo-de-l-ess": ("editeur",),
        "la-fing": ("editeur",),
        "iddri": ("editeur",),
        "la-gazette-des-communes": ("periodique",),
        "alternatives-economiques": ("periodique",),
        "les-entretiens-albert-kahn": ("serie",),
    }
    assert {r.identifiant for r in genre("Organisation")} == {"le-labo-de-l-ess", "la-fing", "iddri"}


def test_les_defis_sont_ceux_de_la_resilience():
    assert {r.titre for r in genre("Defi")} == {
        "Contribution et ouverture",
        "Gouvernance et consensus",
        "Oser faire autrement",
        "Partage des richesses",
    }
    assert {r.parent for r in genre("Defi")} == {Renvoi("atelier", "resilience")}


def test_angles_documents_et_questions_du_cycle():
    assert Counter(r.parent.identifiant for r in genre("Angle")) == {"travail": 2, "donnees": 2}
    assert Counter(r.parent.identifiant for r in genre("CompteRendu")) == {"solidarite": 1, "financement": 1}
    assert Counter(r.parent.identifiant for r in genre("Diaporama")) == {"solidarite": 1, "financement": 1}
    cycle = Renvoi("cycle", "transformations")
    assert len([r for r in genre("Question") if r.parent == cycle]) == 2


def test_ce_que_la_page_ne_dit_pas_reste_absent():
    assert not [r.identifiant for r in DE_LA_PAGE if "adresse" in r.champs]
    chantrerie = PAR_NOM["Initiative", "la-chantrerie"]
    assert set(chantrerie.champs) == {"resume", "concepts"}
    (risque,) = [r for r in genre("Risque") if r.parent == Renvoi("atelier", "financement")]
    assert "sans en donner la liste" in normaliser(risque.champs["texte"][0])


def test_chaque_ressource_a_sa_source_et_sa_notice():
    for ressource in CORPUS.ressources:
        assert bool(ressource.sources) == (ressource.genres != ("SourceDocumentaire",)), ressource.identifiant
        assert ressource.notice.statut == "publie"
    for ressource in DE_LA_PAGE:
        citee = ressource.genres[0] in {
            "Acteur", "Organisation", "Reference", "Initiative", "CompteRendu", "Diaporama", "Lieu",
            "Periodique", "Serie",
        }  # fmt: skip
        assert ressource.notice.preuve == ("citee" if citee else "lue"), ressource.identifiant


def test_une_source_dit_quand_elle_a_ete_lue_et_ou():
    for source in (r for r in CORPUS.ressources if r.genres == ("SourceDocumentaire",)):
        assert isinstance(source.champs["consultee"][0], datetime.date), source.identifiant
        ici = source.identifiant in {"page-ateliers", "redaction-maillage"}
        assert ("adresse" in source.champs) != ici, source.identifiant


def test_une_fiche_ne_dit_lue_que_ce_qui_l_est_en_entier():
    """Qui s'appuie sur une source lue en partie le dit : « résumé vu »."""
    partielles = {
        r.identifiant
        for r in CORPUS.ressources
        if r.genres == ("SourceDocumentaire",) and r.notice.preuve != "lue"
    }
    for fiche in FICHES_ECRITES:
        if partielles & {source.identifiant for source in fiche.sources}:
            assert fiche.notice.preuve != "lue", fiche.identifiant


def test_toutes_les_sources_servent():
    servies = {s.identifiant for r in CORPUS.ressources for s in r.sources}
    servies |= {
        str(quad.objet).removeprefix(RACINE + "source/")
        for quad in charger_thesaurus()
        if quad.predicat == DCTERMS + "source"
    }
    sources = {r.identifiant for r in CORPUS.ressources if r.genres == ("SourceDocumentaire",)}
    assert sources == servies


def test_il_y_a_de_quoi_chercher():
    comptes = Counter(r.genres[0] for r in FICHES_ECRITES)
    assert comptes["Notion"] + comptes["Pratique"] >= 80
    assert comptes["Guide"] >= 15


@pytest.mark.parametrize("fiche", FICHES_ECRITES, ids=lambda f: f.identifiant)
def test_une_fiche_a_la_bonne_taille_et_mene_ailleurs(fiche):
    mots = re.findall(r"\w+(?:[’'-]\w+)*", " ".join(s.texte for s in fiche.sections))
    assert 150 <= len(mots) <= 600
    assert len(fiche.sections) >= 3
    assert fiche.champs["resume"]
    assert fiche.champs.get("voir"), "une fiche dit où aller ensuite"
    (sujet,) = fiche.champs["sujet"]
    assert sujet not in fiche.champs.get("concepts", ())
    if fiche.genres[0] != "Guide":
        assert sujet.identifiant == fiche.identifiant


def phrases(fiche):
    for section in fiche.sections:
        for phrase in re.split(r"(?<=[.!?…])\s+|\n+", section.texte):
            lue = " ".join(m.forme for m in langue.mots(phrase))
            if lue.count(" ") >= 3:
                yield lue


def test_deux_fiches_n_ont_aucune_phrase_en_commun():
    ou = defaultdict(set)
    for fiche in FICHES_ECRITES:
        for phrase in phrases(fiche):
            ou[phrase].add(fiche.identifiant)
    assert {p: sorted(f) for p, f in ou.items() if len(f) > 1} == {}


def test_chaque_concept_est_le_theme_d_une_ressource_ou_regroupe():
    themes = {
        v.identifiant
        for r in CORPUS.ressources
        for nom in ("sujet", "concepts")
        for v in r.champs.get(nom, ())
    }
    quads = list(charger_thesaurus())
    concepts = {q.sujet for q in quads if q.predicat == SKOS + "notation"}
    groupes = {q.objet for q in quads if q.predicat == SKOS + "broader"}
    assert sorted(c for c in concepts - groupes if c.nom_local not in themes) == []


def test_aucune_coordonnee_de_personne():
    for chemin in fichiers():
        texte = chemin.read_text(encoding="utf-8")
        assert not re.search(r"[\w.+-]+@[\w-]+\.\w+", texte), chemin.name
        assert not re.search(r"\b0[1-9](?:[ .]?\d\d){4}\b", texte), chemin.name


def test_les_enonces_ont_un_texte_et_un_mode_qui_leur_va():
    for ressource in CORPUS.ressources:
        if set(ressource.genres) & set(ENONCES):
            assert ressource.champs["texte"]
            pose = bool({"Question", "Defi"} & set(ressource.genres))
            assert ressource.champs["mode"] == (("posee",) if pose else ("affirmee",)), ressource.identifiant
            assert ressource.champs["concepts"]


def fichiers():
    return sorted(FICHES_LIVREES.rglob("*.md"))


@pytest.mark.parametrize("chemin", fichiers(), ids=lambda c: c.stem)
def test_aucune_suite_de_huit_mots_de_la_page(chemin):
    empreintes = set(FICHIER.read_text(encoding="utf-8").split())
    recopiees = [s for s in suites(chemin.read_text(encoding="utf-8")) if empreinte(s) in empreintes]
    assert not recopiees, f"{chemin.name} recopie la page ; redites avec vos mots : {recopiees}"


def test_l_empreinte_reconnait_une_copie():
    empreintes = set(FICHIER.read_text(encoding="utf-8").split())
    assert len(empreintes) > 800
    copie = "Alors même que leurs CONTRAINTES budgétaires s’accentuent. Peut-on y voir"
    assert any(empreinte(s) in empreintes for s in suites(copie))
    assert not any(empreinte(s) in empreintes for titre in ATELIERS.values() for s in suites(titre))


@pytest.mark.parametrize("chemin", fichiers(), ids=lambda c: c.stem)
def test_la_typographie(chemin):
    texte = chemin.read_text(encoding="utf-8")
    assert not re.search(r"\w'\w", texte), "apostrophe droite ; écrivez ’"
    assert "\t" not in texte
