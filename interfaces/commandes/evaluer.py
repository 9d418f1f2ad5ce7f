"""La commande `evaluer`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interfaces.commandes.application import Commande, Donnees, application, configurer

if TYPE_CHECKING:
    from indexation.evaluation import Bilan


@application.command(cls=Commande)
def evaluer(
    ctx: typer.Context,
    jugements: Annotated[
        Path | None,
        typer.Option(
            help="Un dossier avec ateliers.yaml et sans_reponse.yaml (sinon, les questions livrées)."
        ),
    ] = None,
    en_json: Annotated[bool, typer.Option("--json", help="Écrit du JSON.")] = False,
    donnees: Donnees = None,
) -> None:
    """Pose les questions jugées à la recherche et compte les bonnes réponses, à côté des mots seuls."""
    from indexation.evaluation import JUGEMENTS, evaluer_questions, lire_jugements
    from interfaces import assemblage

    services = assemblage.services(configurer(ctx, donnees), reconstruire_a_cote=False)
    bilan = evaluer_questions(services.recherche, lire_jugements(jugements or JUGEMENTS))
    if en_json:
        typer.echo(json.dumps(asdict(bilan), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_lignes(bilan)))


def _lignes(bilan: Bilan) -> Iterator[str]:
    yield f"{'genre':<14}{'questions':>10}{'1re juste':>20}{'juste dans les 3':>22}"
    yield f"{'':<24}{'tout':>10}{'mots':>10}{'tout':>12}{'mots':>10}"
    for genre, tout in bilan.fusion.par_genre.items():
        mots = bilan.mots.par_genre[genre]
        yield (
            f"{genre:<14}{tout.questions:>10}"
            f"{tout.premiere:>10}{mots.premiere:>10}{tout.trois:>12}{mots.trois:>10}"
        )
    yield ""
    for nom, essai in (("tout réuni", bilan.fusion), ("mots seuls", bilan.mots)):
        yield (
            f"{nom} : {essai.bruit} des {essai.sans_reponse} questions sans réponse ont reçu un résultat"
            + (f" ({', '.join(essai.inventees)})" if essai.inventees else "")
            + "."
        )
        if essai.manquees:
            yield f"{nom} : première réponse fausse pour {', '.join(essai.manquees)}."
