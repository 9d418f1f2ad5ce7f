"""Ce qu'est une question jugée, et comment un dictionnaire la dit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from indexation.question import valider
from ontologie.erreurs import ErreurUsage
from ontologie.espaces import ressource
from ontologie.termes import Iri

GENRES = ("exact", "paraphrase", "profane", "synonyme", "sigle", "methode", "multi-ateliers", "graphe")
GENRES_SANS_REPONSE = ("hors-domaine", "hors-base")
VARIANTES = ("faute", "sans-accents", "elision", "pluriel")
PARTS = ("dev", "rapport")
TOUT = "tout"
DEGRES = (1, 2, 3)
BONNE = 2
"""Le degré à partir duquel une ressource est une bonne réponse."""
_OBLIGATOIRES = frozenset({"id", "question", "genre"})


@dataclass(frozen=True, slots=True)
class QuestionJugee:
    """Une question et ce qui y répond ; sans atelier ni pertinence, la base ne sait pas y répondre."""

    identifiant: str
    question: str
    genre: str
    atelier: Iri | None = None
    """Bonne réponse : cet atelier, ou une ressource qui lui est attachée."""
    pertinences: Mapping[str, int] = field(default_factory=dict)
    """IRI de ressource → degré, de 1 à 3 ; absente : 0."""
    variantes: Mapping[str, str] = field(default_factory=dict)
    """Espèce d'écriture → la même question écrite ainsi."""
    part: str = ""

    @property
    def sans_reponse(self) -> bool:
        return self.atelier is None and not self.pertinences

    @property
    def ressources(self) -> tuple[str, ...]:
        """Les ressources que ses jugements nomment."""
        return tuple(self.pertinences) if self.atelier is None else (self.atelier,)


def garder_la_part(questions: Iterable[QuestionJugee], part: str) -> tuple[QuestionJugee, ...]:
    """Les questions de cette part, et toutes celles d'un jeu qui n'en a pas."""
    return tuple(q for q in questions if part == TOUT or q.part in ("", part))


def interpreter(lue: Any) -> QuestionJugee:
    """Une question qui a une réponse ; `ErreurUsage` dit ce qui ne va pas, sans nommer la question."""
    _exiger_cles(lue, {"part", "atelier", "pertinences", "variantes"})
    if ("atelier" in lue) == ("pertinences" in lue):
        raise ErreurUsage("Il lui faut « atelier » ou « pertinences », et pas les deux.")
    graduee = "pertinences" in lue
    return QuestionJugee(
        str(lue["id"]),
        _texte(lue["question"], "question"),
        _choisir(lue["genre"], GENRES, "genre") if graduee else _texte(lue["genre"], "genre"),
        None if graduee else ressource("atelier", _texte(lue["atelier"], "atelier")),
        _pertinences(lue["pertinences"]) if graduee else {},
        {
            _choisir(espece, VARIANTES, "variante"): _texte(ecrite, espece)
            for espece, ecrite in _paires(lue.get("variantes", {}), "variantes")
        },
        _part(lue),
    )


def interpreter_sans_reponse(lue: Any) -> QuestionJugee:
    """Une question à laquelle la base ne répond pas."""
    _exiger_cles(lue, {"part", "pourquoi"})
    genre = _choisir(lue["genre"], GENRES_SANS_REPONSE, "genre")
    return QuestionJugee(str(lue["id"]), _texte(lue["question"], "question"), genre, part=_part(lue))


def _pertinences(valeur: Any) -> dict[str, int]:
    degres: dict[str, int] = {}
    for chemin, degre in _paires(valeur, "pertinences"):
        segment, barre, identifiant = str(chemin).partition("/")
        if not (segment and barre and identifiant) or "://" in str(chemin):
            raise ErreurUsage(f"« {chemin} » ne désigne pas de ressource. Écrivez segment/identifiant.")
        if type(degre) is not int or degre not in DEGRES:
            raise ErreurUsage(f"Le degré « {degre} » de « {chemin} » n'existe pas. Prenez 1, 2 ou 3.")
        degres[ressource(segment, identifiant)] = degre
    if not any(degre >= BONNE for degre in degres.values()):
        raise ErreurUsage(f"Elle n'a aucune bonne réponse. Donnez au moins un degré {BONNE} ou plus.")
    return degres


def _exiger_cles(lue: Any, facultatives: Collection[str]) -> None:
    cles = {str(cle) for cle, _ in _paires(lue, "question")}
    for manque in sorted(_OBLIGATOIRES - cles):
        raise ErreurUsage(f"La clé « {manque} » lui manque. Ajoutez-la.")
    for inconnue in sorted(cles - _OBLIGATOIRES.union(facultatives)):
        permises = ", ".join(sorted(_OBLIGATOIRES.union(facultatives)))
        raise ErreurUsage(f"La clé « {inconnue} » n'existe pas ici. Les clés permises : {permises}.")


def _part(lue: Mapping[str, Any]) -> str:
    return _choisir(lue["part"], PARTS, "part") if "part" in lue else ""


def _texte(valeur: Any, nom: str) -> str:
    if not isinstance(valeur, str):
        raise ErreurUsage(f"« {nom} » vaut « {valeur} », qui n'est pas un texte. Mettez-le entre guillemets.")
    valider(valeur)
    return valeur


def _choisir(valeur: Any, permises: Collection[str], nom: str) -> str:
    if not isinstance(valeur, str) or valeur not in permises:
        raise ErreurUsage(f"« {valeur} » n'est pas admis pour « {nom} ». Prenez {', '.join(permises)}.")
    return valeur


def _paires(valeur: Any, nom: str) -> Collection[tuple[Any, Any]]:
    if not isinstance(valeur, dict):
        raise ErreurUsage(f"« {nom} » n'a pas de clés. Écrivez « clé: valeur ».")
    return valeur.items()
