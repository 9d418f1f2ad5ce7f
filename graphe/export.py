"""Écrire toute la base dans un fichier RDF, au format que dit son extension."""

from __future__ import annotations

from pathlib import Path

from graphe.ports import Depot
from ontologie.erreurs import ErreurMaillage, ErreurUsage
from ontologie.espaces import PREFIXES

_FORMATS = {
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".trig": "TRIG",
    ".jsonld": "JSON_LD",
    ".rdf": "RDF_XML",
}


def exporter(depot: Depot, fichier: Path) -> int:
    """Écrit la base et rend le nombre d'énoncés écrits ; le fichier est remplacé d'un coup.

    Sans graphes nommés (.ttl, .nt, .rdf), l'union des graphes ; avec (.nq, .trig, .jsonld), chacun le sien.
    """
    import pyoxigraph as ox

    from graphe.adaptateurs.moteur import quad_vers_ox

    if fichier.suffix not in _FORMATS:
        raise ErreurUsage(f"« {fichier.name} » : extension inconnue. Choisissez parmi {', '.join(_FORMATS)}.")
    format_ = getattr(ox.RdfFormat, _FORMATS[fichier.suffix])
    quads = map(
        quad_vers_ox, sorted(depot.quads(), key=lambda q: (q.graphe, q.sujet, q.predicat, str(q.objet)))
    )
    elements: list[ox.Quad] | list[ox.Triple]
    elements = list(quads) if format_.supports_datasets else list(dict.fromkeys(q.triple for q in quads))
    provisoire = fichier.with_name(fichier.name + ".partiel")
    try:
        ox.serialize(elements, output=str(provisoire), format=format_, prefixes=dict(PREFIXES))
        provisoire.replace(fichier)
    except OSError as erreur:
        provisoire.unlink(missing_ok=True)
        raise ErreurMaillage(
            f"« {fichier} » ne peut être écrit ({erreur.strerror}). Vérifiez le dossier et vos droits."
        ) from erreur
    return len(elements)
