"""La commande `chercher`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from indexation.formes.forme import ReponseDeForme
from indexation.periode import lire_periode
from indexation.pertinence import niveau
from indexation.resultats import Extraction, Filtres, Prolongement, Reponses
from interfaces.commandes.application import Commande, Donnees, application, configurer

Plusieurs = list[str] | None
_LIGNES_MONTREES = 10


@application.command(cls=Commande)
def chercher(  # noqa: PLR0913, PLR0917 - un argument par option de la commande
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="Votre question, entre guillemets.")],
    nombre: Annotated[int, typer.Option("-n", "--nombre", min=1, max=200, help="Résultats voulus.")] = 10,
    type_: Annotated[Plusieurs, typer.Option("--type", help="Classe : Reference, Risque, Concept…")] = None,
    atelier: Annotated[Plusieurs, typer.Option(help="Atelier : nom court, titre ou IRI.")] = None,
    theme: Annotated[Plusieurs, typer.Option(help="Thème : nom court, libellé ou IRI.")] = None,
    acteur: Annotated[Plusieurs, typer.Option(help="Acteur : nom court, nom ou IRI.")] = None,
    annee: Annotated[
        Plusieurs, typer.Option(help="Année de parution : 2014, 2012-2016, -2015 ou 2015-.")
    ] = None,
    en_json: Annotated[bool, typer.Option("--json", help="Écrit du JSON, et rien d'autre.")] = False,
    expliquer: Annotated[bool, typer.Option(help="Dit pourquoi chaque résultat est là.")] = False,
    donnees: Donnees = None,
) -> None:
    """Cherche les passages qui répondent à une question, par les mots, le sens et les concepts."""
    from interfaces import assemblage

    services = assemblage.services(configurer(ctx, donnees), reconstruire_a_cote=False)
    types, ateliers, themes, acteurs = (
        tuple(services.exploration.resoudre(valeur, genre) for valeur in valeurs or [])
        for genre, valeurs in (("type", type_), ("atelier", atelier), ("theme", theme), ("acteur", acteur))
    )
    filtres = Filtres(types, ateliers, themes, acteurs, tuple(map(lire_periode, annee or [])))
    reponses = services.recherche.chercher(question, nombre=nombre, filtres=filtres)
    reponse = services.formes.repondre(question) if filtres == Filtres() else None
    if en_json:
        typer.echo(json.dumps(en_dictionnaire(reponses, reponse), ensure_ascii=False, indent=2))
        return
    if reponse is not None:
        _repondre(reponse)
    if reponse is None or reponses.resultats:
        _afficher(reponses, expliquer=expliquer)


def en_dictionnaire(reponses: Reponses, reponse: ReponseDeForme | None = None) -> dict[str, Any]:
    """La réponse, dans la forme stable que `--json` promet."""
    return {
        "question": reponses.question,
        "reponse": None if reponse is None else asdict(reponse),
        "version": reponses.version,
        "duree_ms": round(reponses.duree_ms, 2),
        "total": reponses.total,
        "suggestions": list(reponses.suggestions),
        "avertissement": reponses.avertissement,
        "extrait_reponse": _extrait(reponses.reponse),
        "facettes": reponses.facettes_ouvertes,
        "resultats": [
            {
                "iri": r.iri,
                "titre": r.titre,
                "type": r.type,
                "ateliers": list(r.ateliers),
                "extrait": r.extrait,
                "score": r.score,
                "pertinence": niveau(r.score),
                "acteurs": list(r.acteurs),
                "annees": list(r.annees),
                "raisons": [
                    {"source": raison.source, "detail": raison.detail, "contribution": raison.contribution}
                    for raison in r.raisons
                ],
            }
            for r in reponses.resultats
        ],
        "pour_aller_plus_loin": [
            {
                "iri": p.iri,
                "titre": p.titre,
                "type": p.type,
                "ateliers": list(p.ateliers),
                "raison": p.raison,
            }
            for p in reponses.prolongements
        ],
    }


def _extrait(reponse: Extraction | None) -> dict[str, Any] | None:
    if reponse is None:
        return None
    return {
        "texte": reponse.texte,
        "phrases": [phrase.texte for phrase in reponse.phrases],
        "iri": reponse.iri,
        "titre": reponse.titre,
        "section": reponse.section,
        "source": reponse.source,
        "confiance": reponse.confiance,
    }


def _repondre(reponse: ReponseDeForme) -> None:
    """La réponse du graphe, avant les résultats."""
    typer.echo(typer.style(reponse.phrase, bold=True))
    for ligne in reponse.lignes[:_LIGNES_MONTREES]:
        typer.echo(f"- {ligne.titre}" + (f" ({ligne.detail})" if ligne.detail else ""))
        typer.echo(f"  {ligne.iri}")
    reste = len(reponse.lignes) - _LIGNES_MONTREES
    if reste > 0:
        typer.echo(f"et {reste} autre(s) : --json les donne toutes, avec la requête.")


def _afficher(reponses: Reponses, *, expliquer: bool) -> None:
    if reponses.avertissement:
        typer.echo(reponses.avertissement, err=True)
    for suggestion in reponses.suggestions:
        typer.echo(f"Vouliez-vous dire : {suggestion} ?")
    if not reponses.resultats:
        typer.echo("Aucun résultat pertinent. Essayez d'autres mots, ou retirez un filtre.")
        return
    if reponses.reponse is not None:
        _citer(reponses.reponse)
    for rang, resultat in enumerate(reponses.resultats, start=1):
        nature = f"({resultat.type}) · {niveau(resultat.score)}"
        typer.echo(f"\n{rang}. {typer.style(resultat.titre, bold=True)} {nature}")
        ateliers = [a.nom_local for a in resultat.ateliers if a != resultat.iri]
        typer.echo(f"   {resultat.iri}" + (f"  (atelier {', '.join(ateliers)})" if ateliers else ""))
        typer.echo(f"   {_surligner(resultat.extrait, resultat.surlignes)}")
        if expliquer:
            for raison in resultat.raisons:
                typer.echo(f"   {raison.contribution:6.3f}  {raison.source} : {raison.detail}")
            typer.echo(f"   {resultat.score:6.3f}  en tout")
    reste = reponses.total - len(reponses.resultats)
    if reste > 0:
        typer.echo(f"\n{reste} autre(s) résultat(s) : ajoutez -n {min(reponses.total, 200)}.")
    _prolonger(reponses.prolongements)


def _citer(reponse: Extraction) -> None:
    cite = " ".join(_surligner(*morceau) for morceau in reponse.morceaux)
    typer.echo(f"« {cite} »\n  d'après {reponse.source}\n  {reponse.iri}")


def _prolonger(lectures: Sequence[Prolongement]) -> None:
    if lectures:
        typer.echo("\nPour aller plus loin, dans d'autres ateliers :")
    for lecture in lectures:
        ateliers = ", ".join(atelier.nom_local for atelier in lecture.ateliers)
        typer.echo(f"- {lecture.titre} ({lecture.type}) : {lecture.raison} ; {ateliers}\n  {lecture.iri}")


def _surligner(texte: str, surlignes: Iterable[tuple[int, int]]) -> str:
    morceaux: list[str] = []
    place = 0
    for debut, fin in surlignes:
        morceaux += [texte[place:debut], typer.style(texte[debut:fin], underline=True)]
        place = fin
    return "".join([*morceaux, texte[place:]])
