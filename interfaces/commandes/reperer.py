"""La commande `reperer`."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Annotated, Any

import typer

from interfaces.commandes.application import Commande, Donnees, application, configurer
from ontologie.erreurs import ErreurUsage
from ontologie.termes import Iri

_TAILLE_MAXIMALE = 5 * 1024 * 1024


@application.command(cls=Commande)
def reperer(
    ctx: typer.Context,
    fichiers: Annotated[list[Path], typer.Argument(metavar="FICHIER", help="Des textes en UTF-8.")],
    en_json: Annotated[bool, typer.Option("--json", help="Écrit du JSON.")] = False,
    donnees: Donnees = None,
) -> None:
    """Dit quels thèmes des textes nomment, pour remplir le champ « concepts » d'une fiche."""
    from corpus.extraction.reconnaissance import reconnaitre
    from graphe.lexique import construire_lexique
    from interfaces import assemblage

    textes = [_lire(fichier) for fichier in fichiers]
    lexique = construire_lexique(assemblage.ouvrir_depot(configurer(ctx, donnees)))
    libelles = {entree.iri: entree.libelle for entree in lexique.entrees}
    tout: dict[str, list[dict[str, Any]]] = {}
    for fichier, texte, mentions in zip(fichiers, textes, reconnaitre(textes, lexique), strict=True):
        formes: dict[str, Counter[str]] = defaultdict(Counter)
        for mention in mentions:
            formes[mention.iri][texte[mention.debut : mention.fin]] += 1
        themes = sorted(formes, key=lambda iri: (-formes[iri].total(), libelles[iri]))
        tout[str(fichier)] = [
            {"iri": iri, "libelle": libelles[iri], "fois": formes[iri].total(), "formes": sorted(formes[iri])}
            for iri in themes
        ]
    if en_json:
        typer.echo(json.dumps(tout, ensure_ascii=False, indent=2))
        return
    for nom, themes_trouves in tout.items():
        typer.echo(f"{nom} : {len(themes_trouves)} thème(s)")
        for theme in themes_trouves:
            identifiant = Iri(theme["iri"]).nom_local
            typer.echo(f"  {theme['fois']:>4}  {identifiant} (« {' », « '.join(theme['formes'])} »)")


def _lire(fichier: Path) -> str:
    try:
        if fichier.stat().st_size > _TAILLE_MAXIMALE:
            raise ErreurUsage(f"« {fichier} » dépasse 5 Mo. Découpez-le.")
        return fichier.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as erreur:
        raise ErreurUsage(
            f"Le fichier « {fichier} » ne peut être lu. Vérifiez son chemin et qu'il est en UTF-8."
        ) from erreur
