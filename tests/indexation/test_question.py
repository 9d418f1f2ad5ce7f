"""Lire une question : mots, poids, fautes, expressions, écriture courante."""

from collections import Counter

import pytest

from corpus import langue
from indexation.fautes import fautes_permises, lettre_doublee, voisines
from indexation.question import lire

TEXTES = (
    "L'économie circulaire des villes",
    "Un habitat partagé, des habitats groupés",
    "La ville intelligente et ses capteurs",
    "Le financement participatif",
    "Les données ouvertes d'une ville",
    "Un éco-quartier, selon la loi n° 2014-856",
    "L'autopartage et la RFC 3986, en C++",
    "Le RGPD, la SCOP et le rer",
)


class Vocabulaire:
    """Un vocabulaire tiré de quelques phrases, chacune tenant lieu de ressource."""

    def __init__(self, textes=TEXTES):
        self.totaux = {"ressources": len(textes)}
        self._mots = [(texte[m.debut : m.fin].lower(), m) for texte in textes for m in langue.mots(texte)]
        self._racines = Counter(
            r
            for texte in textes
            for r in {*langue.racines(texte), *(m.racine for m in langue.composes(texte))}
        )

    @property
    def formes(self):
        return Counter(mot.forme for _, mot in self._mots)

    def frequences(self, racines):
        return {r: self._racines[r] for r in racines if r in self._racines}

    def ecriture(self, lemme):
        return self._plus_courante(e for e, m in self._mots if langue.lemme(m.forme) == lemme)

    def ecriture_de(self, forme):
        return self._plus_courante(e for e, m in self._mots if m.forme == forme)

    def _plus_courante(self, ecritures):
        comptees = Counter(ecritures)
        return min(comptees, key=lambda e: (-comptees[e], e)) if comptees else None


@pytest.fixture
def vocabulaire():
    return Vocabulaire()


def test_les_mots_vides_et_les_doublons_ne_sont_pas_des_termes(vocabulaire):
    lue = lire("Quelle économie pour les économies des villes ?", vocabulaire)
    assert [t.ecrit for t in lue.termes] == ["économie", "villes"]
    assert lue.corrigee == ""


def test_un_mot_rare_ou_inconnu_pese_plus(vocabulaire):
    poids = {t.ecrit: t.poids for t in lire("ville financement zirconium", vocabulaire).termes}
    assert poids["ville"] < poids["financement"] < poids["zirconium"]


@pytest.mark.parametrize(
    ("fautive", "corrigee"),
    [
        ("finansement", "financement"),
        ("participatiff", "participatif"),
        ("habtat", "habitat"),
        ("intelliegnte", "intelligente"),
        ("la vile", "la ville"),
        ("capteus connectés de la ville", "capteurs connectés de la ville"),
    ],
)
def test_une_faute_est_corrigee(vocabulaire, fautive, corrigee):
    assert lire(fautive, vocabulaire).corrigee == corrigee


@pytest.mark.parametrize(
    "juste", ["ville", "données", "donnée", "piscine", "vélo", "2017", "xyz", "habitation"]
)
def test_un_mot_juste_ou_trop_loin_ne_l_est_pas(vocabulaire, juste):
    assert lire(juste, vocabulaire).corrigee == ""


@pytest.mark.parametrize(
    ("fautive", "corrigee"),
    [
        ("HABTAT PARTAGÉ", "habitat PARTAGÉ"),
        ("écnomie", "économie"),
        ("ÉCNOMIE circulaire", "économie circulaire"),
    ],
)
def test_une_faute_dans_un_mot_accentue_ou_en_capitales(vocabulaire, fautive, corrigee):
    assert lire(fautive, vocabulaire).corrigee == corrigee


@pytest.mark.parametrize(
    "sigle", ["le RGPC", "une SCOT", "le PACS", "C#", "RFC 3987", "n° 2014-857", "S.C.O.T."]
)
def test_un_sigle_ou_un_code_n_est_pas_corrige(vocabulaire, sigle):
    assert lire(sigle, vocabulaire).corrigee == ""


def test_deux_lettres_interverties_d_un_sigle_le_sont(vocabulaire):
    assert lire("le RGDP", vocabulaire).corrigee == "le rgpd"
    assert lire("une SOCP", vocabulaire).corrigee == "une scop"


def test_entre_guillemets_une_faute_est_proposee_sans_etre_corrigee(vocabulaire):
    lue = lire("« habtat partagé » et finansement", vocabulaire)
    assert lue.texte == "« habtat partagé » et financement"
    assert lue.corrigee == "« habitat partagé » et financement"
    assert lue.phrases == (tuple(langue.racines("habtat partagé")),)


@pytest.mark.parametrize("ecrit", ["éco-quartier", "éco quartier"])
def test_un_compose_cherche_aussi_sa_forme_soudee(ecrit):
    termes = lire(ecrit, Vocabulaire(["Un écoquartier", "Un quartier"])).termes
    (soudee,) = langue.racines("écoquartier")
    assert [soudee in {v.racine for v in t.variantes} for t in termes] == [True, True]


def test_un_morceau_de_compose_connu_n_est_pas_une_faute(vocabulaire):
    assert lire("auto-partage", vocabulaire).corrigee == ""
    assert lire("un auto partage", vocabulaire).corrigee == ""
    assert lire("écoquartier", vocabulaire).corrigee == ""


def test_une_reference_compte_en_plus_de_ses_morceaux(vocabulaire):
    (loi, *morceaux, reference) = lire("loi n° 2014-856", vocabulaire).termes
    assert (loi.ecrit, [m.ecrit for m in morceaux]) == ("loi", ["2014", "856"])
    assert (reference.ecrit, reference.distinctif) == ("2014-856", True)
    assert not any(t.distinctif for t in (loi, *morceaux))
    assert [t.ecrit for t in lire("de 2014-2017 à 2018-19", vocabulaire).termes] == [
        "2014",
        "2017",
        "2018",
        "19",
    ]


@pytest.mark.parametrize(
    ("question", "distinctifs"),
    [
        ("que dit le RGPD des villes ?", ["RGPD"]),
        ("coder en C++", ["C++"]),
        ("la RFC 3986", ["RFC"]),
        ("capteurs", ["capteurs"]),
        ("capteurs de la ville", []),
        ("capteus", []),
        ("QUE DIT LE RGPD", []),
        ("zirconium", []),
    ],
)
def test_ce_qui_suffit_a_designer_une_ressource(vocabulaire, question, distinctifs):
    assert [t.ecrit for t in lire(question, vocabulaire).termes if t.distinctif] == distinctifs


def test_un_mot_corrige_pese_moins_et_garde_ses_variantes(vocabulaire):
    (terme,) = lire("habtat", vocabulaire).termes
    assert [v.racine for v in terme.variantes] == langue.racines("habitat")
    assert terme.variantes[0].poids < 1


@pytest.mark.parametrize(("fautif", "juste"), [("gouvernence", "gouvernance"), ("donées", "données")])
def test_un_mot_dont_l_index_n_a_que_la_racine_est_corrige_et_la_garde(fautif, juste):
    lue = lire(f"{fautif} ouvertes", Vocabulaire(["La gouvernance des données", "des portes ouvertes"]))
    assert (lue.corrigee, lue.a_vectoriser) == (f"{juste} ouvertes", f"{juste} ouvertes")
    assert langue.racines(fautif)[0] in {v.racine for v in lue.termes[0].variantes if v.poids == 1}


@pytest.mark.parametrize("juste", ["les recycleries", "recyclaient", "des SCOPS", "recyclerie"])
def test_une_autre_forme_du_meme_mot_n_est_pas_une_faute(juste):
    assert lire(juste, Vocabulaire(["Une recyclerie", "recycler", "une SCOP"])).corrigee == ""


def test_un_nom_propre_court_ne_devient_pas_un_autre_mot():
    vocabulaire = Vocabulaire(["clip", "Rennes", "Strasbourg"])
    assert lire("une panne de Clio", vocabulaire).corrigee == ""
    assert lire("une panne de clio", vocabulaire).corrigee == "une panne de clip"
    assert lire("vivre à Rennnes", vocabulaire).corrigee == "vivre à rennes"
    assert lire("vivre à Strsbourg", vocabulaire).corrigee == "vivre à strasbourg"


def test_une_initiale_changee_compte_double():
    assert voisines("tatin", {"matin": 9}) == []
    assert [v.forme for v in voisines("tinancement", {"financement": 9})] == ["financement"]
    assert [v.forme for v in voisines("abitat", {"habitat": 9})] == ["habitat"]


def test_les_fautes_permises_croissent_avec_le_mot():
    assert [fautes_permises(m) for m in ("eau", "ville", "habitat", "logement", "c3po56789")] == [
        0,
        1,
        1,
        2,
        0,
    ]


def test_les_voisines_sont_les_plus_proches_puis_les_plus_courantes():
    vocabulaire = {"ville": 5, "villa": 9, "vallee": 50}
    assert [v.forme for v in voisines("villo", vocabulaire)] == ["villa", "ville"]
    assert voisines("rutabaga", vocabulaire) == []


def test_une_consonne_doublee_est_une_faute_courante():
    assert lettre_doublee("vile", "ville")
    assert not lettre_doublee("cree", "creee")
    assert not lettre_doublee("vile", "vide")


def test_les_mots_cles_prennent_leur_ecriture_courante(vocabulaire):
    for question in ("économie", "economie", "ÉCONOMIES", "l’économie"):
        assert lire(question, vocabulaire).a_vectoriser == "économie"


def test_une_phrase_garde_ses_mots_et_retrouve_ses_accents(vocabulaire):
    lue = lire("Comment les DONNEES ouvertes aident une ville intelligente a decider ?", vocabulaire)
    assert lue.a_vectoriser == "comment les données ouvertes aident une ville intelligente a decider ?"


@pytest.mark.parametrize(
    "question", ["« ville intelligente »", '"ville intelligente"', "“ville intelligente”"]
)
def test_les_guillemets_font_une_expression(vocabulaire, question):
    assert lire(question, vocabulaire).phrases == (tuple(langue.racines("ville intelligente")),)


def test_les_places_donnent_la_masse_d_une_partie(vocabulaire):
    lue = lire("ville intelligente et habitat", vocabulaire)
    assert lue.masse_entre(0, len("ville intelligente")) == pytest.approx(
        sum(t.poids for t in lue.termes[:2])
    )
    assert lue.masse_entre(0, len(lue.texte)) == pytest.approx(lue.masse)
