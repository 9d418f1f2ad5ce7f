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
)


class Vocabulaire:
    """Un vocabulaire tiré de quelques phrases, chacune tenant lieu de ressource."""

    def __init__(self, textes=TEXTES):
        self.totaux = {"ressources": len(textes)}
        self._mots = [(texte[m.debut : m.fin].lower(), m) for texte in textes for m in langue.mots(texte)]
        self._racines = Counter(r for texte in textes for r in set(langue.racines(texte)))

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


def test_un_mot_corrige_pese_moins_et_garde_ses_variantes(vocabulaire):
    (terme,) = lire("habtat", vocabulaire).termes
    assert [v.racine for v in terme.variantes] == langue.racines("habitat")
    assert terme.variantes[0].poids < 1


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
