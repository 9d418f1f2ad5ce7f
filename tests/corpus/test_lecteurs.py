"""Chaque faute d'une fiche donne son fichier, sa ligne, son champ et le remède."""

import datetime

import pytest

from corpus.lecteurs import lire_fichier
from corpus.lecteurs.dossier import FICHES_LIVREES, lire_dossier
from corpus.lecteurs.erreurs import ErreurFiches
from corpus.lecteurs.fiche import TAILLE_MAXIMALE
from corpus.modele import Annee, Renvoi, Section
from ontologie.chargement import charger_thesaurus

NOTICE = "{auteur: moi, creee: 2026-11-23, modifiee: 2026-11-24, statut: publie, preuve: lue}"
SAINE = f"""\
---
type: Atelier
identifiant: essai
titre: Un essai
resume: Un résumé.
cycle: cycle-un
heure_debut: 14:30
heure_fin: "17:30"
lieu: salle
concepts: [travail, donnees]
references: [livre]
angles:
  - identifiant: angle-un
    titre: Un angle
    enonces:
      - {{type: Question, identifiant: q-un, titre: "Une question ?", mode: posee}}
enonces:
  - type: [Constat, Risque]
    identifiant: e-un
    titre: Un énoncé
    texte: "Un texte : avec deux points."
    mode: affirmee
    notice: {NOTICE.replace("lue", "citee")}
sources: [page]
notice: {NOTICE}
---
## Premier
Du texte.

## Second
- puce
"""
AUTRES = {
    "cycles/cycle-un.md": "type: Cycle\nidentifiant: cycle-un\ntitre: Cycle\nsources: [page]",
    "lieux/salle.md": "type: Lieu\nidentifiant: salle\ntitre: Salle\nsources: [page]",
    "sources/page.md": "type: SourceDocumentaire\nidentifiant: page\ntitre: Page",
    "references/livre.md": (
        "type: Reference\nidentifiant: livre\ntitre: Livre\nediteur: maison\npublication: 2017\n"
        "numero: 23\nadresse: https://exemple.fr/a\nsources: [page]"
    ),
    "acteurs/maison.md": "type: Organisation\nidentifiant: maison\ntitre: Maison\nsources: [page]",
}


def deposer(dossier, fiche=SAINE, **autres):
    fichiers = {nom: f"---\n{corps}\nnotice: {NOTICE}\n---\n" for nom, corps in AUTRES.items()}
    for nom, texte in {**fichiers, "ateliers/essai.md": fiche, **autres}.items():
        chemin = dossier / nom
        chemin.parent.mkdir(parents=True, exist_ok=True)
        chemin.write_bytes(texte if isinstance(texte, bytes) else texte.encode())
    return dossier


def fautes(dossier, **options):
    with pytest.raises(ErreurFiches) as prise:
        lire_dossier(dossier, **options)
    return prise.value.fautes


def test_une_fiche_saine(tmp_path):
    ressources = {r.identifiant: r for r in lire_dossier(deposer(tmp_path)).ressources}
    atelier = ressources["essai"]
    assert atelier.champs["heure_debut"] == (datetime.time(14, 30),)
    assert atelier.champs["concepts"] == (Renvoi("concept", "travail"), Renvoi("concept", "donnees"))
    assert atelier.sections == (Section("Premier", "Du texte."), Section("Second", "- puce"))
    assert atelier.notice.modifiee == datetime.date(2026, 11, 24)
    assert ressources["livre"].champs["publication"] == (Annee(2017),)
    assert ressources["livre"].champs["numero"] == ("23",)
    assert ressources["angle-un"].genres == ("Angle",)
    assert ressources["angle-un"].parent == Renvoi("atelier", "essai")
    assert ressources["angle-un"].notice == atelier.notice
    assert ressources["q-un"].parent == Renvoi("angle", "angle-un")
    assert ressources["e-un"].genres == ("Constat", "Risque")
    assert ressources["e-un"].notice.preuve == "citee"
    assert ressources["e-un"].sources == (Renvoi("source", "page"),)


LIGNE_NOTICE = f"\nnotice: {NOTICE}"
# Ce que l'on remplace, par quoi, la ligne, le champ, et des mots du message.
FAUTES = [
    (
        "heure_debut: 14:30",
        "heure_debut: 25:00",
        7,
        "heure_debut",
        "« 25:00 » n'est pas une heure. Attendu : heure (14:30).",
    ),
    ("heure_debut: 14:30", "heure_debut: 9:00", 7, "heure_debut", "« 9:00 » n'est pas une heure"),
    ("heure_debut: 14:30", "heur_debut: 14:30", 7, "heur_debut", "Vouliez-vous dire « heure_debut »"),
    ("type: Atelier", "type: Ateleir", 2, "type", "Vouliez-vous dire « Atelier »"),
    ("type: Atelier", "type: [Atelier, Cycle]", 2, "type", "plusieurs genres"),
    ("type: Atelier\n", "", 2, "type", "le champ manque"),
    ("type: Atelier", "type: Question", 2, "type", "s'écrit dans la fiche de ce dont il fait partie"),
    ("type: [Constat, Risque]", "type: [Constat, Constat]", 18, "type", "plusieurs genres"),
    ("type: [Constat, Risque]", "type: Rique", 18, "type", "Vouliez-vous dire « Risque »"),
    ("titre: Un essai\n", "", 2, "titre", "le champ manque"),
    ("titre: Un essai", "titre: Un essai.", 4, "titre", "finit par un point"),
    ("titre: Un essai", "titre:", 4, "titre", "vide"),
    ("titre: Un essai", "titre: [a, b]", 4, "titre", "une seule valeur"),
    ("resume: Un résumé.", "resume: ''", 5, "resume", "vide"),
    ("identifiant: essai", "identifiant: Éssai", 3, "identifiant", "n'est pas un identifiant"),
    ("identifiant: essai", "identifiant: autre", 3, "identifiant", "n'est pas le nom du fichier"),
    ("cycle: cycle-un", "cycle: cycle-une", 6, "cycle", "Vouliez-vous dire « cycle-un »"),
    ("concepts: [travail, donnees]", "concepts: [travail, travail]", 10, "concepts", "en double"),
    ("concepts: [travail, donnees]", "concepts: []", 10, "concepts", "non vide"),
    ("concepts: [travail, donnees]", "concepts: {a: b}", 10, "concepts", "bonne forme"),
    ("references: [livre]", "references: [livres]", 11, "references", "« livres » n'existe pas"),
    ("references: [livre]", "references: [livre\n  , autre]", 12, "references", "« autre » n'existe pas"),
    ("mode: posee", "mode: pose", 16, "mode", "Vouliez-vous dire « posee »"),
    ("    mode: affirmee\n", "", 18, "mode", "le champ manque"),
    ("  - identifiant: angle-un", "  - un texte\n  - identifiant: angle-un", 13, "angles", "blocs de champs"),
    ("sources: [page]\n", "", 2, "sources", "le champ manque"),
    ("sources: [page]", "sources: [pages]", 24, "sources", "Vouliez-vous dire « page »"),
    (LIGNE_NOTICE, "", 2, "notice", "le champ manque"),
    (LIGNE_NOTICE, "\nnotice: oui", 25, "notice", "pas un bloc"),
    (LIGNE_NOTICE, LIGNE_NOTICE.replace("publie", "publié"), 25, "statut", "Vouliez-vous dire « publie »"),
    (
        LIGNE_NOTICE,
        LIGNE_NOTICE.replace("11-24", "11-31"),
        25,
        "modifiee",
        "« 2026-11-31 » n'est pas une date",
    ),
    (LIGNE_NOTICE, LIGNE_NOTICE.replace("11-24", "11-01"), 25, "modifiee", "précède"),
    (LIGNE_NOTICE, LIGNE_NOTICE.replace("statut", "status"), 25, "status", "n'existe pas pour « notice »"),
    ("lieu: salle", "lieu: salle\nlieu: salle", 10, "lieu", "déjà donné ligne 9"),
    ("lieu: salle", "lieu: *salle", 9, "", "*nom"),
    ("lieu: salle", "lieu: !!python/object:os.system salle", 9, "", "étiquette"),
    ("lieu: salle", "lieu: salle : ici : là", 9, "", "ne se lit pas comme du YAML"),
    ("resume: Un résumé.", "resume: " + "[" * 40 + "]" * 40, 5, "", "s'emboîtent trop"),
    ("## Premier\n", "", 27, "", "précède le premier intertitre"),
    ("## Premier", "##", 27, "", "n'a pas de titre"),
    ("- puce\n", "", 30, "", "n'a pas de texte"),
    ("Du texte.", "# Grand titre", 28, "", "« # »"),
    ("---\ntype", "type", 1, "", "l'en-tête manque"),
    ("---\n## Premier", "## Premier", 30, "", "pas refermé"),
]


@pytest.mark.parametrize(("ancien", "nouveau", "ligne", "champ", "message"), FAUTES)
def test_une_faute_est_situee(tmp_path, ancien, nouveau, ligne, champ, message):
    assert SAINE.count(ancien) >= 1
    trouvees = fautes(deposer(tmp_path, SAINE.replace(ancien, nouveau, 1)))
    assert [
        (f.fichier.endswith("ateliers/essai.md"), f.ligne, f.champ) for f in trouvees if message in str(f)
    ] == [(True, ligne, champ)], "\n".join(map(str, trouvees))


def test_le_message_suit_le_modele(tmp_path, monkeypatch):
    deposer(tmp_path / "fiches", SAINE.replace("14:30", "25:00"))
    monkeypatch.chdir(tmp_path)
    (faute,) = fautes(tmp_path / "fiches")
    assert str(faute) == (
        "fiches/ateliers/essai.md, ligne 7, champ « heure_debut » : « 25:00 » n'est pas une heure. "
        "Attendu : heure (14:30)."
    )


@pytest.mark.parametrize(
    ("ancien", "nouveau", "message"),
    [
        ("publication: 2017", "publication: '17'", "ni une année ni une date"),
        ("publication: 2017", "publication: 2017-02-30", "ni une année ni une date"),
        ("https://exemple.fr/a", "exemple.fr", "n'est pas une adresse"),
        ("https://exemple.fr/a", "'https://exemple.fr/a b'", "n'est pas une adresse"),
        ("editeur: maison", "editeur: mason", "Vouliez-vous dire « maison »"),
    ],
)
def test_les_natures_d_une_reference(tmp_path, ancien, nouveau, message):
    texte = AUTRES["references/livre.md"].replace(ancien, nouveau)
    deposer(tmp_path, **{"references/livre.md": f"---\n{texte}\nnotice: {NOTICE}\n---\n"})
    (faute,) = fautes(tmp_path)
    assert message in str(faute)
    assert faute.fichier.endswith("references/livre.md")


def test_une_date_entiere_est_gardee(tmp_path):
    texte = AUTRES["references/livre.md"].replace("2017", "2015-11-01")
    deposer(tmp_path, **{"references/livre.md": f"---\n{texte}\nnotice: {NOTICE}\n---\n"})
    (livre,) = [r for r in lire_dossier(tmp_path).ressources if r.identifiant == "livre"]
    assert livre.champs["publication"] == (datetime.date(2015, 11, 1),)


def test_les_concepts_ne_sont_verifies_que_s_ils_sont_donnes(tmp_path):
    deposer(tmp_path)
    lire_dossier(tmp_path, concepts=["travail", "donnees"])
    (faute,) = fautes(tmp_path, concepts=["travail", "donnee"])
    assert (faute.ligne, faute.champ, faute.proches) == (10, "concepts", ("donnee",))


def test_un_identifiant_pris_deux_fois(tmp_path):
    deposer(tmp_path, **{"zone/salle.md": f"---\n{AUTRES['lieux/salle.md']}\nnotice: {NOTICE}\n---\n"})
    (faute,) = fautes(tmp_path)
    assert (faute.fichier.endswith("zone/salle.md"), faute.ligne, faute.champ) == (True, 3, "identifiant")
    assert "lieux/salle.md, ligne 3" in str(faute)


def test_toutes_les_fautes_ensemble(tmp_path):
    texte = (
        SAINE.replace("14:30", "26:00").replace("mode: posee", "mode: rien").replace("Un essai", "Un essai.")
    )
    deposer(tmp_path, texte, **{"lieux/salle.md": "rien", "notes.txt": "?"})
    trouvees = fautes(tmp_path)
    assert [(f.fichier.rsplit("/")[-1], f.ligne) for f in trouvees] == [
        ("essai.md", 4),
        ("essai.md", 7),
        ("essai.md", 9),  # le lieu, dont la fiche est illisible
        ("essai.md", 16),
        ("salle.md", 1),
        ("notes.txt", 0),
    ]
    assert str(ErreurFiches(trouvees)).startswith("6 fautes dans les fiches :\n- ")


@pytest.mark.parametrize(
    ("octets", "ligne", "message"),
    [
        (SAINE.encode().replace("é".encode(), b"\xe9"), 5, "UTF-8"),
        (SAINE.encode() + b"x" * TAILLE_MAXIMALE, 0, "trop grosse"),
        (b"", 1, "l'en-tête manque"),
        (b"---\n---\n", 2, "bloc de champs"),
        (b"---\n- a\n---\n", 2, "bloc de champs"),
        (SAINE.encode().replace(b"resume: Un", b"resume: \x00Un"), None, "YAML"),
    ],
)
def test_un_fichier_illisible(tmp_path, octets, ligne, message):
    trouvees = fautes(deposer(tmp_path, octets))
    (faute,) = [f for f in trouvees if f.fichier.endswith("essai.md")]
    assert message in str(faute)
    assert ligne is None or faute.ligne == ligne


def test_marque_d_octets_et_fins_de_ligne_de_windows(tmp_path):
    deposer(tmp_path, b"\xef\xbb\xbf" + SAINE.replace("\n", "\r\n").encode())
    assert lire_dossier(tmp_path).ressources[1].sections[0] == Section("Premier", "Du texte.")


def test_un_dossier_absent_ou_vide(tmp_path):
    assert "n'existe pas" in str(fautes(tmp_path / "rien")[0])
    assert "aucune fiche" in str(fautes(tmp_path)[0])


def test_un_format_sans_lecteur(tmp_path):
    (faute,) = lire_fichier(tmp_path / "a.docx", nom="a.docx").fautes
    assert "aucun lecteur pour « .docx »" in str(faute)


def test_un_fichier_absent(tmp_path):
    (faute,) = lire_fichier(tmp_path / "a.md", nom="a.md").fautes
    assert "ne s'ouvre pas" in str(faute)


def test_les_concepts_des_fiches_livrees_sont_au_thesaurus():
    concepts = {quad.sujet.nom_local for quad in charger_thesaurus() if "/concept/" in quad.sujet}
    assert len(lire_dossier(FICHES_LIVREES, concepts=concepts).ressources) > 60
