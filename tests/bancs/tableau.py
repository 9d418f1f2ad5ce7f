"""Le compte rendu d'un banc : un tableau à lire, ou de quoi écrire du JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tests.bancs.eprouver import Releve
from tests.bancs.limites import Machine


@dataclass(frozen=True, slots=True)
class Comparaison:
    """Tous les relevés d'une épreuve ; le premier est celui auquel les autres se rapportent."""

    epreuve: str
    passages: int
    machine: Machine
    releves: Mapping[str, Releve]
    planchers: Mapping[str, float]
    """Système → secondes d'une question à la limite physique ; absent pour les mots seuls."""
    ecartes: Mapping[str, str]
    """Système → pourquoi il n'a pas été mesuré."""

    def en_dictionnaire(self) -> dict[str, Any]:
        reference = next(iter(self.releves.values()))
        return {
            "epreuve": self.epreuve,
            "passages": self.passages,
            "questions": len(reference.notes),
            "machine": asdict(self.machine),
            "systemes": {nom: self._mesurer(nom, releve, reference) for nom, releve in self.releves.items()},
            "ecartes": dict(self.ecartes),
        }

    def _mesurer(self, nom: str, releve: Releve, reference: Releve) -> dict[str, Any]:
        mesures, plancher = releve.mesures, self.planchers.get(nom)
        p50 = releve.centile(50)
        return {
            "nDCG@10": mesures.ndcg,
            "R@10": mesures.rappel,
            "RR@10": mesures.rr,
            "nDCG@10_moins_la_reference": asdict(releve.moins(reference)),
            "questions_muettes": releve.muettes,
            "p50_ms": 1000 * p50,
            "p95_ms": 1000 * releve.centile(95),
            "calcul_ms": 1000 * releve.calcul,
            "p50_sur_la_reference": p50 / reference.centile(50),
            "limite_ms": 1000 * plancher if plancher else None,
            "p50_sur_la_limite": p50 / plancher if plancher else None,
            "indexation_s": releve.indexation,
            "index_octets": releve.octets,
        }

    def en_texte(self) -> str:
        dit = self.en_dictionnaire()
        reference = next(iter(self.releves))
        entetes = ["", "nDCG@10", f"moins {reference} (95 %)", "R@10", "RR@10", "muettes"]
        entetes += ["p50 ms", "p95 ms", "calcul ms", "× réf.", "limite ms", "× limite", "index s", "index Mo"]
        lignes = [_ligne(nom, m) for nom, m in dit["systemes"].items()]
        return "\n".join(
            [
                f"{self.epreuve} : {self.passages} passages, {dit['questions']} questions",
                self.machine.en_texte(),
                "",
                *aligner([entetes, *lignes]),
                *(f"{nom} : non mesuré. {raison}" for nom, raison in self.ecartes.items()),
            ]
        )


def _ligne(nom: str, m: Mapping[str, Any]) -> list[str]:
    ecart = m["nDCG@10_moins_la_reference"]
    bornes = (100 * ecart[cle] for cle in ("moyenne", "bas", "haut"))
    moyenne, bas, haut = (nombre(valeur, 1, "+") for valeur in bornes)
    return [
        nom,
        nombre(100 * m["nDCG@10"], 1),
        f"{moyenne} ({bas} à {haut})" if any((ecart["bas"], ecart["haut"])) else "–",
        nombre(100 * m["R@10"], 1),
        nombre(100 * m["RR@10"], 1),
        str(m["questions_muettes"]),
        nombre(m["p50_ms"], 2),
        nombre(m["p95_ms"], 2),
        nombre(m["calcul_ms"], 2),
        nombre(m["p50_sur_la_reference"], 2),
        nombre(m["limite_ms"], 3),
        nombre(m["p50_sur_la_limite"], 1),
        nombre(m["indexation_s"], 1),
        nombre(m["index_octets"] / 1e6, 1),
    ]


def nombre(valeur: float | None, decimales: int, signe: str = "") -> str:
    """Un nombre à la française ; un tiret s'il n'y en a pas."""
    return "–" if valeur is None else f"{valeur:{signe}.{decimales}f}".replace(".", ",")


def aligner(rangees: Sequence[Sequence[str]]) -> list[str]:
    """La première colonne à gauche, les autres à droite, à la largeur du plus long."""
    largeurs = [max(map(len, colonne)) for colonne in zip(*rangees, strict=True)]
    return [
        "  ".join(
            case.ljust(largeur) if rang == 0 else case.rjust(largeur)
            for rang, (case, largeur) in enumerate(zip(rangee, largeurs, strict=True))
        ).rstrip()
        for rangee in rangees
    ]
