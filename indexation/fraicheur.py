"""Tenir l'index au niveau de la base : construire, rattraper, publier.

L'index est une fonction de la base : ce qui manque se recalcule, ce qui est abîmé se reconstruit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from corpus.extraction.lexique import Lexique
from graphe.adaptateurs.verrou import Verrou
from graphe.generations import Generations
from graphe.lexique import construire_lexique
from graphe.ports import BaseOccupee, Depot
from indexation.construction import Constructeur
from indexation.erreurs import IndexIllisible, IndexOccupe
from indexation.generation import Chantier, Generation, ouvrir
from indexation.manifeste import Manifeste
from indexation.mentions import concernees
from indexation.ports import Vectoriseur

Progression = Callable[[str, int, int], None]
"""Appelée avec l'étape, ce qui est fait et le total."""

_VERROU = "ecriture.verrou"
_PART_UNE_A_UNE = 0.25
"""Au-delà de cette part de ressources touchées, relire toute la base va plus vite."""


def construire(
    depot: Depot, dossier: Path, vectoriseur: Vectoriseur, *, progression: Progression | None = None
) -> Path:
    """Amène l'index de `dossier` à la version de la base et rend la génération publiée.

    Sans effet s'il y est déjà. Rattrape s'il le peut, reconstruit sinon. Lève `IndexOccupe` si un
    autre processus y travaille.
    """
    generations = Generations(dossier)
    with _seul(dossier):
        depart = derniere_saine(generations)
        if depart is not None and est_fraiche(depart.manifeste, depot, vectoriseur):
            generations.designer(depart.dossier)
            return depart.dossier
        with generations.nouvelle() as travail:
            if depart is not None and _rattrapable(depart.manifeste, depot, vectoriseur):
                _rattraper(depot, travail, vectoriseur, depart, progression)
            else:
                _tout_construire(depot, travail, vectoriseur, progression)
        generations.nettoyer()
        publiee = generations.courante()
        assert publiee is not None
        return publiee


def derniere_saine(generations: Generations) -> Generation | None:
    """La génération courante ou, si elle est abîmée, la plus récente qui soit saine ; retenue."""
    courante = generations.courante()
    candidates = [courante] if courante else []
    candidates += [dossier for dossier in generations.anciennes() if dossier != courante]
    for dossier in candidates:
        with suppress(IndexIllisible, FileNotFoundError):
            return ouvrir(dossier, generations.retenir(dossier))
    return None


def pourquoi_illisible(generations: Generations) -> str:
    """Ce qui empêche de lire la dernière génération et comment y remédier ; vide s'il n'y en a pas."""
    for dossier in generations.anciennes()[:1]:
        try:
            ouvrir(dossier)
        except IndexIllisible as erreur:
            return str(erreur)
    return ""


def signature(depot: Depot, version: int) -> str:
    """Ce qui identifie une version de cette base : deux bases au même numéro n'ont pas la même."""
    if version == 0:
        return ""
    lu = depot.resume(version)
    identite = f"{lu.version} {lu.date.isoformat()} {lu.motif} {lu.ajouts} {lu.retraits}"
    return hashlib.sha256(identite.encode()).hexdigest()


def est_fraiche(manifeste: Manifeste, depot: Depot, vectoriseur: Vectoriseur) -> bool:
    """Vrai si l'index dit exactement ce que dit la base."""
    version = depot.version()
    return (
        manifeste.convient(vectoriseur)
        and manifeste.version == version
        and manifeste.signature == signature(depot, version)
    )


def _rattrapable(manifeste: Manifeste, depot: Depot, vectoriseur: Vectoriseur) -> bool:
    return (
        manifeste.convient(vectoriseur)
        and manifeste.version <= depot.version()
        and manifeste.signature == signature(depot, manifeste.version)
    )


def _tout_construire(
    depot: Depot, travail: Path, vectoriseur: Vectoriseur, progression: Progression | None
) -> None:
    version = depot.version()
    chantier = Chantier(travail, vectoriseur)
    fiches = list(Constructeur(depot).toutes())
    for fait, fiche in enumerate(fiches, 1):
        chantier.ajouter(fiche)
        if progression is not None:
            progression("Indexation des ressources", fait, len(fiches))
    _finir(chantier, depot, version, construire_lexique(depot))


def _rattraper(
    depot: Depot,
    travail: Path,
    vectoriseur: Vectoriseur,
    depart: Generation,
    progression: Progression | None,
) -> None:
    version = depot.version()
    constructeur = Constructeur(depot)
    chantier = Chantier(travail, vectoriseur, depart=depart.dossier)
    touchees = constructeur.touchees(depot.changements(depart.manifeste.version))
    if touchees is None or len(touchees) > _PART_UNE_A_UNE * depart.manifeste.ressources:
        connues = chantier.empreintes()
        fiches = {fiche.iri: fiche for fiche in constructeur.toutes()}
        touchees = connues.keys() | fiches.keys()
    else:
        connues = {iri: e for iri in touchees if (e := chantier.empreinte(iri)) is not None}
        lues = (constructeur.une(iri) for iri in touchees)
        fiches = {fiche.iri: fiche for fiche in lues if fiche is not None}
    for fait, iri in enumerate(sorted(touchees), 1):
        fiche = fiches.get(iri)
        if fiche is None or connues.get(iri) != fiche.empreinte():
            chantier.retirer(iri)
            if fiche is not None:
                chantier.ajouter(fiche)
        if progression is not None:
            progression("Mise à jour de l'index", fait, len(touchees))
    lexique = construire_lexique(depot)
    chantier.reconnaitre(concernees(depart.registre, depart.mots, depart.lexique, lexique))
    _finir(chantier, depot, version, lexique)


def _finir(chantier: Chantier, depot: Depot, version: int, lexique: Lexique) -> None:
    chantier.finir(version=version, signature=signature(depot, version), lexique=lexique)


@contextmanager
def _seul(dossier: Path) -> Iterator[None]:
    dossier.mkdir(parents=True, exist_ok=True)
    with ExitStack() as pile:
        try:
            pile.enter_context(Verrou(dossier / _VERROU).prendre("maillage preparer"))
        except BaseOccupee as erreur:
            raise IndexOccupe(
                f"Un autre processus construit l'index « {dossier} ». Attendez qu'il finisse, puis relancez."
            ) from erreur
        yield
