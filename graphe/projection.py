"""D'une fiche à ses quadruplets : une fonction pure, sans moteur."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from corpus.genres import ENONCES, FICHES, GENRES, Nature
from corpus.modele import Annee, Renvoi, Ressource, Valeur
from ontologie.espaces import (
    BIBO,
    DC,
    DCTERMS,
    FOAF,
    GRAPHE_CORPUS,
    LISTE,
    MAILLAGE,
    RDF,
    RDFS,
    SKOS,
    ressource,
)
from ontologie.termes import XSD, Iri, Litteral, Quad, Terme, entier, texte_fr

_PREDICATS = {
    "resume": DCTERMS + "description",
    "texte": MAILLAGE + "texte",
    "concepts": DCTERMS + "subject",
    "autres_noms": SKOS + "altLabel",
    "cycle": MAILLAGE + "dansCycle",
    "heure_debut": MAILLAGE + "heureDebut",
    "heure_fin": MAILLAGE + "heureFin",
    "lieu": MAILLAGE + "seTientA",
    "references": DCTERMS + "references",
    "initiatives": MAILLAGE + "mentionne",
    "acteurs": MAILLAGE + "mentionne",
    "sujet": FOAF + "primaryTopic",
    "ateliers": MAILLAGE + "prolonge",
    "voir": DCTERMS + "relation",
    "porteurs": MAILLAGE + "portePar",
    "territoires": DCTERMS + "spatial",
    "auteurs": DC + "creator",
    "paru_dans": DCTERMS + "isPartOf",
    "consultee": MAILLAGE + "consulteeLe",
    "editeur": DCTERMS + "publisher",
    "publication": DCTERMS + "issued",
    "numero": BIBO + "number",
    "nature_editoriale": MAILLAGE + "natureEditoriale",
    "mode": MAILLAGE + "mode",
    "adresse": FOAF + "page",
}
"""Champ d'une fiche → prédicat. Les champs inclus n'y sont pas : ils deviennent des ressources."""

_TITRES = frozenset(
    {
        "Cycle",
        "Atelier",
        "Reference",
        "CompteRendu",
        "Diaporama",
        *FICHES,
        "Periodique",
        "Serie",
        "SourceDocumentaire",
    }
)
_EN_FRANCAIS = frozenset({"resume", "texte", "autres_noms"})
_PARENTE = {
    "Angle": "angleDe",
    "CompteRendu": "documentDe",
    "Diaporama": "documentDe",
    **dict.fromkeys(ENONCES, "enonceDans"),
}


Nommeur = Callable[[Renvoi], Iri]
"""Donne l'IRI d'une ressource : celles que Maillage livre et les vôtres n'ont pas la même base."""


def nommer_sous(base: str) -> Nommeur:
    return lambda renvoi: ressource(renvoi.segment, renvoi.identifiant, base=base)


def renvoi_a(fiche: Ressource) -> Renvoi:
    return Renvoi(GENRES[fiche.genres[0]].segment, fiche.identifiant)


def renvoi_a_sa_notice(fiche: Ressource) -> Renvoi:
    return Renvoi("notice", f"{GENRES[fiche.genres[0]].segment}-{fiche.identifiant}")


def projeter(fiche: Ressource, *, nommer: Nommeur, graphe: Iri = GRAPHE_CORPUS) -> frozenset[Quad]:
    """Les quadruplets d'une ressource, de ses sections et de sa notice, avant toute fermeture."""
    return frozenset(Quad(s, Iri(p), o, graphe) for s, p, o in _triplets(fiche, nommer))


def _triplets(fiche: Ressource, nommer: Nommeur) -> Iterator[tuple[Iri, str, Terme]]:
    genre = GENRES[fiche.genres[0]]
    moi = nommer(renvoi_a(fiche))
    for classe in fiche.genres:
        yield moi, RDF + "type", Iri(MAILLAGE + classe)
    yield moi, RDFS + "label", texte_fr(fiche.titre)
    if fiche.genres[0] in _TITRES:
        yield moi, DCTERMS + "title", texte_fr(fiche.titre)
    for source in fiche.sources:
        yield moi, DCTERMS + "source", nommer(source)
    if fiche.parent is not None:
        yield moi, MAILLAGE + _PARENTE[fiche.genres[0]], nommer(fiche.parent)
    for nom, valeurs in fiche.champs.items():
        ecrire = _ecrivain(nom, genre.champs[nom].nature, nommer)
        for valeur in valeurs:
            yield moi, _PREDICATS[nom], ecrire(valeur)
            if nom == "publication":
                yield moi, MAILLAGE + "annee", entier(_annee(valeur))
            elif nom == "sujet":
                yield moi, DCTERMS + "subject", ecrire(valeur)
    yield from _sections(fiche, moi)
    yield from _notice(fiche, moi, nommer)


def _annee(valeur: Valeur) -> int:
    if isinstance(valeur, Annee):
        return valeur.valeur
    assert isinstance(valeur, datetime.date)
    return valeur.year


def _ecrivain(nom: str, nature: Nature, nommer: Nommeur) -> Callable[[Valeur], Terme]:
    def ecrire(valeur: Valeur) -> Terme:
        match valeur:
            case Renvoi():
                terme: Terme = nommer(valeur)
            case Annee():
                terme = Litteral(f"{valeur.valeur:04d}", type=XSD + "gYear")
            case datetime.date():
                terme = Litteral(valeur.isoformat(), type=XSD + "date")
            case datetime.time():
                terme = Litteral(valeur.isoformat(), type=XSD + "time")
            case _ if nature is Nature.LISTE_FERMEE:
                terme = Iri(f"{LISTE}{valeur}")
            case _ if nature is Nature.ADRESSE:
                terme = Iri(str(valeur))
            case _:
                terme = texte_fr(str(valeur)) if nom in _EN_FRANCAIS else Litteral(str(valeur))
        return terme

    return ecrire


def _sections(fiche: Ressource, moi: Iri) -> Iterator[tuple[Iri, str, Terme]]:
    for rang, section in enumerate(fiche.sections, start=1):
        iri = Iri(f"{moi}/section/{rang}")
        yield moi, MAILLAGE + "aPourSection", iri
        yield iri, RDF + "type", Iri(MAILLAGE + "Section")
        yield iri, DCTERMS + "title", texte_fr(section.titre)
        yield iri, RDFS + "label", texte_fr(section.titre)
        yield iri, MAILLAGE + "texte", texte_fr(section.texte)
        yield iri, MAILLAGE + "ordre", entier(rang)


def _notice(fiche: Ressource, moi: Iri, nommer: Nommeur) -> Iterator[tuple[Iri, str, Terme]]:
    iri = nommer(renvoi_a_sa_notice(fiche))
    notice = fiche.notice
    yield iri, RDF + "type", Iri(MAILLAGE + "Notice")
    yield iri, FOAF + "primaryTopic", moi
    yield iri, DCTERMS + "creator", nommer(Renvoi("agent", notice.auteur))
    yield iri, DCTERMS + "created", Litteral(notice.creee.isoformat(), type=XSD + "date")
    yield iri, DCTERMS + "modified", Litteral(notice.modifiee.isoformat(), type=XSD + "date")
    yield iri, MAILLAGE + "statut", Iri(LISTE + notice.statut)
    yield iri, MAILLAGE + "niveauDePreuve", Iri(LISTE + notice.preuve)
