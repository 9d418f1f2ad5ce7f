"""Les commandes qui tiennent la base : preparer, etat, exporter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from interfaces.commandes.application import Commande, Donnees, application, configurer


@application.command(cls=Commande)
def preparer(ctx: typer.Context, donnees: Donnees = None) -> None:
    """Livre le corpus dans le graphe et met l'index à jour ; sans effet si tout est à jour."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from interfaces import assemblage

    configuration = configurer(ctx, donnees)
    console = Console(stderr=True)
    colonnes = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*colonnes, console=console) as progression:
        tache = progression.add_task("Préparation", total=1.0)
        bilan = assemblage.preparer(
            configuration,
            lambda etape, part: progression.update(tache, description=etape, completed=part),
        )
    if bilan.ajouts or bilan.retraits:
        typer.echo(
            f"Base « {configuration.donnees} » à la version {bilan.version} : "
            f"{bilan.ajouts} énoncés ajoutés, {bilan.retraits} retirés."
        )
    else:
        typer.echo(f"Base « {configuration.donnees} » déjà à jour (version {bilan.version}).")
    for conflit in bilan.conflits:
        typer.echo(
            f"Conflit gardé tel quel : <{conflit.ressource}> {conflit.propriete.nom_local} vaut "
            f"{_valeurs(conflit.dans_la_base)} dans la base, {_valeurs(conflit.livre)} dans la livraison.",
            err=True,
        )


def _valeurs(valeurs: tuple[str, ...]) -> str:
    return " ; ".join(f"« {v} »" for v in valeurs) or "rien"


@application.command(cls=Commande)
def etat(
    ctx: typer.Context,
    donnees: Donnees = None,
    en_json: Annotated[bool, typer.Option("--json", help="Écrit du JSON.")] = False,
) -> None:
    """Dit ce que la base contient, sa version, et si l'index est à jour."""
    from graphe.generations import Generations
    from indexation.fraicheur import derniere_saine
    from interfaces import assemblage

    configuration = configurer(ctx, donnees)
    depot = assemblage.ouvrir_depot(configuration)
    comptes = {str(li["classe"]): int(str(li["nombre"])) for li in depot.selectionner("comptes")}
    generation = derniere_saine(Generations(configuration.index))
    index = None if generation is None else generation.manifeste
    retard = None if index is None else depot.version() - index.version
    if en_json:
        description = None if index is None else {"version": index.version, "modele": index.vectoriseur}
        typer.echo(
            json.dumps(
                {"version": depot.version(), "comptes": comptes, "index": description, "retard": retard},
                ensure_ascii=False,
                indent=2,
            )
        )
        return
    typer.echo(f"Base « {configuration.donnees} », version {depot.version()}")
    for classe, nombre in comptes.items():
        typer.echo(f"  {nombre:>5}  {classe}")
    if index is None:
        typer.echo("Index : absent. Lancez `maillage preparer`.")
    else:
        fraicheur = "à jour" if not retard else f"en retard de {retard} version(s)"
        typer.echo(
            f"Index : version {index.version}, {fraicheur} ; {index.passages} passages de "
            f"{index.ressources} ressources ; modèle {index.vectoriseur}."
        )


@application.command(cls=Commande)
def exporter(
    ctx: typer.Context,
    fichier: Annotated[Path, typer.Argument(help="Le fichier à écrire : .ttl .nt .nq .trig .jsonld .rdf")],
    donnees: Donnees = None,
) -> None:
    """Écrit toute la base dans un fichier RDF."""
    from graphe.export import exporter as ecrire
    from interfaces import assemblage

    depot = assemblage.ouvrir_depot(configurer(ctx, donnees))
    assemblage.exiger(depot)
    nombre = ecrire(depot, fichier)
    typer.echo(f"{nombre} énoncés écrits dans {fichier}.")
