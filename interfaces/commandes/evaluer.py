"""La commande `evaluer`."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from interfaces.commandes.application import Commande, Donnees, application, configurer


class Part(StrEnum):
    """La part d'un jeu : celle qui sert à régler, celle que l'on garde pour rendre compte, ou tout."""

    DEV = "dev"
    RAPPORT = "rapport"
    TOUT = "tout"


@application.command(cls=Commande)
def evaluer(
    ctx: typer.Context,
    jugements: Annotated[
        str | None,
        typer.Option(
            metavar="JEU",
            help="Un jeu livré (corpus, ateliers, controle) ou un dossier avec questions.yaml et "
            "sans_reponse.yaml ; sinon, corpus.",
        ),
    ] = None,
    part: Annotated[Part, typer.Option(help="La part du jeu à poser, s'il en a.")] = Part.TOUT,
    en_json: Annotated[bool, typer.Option("--json", help="Écrit du JSON.")] = False,
    donnees: Donnees = None,
) -> None:
    """Pose les questions jugées à la recherche et note ses réponses, à côté des mots seuls."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from graphe.generations import Generations
    from indexation.evaluation import comparer
    from indexation.fraicheur import derniere_saine
    from indexation.lecture_jugements import dossier_du_jeu
    from interfaces import assemblage

    configuration = configurer(ctx, donnees)
    services = assemblage.services(configuration, reconstruire_a_cote=False)
    generation = derniere_saine(Generations(configuration.index))
    assert generation is not None  # la recherche vient de l'ouvrir
    colonnes = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*colonnes, console=Console(stderr=True), transient=True) as progression:
        tache = progression.add_task("Questions posées", total=None)
        bilan = comparer(
            services.recherche,
            dossier_du_jeu(jugements),
            registre=generation.registre,
            part=part.value,
            progression=lambda fait, total: progression.update(tache, completed=fait, total=total),
        )
    typer.echo(
        json.dumps(bilan.en_dictionnaire(), ensure_ascii=False, indent=2) if en_json else bilan.en_texte()
    )
