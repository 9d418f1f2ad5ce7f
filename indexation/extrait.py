"""Répondre par une à trois phrases d'une seule ressource, telles qu'elles sont écrites, ou se taire.

Une phrase vaut par la part de la question qu'elle couvre : ses mots, pesés par leur rareté, et ses
concepts, sous n'importe lequel de leurs noms. Une autre ne s'y joint que si elle ajoute sans répéter
(Carbonell et Goldstein, 1998).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import langue
from corpus.phrases import phrases
from indexation.attentes import DEFINITION, attente, contient, demande_une_definition
from indexation.question import QuestionLue
from indexation.resultats import Extraction, PhraseCitee
from indexation.surlignage import Reperage, surligner
from ontologie.termes import Iri

Proximites = Callable[[Sequence[str]], Sequence[float]]
"""Des phrases → leur proximité de sens avec la question, entre -1 et 1."""

A_COMPARER = 8
"""Au plus autant de phrases sont comparées par le sens."""
_PHRASES = 3
_MOTS_MIN, _MOTS_MAX = 5, 60
_SEUIL = 0.85
"""La part de la question que l'extrait doit couvrir, le titre et l'intertitre aidant."""
_SEUIL_SEULE = 0.65
"""La part que chaque phrase doit couvrir à elle seule : un titre ne répond pas."""
_AMORCE = 0.25
"""La part que ses mots doivent couvrir pour que l'on y cherche aussi les autres noms des concepts."""
_PART_TITRE = 0.7
_PART_SENS = 0.2
_TOUTE = 0.99
_GAIN = 0.12
_REDITE = 0.5

_ENTIERE = re.compile(r"[«“\"(]?\s?[^\W_a-zà-öø-ÿœæ].*[.!…](?:\s?[»”\")])*", re.DOTALL)
_RENVOIE = re.compile(
    r"(?:(?:ils?|elles?|ces?|cet|cette|cela|ca|celui|celles?|ceux|mais|or|donc|ainsi|puis|ensuite|enfin|aussi"
    r"|pourtant|cependant|toutefois|son|sa|ses|leurs?|autres?|et|car|lui|eux|meme|y|la-dessus)\b|c'|l'(?:un|autre)\b)"
)
"""Ce qui ouvre une phrase que seule la précédente rend claire. Cherché sans accent."""
_ANNONCE = re.compile(
    r"comment|pourquoi|ce qu|a quoi|voir|quel|a \w+(?:er|ir|re)\b"
    r"|.*(?:\bvoir (?!que\b)|\b(?:la|ici)[,.;:]|[:,] (?:elle|il|lui|eux)[,;])"
)
"""Une phrase qui annonce, renvoie ailleurs ou répond à son intertitre, au lieu de dire."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Un passage ; `entame` : il commence au milieu d'une phrase. `annonce` : il résume son document."""

    section: str
    texte: str
    entame: bool = False
    annonce: bool = False


@dataclass(frozen=True, slots=True)
class Temoin:
    """Une ressource bien classée, que l'on peut citer, et ses passages, le premier d'abord.

    `concept` : son IRI si c'en est un. `definie` : son premier passage dit ce qu'elle est.
    `nomme` : la question est son nom.
    """

    iri: str
    titre: str
    passages: tuple[Passage, ...]
    concept: str = ""
    definie: bool = False
    nomme: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Une phrase entière, son rang dans son passage, et les termes de la question qu'elle dit."""

    temoin: Temoin
    passage: Passage
    rang: int
    texte: str
    racines: frozenset[str]
    couverts: frozenset[int] = frozenset()
    du_titre: frozenset[int] = frozenset()
    note: float = 0.0


def extraire(
    question: QuestionLue,
    temoins: Sequence[Temoin],
    reperer: Reperage,
    proximites: Proximites | None = None,
) -> Extraction | None:
    """La réponse tirée des `temoins`, du meilleur au moins bon ; `None` sans assez de sûreté."""
    tri = _Tri(question, reperer, attente(question.texte))
    if tri.forme in {None, DEFINITION} and (definition := tri.definition(temoins)) is not None:
        return definition
    if tri.forme == DEFINITION:
        return None
    notees = sorted(tri.notees(temoins), key=lambda p: -p.note)
    meilleures = notees[:A_COMPARER]
    if proximites is not None and meilleures:
        proches = proximites([p.texte for p in meilleures])
        pesees = [p.note + _PART_SENS * proche for p, proche in zip(meilleures, proches, strict=True)]
        meilleures = [meilleures[i] for i in sorted(range(len(pesees)), key=lambda i: -pesees[i])]
    return next(filter(None, (tri.citer(phrase, notees) for phrase in meilleures)), None)


class _Tri:
    """Les phrases qui peuvent répondre à une question."""

    def __init__(self, question: QuestionLue, reperer: Reperage, forme: str | None) -> None:
        self.forme = forme
        self._question = question
        self._reperer = reperer
        self._poids = [
            0.0
            if forme == DEFINITION and all(demande_une_definition(v.racine) for v in terme.variantes)
            else terme.poids
            for terme in question.termes
        ]
        self._masse = sum(self._poids) or 1.0
        self._nommes = [
            (iri, {rang for d, f, rang in question.places if debut <= d and f <= fin})
            for debut, fin, iri in reperer(question.texte)
        ]

    def definition(self, temoins: Iterable[Temoin]) -> Extraction | None:
        """Ce que dit d'elle-même la ressource dont la question est le nom, ou demande ce que c'est."""
        entiers = {iri for iri, rangs in self._nommes if self._part(rangs) >= _TOUTE}
        for temoin in temoins:
            if temoin.definie and (temoin.nomme or temoin.concept in entiers):
                premiere = next(iter(self._entieres(temoin, temoin.passages[0])), None)
                if premiere is not None and premiere.rang == 0 and not _ANNONCE.match(_pliee(premiere)):
                    return self._extraction([replace(premiere, note=1.0)])
        return None

    def notees(self, temoins: Iterable[Temoin]) -> Iterator[_Phrase]:
        """Les phrases qui couvrent assez la question et contiennent ce qu'elle attend."""
        for temoin in temoins:
            for passage in temoin.passages:
                entete = f"{temoin.titre}. {passage.section}"
                du_titre: frozenset[int] | None = None
                for phrase in () if passage.annonce else self._entieres(temoin, passage):
                    if self._part(self._dits(phrase.racines)) < _AMORCE:
                        continue
                    couverts = self._couverts(phrase.racines, phrase.texte)
                    seule = self._part(couverts)
                    if seule < _SEUIL_SEULE or _ANNONCE.match(_pliee(phrase)):
                        continue
                    if du_titre is None:
                        du_titre = self._couverts(frozenset(langue.racines(entete)), entete)
                    sujet = f"{temoin.titre} : " if temoin.definie else ""
                    if contient(self.forme, sujet + phrase.texte, self._question.texte):
                        note = self._note(couverts, du_titre)
                        yield replace(phrase, couverts=couverts, du_titre=du_titre, note=note)

    def citer(self, meilleure: _Phrase, notees: Iterable[_Phrase]) -> Extraction | None:
        """La phrase, celles qui la rendent claire, et celles du même passage qui la complètent."""
        entieres = {p.rang: p for p in self._entieres(meilleure.temoin, meilleure.passage)}
        choisies = {meilleure.rang: meilleure}
        while _RENVOIE.match(_pliee(choisies[min(choisies)])):
            avant = entieres.get(min(choisies) - 1)
            if avant is None or len(choisies) == _PHRASES:
                return None
            choisies[avant.rang] = avant
        vus = set(meilleure.couverts)
        for autre in notees:
            if autre.passage is not meilleure.passage or autre.rang in choisies or len(choisies) == _PHRASES:
                continue
            claire = autre.rang - 1 in choisies or not _RENVOIE.match(_pliee(autre))
            neuve = self._part(autre.couverts - vus) >= _GAIN
            if claire and neuve and all(_redite(autre, p) < _REDITE for p in choisies.values()):
                choisies[autre.rang] = autre
                vus |= autre.couverts
        note = self._note(frozenset(vus), meilleure.du_titre)
        if note < _SEUIL:
            return None
        return self._extraction([replace(choisies[rang], note=note) for rang in sorted(choisies)])

    def _note(self, couverts: frozenset[int], du_titre: frozenset[int]) -> float:
        return self._part(couverts) + _PART_TITRE * self._part(du_titre - couverts)

    def _entieres(self, temoin: Temoin, passage: Passage) -> Iterator[_Phrase]:
        """Les phrases entières d'un passage, à leur rang : ni coupées, ni questions, ni bouts de liste."""
        mots = langue.mots(passage.texte)
        place = 0
        textes = [phrase for bloc in passage.texte.split("\n") for phrase in phrases(bloc)]
        for rang, texte in enumerate(textes):
            debut = passage.texte.index(texte, place)
            place = fin = debut + len(texte)
            longue = _MOTS_MIN <= len(texte.split()) <= _MOTS_MAX
            if longue and _ENTIERE.fullmatch(texte) and not (rang == 0 and passage.entame):
                racines = frozenset(m.racine for m in mots if debut <= m.debut < fin)
                yield _Phrase(temoin, passage, rang, texte, racines)

    def _couverts(self, racines: frozenset[str], texte: str) -> frozenset[int]:
        """Les rangs des termes dits, par un de leurs mots ou par un autre nom de leur concept."""
        dits = {iri for _, _, iri in self._reperer(texte)} if self._nommes else set()
        return self._dits(racines).union(*(rangs for iri, rangs in self._nommes if iri in dits))

    def _dits(self, racines: frozenset[str]) -> frozenset[int]:
        return frozenset(
            rang
            for rang, terme in enumerate(self._question.termes)
            if any(variante.racine in racines for variante in terme.variantes)
        )

    def _part(self, rangs: Iterable[int]) -> float:
        return sum(self._poids[rang] for rang in rangs) / self._masse

    def _extraction(self, phrases_: Sequence[_Phrase]) -> Extraction:
        concepts = {iri for iri, _ in self._nommes}
        citees = tuple(
            PhraseCitee(
                p.texte,
                surligner(p.texte, self._question.racines, concepts, self._reperer(p.texte)),
                p.rang,
            )
            for p in phrases_
        )
        temoin, passage = phrases_[0].temoin, phrases_[0].passage
        confiance = round(min(1.0, max(p.note for p in phrases_)), 3)
        return Extraction(citees, Iri(temoin.iri), temoin.titre, passage.section, confiance)


def _pliee(phrase: _Phrase) -> str:
    return langue.plier(phrase.texte).lstrip('«“"( ')


def _redite(une: _Phrase, autre: _Phrase) -> float:
    return len(une.racines & autre.racines) / max(1, len(une.racines | autre.racines))
