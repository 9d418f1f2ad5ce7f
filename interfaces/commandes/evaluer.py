"""La commande `evaluer` : les questions jugées livrées, ou une collection au format BEIR."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interfaces.commandes.application import Commande, Donnees, application, configurer
from ontologie.erreurs import ErreurUsage

if TYPE_CHECKING:
    from indexation.bilan import Bilan
    from indexation.collection import BilanDeCollection
    from interfaces.configuration import Configuration

Suivi = Callable[[str, int, int], None]


class Part(StrEnum):
    """La part d'un jeu : celle qui sert à régler, celle que l'on garde pour rendre compte, ou tout."""

    DEV = "dev"
    RAPPORT = "rapport"
    TOUT = "tout"


@application.command(cls=Commande)
def evaluer(
    ctx: typer.Context,
    dossier: Annotated[
        Path | None,
        typer.Argument(
            help="Une collection au format BEIR : corpus.jsonl, queries.jsonl et qrels.tsv. Sans elle, les "
            "questions jugées.",
        ),
    ] = None,
    jugements: Annotated[
        str | None,
        typer.Option(
            metavar="JEU",
            help="Un jeu livré (corpus, ateliers, controle) ou un dossier avec questions.yaml et "
            "sans_reponse.yaml ; sinon, corpus.",
        ),
    ] = None,
    part: Annotated[Part, typer.Option(help="La part du jeu à poser, s'il en a.")] = Part.TOUT,
    run: Annotated[
        Path | None, typer.Option(help="Avec une collection : où écrire les classements, au format TREC.")
    ] = None,
    thesaurus: Annotated[
        bool, typer.Option("--thesaurus", help="Avec une collection : les concepts de cette base comptent.")
    ] = False,
    modele: Annotated[
        str | None,
        typer.Option(
            metavar="NOM|DOSSIER", help="Un autre modèle de phrases, à la place de celui des réglages."
        ),
    ] = None,
    sts: Annotated[
        Path | None,
        typer.Option(
            metavar="FICHIER",
            help="Mesure le modèle seul sur des paires notées (note, phrase, phrase, en TSV) : Spearman.",
        ),
    ] = None,
    en_json: Annotated[bool, typer.Option("--json", help="Écrit du JSON.")] = False,
    donnees: Donnees = None,
) -> None:
    """Pose des questions jugées à la recherche et note ses réponses, à côté des mots ou du sens seuls."""
    configuration = configurer(ctx, donnees)
    if modele is not None:
        configuration = replace(configuration, modele=modele)
    if sts is not None:
        if dossier is not None or jugements is not None or run is not None:
            raise ErreurUsage(
                "--sts mesure le modèle seul : ne donnez ni collection, ni --jugements, ni --run."
            )
        _mesurer_le_modele(configuration, sts, en_json=en_json)
        return
    bilan: Bilan | BilanDeCollection
    if dossier is None:
        if run is not None or thesaurus:
            option = "--run FICHIER" if run is not None else "--thesaurus"
            raise ErreurUsage(f"{option} demande une collection : maillage evaluer DOSSIER {option}.")
        bilan = _juger(configuration, jugements, part)
    else:
        if jugements is not None:
            raise ErreurUsage("Donnez une collection ou --jugements, pas les deux.")
        bilan = _mesurer(configuration, dossier, run, thesaurus=thesaurus)
    typer.echo(
        json.dumps(bilan.en_dictionnaire(), ensure_ascii=False, indent=2) if en_json else bilan.en_texte()
    )


def _mesurer_le_modele(configuration: Configuration, sts: Path, *, en_json: bool) -> None:
    from indexation.adaptateurs import ouvrir_vectoriseur
    from indexation.similarite import lire_paires_notees, mesurer_sts

    paires = lire_paires_notees(sts)
    vectoriseur = ouvrir_vectoriseur(configuration.modele)
    spearman = mesurer_sts(vectoriseur, paires)
    if en_json:
        mesures = {"sts": spearman, "paires": len(paires.notes), "modele": vectoriseur.nom}
        typer.echo(json.dumps(mesures, ensure_ascii=False))
    else:
        mesure = f"{100 * spearman:.1f}".replace(".", ",")
        typer.echo(f"{vectoriseur.nom} : Spearman {mesure} sur {len(paires.notes)} paires notées")


def _juger(configuration: Configuration, jugements: str | None, part: Part) -> Bilan:
    from indexation.evaluation import comparer
    from indexation.lecture_jugements import dossier_du_jeu
    from interfaces import assemblage

    with _suivre() as suivi, assemblage.recherche_a_evaluer(configuration, suivi) as (recherche, registre):
        return comparer(
            recherche,
            dossier_du_jeu(jugements),
            registre=registre,
            part=part.value,
            progression=lambda fait, total: suivi("Questions posées", fait, total),
        )


def _mesurer(
    configuration: Configuration, dossier: Path, run: Path | None, *, thesaurus: bool
) -> BilanDeCollection:
    from indexation.adaptateurs import ouvrir_vectoriseur
    from indexation.collection import evaluer_collection
    from indexation.lecture_collection import lire_collection
    from interfaces import assemblage

    lexique = assemblage.lexique(configuration) if thesaurus else None
    collection = lire_collection(dossier)
    vectoriseur = ouvrir_vectoriseur(configuration.modele)
    with _suivre() as suivi, tempfile.TemporaryDirectory(prefix="maillage-") as travail:
        bilan = evaluer_collection(collection, vectoriseur, Path(travail), suivi, lexique=lexique)
    if run is not None:
        run.write_text("".join(f"{ligne}\n" for ligne in bilan.en_trec()), encoding="utf-8")
    return bilan


@contextmanager
def _suivre() -> Iterator[Suivi]:
    """Une barre par étape, sur la sortie des erreurs."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    colonnes = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*colonnes, console=Console(stderr=True), transient=True) as progression:
        taches = {}

        def suivre(etape: str, fait: int, total: int) -> None:
            if etape not in taches:
                taches[etape] = progression.add_task(etape, total=total)
            progression.update(taches[etape], completed=fait, total=total)

        yield suivre
