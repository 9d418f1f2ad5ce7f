"""Lire « quels X sur tel thème, de tel atelier, de telles années ? » et « combien de X ? »."""

from __future__ import annotations

from collections.abc import Mapping

from indexation.formes.forme import Annees, Classe, Liste, Nom
from indexation.formes.jetons import Phrase, coordonnes, interrogation
from indexation.formes.mots import grammaire
from indexation.formes.noms import Noms
from indexation.formes.reperage import Reperage
from ontologie.espaces import MAILLAGE
from ontologie.termes import Iri

_ATELIER = Iri(MAILLAGE + "Atelier")
_THEMES_MAXIMUM = 2


def lire_liste(
    phrase: Phrase, genre: str, rang: int, reperage: Reperage, noms: Noms, annees: Annees | None
) -> Liste | None:
    """La liste demandée ; `None` si un mot de la question reste inexpliqué."""
    classes = _cible(phrase, genre, rang, reperage, noms)
    if not classes:
        return None
    _comprendre_la_queue(phrase)
    if not reperage.designer(phrase, noms):
        return None
    themes, liens = reperage.sujets(phrase, noms)
    sorte = reperage.sorte(phrase)
    _comprendre_les_participes(phrase, liens)
    if len(themes) > 1 and coordonnes(phrase, themes, "et"):
        return None
    themes = _reunir(phrase, themes)
    restreinte = bool(genre or themes or liens or sorte or annees)
    nette = phrase.comprise() and not reperage.natures and not _alternative(phrase)
    if not (restreinte and nette and _peu_de_sujets(themes, liens, sorte)):
        return None
    return Liste(
        classes,
        tuple(themes.values()),
        next(iter(liens.values()), None),
        sorte,
        annees,
        None if liens else _atelier_du_theme(classes, tuple(themes.values()), noms),
        compter=genre == "combien",
    )


def _cible(phrase: Phrase, genre: str, rang: int, reperage: Reperage, noms: Noms) -> tuple[Classe, ...]:
    """Les sortes demandées : « quels risques », « que recommandent », « combien de guides »."""
    if genre == "que":
        depart = phrase.premier_plein(rang + 1)
        if depart is None:
            return ()
        phrase.compris.add(depart)
        reperage.oublier_la_nature(depart)
        return noms.verbes.get(phrase.jetons[depart].radical, ())
    if genre not in {"quel", "combien", "qui", ""}:
        return ()
    depart = phrase.suivant(rang + 1)
    if depart is not None and genre in {"quel", "qui"} and not phrase.que_des_adjectifs(rang + 1, depart):
        return ()
    return reperage.prendre_cible(phrase, depart, pluriel=not genre)


def _peu_de_sujets(themes: Mapping[int, Nom], liens: Mapping[int, Nom], sorte: Classe | None) -> bool:
    return len(themes) <= _THEMES_MAXIMUM and len(liens) + (sorte is not None) <= 1


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


def _reunir(phrase: Phrase, themes: dict[int, Nom]) -> dict[int, Nom]:
    """Des thèmes liés par « ou » n'en font qu'un."""
    if len(themes) < 2 or not coordonnes(phrase, themes, "ou"):
        return themes
    phrase.compris.update(r for r, j in enumerate(phrase.jetons) if j.forme == "ou" and r > min(themes))
    tous = list(themes.values())
    titre = " » ou « ".join(nom.titre for nom in tous)
    return {min(themes): Nom(tuple(iri for nom in tous for iri in nom.iris), titre)}


def _alternative(phrase: Phrase) -> bool:
    """Vrai si un « ou » reste : on ne sait pas ce qu'il lie."""
    return any(j.forme == "ou" and r not in phrase.compris for r, j in enumerate(phrase.jetons))


def _atelier_du_theme(classes: tuple[Classe, ...], themes: tuple[Nom, ...], noms: Noms) -> Nom | None:
    """L'atelier que ce thème désigne, si l'on cherche des énoncés."""
    if len(themes) != 1 or not all(c.enonce for c in classes) or _ATELIER not in noms.classes:
        return None
    nommees = noms.nommees_par_theme(noms.classes[_ATELIER], themes[0].iris)
    return noms.nom(nommees[0]) if len(nommees) == 1 else None
