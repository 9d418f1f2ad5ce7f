"""Répondre à « qui a publié X ? », « quand a eu lieu X ? », ou dire que la base ne le dit pas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from corpus.langue import cle_de_tri, plier
from graphe.ports import Depot
from graphe.questions import question
from indexation.formes.execution import Termes
from indexation.formes.forme import Attribut, LigneDeForme, ReponseDeForme
from indexation.formes.noms import Noms
from indexation.formes.phrases import de, enumerer, lisible, nommer
from ontologie.espaces import DCTERMS, MAILLAGE, RDF, RDFS, SKOS
from ontologie.termes import Iri, Ligne, Litteral

_DECRITES = (Iri(MAILLAGE + "Atelier"), Iri(MAILLAGE + "Reference"))
"""Les sortes que leurs propriétés décrivent en entier : leur silence veut dire que la base ne le sait pas."""
_QUESTION = "forme_dit"
_TITRES = frozenset({RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", DCTERMS + "title", RDF + "type"})
_SECTIONS = MAILLAGE + "aPourSection"
_VALEURS_MAXIMUM = 3
_LONGUEUR_MAXIMUM = 150
_SENS_DE = {"direct": "direct", "actif": "inverse", "inverse": "inverse"}
_CHAMEAU = re.compile(r"(?<=[a-z])(?=[A-Z])|[^\w]|_")


@dataclass(frozen=True, slots=True)
class _Fait:
    """Ce que la base dit d'une ressource : une propriété, dans un sens et sous un nom, et une valeur."""

    ressource: Iri
    propriete: Iri
    sens: str
    nom: str
    mots: frozenset[str]
    iri: Iri | None
    valeur: str


def repondre(attribut: Attribut, depot: Depot, noms: Noms) -> ReponseDeForme | None:
    """La valeur demandée ; si la base n'a aucun triplet de ce nom, elle est muette et dit ce qu'elle sait.

    `None` si elle est muette sur une ressource dont ses textes disent plus que ses triplets.
    """
    termes: Termes = {"ressource": attribut.sujet.iris}
    tout = question(_QUESTION).epuree(termes)
    mots = cache(lambda propriete, rebours: _mots(propriete, noms.proprietes.get((propriete, rebours), [])))
    faits = [f for li in depot.lignes(tout) for f in _lire(li, attribut.sens, mots)]
    trouves: dict[tuple[Iri, str], list[_Fait]] = defaultdict(list)
    tus = []
    for cherches, tu in attribut.cherches:
        reponses = [f for f in faits if any(mot.startswith(cherches) for mot in f.mots)]
        if not reponses:
            tus.append(tu)
        for fait in reponses:
            trouves[fait.propriete, fait.sens].append(fait)
    silence = f"{_de(attribut)}, la base {enumerer(tus)}." if tus else ""
    if not trouves:
        if not any(iri in noms.iris_de(classe) for classe in _DECRITES for iri in attribut.sujet.iris):
            return None
        connus = _lignes(_en_bref(faits), noms)
        phrase = silence + (" Elle en dit ceci." if connus else "")
        return ReponseDeForme(phrase, connus, len(connus), tout, muette=True)
    groupes = _sans_repetition(list(trouves.values()))
    termes["propriete"] = tuple(dict.fromkeys(groupe[0].propriete for groupe in groupes))
    termes["sens"] = tuple(dict.fromkeys(Litteral(_SENS_DE[groupe[0].sens]) for groupe in groupes))
    lignes = _lignes((fait for groupe in groupes for fait in groupe), noms)
    dits = " ; ".join(f"{groupe[0].nom} : {_valeurs(groupe)}" for groupe in groupes)
    phrase = f"{nommer(attribut.sujet)} — {dits}."
    phrase = phrase[:1].upper() + phrase[1:] + (f" {silence}" if silence else "")
    return ReponseDeForme(phrase, lignes, len(lignes), question(_QUESTION).epuree(termes))


def _mots(propriete: Iri, noms: list[str]) -> tuple[str, frozenset[str]]:
    """Le nom à montrer d'une propriété, et tous les mots de ses noms."""
    connus = noms or [propriete.nom_local]
    return connus[0], frozenset(
        mot for nom in (*connus, *_CHAMEAU.split(propriete.nom_local)) for mot in plier(nom).split()
    )


def _lire(
    ligne: Ligne, sens_admis: tuple[str, ...], mots: Callable[[Iri, bool], tuple[str, frozenset[str]]]
) -> Iterator[_Fait]:
    """Les lectures admises d'un triplet : telle quelle ou, depuis l'objet, à l'actif et à rebours."""
    lectures = {"direct": False} if str(ligne["sens"]) == "direct" else {"actif": False, "inverse": True}
    for sens, rebours in lectures.items():
        if sens in sens_admis:
            propriete, valeur = Iri(str(ligne["propriete"])), ligne["valeur"]
            yield _Fait(
                Iri(str(ligne["ressource"])),
                propriete,
                sens,
                *mots(propriete, rebours),
                valeur if isinstance(valeur, Iri) else None,
                str(ligne["titre"]) if ligne["titre"] is not None else lisible(str(valeur)),
            )


def _sans_repetition(groupes: list[list[_Fait]]) -> list[list[_Fait]]:
    """Une propriété et son inverse disent la même chose : la première suffit."""
    uniques: dict[frozenset[str], list[_Fait]] = {}
    for groupe in sorted(groupes, key=lambda g: g[0].sens != "direct"):
        uniques.setdefault(frozenset(fait.iri or fait.valeur for fait in groupe), groupe)
    return list(uniques.values())


def _en_bref(faits: list[_Fait]) -> list[_Fait]:
    """Ce qui se dit en peu de mots : ni titres, ni textes, ni longues listes."""
    groupes: dict[tuple[Iri, Iri], list[_Fait]] = defaultdict(list)
    for fait in faits:
        if fait.sens == "direct" and fait.propriete not in _TITRES and fait.propriete != _SECTIONS:
            groupes[fait.ressource, fait.propriete].append(fait)
    return [
        fait
        for groupe in groupes.values()
        if len(groupe) <= _VALEURS_MAXIMUM
        for fait in groupe
        if len(fait.valeur) <= _LONGUEUR_MAXIMUM
    ]


def _lignes(faits: Iterable[_Fait], noms: Noms) -> tuple[LigneDeForme, ...]:
    """Une ligne par valeur : la ressource qu'elle est ou, pour un texte, celle qui la porte."""
    lignes = {_ligne(fait, noms) for fait in faits}
    return tuple(sorted(lignes, key=lambda li: (cle_de_tri(li.detail), cle_de_tri(li.titre), li.iri)))


def _ligne(fait: _Fait, noms: Noms) -> LigneDeForme:
    iri = fait.iri or fait.ressource
    type_ = "Concept" if iri in noms.themes else noms.types.get(iri, Iri(":")).nom_local.strip(":")
    return LigneDeForme(iri, fait.valeur, type_, fait.nom)


def _valeurs(groupe: list[_Fait]) -> str:
    return enumerer(sorted({fait.valeur for fait in groupe}, key=cle_de_tri))


def _de(attribut: Attribut) -> str:
    complement = de(nommer(attribut.sujet))
    return complement[:1].upper() + complement[1:]
