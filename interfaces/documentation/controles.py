"""Le tableau des contrôles et des formes, pour `docs/controles.md`."""

from __future__ import annotations

from collections.abc import Iterable

from ontologie.controles import NON, Gravite, Regle, lire_controles
from ontologie.formes import formes

DEBUT = "<!-- début du tableau, refait par `make docs` -->\n"
FIN = "<!-- fin du tableau -->\n"


def tableau() -> str:
    """Tous les contrôles puis toutes les formes, en Markdown."""
    return f"## Contrôles\n\n{_table(lire_controles())}\n## Formes SHACL\n\n{_table(formes())}"


def inserer(texte: str) -> str:
    """Le texte, où ce qui est entre les repères est remplacé par le tableau du jour."""
    avant, _, suite = texte.partition(DEBUT)
    _, _, apres = suite.partition(FIN)
    return f"{avant}{DEBUT}\n{tableau()}\n{FIN}{apres}"


def _table(regles: Iterable[Regle]) -> str:
    entete = "| nom | en base | hors base | ce que l'on trouve | source |\n|---|---|---|---|---|\n"
    return entete + "".join(f"| {' | '.join(_cellules(regle))} |\n" for regle in regles)


def _cellules(regle: Regle) -> tuple[str, ...]:
    message = regle.message.replace("{detail}", "…").replace("|", "\\|")
    return f"`{regle.nom}`", _dire(regle.en_base), _dire(regle.hors_base), message, regle.source


def _dire(gravite: Gravite | None) -> str:
    return NON if gravite is None else str(gravite)
