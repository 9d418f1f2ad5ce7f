"""La commande `evaluer`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from interfaces.commandes.application import Commande, Donnees, application, configurer


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
    from indexation.evaluation import JUGEMENTS, comparer
    from interfaces import assemblage

    services = assemblage.services(configurer(ctx, donnees), reconstruire_a_cote=False)
    bilan = comparer(services.recherche, jugements or JUGEMENTS)
    typer.echo(
        json.dumps(bilan.en_dictionnaire(), ensure_ascii=False, indent=2) if en_json else bilan.en_texte()
    )
