"""La commande `sparql`, en lecture seule."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from graphe.ports import Format, Limites
from interfaces.commandes.application import Commande, Donnees, application, configurer
from ontologie.erreurs import ErreurUsage
from ontologie.espaces import abreger

_LARGEUR_HORS_ECRAN = 200


class FormatDeSortie(StrEnum):
    """Les écritures proposées ; `table` est pour les yeux."""

    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    xml = "xml"
    turtle = "turtle"
    nt = "nt"
    jsonld = "jsonld"
    rdfxml = "rdfxml"


@application.command(cls=Commande)
def sparql(
    ctx: typer.Context,
    requete: Annotated[str | None, typer.Argument(metavar="REQUÊTE", help="La requête SPARQL.")] = None,
    fichier: Annotated[
        Path | None, typer.Option("-f", "--fichier", help="Un fichier .rq (- pour l'entrée standard).")
    ] = None,
    format_: Annotated[
        FormatDeSortie, typer.Option("--format", help="L'écriture de la réponse.")
    ] = FormatDeSortie.table,
    lignes: Annotated[int, typer.Option(min=1, max=1_000_000, help="Au plus tant de lignes.")] = 10_000,
    donnees: Donnees = None,
) -> None:
    """Exécute une requête de lecture ; les préfixes de la maison sont déjà déclarés."""
    from interfaces import assemblage

    configuration = configurer(ctx, donnees)
    texte = _texte(requete, fichier)
    depot = assemblage.ouvrir_depot(configuration)
    limites = Limites(configuration.limites.secondes, lignes, configuration.limites.memoire_mo)
    en_table = format_ is FormatDeSortie.table
    reponse = depot.interroger(texte, None if en_table else Format(format_.value), limites=limites)
    if en_table and reponse.forme != "graphe":
        _afficher_table(json.loads(reponse.octets()))
    else:
        for morceau in reponse.morceaux:
            sys.stdout.buffer.write(morceau)
        sys.stdout.buffer.flush()
    if reponse.tronquee:
        typer.echo(f"Réponse coupée à {lignes} lignes : ajoutez --lignes N ou un LIMIT.", err=True)


def _texte(requete: str | None, fichier: Path | None) -> str:
    if (requete is None) == (fichier is None):
        raise ErreurUsage("Donnez une requête entre guillemets, ou un fichier par -f, mais pas les deux.")
    if requete is not None:
        return requete
    assert fichier is not None
    try:
        return sys.stdin.read() if str(fichier) == "-" else fichier.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as erreur:
        raise ErreurUsage(
            f"Le fichier « {fichier} » ne peut être lu. Vérifiez son chemin et qu'il est en UTF-8."
        ) from erreur


def _afficher_table(reponse: dict[str, Any]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if "boolean" in reponse:
        typer.echo("oui" if reponse["boolean"] else "non")
        return
    noms = reponse["head"]["vars"]
    table = Table(*noms, box=box.SIMPLE_HEAD)
    for ligne in reponse["results"]["bindings"]:
        table.add_row(*(Text(_cellule(ligne.get(nom))) for nom in noms))
    console = Console()
    if not console.is_terminal:
        console = Console(width=_LARGEUR_HORS_ECRAN)
    console.print(table)


def _cellule(terme: dict[str, str] | None) -> str:
    if terme is None:
        return ""
    return abreger(terme["value"]) if terme["type"] == "uri" else terme["value"]
