"""Lire les données d'apprentissage, écarter les licences incertaines, échantillonner."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexation.entrainement.temoins import Temoins
from indexation.ports import ErreurModele

A_CONFIRMER = "à confirmer"
JURIDIQUE = "justice_"
LIENS = frozenset({"equivalent", "related", "specific"})
"""« generic » est l'inverse de « specific » : un lien ne compte qu'une fois."""
LONGUEUR_ANGLAISE = 420
"""Caractères d'une phrase, au plus."""
CONFIRMEES = frozenset({"guides-etalab"})
"""Licence « à confirmer » dans sources.tsv, lue depuis dans le README du dépôt : Licence Ouverte 2.0."""
MOTS_D_UN_PARAGRAPHE = (60, 110)
MOTS_D_UNE_PHRASE = 6
_SANS_SUITE = ("tatoeba", "justice_ca_titre", "inaturalist", "cds-forms", "tldr")
"""Des sources dont deux lignes voisines ne se suivent pas."""

_LETTRE = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Couple:
    """Deux textes qui se répondent : anglais et français, titre et passage, ou deux termes français."""

    source: str
    gauche: str
    droite: str


def sources_ecartees(dossier: Path) -> frozenset[str]:
    """Les sources dont la licence reste « à confirmer » dans sources.tsv."""
    with ouvrir(dossier / "sources.tsv") as lignes:
        next(lignes)
        champs = [ligne.rstrip("\n").split("\t") for ligne in lignes]
    return (
        frozenset(
            nom.strip()
            for source, _depot, _commit, licence, _nombre in champs
            if A_CONFIRMER in licence
            for nom in re.sub(r"\(.*\)", "", source).split(",")
        )
        - CONFIRMEES
    )


def lire_couples(chemin: Path, *, ecartees: frozenset[str]) -> list[Couple]:
    """Les couples d'un fichier `source, gauche, droite`, sans doublon ni source écartée."""
    vus: dict[tuple[str, str], Couple] = {}
    with ouvrir(chemin) as lignes:
        for ligne in lignes:
            champs = ligne.rstrip("\n").split("\t")
            if len(champs) != 3 or champs[0] in ecartees or not _utile(champs[1], champs[2]):
                continue
            vus.setdefault((champs[1].lower(), champs[2].lower()), Couple(*champs))
    return list(vus.values())


def lire_temoins(evaluation: Path) -> Temoins:
    """Les textes des jeux d'évaluation, que l'apprentissage ne doit pas voir."""
    with ouvrir(evaluation / "sts_fr_dev.tsv") as lignes:
        textes = [texte for ligne in lignes for texte in ligne.rstrip("\n").split("\t")[1:]]
    for nom in ("corpus.jsonl", "queries.jsonl"):
        with ouvrir(evaluation / "piaf_dev" / nom) as lignes:
            textes += [json.loads(ligne)["text"] for ligne in lignes]
    return Temoins(textes)


def echantillonner(
    couples: Sequence[Couple], *, juridiques: int, graine: int, longueur: int = LONGUEUR_ANGLAISE
) -> list[Couple]:
    """Garde tout ce qui n'est pas juridique et `juridiques` couples du droit canadien, mêlés."""
    hasard = random.Random(graine)  # noqa: S311 - un tirage reproductible, pas un secret
    courts = [couple for couple in couples if len(couple.gauche) <= longueur]
    droit = [couple for couple in courts if couple.source.startswith(JURIDIQUE)]
    retenus = [couple for couple in courts if not couple.source.startswith(JURIDIQUE)]
    retenus += hasard.sample(droit, min(juridiques, len(droit)))
    hasard.shuffle(retenus)
    return retenus


@dataclass(frozen=True, slots=True)
class Paragraphe:
    """Des phrases qui se suivent, en anglais et en français."""

    source: str
    anglais: tuple[str, ...]
    francais: tuple[str, ...]

    @property
    def couple(self) -> Couple:
        return Couple(self.source, " ".join(self.anglais), " ".join(self.francais))


def paragraphes(couples: Sequence[Couple]) -> list[Paragraphe]:
    """Les phrases voisines d'une même source, réunies en paragraphes d'une centaine de mots.

    Les fichiers gardent l'ordre des textes d'origine : deux lignes qui se suivent viennent du même texte.
    """
    reunis = []
    bas, haut = MOTS_D_UN_PARAGRAPHE
    en_cours: list[Couple] = []
    for couple in couples:
        mots = len(couple.droite.split())
        if couple.source.startswith(_SANS_SUITE) or mots < MOTS_D_UNE_PHRASE:
            continue
        longueur = sum(len(c.droite.split()) for c in en_cours)
        if en_cours and (couple.source != en_cours[0].source or longueur + mots > haut):
            if longueur >= bas:
                reunis.append(_reunir(en_cours))
            en_cours = []
        en_cours.append(couple)
    return reunis


def _reunir(couples: Sequence[Couple]) -> Paragraphe:
    return Paragraphe(couples[0].source, tuple(c.gauche for c in couples), tuple(c.droite for c in couples))


def ecarter_temoins(couples: Sequence[Couple], temoins: Temoins) -> list[Couple]:
    """Ôte les couples dont un côté français est une copie proche d'un texte d'évaluation."""
    return [c for c in couples if not temoins.proches(c.droite) and not temoins.proches(c.gauche)]


def lire_liens(chemin: Path) -> list[Couple]:
    """Les paires de termes français liés dans un thésaurus `terme, relation, autre`."""
    with ouvrir(chemin) as lignes:
        next(lignes)
        champs = [ligne.rstrip("\n").split("\t") for ligne in lignes]
    liens = [Couple("thesaurus", terme, autre) for terme, relation, autre in champs if relation in LIENS]
    return [lien for lien in dict.fromkeys(liens) if len(lien.gauche) > 4]


def _utile(gauche: str, droite: str) -> bool:
    if gauche.lower() == droite.lower() or not (_LETTRE.search(gauche) and _LETTRE.search(droite)):
        return False
    return "�" not in droite


class _Lignes:
    """Un fichier de texte, compressé ou non, lu ligne à ligne."""

    def __init__(self, chemin: Path) -> None:
        self._chemin = chemin

    def __enter__(self) -> Iterator[str]:
        try:
            if self._chemin.suffix == ".gz":
                self._fichier = gzip.open(self._chemin, "rt", encoding="utf-8")
            else:
                self._fichier = self._chemin.open(encoding="utf-8")
        except OSError as erreur:
            raise ErreurModele(
                f"Données d'apprentissage illisibles : « {self._chemin.name} » ({erreur.strerror}). "
                "Donnez avec --donnees le dossier qui contient paires_en_fr.tsv.gz et evaluation/."
            ) from erreur
        return iter(self._fichier)

    def __exit__(self, *_: object) -> None:
        self._fichier.close()


def ouvrir(chemin: Path) -> _Lignes:
    """Les lignes d'un fichier de données, compressé ou non ; `ErreurModele` s'il ne s'ouvre pas."""
    return _Lignes(chemin)
