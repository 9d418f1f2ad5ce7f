"""Le lexique, le repérage, et la chaîne spaCy qui doit répondre pareil."""

import random
import subprocess
import sys

import pytest

from corpus import langue
from corpus.extraction import modele, reconnaissance
from corpus.extraction.lexique import Entree, Lexique, reperer
from corpus.extraction.reconnaissance import Decoupeur, reconnaitre
from corpus.lecteurs.dossier import lire_dossier

LEXIQUE = Lexique(
    (
        Entree("c:donnees", "données", "données", "pref"),
        Entree("c:gouvernance", "gouvernance", "gouvernance", "pref"),
        Entree("c:gouvernance-donnees", "gouvernance des données", "gouvernance des données", "pref"),
        Entree("c:pret", "prêt participatif", "prêt participatif", "pref"),
        Entree("c:financement", "financement participatif", "financement participatif", "pref"),
        Entree("c:financement", "financement participatif", "crowdfunding", "alt"),
        Entree("c:financement", "financement participatif", "crowd funding", "cache"),
        Entree("c:habitat", "habitat partagé", "l’habitat partagé", "pref"),
        Entree("o:fing", "La FING", "La FING", "pref"),
        Entree("r:emploi", "Transformer", "Transformer l’emploi, redonner du sens au travail", "pref"),
        Entree("c:travail", "travail", "travail", "pref"),
        Entree("c:peine", "pénibilité", "travail", "alt"),
        Entree("c:entraide", "entraide", "coup de main", "alt"),
        Entree("c:aide", "aide", "coup de main", "alt"),
        Entree("c:vide", "vide", "le la", "pref"),
    )
)


def trouver(texte, lexique=LEXIQUE):
    return [(texte[m.debut : m.fin], m.iri) for m in reperer(texte, lexique)]


@pytest.mark.parametrize(
    ("texte", "attendus"),
    [
        ("La gouvernance des données", [("gouvernance des données", "c:gouvernance-donnees")]),
        ("GOUVERNANCES DE DONNEES", [("GOUVERNANCES", "c:gouvernance"), ("DONNEES", "c:donnees")]),
        ("des prêts participatifs", [("prêts participatifs", "c:pret")]),
        ("un pret-participatif", [("pret-participatif", "c:pret")]),
        ("un prêt, participatif", []),
        ("un prêt\n\nparticipatif", []),
        ("les habitats partagés", [("habitats partagés", "c:habitat")]),
        ("l'habitat partagé", [("habitat partagé", "c:habitat")]),
        ("selon la Fing", [("Fing", "o:fing")]),
        ("le la", []),
        ("", []),
        ("prêt", []),
        (
            "Lire Transformer l'emploi, redonner du sens au travail.",
            [("Transformer l'emploi, redonner du sens au travail", "r:emploi")],
        ),
        (
            "crowd-funding et crowdfunding",
            [("crowd-funding", "c:financement"), ("crowdfunding", "c:financement")],
        ),
    ],
)
def test_reperer(texte, attendus):
    assert trouver(texte) == attendus


@pytest.mark.parametrize(
    ("texte", "attendus"),
    [
        ("un écoquartier", ["écoquartier"]),
        ("des ÉCO-QUARTIERS", ["ÉCO-QUARTIERS"]),
        ("l’éco quartier", ["éco quartier"]),
        ("le co-voiturage, le co‑voiturage", ["co-voiturage", "co‑voiturage"]),
        ("la charte d’éco-quartier", ["charte d’éco-quartier"]),
        ("du porte à porte et du porte-à-porte", ["porte à porte", "porte-à-porte"]),
    ],
)
def test_le_trait_d_union_ne_separe_pas_un_libelle(texte, attendus):
    formes = ("éco-quartier", "covoiturage", "charte d’écoquartier", "porte-à-porte")
    lexique = Lexique(tuple(Entree(f"c:{forme}", forme, forme, "pref") for forme in formes))
    assert [trouve for trouve, _ in trouver(texte, lexique)] == attendus
    assert list(reconnaitre([texte], lexique)) == [reperer(texte, lexique)]


def test_la_meilleure_nature_l_emporte_et_l_egalite_rend_tout():
    assert [(m.iri, m.nature) for m in reperer("mon travail", LEXIQUE)] == [("c:travail", "pref")]
    assert trouver("un coup de main") == [("coup de main", "c:aide"), ("coup de main", "c:entraide")]


def test_la_plus_longue_d_abord_meme_commencee_plus_loin():
    lexique = Lexique(
        (Entree("x:ab", "", "rouge vert", "pref"), Entree("x:bcd", "", "vert bleu noir", "pref"))
    )
    assert trouver("rouge vert bleu noir", lexique) == [("vert bleu noir", "x:bcd")]


def test_la_version_suit_le_contenu_et_pas_l_ordre():
    a, b = LEXIQUE.entrees[:2]
    assert Lexique((a, b)).version == Lexique((b, a)).version
    assert Lexique((a, b)).version != Lexique((a,)).version
    assert Lexique((a,)).version != Lexique((Entree(a.iri, a.libelle, a.forme, "alt"),)).version


def textes():
    livres = [s.texte for r in lire_dossier().ressources for s in r.sections]
    hasard = random.Random(7)
    pieces = [
        "prêts",
        "participatif",
        "gouvernance",
        "des",
        "données",
        ", ",
        "-",
        " ",
        "\n\n",
        "l’",
        "FING",
        "😀",
    ]
    pieces += ["coup de main", "La ", "« ", ". ", "travail"]
    melanges = [" ".join(hasard.choices(pieces, k=hasard.randint(0, 30))) for _ in range(100)]
    return ["", " ", "😀", " , travail ", *livres, *melanges]


@pytest.fixture(autouse=True)
def sans_modele(monkeypatch):
    monkeypatch.setattr(modele, "installe", lambda: None)


def verbes(document):
    """Ce que dirait un modèle qui prend tout « partage » pour un verbe."""
    for jeton in document:
        partage = jeton.lower_.startswith("partag")
        jeton.pos_ = "PRON" if jeton.lower_ in {"il", "nous"} else "VERB" if partage else "NOUN"
        jeton.lemma_ = "partager" if partage else jeton.lower_
    return document


@pytest.mark.parametrize("en_nombre", [True, False])
def test_un_modele_installe_ecarte_les_verbes(monkeypatch, en_nombre):
    spacy = pytest.importorskip("spacy")
    spacy.Language.component("verbes_d_essai", func=verbes)
    chaine = spacy.blank("fr")
    chaine.add_pipe("verbes_d_essai")
    monkeypatch.setattr(modele, "installe", lambda: "fr_core_news_sm")
    monkeypatch.setattr(modele, "version", lambda nom: "3.8.0")
    monkeypatch.setattr(modele, "_charger", lambda: chaine)
    lexique = Lexique(tuple(Entree(f"c:{f}", f, f, "pref") for f in ("partage", "partager", "temps partagé")))
    textes = ["Il partage le partage.", "Il partage", "rien", "nous partager", "un temps partagé"]
    lues = [
        [(texte[m.debut : m.fin], m.iri) for m in mentions]
        for texte, mentions in zip(textes, reconnaitre(textes, lexique, en_nombre=en_nombre), strict=True)
    ]
    assert lues == [
        [("partage", "c:partage")],
        [],
        [],
        [("partager", "c:partager")],
        [("temps partagé", "c:temps partagé")],
    ]
    assert modele.identite() == f"{langue.ANALYSE}, fr_core_news_sm 3.8.0"


def test_sans_spacy_la_reconnaissance_en_nombre_repond_pareil(monkeypatch):
    tous = textes()[:20]
    monkeypatch.setattr(reconnaissance, "find_spec", lambda nom: None)
    monkeypatch.setattr(reconnaissance, "_par_spacy", lambda *tout: pytest.fail("spaCy a servi"))
    assert list(reconnaitre(tous, LEXIQUE)) == [reperer(texte, LEXIQUE) for texte in tous]


def test_spacy_repond_comme_reperer():
    tous = textes()
    attendus = [reperer(texte, LEXIQUE) for texte in tous]
    assert list(reconnaitre(iter(tous), LEXIQUE)) == attendus
    assert sum(map(len, attendus)) > 100


def test_le_decoupage_pour_spacy_garde_tout_le_texte():
    spacy = pytest.importorskip("spacy")
    decoupeur = Decoupeur(spacy.blank("fr").vocab)
    for texte in textes():
        assert decoupeur(texte).text == texte


def test_reperer_et_lire_les_fiches_n_importent_pas_spacy():
    code = (
        "import sys\n"
        "import corpus.extraction.lexique, corpus.extraction.reconnaissance, corpus.decoupage\n"
        "from corpus.lecteurs.dossier import lire_dossier\n"
        "lire_dossier()\n"
        "lourds = {'spacy', 'simplemma', 'torch', 'rdflib', 'pyoxigraph', 'streamlit'} & set(sys.modules)\n"
        "print(*lourds)\n"
    )
    fini = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not fini.stdout.strip()
