"""Poser les questions jugées à la recherche et noter ce qu'elle rend, à côté des mots et du sens seuls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from indexation.bilan import Bilan, Bruit, Essai, Note, compter
from indexation.etalonnage import etalonnage
from indexation.fusion import BRAS, MOTS, SENS
from indexation.lecture import Registre
from indexation.lecture_jugements import exiger_ressources, lire_jugements
from indexation.mesures import Ecart, comparer_par_paires, mesurer_une
from indexation.questions_jugees import BONNE, TOUT, QuestionJugee, garder_la_part
from indexation.recherche import Recherche
from indexation.resultats import Resultat

Progression = Callable[[int, int], None]
"""Reçoit combien de questions ont été posées, et sur combien."""
RANG = 10
_TOUTES = "toutes"


def comparer(
    recherche: Recherche,
    dossier: Path,
    *,
    registre: Registre,
    part: str = TOUT,
    progression: Progression | None = None,
) -> Bilan:
    """Évalue sur un dossier de jugements ; `registre` dit quelles ressources existent."""
    questions = lire_jugements(dossier)
    exiger_ressources(dossier, questions, registre)
    return evaluer_questions(recherche, garder_la_part(questions, part), progression)


def evaluer_questions(
    recherche: Recherche,
    questions: Iterable[QuestionJugee],
    progression: Progression | None = None,
) -> Bilan:
    """Pose chaque question, et chacune de ses variantes, à tous les bras, aux mots seuls, au sens seul.

    Le sens seul répond toujours : ce qui décide de se taire est réglé pour les bras réunis.
    """
    questions = tuple(questions)
    total = 3 * sum(1 + len(jugee.variantes) for jugee in questions)
    faites = 0
    avertissements: dict[str, None] = {}

    def poser(texte: str, bras: Collection[str], recherche: Recherche = recherche) -> tuple[Resultat, ...]:
        nonlocal faites
        reponses = recherche.chercher(texte, nombre=RANG, bras=bras)
        avertissements.setdefault(reponses.avertissement)
        faites += 1
        if progression is not None:
            progression(faites, total)
        return reponses.resultats

    fusion = _essayer(questions, lambda texte: poser(texte, BRAS))
    mots = _essayer(questions, lambda texte: poser(texte, frozenset({MOTS})))
    toujours = recherche.sans_se_taire()
    sens = _essayer(questions, lambda texte: poser(texte, frozenset({SENS}), toujours))
    return Bilan(
        fusion, mots, sens, _ecart(fusion, mots), _ecart(fusion, sens), tuple(filter(None, avertissements))
    )


def _ecart(fusion: Essai, seul: Essai) -> Ecart | None:
    return comparer_par_paires([*fusion.ndcg.values()], [*seul.ndcg.values()]) if fusion.ndcg else None


def _essayer(questions: Iterable[QuestionJugee], poser: Callable[[str], tuple[Resultat, ...]]) -> Essai:
    genres: dict[str, list[Note]] = {_TOUTES: []}
    annonces: list[float] = []
    justes: list[bool] = []
    variantes: dict[str, list[Note]] = defaultdict(list)
    d_origine: dict[str, list[Note]] = defaultdict(list)
    ndcg: dict[str, float] = {}
    manquees: list[str] = []
    bruits: dict[str, list[str | None]] = defaultdict(list)
    for jugee in questions:
        resultats = poser(jugee.question)
        annonces += [resultat.score for resultat in resultats]
        justes += [_convient(resultat, jugee) for resultat in resultats]
        if jugee.sans_reponse:
            bruits[jugee.genre].append(jugee.identifiant if resultats else None)
            continue
        note = _noter(resultats, jugee)
        genres[_TOUTES].append(note)
        genres.setdefault(jugee.genre, []).append(note)
        manquees += [] if note.premiere else [jugee.identifiant]
        if note.mesures is not None:
            ndcg[jugee.identifiant] = note.mesures.ndcg
        for espece, ecrite in jugee.variantes.items():
            variantes[espece].append(_noter(poser(ecrite), jugee))
            d_origine[espece].append(note)
    inventees = tuple(nom for noms in bruits.values() for nom in noms if nom is not None)
    return Essai(
        par_genre={genre: compter(notes) for genre, notes in genres.items()},
        par_variante={espece: compter(notes) for espece, notes in variantes.items()},
        d_origine={espece: compter(notes) for espece, notes in d_origine.items()},
        ndcg=ndcg,
        sans_reponse=sum(map(len, bruits.values())),
        bruit=len(inventees),
        bruit_par_genre={
            genre: Bruit(len(noms), len(noms) - noms.count(None)) for genre, noms in bruits.items()
        },
        manquees=tuple(manquees),
        inventees=inventees,
        fiabilite=etalonnage(annonces, justes),
    )


def _noter(resultats: tuple[Resultat, ...], jugee: QuestionJugee) -> Note:
    justes = [_juste(resultat, jugee) for resultat in resultats[:3]]
    classement = [resultat.iri for resultat in resultats]
    return Note(
        premiere=justes[:1] == [True],
        trois=any(justes),
        vide=not resultats,
        mesures=mesurer_une(classement, jugee.pertinences, RANG) if jugee.pertinences else None,
    )


def _convient(resultat: Resultat, jugee: QuestionJugee) -> bool:
    """Ce qu'un score annonce : la ressource a sa place dans la réponse, fût-ce au plus bas degré."""
    if jugee.atelier is None:
        return resultat.iri in jugee.pertinences
    return _juste(resultat, jugee)


def _juste(resultat: Resultat, jugee: QuestionJugee) -> bool:
    if jugee.atelier is None:
        return jugee.pertinences.get(resultat.iri, 0) >= BONNE
    return resultat.iri == jugee.atelier or jugee.atelier in resultat.ateliers
