"""Écrire une réponse SPARQL morceau par morceau dans les formats du W3C (JSON, XML, CSV, TSV)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ontologie.termes import CHAINE, Iri, Terme, ecrire_terme

Cellules = Sequence[Terme | None]
_ENTETE_XML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
)


def _json_terme(terme: Terme) -> dict[str, str]:
    if isinstance(terme, Iri):
        return {"type": "uri", "value": terme}
    objet = {"type": "literal", "value": terme.valeur}
    if terme.langue:
        objet["xml:lang"] = terme.langue
    elif terme.type != CHAINE:
        objet["datatype"] = terme.type
    return objet


def _json(noms: Sequence[str], lignes: Iterable[Cellules]) -> Iterator[str]:
    yield json.dumps({"head": {"vars": list(noms)}}, ensure_ascii=False)[:-1] + ', "results": {"bindings": ['
    for rang, ligne in enumerate(lignes):
        objet = {nom: _json_terme(t) for nom, t in zip(noms, ligne, strict=True) if t is not None}
        yield (",\n" if rang else "\n") + json.dumps(objet, ensure_ascii=False)
    yield "\n]}}\n"


def _csv(noms: Sequence[str], lignes: Iterable[Cellules]) -> Iterator[str]:
    def rendre(valeurs: Iterable[str]) -> str:
        tampon = io.StringIO()
        csv.writer(tampon, lineterminator="\r\n").writerow(valeurs)
        return tampon.getvalue()

    yield rendre(noms)
    for ligne in lignes:
        yield rendre("" if t is None else str(t) for t in ligne)


def _tsv(noms: Sequence[str], lignes: Iterable[Cellules]) -> Iterator[str]:
    yield "\t".join(f"?{nom}" for nom in noms) + "\n"
    for ligne in lignes:
        yield "\t".join("" if t is None else ecrire_terme(t) for t in ligne) + "\n"


def _xml_terme(terme: Terme) -> str:
    if isinstance(terme, Iri):
        return f"<uri>{escape(terme)}</uri>"
    attribut = ""
    if terme.langue:
        attribut = f" xml:lang={quoteattr(terme.langue)}"
    elif terme.type != CHAINE:
        attribut = f" datatype={quoteattr(terme.type)}"
    return f"<literal{attribut}>{escape(terme.valeur)}</literal>"


def _xml(noms: Sequence[str], lignes: Iterable[Cellules]) -> Iterator[str]:
    variables = "".join(f"<variable name={quoteattr(nom)}/>" for nom in noms)
    yield f"{_ENTETE_XML}<head>{variables}</head><results>\n"
    for ligne in lignes:
        liens = "".join(
            f"<binding name={quoteattr(nom)}>{_xml_terme(t)}</binding>"
            for nom, t in zip(noms, ligne, strict=True)
            if t is not None
        )
        yield f"<result>{liens}</result>\n"
    yield "</results></sparql>\n"


TABLES: dict[str, Callable[[Sequence[str], Iterable[Cellules]], Iterator[str]]] = {
    "json": _json,
    "csv": _csv,
    "tsv": _tsv,
    "xml": _xml,
}


def booleen(valeur: bool, format: str) -> str:
    """La réponse d'un ASK."""
    mot = "true" if valeur else "false"
    if format == "json":
        return f'{{"head": {{}}, "boolean": {mot}}}\n'
    if format == "xml":
        return f"{_ENTETE_XML}<head/><boolean>{mot}</boolean></sparql>\n"
    return f"{mot}\n"
