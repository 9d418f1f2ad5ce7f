"""Ce que l'on donne à tous les systèmes : les mêmes passages, les mêmes questions, les mêmes jugements."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.extraction.lexique import Lexique
from graphe.adaptateurs.memoire import DepotMemoire
from graphe.lexique import construire_lexique
from graphe.peuplement import composer
from graphe.ports import Depot
from indexation.construction import Constructeur
from indexation.fiches import Extrait, FicheIndexee
from indexation.lecture_collection import lire_collection
from indexation.lecture_jugements import dossier_du_jeu, lire_jugements
from indexation.mesures import Jugements
from indexation.questions_jugees import garder_la_part
from ontologie.erreurs import ErreurUsage

GRAINE = 11
MOTS_PAR_DISTRACTEUR = 80
_SANS_CONCEPT = Lexique(())


@dataclass(frozen=True, slots=True)
class Passage:
    """Un document : `texte` pour les pairs, `fiche` (le même texte, découpé) pour Maillage."""

    identifiant: str
    texte: str
    fiche: FicheIndexee


@dataclass(frozen=True, slots=True)
class Epreuve:
    nom: str
    passages: tuple[Passage, ...]
    questions: Mapping[str, str]
    jugements: Jugements
    """Question → identifiant de passage → pertinence ; au moins une est positive."""
    lexique: Lexique = _SANS_CONCEPT


def lire_beir(dossier: Path) -> Epreuve:
    collection = lire_collection(dossier)
    return _epreuve(dossier.name, collection.fiches, collection.questions, collection.jugements)


def depot_livre() -> Depot:
    """Le corpus livré, en mémoire."""
    depot = DepotMemoire()
    depot.appliquer(composer(), [], version_attendue=0, auteur="banc", motif="Banc")
    return depot


def lire_corpus(depot: Depot, part: str) -> Epreuve:
    """Les ressources du dépôt, une par passage, et les questions jugées du corpus livré."""
    jugees = garder_la_part(lire_jugements(dossier_du_jeu("corpus")), part)
    lue = _epreuve(
        f"corpus livré, part « {part} »",
        Constructeur(depot).toutes(),
        {q.identifiant: q.question for q in jugees},
        {q.identifiant: q.pertinences for q in jugees},
    )
    return replace(lue, lexique=construire_lexique(depot))


def echantillonner(epreuve: Epreuve, nombre: int) -> Epreuve:
    """`nombre` questions au plus, toujours les mêmes ; 0 les garde toutes."""
    noms = sorted(epreuve.questions)
    if 0 < nombre < len(noms):
        noms = sorted(random.Random(GRAINE).sample(noms, nombre))
    return replace(
        epreuve,
        questions={nom: epreuve.questions[nom] for nom in noms},
        jugements={nom: epreuve.jugements[nom] for nom in noms},
    )


def dimensionner(epreuve: Epreuve, voulus: int, distracteurs: Path | None) -> Epreuve:
    """La même épreuve à `voulus` passages : complétée de distracteurs, ou réduite autour des passages jugés.

    Un tirage plus grand contient le plus petit.
    """
    presents = epreuve.passages
    if voulus <= len(presents):
        juges = {identifiant for jugement in epreuve.jugements.values() for identifiant in jugement}
        if voulus < len(juges):
            raise ErreurUsage(
                f"{len(juges)} passages sont jugés, plus que les {voulus} demandés. "
                "Augmentez --passages, ou posez moins de --questions."
            )
        ranges = sorted(presents, key=lambda p: p.identifiant not in juges)
        return replace(epreuve, passages=tuple(ranges[:voulus]))
    if distracteurs is None:
        raise ErreurUsage(
            f"La collection a {len(presents)} passages : donnez --distracteurs FICHIER pour aller à {voulus}."
        )
    trouves = list(paragraphes(distracteurs))
    manque = voulus - len(presents)
    if len(trouves) < manque:
        raise ErreurUsage(f"« {distracteurs} » ne donne que {len(trouves)} paragraphes, il en faut {manque}.")
    random.Random(GRAINE).shuffle(trouves)
    ajoutes = [_distracteur(rang, texte) for rang, texte in enumerate(trouves[:manque])]
    return replace(epreuve, passages=(*presents, *ajoutes))


def paragraphes(fichier: Path, mots: int = MOTS_PAR_DISTRACTEUR) -> Iterator[str]:
    """Les lignes d'un tableau (source d'abord, français à la fin), jointes jusqu'à `mots` mots.

    Un paragraphe ne mêle pas deux sources. Lève `ErreurUsage` si le fichier ne se lit pas.
    """
    ouvrir = gzip.open if fichier.suffix == ".gz" else open
    lignes: list[str] = []
    longueur, precedente = 0, ""
    try:
        with ouvrir(fichier, "rt", encoding="utf-8") as lues:
            for lue in lues:
                colonnes = lue.rstrip("\n").split("\t")
                if colonnes[0] != precedente:
                    lignes, longueur, precedente = [], 0, colonnes[0]
                lignes.append(colonnes[-1].strip())
                longueur += len(colonnes[-1].split())
                if longueur >= mots:
                    yield " ".join(lignes)
                    lignes, longueur = [], 0
    except OSError as erreur:
        raise ErreurUsage(f"« {fichier} » ne se lit pas ({erreur}). Vérifiez --distracteurs.") from erreur


def texte_entier(fiche: FicheIndexee) -> str:
    """Le titre, les autres noms, puis les passages, chaque intertitre une fois."""
    morceaux = [fiche.titre, ", ".join(fiche.noms)]
    section = ""
    for passage in fiche.passages:
        morceaux += [passage.section if passage.section != section else "", passage.texte]
        section = passage.section
    return ". ".join(filter(None, morceaux))


def _epreuve(nom: str, fiches, questions: Mapping[str, str], jugements: Jugements) -> Epreuve:
    jugees = {question: p for question, p in jugements.items() if any(p.values())}
    passages = tuple(Passage(fiche.iri, texte_entier(fiche), fiche) for fiche in fiches)
    return Epreuve(nom, passages, {question: questions[question] for question in jugees}, jugees)


def _distracteur(rang: int, texte: str) -> Passage:
    iri = f"urn:distracteur:{rang}"
    return Passage(iri, texte, FicheIndexee(iri, "", "Document", passages=(Extrait("", texte),)))
