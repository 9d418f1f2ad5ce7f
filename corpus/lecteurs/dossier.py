"""Lire un dossier de fiches et vérifier ce qu'elles disent les unes des autres."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.lecteurs import Lecture, lire_fichier
from corpus.lecteurs.erreurs import ErreurFiche, ErreurFiches, proches
from corpus.modele import Renvoi, Ressource

FICHES_LIVREES = Path(__file__).parent.parent / "fiches"
_CONCEPT = "concept"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Les ressources d'un dossier, dans l'ordre des fichiers, chacune suivie de ce qu'elle contient."""

    ressources: tuple[Ressource, ...]


def lire_dossier(
    dossier: Path = FICHES_LIVREES,
    *,
    concepts: Collection[str] | None = None,
    ailleurs: Collection[Renvoi] = (),
) -> Corpus:
    """Lit toutes les fiches du dossier et de ses sous-dossiers.

    `concepts` : les identifiants de concepts connus ; sans eux, les renvois aux concepts sont crus.
    `ailleurs` : les ressources d'autres dossiers, auxquelles on peut renvoyer mais pas prendre le nom.
    Lève `ErreurFiches` avec toutes les fautes.
    """
    lectures = {nom: lire_fichier(chemin, nom=nom) for chemin, nom in _fichiers(dossier)}
    fautes = [faute for lecture in lectures.values() for faute in lecture.fautes]
    fautes += _doublons(lectures, ailleurs)
    fautes += _renvois_perdus(lectures, concepts, ailleurs)
    if fautes:
        raise ErreurFiches(fautes)
    return Corpus(tuple(r for lecture in lectures.values() for r in lecture.ressources))


def _fichiers(dossier: Path) -> list[tuple[Path, str]]:
    """Les fichiers à lire et le nom à montrer, relatif au dossier courant quand il y est."""
    montre = Path(os.path.relpath(dossier)) if dossier.resolve().is_relative_to(Path.cwd()) else dossier
    if not dossier.is_dir():
        raise ErreurFiches([ErreurFiche(montre.as_posix(), 0, "", "ce dossier de fiches n'existe pas")])
    relatifs = sorted(
        chemin.relative_to(dossier)
        for chemin in dossier.rglob("*")
        if chemin.is_file() and not any(part.startswith(".") for part in chemin.relative_to(dossier).parts)
    )
    if not relatifs:
        raise ErreurFiches([ErreurFiche(montre.as_posix(), 0, "", "ce dossier n'a aucune fiche")])
    return [(dossier / relatif, (montre / relatif).as_posix()) for relatif in relatifs]


def _doublons(lectures: dict[str, Lecture], ailleurs: Collection[Renvoi]) -> Iterator[ErreurFiche]:
    premiers = dict.fromkeys(ailleurs, "une fiche d'un autre dossier")
    for nom, lecture in lectures.items():
        for place in lecture.places:
            if not place.definit:
                continue
            if place.renvoi in premiers:
                yield ErreurFiche(
                    nom,
                    place.ligne,
                    place.champ,
                    f"« {place.renvoi.identifiant} » est déjà pris par {premiers[place.renvoi]}",
                    attendu=f"un identifiant propre parmi les ressources « {place.renvoi.segment} »",
                )
            else:
                premiers[place.renvoi] = f"{nom}, ligne {place.ligne}"


def _renvois_perdus(
    lectures: dict[str, Lecture], concepts: Collection[str] | None, ailleurs: Collection[Renvoi]
) -> Iterable[ErreurFiche]:
    connus: dict[str, set[str]] = defaultdict(set)
    for renvoi in ailleurs:
        connus[renvoi.segment].add(renvoi.identifiant)
    for lecture in lectures.values():
        for place in lecture.places:
            if place.definit:
                connus[place.renvoi.segment].add(place.renvoi.identifiant)
    if concepts is not None:
        connus[_CONCEPT] = set(concepts)
    for nom, lecture in lectures.items():
        for place in lecture.places:
            segment, vise = place.renvoi.segment, place.renvoi.identifiant
            if place.definit or (segment == _CONCEPT and concepts is None) or vise in connus[segment]:
                continue
            yield ErreurFiche(
                nom,
                place.ligne,
                place.champ,
                f"« {vise} » n'existe pas",
                attendu=f"l'identifiant d'une ressource « {segment} »",
                proches=proches(vise, connus[segment]),
            )
