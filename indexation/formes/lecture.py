"""Lire une question de forme : chacun de ses mots doit être reconnu, sinon elle n'en est pas une."""

from __future__ import annotations

from indexation.formes.forme import Forme
from indexation.formes.jetons import Phrase, decouper, interrogation, lire_annees
from indexation.formes.lecture_attribut import lire_attribut
from indexation.formes.lecture_liste import lire_liste
from indexation.formes.mots import grammaire
from indexation.formes.noms import Noms
from indexation.formes.reperage import reperer_les_noms

_JETONS_MAXIMUM = 40


def lire(question: str, noms: Noms) -> Forme | None:
    """La forme de la question ; `None` si elle n'est pas clairement de forme."""
    phrase = decouper(question)
    if not 0 < len(phrase.jetons) <= _JETONS_MAXIMUM:
        return None
    try:
        annees = lire_annees(phrase)
    except ValueError:
        return None
    if phrase.refusee() or not _vaut_la_peine(phrase, noms):
        return None
    genre, rang = interrogation(phrase)
    reperage = reperer_les_noms(phrase, noms)
    liste = lire_liste(phrase.copie(), genre, rang, reperage.copie(), noms, annees)
    if annees is not None:
        return liste
    attribut = lire_attribut(phrase.copie(), genre, rang, reperage.copie(), noms)
    return attribut or liste if genre == "combien" else liste or attribut


def _vaut_la_peine(phrase: Phrase, noms: Noms) -> bool:
    """Un examen rapide : la question nomme une sorte, une propriété ou un acte que l'on connaît."""
    radicaux = {jeton.radical for jeton in phrase.jetons if not jeton.vide or jeton.forme in {"ou", "quand"}}
    connus = grammaire().attributs.keys() | noms.radicaux.keys() | noms.verbes.keys()
    return bool(radicaux & connus) or bool(phrase.reperer(noms.lexique_des_classes))
