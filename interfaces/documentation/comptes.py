"""Ce que le dépôt livre, compté sur ses fichiers : aucun nombre n'est tapé dans la documentation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpus.genres import ENONCES, FICHES
from corpus.lecteurs.dossier import Corpus, lire_dossier
from ontologie.chargement import charger
from ontologie.controles import lire_controles
from ontologie.espaces import MAILLAGE, OWL, RDF, SKOS
from ontologie.verification import formes

DEBUT = "<!-- comptes : refaits par `make docs` -->"
FIN = "<!-- fin des comptes -->"
_QUESTIONS = Path(__file__).parents[2] / "ontologie" / "questions"
_LIGNES = (
    ("Cycle", "cycle d'ateliers"),
    ("Atelier", "ateliers"),
    ("Angle", "angles"),
    ("Enonce", "énoncés (questions, défis, risques, constats…)"),
    ("Notion", "notions"),
    ("Pratique", "pratiques"),
    ("Guide", "guides pratiques"),
    ("Acteur", "acteurs"),
    ("Initiative", "initiatives"),
    ("Reference", "références"),
    ("SourceDocumentaire", "sources consultées"),
)
_MERES = dict.fromkeys(ENONCES, "Enonce") | dict.fromkeys(("Personne", "Organisation", "Reseau"), "Acteur")


def tableau() -> str:
    """Un tableau Markdown : ce que le dépôt livre, et combien."""
    return "\n".join(["| livré | nombre |", "|---|---|", *(f"| {nom} | {n} |" for nom, n in _compter())])


def mettre_a_jour(texte: str) -> str:
    """Le texte, où le tableau entre les deux repères est refait."""
    bloc = re.compile(f"{re.escape(DEBUT)}.*?{re.escape(FIN)}", re.DOTALL)
    return bloc.sub(lambda _: f"{DEBUT}\n{tableau()}\n{FIN}", texte)


def _compter() -> Iterator[tuple[str, int]]:
    quads = list(charger())
    concepts = {q.sujet for q in quads if q.predicat == SKOS + "notation" and "/concept/" in q.sujet}
    types = [(q.sujet, q.objet) for q in quads if q.predicat == RDF + "type"]
    yield "concepts du thésaurus", len(concepts)
    yield "facettes", sum(objet == SKOS + "Collection" for _, objet in types)
    yield (
        "libellés français du thésaurus",
        sum(
            q.sujet in concepts and q.predicat.startswith(SKOS) and getattr(q.objet, "langue", "") == "fr"
            for q in quads
            if q.predicat.endswith("Label")
        ),
    )
    corpus = lire_dossier()
    comptes = _par_classe(corpus)
    for classe, nom in _LIGNES:
        yield nom, comptes[classe]
    yield "mots dans les notions, pratiques et guides", _mots(corpus)
    notres = [(sujet, str(objet)) for sujet, objet in types if sujet.startswith(MAILLAGE)]
    yield "classes de l'ontologie", len({s for s, o in notres if o == OWL + "Class"})
    yield "propriétés de l'ontologie", len({s for s, o in notres if o.endswith("Property")})
    yield "formes SHACL de propriété", len(formes())
    yield "contrôles", len(lire_controles())
    yield "questions de compétence", len(list(_QUESTIONS.glob("*.rq")))


def _par_classe(corpus: Corpus) -> Counter[str]:
    return Counter(_MERES.get(r.genres[0], r.genres[0]) for r in corpus.ressources)


def _mots(corpus: Corpus) -> int:
    textes = (s.texte for r in corpus.ressources if r.genres[0] in FICHES for s in r.sections)
    return sum(len(re.findall(r"\w+(?:[’'-]\w+)*", texte)) for texte in textes)
