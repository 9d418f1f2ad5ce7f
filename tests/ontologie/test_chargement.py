"""Charger les vocabulaires, et refuser ceux qui ne vont pas en disant où et comment réparer."""

import subprocess
import sys
from pathlib import Path

import pytest

from ontologie.chargement import (
    FICHIERS,
    VOCABULAIRES,
    charger,
    charger_fichier,
    lire_formes,
    proprietes_a_valeur_unique,
)
from ontologie.erreurs import ErreurVocabulaire
from ontologie.espaces import DCTERMS, GRAPHE_ONTOLOGIE, GRAPHE_THESAURUS, MAILLAGE, RDFS, SKOS
from ontologie.termes import Iri

ENTETE = "@prefix : <https://exemple.org/> .\n"


def essayer(dossier: Path, texte: str) -> list:
    chemin = dossier / "essai.ttl"
    chemin.write_text(texte, encoding="utf-8")
    return list(charger_fichier(chemin, GRAPHE_ONTOLOGIE))


def test_chaque_fichier_va_dans_son_graphe() -> None:
    quads = list(charger())
    assert {q.graphe for q in quads} == {GRAPHE_ONTOLOGIE, GRAPHE_THESAURUS}
    concepts = {q.sujet for q in quads if q.graphe == GRAPHE_THESAURUS}
    assert all("/concept/" in c or "/facette/" in c or c.endswith("/thesaurus") for c in concepts)


@pytest.mark.parametrize(
    "anonyme", [":a :b [ :c :d ] .", ":a :b ( 1 2 ) .", "_:x :b :c .", ":a :b _:x .", ':a :b "[" , [] .']
)
def test_un_noeud_anonyme_est_refuse_a_sa_ligne(tmp_path: Path, anonyme: str) -> None:
    with pytest.raises(ErreurVocabulaire, match=r"essai\.ttl.*ligne 3.*Donnez un IRI"):
        essayer(tmp_path, f'{ENTETE}:x :y "_:z [(" . # ( [\n{anonyme}\n')


def test_des_crochets_dans_un_texte_ou_un_iri_passent(tmp_path: Path) -> None:
    texte = f'{ENTETE}:a :b "un [mot] (deux) _:x \\" [" , """long\n[ " """ ; :c <https://e.org/(a)> . # [\n'
    assert len(essayer(tmp_path, texte)) == 3


def test_un_turtle_casse_dit_le_fichier_et_la_ligne(tmp_path: Path) -> None:
    with pytest.raises(ErreurVocabulaire, match=r"essai\.ttl », ligne 3 .*Corrigez"):
        essayer(tmp_path, f"{ENTETE}:a :b :c ;\n:d :e :f .\n")


def test_un_fichier_qui_n_est_pas_en_utf_8_dit_la_ligne(tmp_path: Path) -> None:
    (tmp_path / "essai.ttl").write_bytes(ENTETE.encode() + ':a :b "é" .'.encode("latin-1"))
    with pytest.raises(ErreurVocabulaire, match=r"ligne 2 .*UTF-8"):
        list(charger_fichier(tmp_path / "essai.ttl", GRAPHE_ONTOLOGIE))


def test_un_fichier_absent_est_nomme(tmp_path: Path) -> None:
    for nom in FICHIERS[:-1]:
        (tmp_path / nom).write_bytes((VOCABULAIRES / nom).read_bytes())
    with pytest.raises(ErreurVocabulaire, match=r"alignements\.ttl.*manque.*Réinstallez"):
        list(charger(tmp_path))
    (tmp_path / FICHIERS[-1]).write_bytes((VOCABULAIRES / FICHIERS[-1]).read_bytes())
    with pytest.raises(ErreurVocabulaire, match=r"Aucun fichier de thésaurus.*Réinstallez"):
        list(charger(tmp_path))


def test_un_dossier_de_formes_vide_est_refuse(tmp_path: Path) -> None:
    with pytest.raises(ErreurVocabulaire, match="Aucune forme"):
        lire_formes(tmp_path)


def test_une_forme_illisible_est_nommee(tmp_path: Path) -> None:
    (tmp_path / "atelier.ttl").write_text("a b c", encoding="utf-8")
    with pytest.raises(ErreurVocabulaire, match=r"atelier\.ttl"):
        lire_formes(tmp_path)


def test_les_valeurs_uniques_viennent_des_formes() -> None:
    uniques = proprietes_a_valeur_unique()
    seules = {RDFS + "label", SKOS + "prefLabel", DCTERMS + "publisher", DCTERMS + "issued"}
    seules |= {MAILLAGE + n for n in ("dansCycle", "seTientA", "mode", "statut", "annee", "texte", "angleDe")}
    assert {Iri(s) for s in seules} <= uniques
    plusieurs = {DCTERMS + "subject", DCTERMS + "references", DCTERMS + "source", SKOS + "altLabel"}
    plusieurs |= {SKOS + "broader", MAILLAGE + "mentionne", MAILLAGE + "natureEditoriale"}
    assert not {Iri(p) for p in plusieurs} & uniques


def test_importer_la_couche_ne_charge_aucun_moteur() -> None:
    modules = "chargement, controles, espaces, libelles, rdf, regles, termes, verification"
    code = f"import sys; from ontologie import {modules}; print({{'rdflib', 'pyshacl'}} & set(sys.modules))"
    sortie = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert sortie.stdout.strip() == "set()"
