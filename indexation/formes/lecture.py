"""Lire une question de forme : chacun de ses mots doit être reconnu, sinon elle n'en est pas une."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy

from indexation.formes.forme import Attribut, Classe, Forme, Liste, Nom
from indexation.formes.jetons import Phrase, coordonnes, decouper, interrogation, lire_annees
from indexation.formes.mots import Demande, grammaire
from indexation.formes.noms import Noms
from indexation.formes.reperage import Reperage, reperer_les_noms
from ontologie.espaces import MAILLAGE
from ontologie.termes import Iri

_JETONS_MAXIMUM = 40
_CLASSE_MAXIMUM = 50
"""Au-delà, on ne lit pas une propriété de toutes les ressources d'une sorte."""
_SENS = {"qui": ("direct", "actif"), "que": ("direct", "inverse")}
_ATELIER = Iri(MAILLAGE + "Atelier")
_ACTEUR = Iri(MAILLAGE + "Acteur")


def lire(question: str, noms: Noms) -> Forme | None:
    """La forme de la question ; `None` si elle n'est pas clairement de forme."""
    phrase = decouper(question)
    if not 0 < len(phrase.jetons) <= _JETONS_MAXIMUM:
        return None
    try:
        annees = lire_annees(phrase)
    except ValueError:
        return None
    genre, rang = interrogation(phrase)
    if phrase.refusee() or not _vaut_la_peine(phrase, noms):
        return None
    reperage = reperer_les_noms(phrase, noms)
    lecteurs = (_lire_attribut, _lire_liste) if genre == "combien" else (_lire_liste, _lire_attribut)
    for lecteur in lecteurs:
        essai = copy(phrase)
        essai.compris = set(phrase.compris)
        forme = lecteur(essai, genre, rang, reperage.copie(), noms)
        if isinstance(forme, Liste) and annees is not None:
            return Liste(
                forme.classes, forme.themes, forme.lien, forme.sorte, annees, forme.atelier, forme.compter
            )
        if forme is not None and annees is None:
            return forme
    return None


def _vaut_la_peine(phrase: Phrase, noms: Noms) -> bool:
    """Un examen rapide : la question nomme une sorte, une propriété ou un acte que l'on connaît."""
    radicaux = {jeton.radical for jeton in phrase.jetons if not jeton.vide or jeton.forme in {"ou", "quand"}}
    connus = grammaire().attributs.keys() | noms.radicaux.keys() | noms.verbes.keys()
    return bool(radicaux & connus) or bool(phrase.reperer(noms.lexique_des_classes))


def _lire_liste(phrase: Phrase, genre: str, rang: int, reperage: Reperage, noms: Noms) -> Liste | None:
    if genre == "que":
        depart = _premier_plein(phrase, rang + 1)
        classes = noms.verbes.get(phrase.jetons[depart].radical, ()) if depart is not None else ()
        if depart is not None:
            phrase.compris.add(depart)
            reperage.oublier_la_nature(depart)
    elif genre in {"quel", "combien", "qui", ""}:
        depart = phrase.suivant(rang + 1)
        if depart is not None and genre in {"quel", "qui"} and not phrase.que_des_adjectifs(rang + 1, depart):
            return None
        classes = reperage.prendre_cible(phrase, depart, noms, pluriel=not genre)
    else:
        return None
    if not classes:
        return None
    _comprendre_la_queue(phrase)
    if not reperage.designer(phrase, noms):
        return None
    themes, liens = reperage.sujets(phrase, noms)
    sorte = reperage.sorte(phrase)
    _comprendre_les_participes(phrase, liens)
    if not phrase.comprise() or reperage.natures:
        return None
    if len(themes) > 1 and coordonnes(phrase, themes, "et"):
        return None
    if len(themes) > 1 and coordonnes(phrase, themes, "ou"):
        themes = {min(themes): _reunir(themes.values())}
    elif any(j.forme == "ou" and r not in phrase.compris for r, j in enumerate(phrase.jetons)):
        return None
    if len(themes) > 2 or len(liens) > 1 or (sorte is not None and liens):
        return None
    if not (genre or themes or liens or sorte or _a_des_annees(phrase)):
        return None
    seul = next(iter(themes.values())) if len(themes) == 1 and not liens else None
    return Liste(
        classes,
        tuple(themes.values()),
        next(iter(liens.values()), None),
        sorte,
        atelier=_atelier_du_theme(classes, seul, noms),
        compter=genre == "combien",
    )


def _lire_attribut(phrase: Phrase, genre: str, rang: int, reperage: Reperage, noms: Noms) -> Attribut | None:
    demandes = _demandes(phrase, genre, rang, reperage, noms)
    if not demandes or not reperage.designer(phrase, noms):
        return None
    themes, liens = reperage.sujets(phrase, noms)
    sorte = reperage.sorte(phrase)
    if themes or reperage.natures or not phrase.comprise() or len(liens) + (sorte is not None) != 1:
        return None
    if sorte is not None:
        instances = noms.instances.get(sorte.iri, ())
        if not 0 < len(instances) <= _CLASSE_MAXIMUM:
            return None
        sujet = Nom(tuple(i.iri for i in instances), "", sorte.libelle)
    else:
        sujet = next(iter(liens.values()))
    if genre == "qui" and not noms.iris_de(_ACTEUR).isdisjoint(sujet.iris):
        return None
    return Attribut(sujet, _SENS.get(genre, ("direct",)), tuple((d.cherches, d.tu) for d in demandes))


def _demandes(phrase: Phrase, genre: str, rang: int, reperage: Reperage, noms: Noms) -> list[Demande]:
    """Ce que l'on demande de la ressource, dans l'ordre ; les mots qui le disent sont compris."""
    attributs = grammaire().attributs
    demandes: dict[tuple[str, ...], Demande] = {}
    if genre in {"quand", "ou"}:
        demande = attributs[phrase.jetons[rang].radical]
        demandes[demande.cherches] = demande
    premier = _premier_plein(phrase, rang + 1)
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


def _premier_plein(phrase: Phrase, rang: int) -> int | None:
    """Le premier mot plein, d'appui ou non."""
    return next(
        (r for r, j in enumerate(phrase.jetons) if r >= rang and not j.vide and r not in phrase.compris), None
    )


def _comprendre_la_queue(phrase: Phrase) -> None:
    """« …, et qui l'a publié ? » : la réponse le montre déjà."""
    for rang, jeton in enumerate(phrase.jetons[:-1]):
        suite = phrase.jetons[rang + 1 :]
        if rang and jeton.forme == "et" and interrogation(Phrase(phrase.texte, suite))[1] in {0, 1}:
            attributs = grammaire().attributs
            if all(j.vide or j.radical in attributs for j in suite):
                phrase.compris.update(range(rang, len(phrase.jetons)))


def _comprendre_les_participes(phrase: Phrase, liens: Mapping[int, Nom]) -> None:
    """« Publiées par X », « publiées en 2014 » : X ou l'année dit déjà tout."""
    for rang, jeton in enumerate(phrase.jetons[:-1]):
        suivant = phrase.jetons[rang + 1]
        par = suivant.forme == "par" and any(lien > rang for lien in liens)
        if jeton.radical in grammaire().attributs and (par or rang + 1 in phrase.compris):
            phrase.compris.add(rang)


def _atelier_du_theme(classes: tuple[Classe, ...], theme: Nom | None, noms: Noms) -> Nom | None:
    """L'atelier que ce thème désigne, si l'on cherche des énoncés."""
    if theme is None or not all(c.enonce for c in classes) or _ATELIER not in noms.classes:
        return None
    nommees = noms.nommees_par_theme(noms.classes[_ATELIER], theme.iris)
    return noms.nom(nommees[0]) if len(nommees) == 1 else None


def _reunir(noms: Iterable[Nom]) -> Nom:
    tous = list(noms)
    return Nom(tuple(i for nom in tous for i in nom.iris), " » ou « ".join(nom.titre for nom in tous))


def _a_des_annees(phrase: Phrase) -> bool:
    return any(j.forme.isdigit() and len(j.forme) == 4 for j in phrase.jetons)
