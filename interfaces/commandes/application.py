"""L'application Typer : ses commandes, son français, ses codes de sortie."""

from __future__ import annotations

import difflib
import errno
import os
import sys
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from interfaces.configuration import Configuration, depuis_environnement
from ontologie.erreurs import ErreurMaillage

_ErreurDeSaisie = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""`UsageError`, que Typer n'exporte pas sous son nom."""

_AIDE_EN_FRANCAIS = {
    "DEFAULT_STRING": "[défaut : {}]",
    "ENVVAR_STRING": "[variable : {}]",
    "REQUIRED_LONG_STRING": "[obligatoire]",
    "COMMANDS_PANEL_TITLE": "Commandes",
}


_RAISONS = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "opération non permise",
    errno.ENOENT: "dossier ou fichier introuvable",
    errno.ENOTDIR: "ce n'est pas un dossier",
    errno.EISDIR: "c'est un dossier",
    errno.EROFS: "support en lecture seule",
    errno.ENOSPC: "plus de place sur le disque",
    errno.EMFILE: "trop de fichiers ouverts",
}


class _AideEnFrancais:
    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Affiche cette aide."
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from typer import rich_utils

        for nom, texte in _AIDE_EN_FRANCAIS.items():
            setattr(rich_utils, nom, texte)
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Commande(_AideEnFrancais, TyperCommand):
    """Une commande dont l'aide est en français."""


class _Groupe(_AideEnFrancais, TyperGroup):
    pass


Donnees = Annotated[
    Path | None,
    typer.Option("--donnees", help="Dossier des données (sinon MAILLAGE_DONNEES, sinon ./donnees)."),
]

application = typer.Typer(
    cls=_Groupe,
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--aide", "-h", "--help"]},
    help="Maillage : chercher, explorer et enrichir les ressources de l'économie collaborative.",
)


@application.callback(invoke_without_command=True)
def _racine(ctx: typer.Context, donnees: Donnees = None) -> None:
    ctx.obj = donnees
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def configurer(ctx: typer.Context, donnees: Path | None) -> Configuration:
    """Les réglages d'une commande : son --donnees, sinon celui d'avant elle, sinon l'environnement."""
    return depuis_environnement(donnees or ctx.obj)


def executer(arguments: list[str]) -> int:
    """Exécute et rend le code de sortie : 0, 1 (échec prévu), 2 (demande mal formée), 130 (interrompu)."""
    from interfaces.commandes import (  # noqa: F401 - s'inscrivent
        base,
        chercher,
        evaluer,
        proches,
        reperer,
        servir,
        sparql,
        verifier,
    )

    try:
        code = application(arguments, prog_name="maillage", standalone_mode=False)
    except ErreurMaillage as erreur:
        return _echouer(str(erreur), erreur.code)
    except _ErreurDeSaisie as erreur:
        return _echouer(_dire(erreur), 2)
    except (typer.Abort, KeyboardInterrupt):
        return _echouer("Interrompu. Ce qui était écrit l'est en entier, le reste ne l'est pas.", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as erreur:
        objet = f" « {erreur.filename} »" if erreur.filename else ""
        raison = _RAISONS.get(erreur.errno or 0, erreur.strerror or str(erreur))
        return _echouer(f"Le système refuse{objet} : {raison}. Vérifiez le chemin et vos droits.", 1)
    return code if isinstance(code, int) else 0


def _echouer(message: str, code: int) -> int:
    typer.echo(message, err=True)
    return code


def _dire(erreur: Any) -> str:
    """Une faute de saisie, en français."""
    contexte = getattr(erreur, "ctx", None)
    aide = f" Voir `{contexte.command_path if contexte else 'maillage'} --aide`."
    match type(erreur).__name__:
        case "NoSuchOption":
            proches = ", ".join(getattr(erreur, "possibilities", None) or [])
            dit = f"L'option « {erreur.option_name} » n'existe pas."
            return dit + (f" Les plus proches : {proches}." if proches else aide)
        case "MissingParameter":
            nom = erreur.param.metavar or erreur.param.name if erreur.param else "un argument"
            return f"Il manque {str(nom).upper()}." + aide
        case "BadParameter":
            nom = erreur.param.opts[0] if erreur.param else "un argument"
            return f"Valeur refusée pour {nom} : {erreur.message}" + aide
    if "No such command" in erreur.message or type(erreur).__name__ == "NoSuchCommand":
        nom = erreur.message.split("'")[1] if "'" in erreur.message else "?"
        connues = sorted(c.callback.__name__ for c in application.registered_commands if c.callback)
        voisines = difflib.get_close_matches(nom, connues, n=2) or connues
        return f"La commande « {nom} » n'existe pas. Les plus proches : {', '.join(voisines)}."
    if "requires an argument" in erreur.message:
        return f"Il manque la valeur de l'option {getattr(erreur, 'option_name', '')}." + aide
    return "Cette commande ne se lit pas : un argument est en trop ou mal placé." + aide
