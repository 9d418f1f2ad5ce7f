"""Poser les questions jugées à la recherche et compter ce qu'elle rend, à côté des mots seuls."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indexation.fusion import BRAS, MOTS
from indexation.recherche import Recherche
from indexation.resultats import Resultat
from ontologie.erreurs import ErreurUsage
from ontologie.espaces import ressource
from ontologie.termes import Iri

JUGEMENTS = Path(__file__).parent / "jugements"
_TOUTES = "toutes"


@dataclass(frozen=True, slots=True)
class QuestionJugee:
    """Une question et l'atelier attendu ; sans atelier, la base ne sait pas y répondre."""

    identifiant: str
    question: str
    genre: str
    atelier: Iri | None = None


@dataclass(frozen=True, slots=True)
class Compte:
    """Sur `questions` posées, combien ont l'atelier attendu, ou une de ses ressources, en tête."""

    questions: int = 0
    premiere: int = 0
    trois: int = 0
    sans_resultat: int = 0

    def plus(self, *, premiere: bool, trois: bool, vide: bool) -> Compte:
        return Compte(
            self.questions + 1,
            self.premiere + premiere,
            self.trois + trois,
            self.sans_resultat + vide,
        )


@dataclass(frozen=True, slots=True)
class Essai:
    """Ce qu'une façon de chercher obtient. `par_genre` a aussi la ligne « toutes »."""

    par_genre: Mapping[str, Compte]
    sans_reponse: int
    """Combien de questions sans réponse ont été posées."""
    bruit: int
    """À combien d'entre elles la recherche a quand même répondu."""
    manquees: tuple[str, ...]
    """Les questions dont la première réponse n'est pas la bonne."""
    inventees: tuple[str, ...]
    """Les questions sans réponse auxquelles elle a répondu."""


@dataclass(frozen=True, slots=True)
class Bilan:
    """Les mêmes questions, tous bras réunis puis par les mots seuls."""

    fusion: Essai
    mots: Essai

    def en_dictionnaire(self) -> dict[str, Any]:
        """De quoi écrire du JSON."""
        return asdict(self)

    def en_texte(self) -> str:
        """Un tableau à lire."""
        return "\n".join(self._lignes())

    def _lignes(self) -> Iterator[str]:
        yield f"{'genre':<14}{'questions':>10}{'1re juste':>20}{'juste dans les 3':>22}"
        yield f"{'':<24}{'tout':>10}{'mots':>10}{'tout':>12}{'mots':>10}"
        for genre, tout in self.fusion.par_genre.items():
            mots = self.mots.par_genre[genre]
            yield (
                f"{genre:<14}{tout.questions:>10}"
                f"{tout.premiere:>10}{mots.premiere:>10}{tout.trois:>12}{mots.trois:>10}"
            )
        yield ""
        for nom, essai in (("tout réuni", self.fusion), ("mots seuls", self.mots)):
            yield (
                f"{nom} : {essai.bruit} sur {essai.sans_reponse} questions sans réponse ont reçu un résultat"
                + (f" ({', '.join(essai.inventees)})" if essai.inventees else "")
                + "."
            )
            if essai.manquees:
                yield f"{nom} : première réponse fausse pour {', '.join(essai.manquees)}."


def lire_jugements(dossier: Path = JUGEMENTS) -> tuple[QuestionJugee, ...]:
    """Les questions de `ateliers.yaml` et de `sans_reponse.yaml` ; `ErreurUsage` si c'est illisible."""
    import yaml

    questions = []
    for nom in ("ateliers.yaml", "sans_reponse.yaml"):
        try:
            lues = yaml.safe_load((dossier / nom).read_text("utf-8"))
            questions += [
                QuestionJugee(
                    str(lue["id"]),
                    lue["question"],
                    lue["genre"],
                    ressource("atelier", lue["atelier"]) if "atelier" in lue else None,
                )
                for lue in lues
            ]
        except (OSError, yaml.YAMLError, KeyError, TypeError) as erreur:
            raise ErreurUsage(
                f"Le fichier de questions jugées « {dossier / nom} » manque ou ne se lit pas : {erreur}. "
                "Il attend une liste de {id, question, genre} et, s'il y a une réponse, atelier."
            ) from erreur
    return tuple(questions)


def evaluer_questions(recherche: Recherche, questions: Iterable[QuestionJugee]) -> Bilan:
    """Pose chaque question deux fois : à tous les bras, puis aux mots seuls."""
    questions = tuple(questions)
    return Bilan(
        fusion=_essayer(recherche, questions, BRAS),
        mots=_essayer(recherche, questions, frozenset({MOTS})),
    )


def comparer(recherche: Recherche, dossier: Path = JUGEMENTS) -> Bilan:
    """Évalue la recherche sur les questions jugées d'un dossier."""
    return evaluer_questions(recherche, lire_jugements(dossier))


def _essayer(recherche: Recherche, questions: Iterable[QuestionJugee], bras: Collection[str]) -> Essai:
    comptes: dict[str, Compte] = {_TOUTES: Compte()}
    sans_reponse = 0
    manquees: list[str] = []
    inventees: list[str] = []
    for jugee in questions:
        resultats = recherche.chercher(jugee.question, nombre=3, bras=bras).resultats
        if jugee.atelier is None:
            sans_reponse += 1
            inventees += [jugee.identifiant] if resultats else []
            continue
        justes = [_juste(resultat, jugee.atelier) for resultat in resultats]
        premiere = justes[:1] == [True]
        manquees += [] if premiere else [jugee.identifiant]
        for genre in (jugee.genre, _TOUTES):
            compte = comptes.get(genre, Compte())
            comptes[genre] = compte.plus(premiere=premiere, trois=any(justes), vide=not resultats)
    return Essai(comptes, sans_reponse, len(inventees), tuple(manquees), tuple(inventees))


def _juste(resultat: Resultat, atelier: Iri) -> bool:
    return resultat.iri == atelier or atelier in resultat.ateliers
