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
"""Caractères : au-delà, le maître (64 morceaux) ne lirait pas toute la phrase."""

_LETTRE = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Couple:
    """Deux textes qui se répondent : anglais et français, titre et passage, ou deux termes français."""

    source: str
    gauche: str
    droite: str


def sources_ecartees(dossier: Path) -> frozenset[str]:
    """Les sources dont la licence reste « à confirmer » dans sources.tsv."""
    with _ouvrir(dossier / "sources.tsv") as lignes:
        next(lignes)
        champs = [ligne.rstrip("\n").split("\t") for ligne in lignes]
    return frozenset(
        nom.strip()
        for source, _depot, _commit, licence, _nombre in champs
        if A_CONFIRMER in licence
        for nom in re.sub(r"\(.*\)", "", source).split(",")
    )


def lire_couples(chemin: Path, *, ecartees: frozenset[str]) -> list[Couple]:
    """Les couples d'un fichier `source, gauche, droite`, sans doublon ni source écartée."""
    vus: dict[tuple[str, str], Couple] = {}
    with _ouvrir(chemin) as lignes:
        for ligne in lignes:
            champs = ligne.rstrip("\n").split("\t")
            if len(champs) != 3 or champs[0] in ecartees or not _utile(champs[1], champs[2]):
                continue
            vus.setdefault((champs[1].lower(), champs[2].lower()), Couple(*champs))
    return list(vus.values())


def lire_temoins(evaluation: Path) -> Temoins:
    """Les textes des jeux d'évaluation, que l'apprentissage ne doit pas voir."""
    with _ouvrir(evaluation / "sts_fr_dev.tsv") as lignes:
        textes = [texte for ligne in lignes for texte in ligne.rstrip("\n").split("\t")[1:]]
    for nom in ("corpus.jsonl", "queries.jsonl"):
        with _ouvrir(evaluation / "piaf_dev" / nom) as lignes:
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


def ecarter_temoins(couples: Sequence[Couple], temoins: Temoins) -> list[Couple]:
    """Ôte les couples dont un côté français est une copie proche d'un texte d'évaluation."""
    return [c for c in couples if not temoins.proches(c.droite) and not temoins.proches(c.gauche)]


def lire_liens(chemin: Path) -> list[Couple]:
    """Les paires de termes français liés dans un thésaurus `terme, relation, autre`."""
    with _ouvrir(chemin) as lignes:
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


def _ouvrir(chemin: Path) -> _Lignes:
    return _Lignes(chemin)
