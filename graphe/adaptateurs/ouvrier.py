"""Le processus qui exécute une requête d'utilisateur : on peut le tuer sans rien abîmer.

Lit une demande (JSON, une ligne) sur l'entrée ; écrit un en-tête (JSON, une ligne) puis la réponse ;
dit en dernier, sur la sortie d'erreur, si la limite de lignes l'a coupée.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

import pyoxigraph as ox

from graphe.adaptateurs.ecriture import TABLES, Cellules, booleen
from graphe.adaptateurs.moteur import depuis_ox
from ontologie.espaces import PREFIXES

_T = TypeVar("_T")
_GRAPHES = {
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


class _Coupure:
    """Laisse passer `limite` éléments et retient s'il en restait."""

    def __init__(self, limite: int) -> None:
        self._limite = limite
        self.atteinte = False

    def appliquer(self, elements: Iterable[_T]) -> Iterator[_T]:
        iterateur = iter(elements)
        yield from islice(iterateur, self._limite)
        self.atteinte = next(iterateur, None) is not None


def _magasin(source: Path) -> ox.Store:
    if source.is_dir():
        return ox.Store.read_only(str(source))
    magasin = ox.Store()
    magasin.bulk_load(path=str(source), format=ox.RdfFormat.N_QUADS)
    return magasin


def _cellules(solutions: ox.QuerySolutions) -> Iterator[Cellules]:
    for solution in solutions:
        yield [None if terme is None else depuis_ox(terme) for terme in solution]


def _repondre(demande: dict[str, Any], sortie: IO[bytes]) -> bool:
    def en_tete(**champs: str) -> None:
        sortie.write(json.dumps(champs).encode() + b"\n")
        sortie.flush()

    magasin = _magasin(Path(demande["source"]))
    try:
        resultat = magasin.query(
            demande["requete"],
            use_default_graph_as_union=demande["union"],
            prefixes=dict(PREFIXES),
        )
    except SyntaxError as erreur:
        en_tete(faute="syntaxe", message=str(erreur))
        return False
    forme = {ox.QuerySolutions: "table", ox.QueryBoolean: "booleen"}.get(type(resultat), "graphe")
    format_ = demande["format"] or ("turtle" if forme == "graphe" else "json")
    if format_ not in (_GRAPHES if forme == "graphe" else TABLES):
        en_tete(faute="format", forme=forme)
        return False
    en_tete(forme=forme)
    coupure = _Coupure(demande["lignes"])
    if isinstance(resultat, ox.QueryBoolean):
        sortie.write(booleen(bool(resultat), format_).encode())
    elif isinstance(resultat, ox.QuerySolutions):
        noms = [variable.value for variable in resultat.variables]
        for morceau in TABLES[format_](noms, coupure.appliquer(_cellules(resultat))):
            sortie.write(morceau.encode())
    else:
        ox.serialize(
            coupure.appliquer(resultat), output=sortie, format=_GRAPHES[format_], prefixes=dict(PREFIXES)
        )
    sortie.flush()
    return coupure.atteinte


def principal() -> None:
    demande = json.loads(sys.stdin.readline())
    octets = demande["memoire_mo"] * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (octets, octets))
    tronquee = _repondre(demande, sys.stdout.buffer)
    sys.stderr.write(json.dumps({"tronquee": tronquee}) + "\n")


if __name__ == "__main__":
    principal()
