"""Le français : des invariants sur beaucoup de textes, puis des exemples."""

import random
import unicodedata

import pytest
import simplemma

from corpus.langue import (
    cle_de_tri,
    composes,
    est_article,
    lemme,
    lemmes,
    mots,
    normaliser,
    plier,
    racines,
    surligner,
)
from corpus.lecteurs.dossier import lire_dossier

PHRASES = [
    "L’économie sociale et solidaire dans nos quartiers",
    "Qu'est-ce que l’habitat partagé ? C'est-à-dire…",
    "Les citoyennes s’entraident aujourd’hui, jusqu’à 14 h 30 (n°23).",
    "LA FING, l'ESS, une AMAP et un S.E.L. près de l’hôtel",
    "La (R)évolution du travail : quelle(s) gouvernance(s) à l'ère des données ?",
    "Œuvre, cœur, nœud, où, ça, naïf, Noël, maïs",
    "contact@exemple.fr — voir https://exemple.fr/a_b?c=1 😀👩‍👩‍👧 C++ C# CO2 2,5 10 000",
]


def sans_accent(texte):
    nu = unicodedata.normalize("NFD", texte)
    return "".join(c for c in nu if not unicodedata.combining(c))


VARIANTES = {
    "capitales": str.upper,
    "minuscules": str.lower,
    "accents séparés": lambda t: unicodedata.normalize("NFD", t),
    "sans accent": sans_accent,
    "apostrophe droite": lambda t: t.replace("’", "'"),
    "apostrophe courbe": lambda t: t.replace("'", "’"),
    "espaces insécables": lambda t: t.replace(" ", "\u00a0"),
    "espaces en trop": lambda t: "  " + t.replace(" ", "   ") + " ",
    "ligatures ouvertes": lambda t: t.replace("Œ", "Oe").replace("œ", "oe"),
    "coupures invisibles": lambda t: t.replace("é", "é\u00ad"),
}


@pytest.mark.parametrize("variante", VARIANTES)
@pytest.mark.parametrize("phrase", PHRASES)
def test_la_graphie_ne_change_ni_racines_ni_lemmes(phrase, variante):
    if variante == "espaces en trop":
        phrase = phrase.replace("14 h 30", "14h30").replace("10 000", "10000")
    autre = VARIANTES[variante](phrase)
    assert racines(autre) == racines(phrase)
    assert lemmes(autre) == lemmes(phrase)


def textes_au_hasard(nombre):
    hasard = random.Random(20)
    alphabet = "aeiouéèêàçœÆßstnrlL'’ -.,()?!«»0123456789\u00a0\u0301\u00ad\n😀º²_+#@"
    return ["".join(hasard.choices(alphabet, k=hasard.randint(0, 60))) for _ in range(nombre)]


@pytest.mark.parametrize("texte", textes_au_hasard(300))
def test_invariants_sur_des_textes_quelconques(texte):
    assert plier(plier(texte)) == plier(texte)
    assert normaliser(normaliser(texte)) == normaliser(texte)
    tous = mots(texte, vides=True)
    places = [place for mot in tous for place in (mot.debut, mot.fin)]
    assert places == sorted(places)
    for mot in tous:
        morceau = texte[mot.debut : mot.fin]
        assert mot.forme
        assert mot.racine
        assert mot.forme == plier(mot.forme)
        # La place rend le mot : le relire seul redonne la même forme.
        assert [m.forme for m in mots(morceau, vides=True)] == [mot.forme]
    assert [mot for mot in tous if mot in mots(texte)] == mots(texte)


@pytest.mark.parametrize(
    ("texte", "attendues"),
    [
        ("l'habitat partagé", ["habitat", "partage"]),
        ("Aujourd’hui", ["aujourd'hui"]),
        ("presqu’île, lorsqu’elle, qu’il", ["ile", "elle", "il"]),
        ("14h30 et 14 h 30", ["14h30", "et", "14h30"]),
        ("n°23, nº 23", ["n", "23", "n", "23"]),
        ("S.E.L. (SEL)", ["sel", "sel"]),
        ("C++ et C#", ["c++", "et", "c#"]),
        ("10 000 € et 2,5 %", ["10000", "et", "2.5"]),
        ("quelle(s) gouvernance(s)", ["quelles", "gouvernances"]),
        ("La (R)évolution", ["la", "revolution"]),
        ("citoyen·ne·s", ["citoyen", "ne", "s"]),
        ("porte-à-porte", ["porte", "a", "porte"]),
        ("l' habitat, d'", ["habitat"]),
        ("", []),
        ("… ! 😀 « »", []),
    ],
)
def test_mots(texte, attendues):
    assert [mot.forme for mot in mots(texte, vides=True)] == attendues


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ", "′"])
@pytest.mark.parametrize(
    "elision", [*"ldjnscmtLD", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "Jusqu", "LORSQU"]
)
def test_toute_elision_disparait(elision, apostrophe):
    texte = f"{elision}{apostrophe}habitat"
    (mot,) = mots(texte, vides=True)
    assert (mot.forme, texte[mot.debut : mot.fin]) == ("habitat", "habitat")


@pytest.mark.parametrize("tiret", ["-", "‐", "‑"])
@pytest.mark.parametrize(
    ("compose", "soude"),
    [
        ("éco-quartier", "écoquartier"),
        ("ÉCO-QUARTIERS", "écoquartiers"),
        ("l’auto-partage", "autopartage"),
        ("loi n° 2014-856", "2014856"),
        ("covid-19", "covid19"),
        ("ISSN 2049-372X", "2049372x"),
    ],
)
def test_un_mot_compose_se_lit_aussi_soude(compose, soude, tiret):
    assert [m.racine for m in composes(compose.replace("-", tiret))] == racines(soude)


def test_un_compose_qui_a_un_mot_vide_reste_en_morceaux():
    assert composes("porte-à-porte, savoir-faire, est-ce, 3 - 4, avant--après") == []
    assert racines("porte-à-porte") == racines("porte à porte")


@pytest.mark.parametrize(
    "ecrit", ["978-2-07-036822-8", "978 2 07 036822 8", "9782070368228", "978‑2070368228"]
)
def test_un_isbn_est_d_une_piece(ecrit):
    assert racines(f"ISBN {ecrit}.") == ["isbn", "9782070368228"]


@pytest.mark.parametrize(
    ("sigle", "autre"),
    [("RERS", "RER"), ("CNRS", "cnr"), ("CIGALES", "cigale"), ("DATAR", "data"), ("RTES", "RTE")],
)
def test_un_sigle_garde_ses_lettres(sigle, autre):
    assert racines(sigle) == racines(sigle.lower()) == [sigle.lower()]
    assert lemme(sigle) == sigle.lower()
    assert racines(sigle) != racines(autre)


def test_un_sigle_pointe_est_le_meme():
    assert racines("S.C.I.C.") == racines("SCIC") == racines("scic") == ["scic"]


def test_aucun_sigle_livre_n_est_deforme():
    livrees = lire_dossier().ressources
    textes = [r.titre for r in livrees] + [s.texte for r in livrees for s in r.sections]
    capitales = {
        mot
        for texte in textes
        for mot in mots(texte)
        if len(mot.forme) > 1 and texte[mot.debut : mot.fin].isupper() and mot.racine != mot.forme
    }
    deformes = {mot.forme for mot in capitales if not simplemma.is_known(mot.forme, lang="fr")}
    assert deformes <= {"france"}, f"Ajoutez à corpus/sigles.txt : {', '.join(sorted(deformes))}"


def test_les_mots_vides_sont_laisses():
    assert racines("Comment est-ce que les uns et les autres le sont ?") == []
    assert [mot.forme for mot in mots("où est la mairie de mon quartier ?")] == ["mairie", "quartier"]


@pytest.mark.parametrize(
    "famille",
    [
        "financer financement financements finance",
        "participer participation participatif participatives",
        "mutualiser mutualisation",
        "recycler recyclage",
        "partage partager partagé partages",
        "gouverner gouvernance",
        "citoyen citoyens citoyenne citoyennes",
        "travail travaux travailler",
        "local locaux locale locales",
        "réseau réseaux",
        "résilience résilient",
        "solidaire solidarité solidarités",
        "public publics publique publiques",
        "écologie écologique écologiques",
        "collaborer collaboratif collaboration",
        "généreux généreuse généreuses",
    ],
)
def test_une_famille_a_une_racine(famille):
    assert len({racine for mot in famille.split() for racine in racines(mot)}) == 1


@pytest.mark.parametrize(
    "couple", ["partage part", "village ville", "habitat habitant", "numérique numéro", "politique police"]
)
def test_des_mots_distincts_gardent_leur_racine(couple):
    assert len(set(racines(couple))) == 2


@pytest.mark.parametrize(
    "formes",
    [
        "donnée données donnee donnees DONNÉES",
        "prêt prêts pret",
        "travail travaux",
        "réseau réseaux",
        "local locaux locale locales",
        "participatif participatifs participative participatives",
        "noyau noyaux",
        "lieu lieux",
    ],
)
def test_un_lemme_pour_le_singulier_le_pluriel_et_les_accents(formes):
    assert len({lemme(forme) for forme in formes.split()}) == 1


def test_le_lemme_ne_melange_pas_le_nom_et_le_verbe():
    assert lemme("finances") != lemme("financer")
    assert lemme("données") != lemme("donne")


def test_les_articles():
    assert est_article("les")
    assert not est_article("sans")


def test_le_tri_range_e_accent_avec_e():
    melanges = ["Zèbre", " Économie", "Eau", "œuvre", "Étude", "« Éden »", "oeil", "École"]
    assert sorted(melanges, key=cle_de_tri) == [
        "Eau",
        "École",
        " Économie",
        "« Éden »",
        "Étude",
        "oeil",
        "œuvre",
        "Zèbre",
    ]


def test_les_accents_puis_la_casse_ne_departagent_que_les_egaux():
    assert sorted(["côté", "cote", "coté"], key=cle_de_tri) == ["cote", "coté", "côté"]
    assert sorted(["Été", "ete", "été"], key=cle_de_tri) == ["ete", "été", "Été"]
    assert cle_de_tri("été b") > cle_de_tri("ETE A")


def test_les_nombres_se_trient_par_valeur():
    assert sorted(["n° 10", "n° 9"], key=cle_de_tri) == ["n° 9", "n° 10"]


def test_surligner_traverse_flexion_et_accents_sans_l_article():
    texte = "L’avocat parle d'Économie : les économies, l’ECONOMIE, un écran."
    places = surligner(texte, set(racines("economies")))
    assert [texte[debut:fin] for debut, fin in places] == ["Économie", "économies", "ECONOMIE"]
    assert surligner("L’avocat", racines("avocats")) == [(2, 8)]
    assert surligner("un éco-quartier", racines("écoquartiers")) == [(3, 15)]
    assert surligner("un éco-quartier", racines("quartier")) == [(7, 15)]
    assert surligner(texte, []) == []


@pytest.mark.parametrize("motif", ["a'", "(", "a.", "1 ", "111 ", "é", "\u0301", "’", "mot ", "😀", "C+"])
def test_dix_mille_caracteres(motif):
    texte = motif * (10_000 // len(motif))
    assert all(mot.fin <= len(texte) for mot in mots(texte, vides=True))
    surligner(texte, {"a"})
    plier(texte)
    cle_de_tri(texte)
