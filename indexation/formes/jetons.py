"""Une question découpée en jetons, dont la lecture dit un à un ce qu'ils sont."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.extraction.lexique import Lexique, Mention, reperer
from corpus.langue import lemme, mots, plier
from indexation.formes.forme import Annees
from indexation.formes.mots import grammaire, radical

_ANNEE = re.compile(r"(?:19|20)\d\d")
_DATER = radical("dater")
_INTERROGATIFS = frozenset({"quel", "quelle", "quels", "quelles"})


@dataclass(frozen=True, slots=True)
class Jeton:
    """Un mot de la question ; `vide` : trop courant pour dire de quoi il s'agit."""

    debut: int
    fin: int
    forme: str
    lemme: str
    vide: bool

    @property
    def pluriel(self) -> bool:
        return self.forme != self.lemme and self.forme.endswith(("s", "x"))

    @property
    def radical(self) -> str:
        return radical(self.lemme)


@dataclass(slots=True)
class Phrase:
    """Le texte, ses jetons, et les rangs de ceux qui sont déjà compris."""

    texte: str
    jetons: list[Jeton]
    compris: set[int] = field(default_factory=set)

    def rangs(self, debut: int, fin: int) -> range:
        """Les rangs des jetons entre ces deux places du texte."""
        dedans = [rang for rang, j in enumerate(self.jetons) if debut <= j.debut and j.fin <= fin]
        return range(dedans[0], dedans[-1] + 1) if dedans else range(0)

    def utile(self, rang: int) -> bool:
        """Faux pour un mot vide, d'appui, interrogatif ou déjà compris."""
        jeton = self.jetons[rang]
        g = grammaire()
        return not (
            jeton.vide or rang in self.compris or jeton.radical in g.appui or jeton.radical in g.adjectifs
        )

    def suivant(self, rang: int) -> int | None:
        """Le premier rang utile à partir de celui-ci."""
        return next((r for r in range(rang, len(self.jetons)) if self.utile(r)), None)

    def premier_plein(self, rang: int) -> int | None:
        """Le premier mot plein à partir de ce rang, d'appui ou non."""
        return next(
            (r for r, j in enumerate(self.jetons) if r >= rang and not j.vide and r not in self.compris), None
        )

    def copie(self) -> Phrase:
        return Phrase(self.texte, self.jetons, set(self.compris))

    def que_des_adjectifs(self, debut: int, fin: int) -> bool:
        """Vrai si rien, entre ces rangs, ne sépare l'interrogatif de son nom."""
        return all(j.vide or j.radical in grammaire().adjectifs for j in self.jetons[debut:fin])

    def reperer(self, lexique: Lexique) -> list[tuple[range, list[Mention]]]:
        """Les tranches de jetons que le lexique nomme, chacune avec ses mentions."""
        tranches: dict[tuple[int, int], list[Mention]] = {}
        for mention in reperer(self.texte, lexique):
            tranches.setdefault((mention.debut, mention.fin), []).append(mention)
        return [(self.rangs(*places), mentions) for places, mentions in tranches.items()]

    def comprise(self) -> bool:
        """Vrai si plus aucun mot utile n'est inexpliqué."""
        return self.suivant(0) is None

    def refusee(self) -> bool:
        return any(
            jeton.forme in grammaire().refus
            for rang, jeton in enumerate(self.jetons)
            if rang not in self.compris
        )


def decouper(texte: str) -> Phrase:
    """Les jetons du texte ; les locutions du français sont déjà comprises."""
    pleins = {mot.debut for mot in mots(texte)}
    jetons = [
        Jeton(mot.debut, mot.fin, mot.forme, lemme(mot.forme), mot.debut not in pleins)
        for mot in mots(texte, vides=True)
    ]
    phrase = Phrase(texte, jetons)
    suite = [jeton.lemme for jeton in jetons]
    for locution in grammaire().locutions:
        for rang in range(len(suite) - len(locution) + 1):
            if tuple(suite[rang : rang + len(locution)]) == locution:
                phrase.compris.update(range(rang, rang + len(locution)))
    return phrase


def interrogation(phrase: Phrase) -> tuple[str, int]:
    """Le premier mot qui interroge (« quel », « qui », « que », « quand »…) et son rang."""
    for rang, jeton in enumerate(phrase.jetons):
        if rang in phrase.compris:
            continue
        if jeton.forme in _INTERROGATIFS:
            return "quel", rang
        if jeton.forme in {"qui", "combien", "quand"}:
            return jeton.forme, rang
        if jeton.forme == "ou" and (rang == 0 or phrase.texte[jeton.debut : jeton.fin].lower() == "où"):
            return "ou", rang
        if jeton.forme == "que" and rang == 0:
            return "que", rang
        if rang == 0 and plier(phrase.texte[: jeton.debut]).endswith("qu'"):
            return "que", -1
    return "", -1


def lire_annees(phrase: Phrase) -> Annees | None:
    """Les bornes données ; `None` sans année. Lève `ValueError` si l'on ne sait pas les lire."""
    annees = [(r, int(j.forme)) for r, j in enumerate(phrase.jetons) if _ANNEE.fullmatch(j.forme)]
    if not annees:
        return None
    rangs = [rang for rang, _ in annees]
    avant = plier(phrase.texte[: phrase.jetons[rangs[0]].debut])
    if len(annees) == 2:
        return _intervalle(phrase, rangs, avant)
    if len(annees) > 2:
        raise ValueError(phrase.texte)
    annee = annees[0][1]
    for motif, borne in grammaire().annees:
        trouve = motif.search(avant)
        if trouve:
            _comprendre(phrase, rangs[0], trouve.group())
            return {
                "avant": Annees(None, annee - 1),
                "jusque": Annees(None, annee),
                "apres": Annees(annee + 1, None),
                "depuis": Annees(annee, None),
                "en": Annees(annee, annee),
            }[borne]
    raise ValueError(phrase.texte)


def _intervalle(phrase: Phrase, rangs: list[int], avant: str) -> Annees:
    """« Entre 2012 et 2016 », « de 2012 à 2016 »."""
    premier, second = (int(phrase.jetons[rang].forme) for rang in rangs)
    liens = [phrase.jetons[rang].forme for rang in range(rangs[0] + 1, rangs[1])]
    ouverture = re.search(r"(?:^|\W)(entre|de|depuis)\W*$", avant)
    if (
        ouverture is None
        or liens not in (["et"], ["a"], ["jusqu", "en"], ["jusque"], ["en"])
        or premier > second
    ):
        raise ValueError(phrase.texte)
    phrase.compris.update(range(rangs[0] - 1, rangs[1] + 1))
    return Annees(premier, second)


def _comprendre(phrase: Phrase, rang: int, mots_avant: str) -> None:
    combien = len(mots(mots_avant, vides=True))
    phrase.compris.update(range(rang - combien, rang + 1))
    if rang > combien and phrase.jetons[rang - combien - 1].radical == _DATER:
        phrase.compris.add(rang - combien - 1)


def coordonnes(phrase: Phrase, rangs: Iterable[int], conjonction: str) -> bool:
    """Vrai si cette conjonction est entre le premier et le dernier de ces rangs."""
    tous = sorted(rangs)
    return any(phrase.jetons[r].forme == conjonction for r in range(tous[0], tous[-1]))
