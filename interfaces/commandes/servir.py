"""La commande `servir`."""

from __future__ import annotations

import os
import socket
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from interfaces.commandes.application import Commande, Donnees, application, configurer
from ontologie.erreurs import ErreurMaillage

_ESSAIS = 50


@application.command(cls=Commande)
def servir(
    ctx: typer.Context,
    hote: Annotated[str, typer.Option(help="L'adresse où écouter.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Le port, ou le premier libre après.")] = 8501,
    donnees: Donnees = None,
) -> None:
    """Ouvre l'application dans le navigateur ; la base est préparée au premier démarrage."""
    configuration = configurer(ctx, donnees)
    port = port_libre(hote, port)
    typer.echo(f"Maillage : http://{hote}:{port}  (Ctrl+C pour arrêter)")
    if hote not in {"127.0.0.1", "localhost", "::1"}:
        typer.echo("Attention : l'application sera visible d'autres machines, sans mot de passe.", err=True)
    options = {
        **_options_livrees(),
        "server.address": hote,
        "server.port": port,
        "server.fileWatcherType": "none",
    }
    commande = [sys.executable, "-m", "streamlit", "run", str(_application())]
    commande += [f"--{nom}={_ecrire(valeur)}" for nom, valeur in options.items()]
    sys.stdout.flush()
    environnement = {**os.environ, "MAILLAGE_DONNEES": str(configuration.donnees.resolve())}
    os.execve(sys.executable, commande, environnement)


def _application() -> Path:
    module = find_spec("app_streamlit")
    if module is None or module.origin is None:
        raise ErreurMaillage("Le fichier app_streamlit.py manque à cette installation. Réinstallez Maillage.")
    return Path(module.origin).resolve()


def _options_livrees() -> dict[str, object]:
    """Les réglages de l'application, valables d'où qu'on la lance."""
    sections = tomllib.loads((Path(__file__).parents[1] / "ecrans" / "streamlit.toml").read_text("utf-8"))
    return {f"{section}.{nom}": valeur for section, noms in sections.items() for nom, valeur in noms.items()}


def _ecrire(valeur: object) -> str:
    return str(valeur).lower() if isinstance(valeur, bool) else str(valeur)


def port_libre(hote: str, port: int) -> int:
    """Le premier port libre à partir de celui-là ; `ErreurMaillage` s'il n'y en a pas."""
    for essai in range(port, min(port + _ESSAIS, 65536)):
        famille = socket.AF_INET6 if ":" in hote else socket.AF_INET
        with socket.socket(famille, socket.SOCK_STREAM) as prise:
            prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                prise.bind((hote, essai))
            except OSError:
                continue
            return essai
    raise ErreurMaillage(
        f"Aucun port libre sur {hote} entre {port} et {port + _ESSAIS}. Choisissez-en un autre par --port."
    )
