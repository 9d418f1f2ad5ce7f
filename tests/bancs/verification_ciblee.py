"""Combien coûte de ne vérifier que ce qui change, sur une base de 30 000 quadruplets et plus.

`python -m tests.bancs.verification_ciblee [quadruplets]` : des millisecondes, médianes de cinq passages.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable

from graphe import contributions
from graphe.adaptateurs.memoire import DepotMemoire
from graphe.adaptateurs.moteur import Moteur
from graphe.peuplement import composer
from ontologie.controles import Portee, cibler, lire_controles
from ontologie.espaces import GRAPHE_CONTRIBUTIONS, GRAPHE_ONTOLOGIE, LISTE, MAILLAGE, RACINE, SKOS, THESAURUS
from ontologie.formes import confronter
from ontologie.termes import Iri, Litteral, Quad, Terme, texte_fr
from ontologie.verification import verifier

CONCEPT = Iri(RACINE + "concept/travail")
FIXES = (MAILLAGE, LISTE, RACINE + "graphe/", RACINE + "source/")


def multiplier(quads: Iterable[Quad], voulus: int) -> frozenset[Quad]:
    """Le corpus et des copies de lui-même, jusqu'à `voulus` quadruplets ; l'ontologie reste une."""
    origine = frozenset(quads)
    tous, copie = set(origine), 0
    while len(tous) < voulus:
        copie += 1
        tous |= {
            Quad(_copier(q.sujet, copie), q.predicat, _varier(q.objet, copie), q.graphe)
            for q in origine
            if q.graphe != GRAPHE_ONTOLOGIE and (_copier(q.sujet, 0) != q.sujet or _copiable(q.objet))
        }
    return frozenset(tous)


def mesurer(geste: Callable[[], object], passages: int = 5) -> float:
    """La médiane, en millisecondes, après un premier passage pour rien."""
    geste()
    durees = []
    for _ in range(passages):
        debut = time.perf_counter()
        geste()
        durees.append((time.perf_counter() - debut) * 1000)
    return statistics.median(durees)


def principal(voulus: int = 30_000) -> None:
    quads = multiplier(composer(), voulus)
    moteur = Moteur.de_quads(quads)
    cinq = [Iri(f"{CONCEPT}-{n}") for n in range(1, 6)]
    entier = mesurer(lambda: verifier(moteur), passages=1)
    une = mesurer(lambda: verifier(moteur, ressources=[CONCEPT]))
    plusieurs = mesurer(lambda: verifier(moteur, ressources=cinq))
    formes = mesurer(lambda: list(confronter(moteur, [CONCEPT], Portee.BASE)))
    durees = {
        c.nom: mesurer(lambda c=c: list(moteur.lignes(cibler(c.requete, [CONCEPT]))))
        for c in lire_controles()
    }
    depot = DepotMemoire()
    depot.appliquer(quads, [], version_attendue=0, auteur="banc", motif="Livraison")
    _dire(f"{len(quads)} quadruplets")
    _dire(f"toute la base      {entier:8.1f} ms")
    _dire(f"une ressource      {une:8.1f} ms   {une / entier:.1%} du tout")
    _dire(f"cinq ressources    {plusieurs:8.1f} ms   {plusieurs / entier:.1%} du tout")
    _dire(f"  formes           {formes:8.1f} ms")
    _dire(f"  contrôles        {sum(durees.values()):8.1f} ms")
    for nom in sorted(durees, key=durees.__getitem__, reverse=True)[:5]:
        _dire(f"    {nom:<34}{durees[nom]:6.1f} ms")
    _dire(f"une écriture       {mesurer(lambda: _ecrire(depot)):8.1f} ms")
    _dire(f"  lire la base     {mesurer(lambda: frozenset(depot.quads())):8.1f} ms")
    _dire(f"  remplir l'essai  {mesurer(lambda: Moteur.de_quads(quads)):8.1f} ms")


def _ecrire(depot: DepotMemoire) -> None:
    version = depot.version()
    mot = Quad(CONCEPT, Iri(SKOS + "altLabel"), texte_fr(f"mot numéro {version}"), GRAPHE_CONTRIBUTIONS)
    contributions.proposer(depot, [mot], [], version_attendue=version, auteur="banc", motif="Essai")


def _copier(terme: Iri, copie: int) -> Iri:
    fixe = not terme.startswith(RACINE) or terme.startswith(FIXES) or terme == THESAURUS
    return terme if fixe else Iri(f"{terme}-{copie}")


def _copiable(terme: Terme) -> bool:
    return isinstance(terme, Iri) and _copier(terme, 0) != terme


def _varier(terme: Terme, copie: int) -> Terme:
    if isinstance(terme, Iri):
        return _copier(terme, copie)
    return Litteral(f"{terme.valeur} {copie}", terme.langue) if terme.langue else terme


def _dire(ligne: str) -> None:
    sys.stdout.write(ligne + "\n")


if __name__ == "__main__":
    principal(*map(int, sys.argv[1:]))
