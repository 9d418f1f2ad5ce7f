"""La commande `proches`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from interfaces.commandes.application import Commande, Donnees, application, configurer
from ontologie.espaces import RACINE


@application.command(cls=Commande)
def proches(
    ctx: typer.Context,
    ressource: Annotated[
        str, typer.Argument(metavar="RESSOURCE", help="Son IRI, ou sa fin : « atelier/travail ».")
    ],
    nombre: Annotated[int, typer.Option("-n", "--nombre", min=1, max=50, help="Ressources voulues.")] = 5,
    en_json: Annotated[bool, typer.Option("--json", help="Écrit du JSON, et rien d'autre.")] = False,
    donnees: Donnees = None,
) -> None:
    """Donne les ressources proches d'une autre, par le sens et par le graphe, et dit pourquoi."""
    from interfaces import assemblage

    services = assemblage.services(configurer(ctx, donnees), reconstruire_a_cote=False)
    iri = ressource if ":" in ressource else RACINE + ressource
    trouvees = services.recherche.proches(iri, nombre)
    if en_json:
        rendues = [
            {"iri": p.iri, "titre": p.titre, "type": p.type, "score": p.score, "raisons": list(p.raisons)}
            for p in trouvees
        ]
        typer.echo(json.dumps({"ressource": iri, "proches": rendues}, ensure_ascii=False, indent=2))
        return
    if not trouvees:
        typer.echo("Aucune ressource n'est assez proche de celle-ci.")
    for rang, proche in enumerate(trouvees, start=1):
        typer.echo(f"{rang}. {typer.style(proche.titre, bold=True)} ({proche.type})")
        typer.echo(f"   {proche.iri}")
        typer.echo(f"   {' ; '.join(proche.raisons)}")
