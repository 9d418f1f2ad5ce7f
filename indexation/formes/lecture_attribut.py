"""Lire « qui a publié X ? », « quand a eu lieu X ? » : une propriété d'une ressource nommée."""

from __future__ import annotations

from indexation.formes.forme import Attribut, Nom
from indexation.formes.jetons import Phrase
from indexation.formes.mots import Demande, grammaire
from indexation.formes.noms import Noms
from indexation.formes.reperage import Reperage
from ontologie.espaces import MAILLAGE
from ontologie.termes import Iri

_CLASSE_MAXIMUM = 50
"""Au-delà, on ne lit pas une propriété de toutes les ressources d'une sorte."""
_SENS = {"qui": ("direct", "actif"), "que": ("direct", "inverse")}
_ACTEUR = Iri(MAILLAGE + "Acteur")


def lire_attribut(phrase: Phrase, genre: str, rang: int, reperage: Reperage, noms: Noms) -> Attribut | None:
    """La propriété demandée ; `None` si un mot de la question reste inexpliqué."""
    demandes = _demandes(phrase, genre, rang, reperage, noms)
    if not demandes or not reperage.designer(phrase, noms):
        return None
    sujet = _sujet(phrase, reperage, noms)
    if sujet is None or (genre == "qui" and not noms.iris_de(_ACTEUR).isdisjoint(sujet.iris)):
        return None
    return Attribut(sujet, _SENS.get(genre, ("direct",)), tuple((d.cherches, d.tu) for d in demandes))


def _sujet(phrase: Phrase, reperage: Reperage, noms: Noms) -> Nom | None:
    """La ressource nommée, ou toutes celles d'une sorte (« les ateliers »), si c'est tout ce qui reste."""
    themes, liens = reperage.sujets(phrase, noms)
    sorte = reperage.sorte(phrase)
    if themes or reperage.natures or not phrase.comprise() or len(liens) + (sorte is not None) != 1:
        return None
    if sorte is None:
        return next(iter(liens.values()))
    iris = tuple(sorted(noms.iris_de(sorte.iri)))
    return Nom(iris, "", sorte.libelle) if 0 < len(iris) <= _CLASSE_MAXIMUM else None


def _demandes(phrase: Phrase, genre: str, rang: int, reperage: Reperage, noms: Noms) -> list[Demande]:
    """Ce que l'on demande de la ressource, dans l'ordre ; les mots qui le disent sont compris."""
    attributs = grammaire().attributs
    demandes: dict[tuple[str, ...], Demande] = {}
    if genre in {"quand", "ou"}:
        demande = attributs[phrase.jetons[rang].radical]
        demandes[demande.cherches] = demande
    premier = phrase.premier_plein(rang + 1)
    for r, jeton in enumerate(phrase.jetons):
        if jeton.vide or r in phrase.compris or reperage.nomme(r):
            continue
        demande_ = attributs.get(jeton.radical)
        directe = genre in {"qui", "que", "quel", ""} and r == premier and r not in reperage.natures
        if demande_ is None and directe and jeton.radical in noms.radicaux:
            demande_ = Demande((jeton.radical,), f"ne dit rien de « {noms.radicaux[jeton.radical]} »")
        if demande_ is not None:
            demandes.setdefault(demande_.cherches, demande_)
            reperage.oublier_la_nature(r)
            phrase.compris.add(r)
    if genre in {"quel", ""} and premier is not None and premier not in phrase.compris:
        return []
    return list(demandes.values())
