"""Lire un jeu de questions jugées, et refuser ce qui n'y va pas en nommant le fichier et la question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from indexation.lecture import Registre
from indexation.questions_jugees import QuestionJugee, interpreter, interpreter_sans_reponse
from ontologie.erreurs import ErreurUsage
from ontologie.espaces import RACINE

JUGEMENTS = Path(__file__).parent / "jugements"
JEUX = ("corpus", "ateliers", "controle")
"""Les jeux livrés ; le premier qui existe est celui d'office."""
_AVEC, _SANS = "questions.yaml", "sans_reponse.yaml"
_MONTREES = 5


def dossier_du_jeu(nom: str | None = None) -> Path:
    """Le dossier d'un jeu livré, ou celui que `nom` désigne ; sans nom, le jeu d'office."""
    if nom is None:
        nom = next(jeu for jeu in JEUX if (JUGEMENTS / jeu / _AVEC).is_file())
    return JUGEMENTS / nom if nom in JEUX else Path(nom)


def lire_jugements(dossier: Path) -> tuple[QuestionJugee, ...]:
    """Les questions des deux fichiers d'un dossier ; `ErreurUsage` à la première faute."""
    vues: dict[str, QuestionJugee] = {}
    for nom, interprete in ((_AVEC, interpreter), (_SANS, interpreter_sans_reponse)):
        for rang, lue in enumerate(_lire(dossier / nom), 1):
            try:
                question = interprete(lue)
                _exiger_accord(question, vues)
            except ErreurUsage as erreur:
                designee = lue.get("id", f"n° {rang}") if isinstance(lue, dict) else f"n° {rang}"
                raise ErreurUsage(
                    f"Dans « {dossier / nom} », la question « {designee} » est refusée. {erreur}"
                ) from erreur
            vues[question.identifiant] = question
    return tuple(vues.values())


def exiger_ressources(dossier: Path, questions: Iterable[QuestionJugee], registre: Registre) -> None:
    """Lève `ErreurUsage` si des jugements nomment une ressource que l'index ne connaît pas."""
    jugees = [(question.identifiant, iri) for question in questions for iri in question.ressources]
    connues = {connue.iri for connue in registre.ressources_de({iri for _, iri in jugees}).values()}
    absentes = [f"{nom} → {iri.removeprefix(RACINE)}" for nom, iri in jugees if iri not in connues]
    if absentes:
        autres = len(absentes) - _MONTREES
        raise ErreurUsage(
            f"Le fichier « {dossier / _AVEC} » juge des ressources absentes de l'index : "
            f"{' ; '.join(absentes[:_MONTREES])}{f' ; et {autres} autres' if autres > 0 else ''}. "
            "Corrigez-les, ou lancez `maillage preparer` si elles viennent d'être ajoutées."
        )


def _lire(fichier: Path) -> Iterator[Any]:
    import yaml

    try:
        lues = yaml.safe_load(fichier.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as erreur:
        raise ErreurUsage(
            f"Le fichier de questions jugées « {fichier} » manque ou ne se lit pas : {erreur}. "
            f"Réparez-le, ou prenez un jeu livré ({', '.join(JEUX)})."
        ) from erreur
    if not isinstance(lues, list):
        raise ErreurUsage(
            f"Le fichier « {fichier} » n'est pas une liste. Commencez chaque question par « - »."
        )
    return iter(lues)


def _exiger_accord(question: QuestionJugee, vues: Mapping[str, QuestionJugee]) -> None:
    """Un identifiant ne sert qu'une fois ; un jeu juge d'une façon, et a des parts partout ou jamais."""
    if question.identifiant in vues:
        raise ErreurUsage("Cet identifiant est déjà pris dans ce jeu. Donnez-lui-en un autre.")
    premiere = next(iter(vues.values()), question)
    if not question.sans_reponse and (question.atelier is None) != (premiere.atelier is None):
        raise ErreurUsage("Le jeu mêle « atelier » et « pertinences ». Jugez toutes ses questions de même.")
    if bool(question.part) != bool(premiere.part):
        raise ErreurUsage("Des questions du jeu ont une « part », d'autres non. Donnez-la à toutes.")
