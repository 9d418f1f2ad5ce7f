"""La commande qui vérifie : la base, ou un fichier SKOS ou OWL venu d'ailleurs."""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interfaces.commandes.application import Commande, Donnees, application, configurer
from ontologie.erreurs import ErreurUsage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphe.adaptateurs.moteur import Moteur
    from ontologie.termes import Iri
    from ontologie.verification import Portee, Rapport

_MONTRES = 5
_CONNUE = """SELECT ?ressource WHERE {
  VALUES ?ressource { UNDEF }
  { ?ressource ?predicat ?objet } UNION { ?sujet ?relation ?ressource }
} LIMIT 1"""


class Sortie(StrEnum):
    """L'écriture du rapport."""

    TEXTE = "texte"
    JSON = "json"
    TURTLE = "turtle"


@application.command(cls=Commande)
def verifier(
    ctx: typer.Context,
    donnees: Donnees = None,
    fichier: Annotated[
        Path | None,
        typer.Option(
            "--fichier", "-f", help="Un fichier à vérifier au lieu de la base : .ttl .rdf .skos .jsonld…"
        ),
    ] = None,
    ressource: Annotated[
        list[str] | None,
        typer.Option("--ressource", "-r", metavar="IRI", help="Ne vérifie que cette ressource ; se répète."),
    ] = None,
    format_: Annotated[Sortie, typer.Option("--format", help="L'écriture du rapport.")] = Sortie.TEXTE,
    en_json: Annotated[bool, typer.Option("--json", help="Comme --format json.")] = False,
    tout: Annotated[bool, typer.Option("--tout", help="Montre toutes les ressources en faute.")] = False,
) -> None:
    """Passe la base, ou un fichier, aux formes SHACL et aux contrôles ; sort avec 1 sur une violation."""
    from ontologie.rapport import en_json as ecrire_json
    from ontologie.rapport import en_turtle

    voulues = None if not ressource else [_iri(valeur) for valeur in ressource]
    rapport = (
        _examiner_base(ctx, donnees, voulues) if fichier is None else _examiner_fichier(fichier, voulues)
    )
    if en_json or format_ is Sortie.JSON:
        typer.echo(ecrire_json(rapport))
    elif format_ is Sortie.TURTLE:
        typer.echo(en_turtle(rapport), nl=False)
    else:
        for ligne in _texte(rapport, None if tout else _MONTRES):
            typer.echo(ligne)
    if rapport.violations:
        raise typer.Exit(1)


def _examiner_base(ctx: typer.Context, donnees: Path | None, voulues: list[Iri] | None) -> Rapport:
    from graphe.adaptateurs.moteur import Moteur
    from interfaces import assemblage
    from ontologie.verification import Portee

    depot = assemblage.ouvrir_depot(configurer(ctx, donnees))
    assemblage.exiger(depot)
    return _examiner(Moteur.de_quads(depot.quads()), voulues, Portee.BASE, "la base")


def _examiner_fichier(fichier: Path, voulues: list[Iri] | None) -> Rapport:
    from graphe.fichiers import lire
    from ontologie.verification import Portee

    return _examiner(lire(fichier), voulues, Portee.AILLEURS, f"« {fichier.name} »")


def _examiner(moteur: Moteur, voulues: list[Iri] | None, portee: Portee, lieu: str) -> Rapport:
    from ontologie.controles import cibler
    from ontologie.verification import verifier as examiner

    for iri in voulues or ():
        if not any(moteur.lignes(cibler(_CONNUE, [iri]))):
            raise ErreurUsage(f"La ressource <{iri}> n'est pas dans {lieu}. Vérifiez son IRI.")
    return examiner(moteur, ressources=voulues, portee=portee)


def _iri(valeur: str) -> Iri:
    from ontologie.termes import Iri

    try:
        return Iri(valeur)
    except ValueError:
        raise ErreurUsage(
            f"« {valeur} » n'est pas un IRI absolu. Écrivez --ressource https://…, sans chevrons."
        ) from None


def _texte(rapport: Rapport, montres: int | None) -> Iterator[str]:
    """Par gravité puis par contrôle : le compte, le remède une fois, les ressources."""
    for gravite, de_gravite in groupby(rapport.constats, key=lambda c: c.gravite):
        yield f"{gravite.upper()} ({rapport.comptes[gravite]})"
        for nom, du_controle in groupby(de_gravite, key=lambda c: c.controle):
            constats = list(du_controle)
            yield f"  {nom} ({len(constats)}). {constats[0].remede}"
            for constat in constats[:montres]:
                yield f"    <{constat.ressource}> : {constat.message}"
            reste = len(constats[montres:]) if montres else 0
            if reste:
                yield f"    et {reste} autre{'s' if reste > 1 else ''} : voir --tout."
    autres = len(rapport.constats) - len(rapport.violations)
    yield f"{len(rapport.violations)} violation(s), {autres} autre(s) remarque(s)."
