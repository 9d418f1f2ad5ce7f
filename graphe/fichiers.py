"""Lire un fichier RDF venu d'ailleurs, pour l'examiner : rien n'est pris sur le réseau, rien n'est rangé."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from graphe.adaptateurs.moteur import Moteur
from ontologie.erreurs import ErreurUsage

TAILLE_MAX = 20_000_000
"""En octets."""

_XML, _TURTLE = ox.RdfFormat.RDF_XML, ox.RdfFormat.TURTLE
_FORMATS = {
    ".ttl": _TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": None,
    ".owl": None,
    ".xml": None,
    ".skos": None,
}
"""L'écriture que dit l'extension ; `None` : RDF/XML ou Turtle, d'après les premiers mots."""
_DEBUT_XML = re.compile(rb"\s*(<\?xml|<!DOCTYPE|<!--|<[\w.-]*:?RDF\b)")
_ENTITE = re.compile(rb"<!ENTITY")
_EN_LIGNE = "LoadDocumentCallback"
"""Ce que dit Oxigraph d'un contexte JSON-LD qu'il faudrait aller chercher."""


class FichierIllisible(ErreurUsage):
    """Le fichier donné n'est pas du RDF que l'on sache lire, ou demanderait d'aller sur le réseau."""


def lire(chemin: Path) -> Moteur:
    """Le contenu du fichier, nœuds anonymes compris ; un IRI relatif part de `file:///nom-du-fichier`.

    Lève `FichierIllisible`, avec la ligne quand on la connaît.
    """
    contenu = _contenu(chemin)
    format_ = _format(chemin, contenu)
    if format_ == _XML and _ENTITE.search(contenu):
        raise FichierIllisible(
            f"« {chemin.name} » déclare des entités XML, que Maillage refuse de remplacer. "
            "Écrivez les IRI en entier, ou convertissez le fichier en Turtle."
        )
    magasin = ox.Store()
    try:
        magasin.bulk_load(contenu, format=format_, base_iri="file:///" + quote(chemin.name))
    except SyntaxError as erreur:
        if _EN_LIGNE in str(erreur.msg):
            raise FichierIllisible(
                f"« {chemin.name} » renvoie à un contexte JSON-LD en ligne, que Maillage ne va pas chercher. "
                "Recopiez le contexte dans le fichier, ou convertissez-le en Turtle."
            ) from erreur
        lieu = f", ligne {erreur.lineno}" if erreur.lineno else ""
        raise FichierIllisible(
            f"« {chemin.name} »{lieu} : ce {format_.name} ne se lit pas ({erreur.msg}). "
            "Corrigez la ligne, ou la fin de l'énoncé qui la précède."
        ) from erreur
    if not len(magasin):
        raise FichierIllisible(f"« {chemin.name} » ne contient aucun énoncé RDF. Vérifiez le fichier donné.")
    return Moteur(magasin)


def _contenu(chemin: Path) -> bytes:
    if chemin.suffix.lower() not in _FORMATS:
        raise FichierIllisible(
            f"« {chemin.name} » : extension inconnue. Choisissez parmi {', '.join(_FORMATS)}."
        )
    if not chemin.is_file():
        raise FichierIllisible(f"Le fichier « {chemin} » n'existe pas. Vérifiez son chemin.")
    taille = chemin.stat().st_size
    if taille > TAILLE_MAX:
        raise FichierIllisible(
            f"« {chemin.name} » pèse {taille / 1e6:.0f} Mo, plus que les {TAILLE_MAX / 1e6:.0f} Mo admis. "
            "Découpez-le."
        )
    return chemin.read_bytes().removeprefix(b"\xef\xbb\xbf")


def _format(chemin: Path, contenu: bytes) -> ox.RdfFormat:
    annonce = _FORMATS[chemin.suffix.lower()]
    return annonce or (_XML if _DEBUT_XML.match(contenu) else _TURTLE)
