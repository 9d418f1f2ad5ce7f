"""De quoi apprendre à répondre : des titres, des phrases ôtées de leur paragraphe, des phrases à trou.

Une phrase ôtée de son paragraphe le demande (Lee, Chang et Toutanova, 2019) ; tournée en question, un de ses
morceaux tu, elle ressemble à ce qu'un lecteur écrit (Lewis, Denoyer et Riedel, 2019).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from graphe.adaptateurs.memoire import DepotMemoire
from graphe.peuplement import composer
from indexation.construction import Constructeur
from indexation.entrainement.lecture import Couple, Paragraphe

_TROUS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(r"\b(?:en|depuis|avant|après) (?:1\d|20)\d\d\b"),
        ("Quand", "En quelle année", "Depuis quand"),
    ),
    (re.compile(r"\b\d[\d ]*(?:%|€|euros?|jours?|ans|mois|heures)"), ("Combien", "Quel est le montant de")),
    (re.compile(r"\b(?:à|en|au|aux) [A-Z][\w’'-]+"), ("Où", "Dans quel pays", "Dans quelle ville")),
    (
        re.compile(r"(?<=[a-zé,] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"),
        ("Qui", "Quel est le nom de", "Quelle est"),
    ),
    (re.compile(r"\b(?:parce que|car|afin de|pour) [^,.;]+"), ("Pourquoi", "Dans quel but")),
    (re.compile(r"\b(?:par|grâce à|au moyen de) [^,.;]+"), ("Comment", "Par quel moyen")),
)
_SANS_TROU = ("Qu'est-ce que", "Quel", "Quelle", "Quels sont", "Comment", "Que", "Est-ce que")
_MOTS_TUS = 3
MOTS_D_UNE_QUESTION = 14
"""Une phrase plus longue n'est pas une question : on n'en garde qu'une suite de mots."""


def questions_des_paragraphes(paragraphes: Sequence[Paragraphe], *, graine: int) -> Iterator[Couple]:
    """Pour chaque paragraphe, une de ses phrases, telle quelle ou en question, et ce qui l'entoure."""
    hasard = random.Random(graine)  # noqa: S311 - un tirage reproductible, pas un secret
    for paragraphe in paragraphes:
        if len(paragraphe.francais) < 2:
            continue
        choisie = hasard.randrange(len(paragraphe.francais))
        phrase = paragraphe.francais[choisie]
        en_question = hasard.random() < 0.6
        # Une question partage souvent des mots avec sa réponse : la phrase y reste alors une fois sur deux.
        reste = en_question and hasard.random() < 0.5
        gardees = [p for rang, p in enumerate(paragraphe.francais) if reste or rang != choisie]
        question = tourner_en_question(phrase, hasard) if en_question else phrase
        yield Couple(paragraphe.source, question, " ".join(gardees))


def tourner_en_question(phrase: str, hasard: random.Random) -> str:
    """La phrase sans un de ses morceaux, derrière le mot interrogatif qui le demande."""
    trous = [(trou, mots) for motif, mots in _TROUS if (trou := motif.search(phrase))]
    if trous:
        trou, interrogatifs = hasard.choice(trous)
        reste = phrase[: trou.start()] + phrase[trou.end() :]
    else:
        interrogatifs = _SANS_TROU
        mots = phrase.split()
        debut = hasard.randrange(max(1, len(mots) - _MOTS_TUS))
        reste = " ".join(mots[:debut] + mots[debut + _MOTS_TUS :])
    gardes = reste.split()
    debut = hasard.randrange(max(1, len(gardes) - MOTS_D_UNE_QUESTION + 1))
    suite = " ".join(gardes[debut : debut + MOTS_D_UNE_QUESTION]).strip(" .,;:")
    return f"{hasard.choice(interrogatifs)} {suite[:1].lower()}{suite[1:]} ?"


def questions_du_fonds() -> Iterator[Couple]:
    """Les titres, les autres noms et les sections des fiches livrées, et leurs passages."""
    depot = DepotMemoire()
    depot.appliquer(composer(), [], version_attendue=0, auteur="entrainement", motif="entrainement")
    for fiche in Constructeur(depot).toutes():
        for passage in fiche.passages:
            if passage.section and len(passage.texte.split()) >= 20:
                yield Couple("fonds", f"{fiche.titre} : {passage.section}", passage.texte)
            elif len(passage.texte.split()) >= 8:
                yield Couple("fonds", fiche.titre, passage.texte)
        if fiche.passages:
            yield from (Couple("fonds", nom, fiche.passages[0].texte) for nom in fiche.noms[:3])
