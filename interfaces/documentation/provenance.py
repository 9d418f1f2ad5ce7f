"""D'où vient ce que le corpus livré affirme : les sources, et le niveau de preuve par genre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corpus.genres import PREUVES
from corpus.langue import cle_de_tri
from corpus.lecteurs.dossier import Corpus, lire_dossier
from corpus.modele import Ressource
from ontologie.chargement import charger
from ontologie.espaces import LISTE, MAILLAGE
from ontologie.libelles import Libelles
from ontologie.termes import Iri

_SOURCE = "SourceDocumentaire"


def page() -> str:
    """La page Markdown `docs/sources.md`."""
    corpus = lire_dossier()
    libelles = Libelles(quad.triplet for quad in charger())
    return "\n".join([*_entete(), *_preuves(corpus, libelles), "", *_sources(corpus, libelles), ""])


def _entete() -> Iterator[str]:
    yield "# Sources et niveaux de preuve du corpus livré"
    yield ""
    yield "Page refaite par `make docs`. « Citée » : connue par la seule mention d'une source."
    yield "« Résumé vu » : lue en partie. « Lue » : lue en entier, ou écrite par les auteurs de Maillage"
    yield "d'après leur seule pratique."
    yield ""


def _preuves(corpus: Corpus, libelles: Libelles) -> Iterator[str]:
    comptes: dict[str, Counter[str]] = {}
    for ressource in corpus.ressources:
        comptes.setdefault(ressource.genres[0], Counter())[ressource.notice.preuve] += 1
    noms = {genre: libelles.libelle(Iri(MAILLAGE + genre)) for genre in comptes}
    yield "| genre | " + " | ".join(libelles.libelle(Iri(LISTE + preuve)) for preuve in PREUVES) + " |"
    yield "|---|" + "---|" * len(PREUVES)
    for genre in sorted(comptes, key=lambda g: cle_de_tri(noms[g])):
        yield f"| {noms[genre]} | " + " | ".join(str(comptes[genre][p]) for p in PREUVES) + " |"


def _sources(corpus: Corpus, libelles: Libelles) -> Iterator[str]:
    appuis: Counter[str] = Counter(
        source.identifiant for ressource in corpus.ressources for source in ressource.sources
    )
    sources = [ressource for ressource in corpus.ressources if ressource.genres[0] == _SOURCE]
    yield "| source | consultée le | lecture | ressources qui s'y appuient |"
    yield "|---|---|---|---|"
    for source in sorted(sources, key=lambda s: cle_de_tri(s.titre)):
        preuve = libelles.libelle(Iri(LISTE + source.notice.preuve))
        yield f"| {_lien(source)} | {_jour(source)} | {preuve} | {appuis[source.identifiant]} |"


def _lien(source: Ressource) -> str:
    titre = source.titre.replace("|", "\\|").replace("[", "\\[").replace("]", "\\]")
    (adresse,) = source.champs.get("adresse", ("",))
    return f"[{titre}](<{adresse}>)" if adresse else titre


def _jour(source: Ressource) -> str:
    (jour,) = source.champs.get("consultee", ("",))
    return str(jour)
