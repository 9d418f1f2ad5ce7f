"""Les concepts que la question nomme, et la part d'elle-même que chacun couvre."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from corpus.extraction.lexique import reperer
from indexation.colonnes import Ressources, condenser
from indexation.fiches import Lien
from indexation.fusion import Reglage, poids_mention
from indexation.generation import Generation
from indexation.question import QuestionLue
from ontologie.espaces import SKOS

_PLUS_LARGE, _ASSOCIES = SKOS + "broader", SKOS + "related"
_ETROIT, _LARGE, _ASSOCIE = 0.8, 0.3, 0.3
"""Ce que vaut, au lieu du concept nommé, un concept plus précis, plus large ou associé."""


@dataclass(frozen=True, slots=True)
class Reconnu:
    """Un concept nommé à cette place de la question, ou un proche : ce qu'il en couvre, et pourquoi.

    `si_mentionne` : la raison, quand la ressource ne fait que le nommer.
    """

    place: int
    iri: str
    part: float
    raison: str
    si_mentionne: str


@dataclass(frozen=True, slots=True)
class Reconnaissance:
    """`nommes` : les concepts de la question, dans l'ordre ; `precis` : ceux qui les précisent.

    `par_theme` : ce que vaut chaque thème.
    """

    nommes: tuple[str, ...]
    precis: tuple[str, ...]
    par_theme: Mapping[str, tuple[Reconnu, ...]]

    def couvrir(self, ressources: Ressources, reglage: Reglage) -> NDArray[np.float64]:
        """La part de la question que couvrent les concepts de chacune : à chaque place, le meilleur."""
        places = sorted({reconnu.place for reconnus in self.par_theme.values() for reconnu in reconnus})
        parts = np.zeros((len(ressources.definitions), len(places)))
        cles = sorted((condenser(theme), theme) for theme in self.par_theme)
        if not cles:
            return np.zeros(len(parts))
        valeurs = np.zeros((len(cles), len(places)))
        for rang, (_, theme) in enumerate(cles):
            for reconnu in self.par_theme[theme]:
                place = places.index(reconnu.place)
                valeurs[rang, place] = max(valeurs[rang, place], reconnu.part)
        condenses = np.array([cle for cle, _ in cles])
        rangs = np.minimum(np.searchsorted(condenses, ressources.themes), len(cles) - 1)
        nommes = np.flatnonzero(condenses[rangs] == ressources.themes)
        if len(nommes):
            mentions = ressources.mentions[nommes].astype(np.float64)
            poids = np.where(mentions, poids_mention(mentions, reglage), 1.0)
            siennes = ressources.rangs[nommes]
            debuts = np.flatnonzero(np.diff(siennes, prepend=-1))
            parts[siennes[debuts]] = np.maximum.reduceat(poids[:, None] * valeurs[rangs[nommes]], debuts)
        couvertes: NDArray[np.float64] = np.minimum(1.0, parts.sum(axis=1))
        return couvertes

    def pour(
        self, themes: Iterable[str], mentions: Mapping[str, int], reglage: Reglage
    ) -> tuple[Reconnu, ...]:
        """Pour une ressource qui a ces thèmes et nomme ces concepts, le meilleur à chaque place.

        `mentions` : combien de fois elle nomme chaque concept.
        """
        if not self.par_theme:
            return ()
        candidats = [(r.place, -r.part, r.raison, r) for t in themes for r in self.par_theme.get(t, ())]
        candidats += [
            (reconnu.place, -poids_mention(nombre, reglage) * reconnu.part, reconnu.si_mentionne, reconnu)
            for theme, nombre in mentions.items()
            for reconnu in self.par_theme.get(theme, ())
        ]
        meilleurs: dict[int, Reconnu] = {}
        for place, oppose, raison, reconnu in sorted(candidats, key=itemgetter(0, 1, 2)):
            if place not in meilleurs:
                meilleurs[place] = replace(reconnu, part=-oppose, raison=raison)
        return tuple(meilleurs.values())

    def du_mieux_couvert(self) -> list[str]:
        """Les thèmes, de celui qui couvre le plus de la question à celui qui en couvre le moins."""
        parts = {theme: max(r.part for r in reconnus) for theme, reconnus in self.par_theme.items()}
        return sorted(parts, key=lambda theme: (-parts[theme], theme))

    def mentions(self, ressources: Ressources) -> list[dict[str, int]]:
        """Combien de fois chacune de ces ressources nomme chaque concept qui compte ici."""
        themes = {condenser(theme): theme for theme in self.par_theme}
        comptees = np.flatnonzero((ressources.mentions > 0) & np.isin(ressources.themes, [*themes]))
        lues = zip(
            *(c[comptees].tolist() for c in (ressources.rangs, ressources.themes, ressources.mentions)),
            strict=True,
        )
        mentions: list[dict[str, int]] = [{} for _ in ressources.definitions]
        for rang, theme, nombre in lues:
            mentions[rang][themes[theme]] = nombre
        return mentions


SANS_CONCEPT = Reconnaissance((), (), {})


def reconnaitre(question: QuestionLue, generation: Generation) -> Reconnaissance:
    """Les concepts nommés et leurs voisins immédiats dans le thésaurus."""
    mentions = reperer(question.texte, generation.lexique)
    masse = question.masse
    if not mentions or not masse:
        return SANS_CONCEPT
    registre = generation.registre
    nommes = tuple(dict.fromkeys(mention.iri for mention in mentions))
    liens = registre.liens_autour(nommes, (_PLUS_LARGE, _ASSOCIES))
    bouts = {iri for source, lien in liens for iri in (source, lien.cible)}
    noms = {r.iri: r.titre for r in registre.ressources_de([*nommes, *bouts]).values()}
    par_theme: dict[str, list[Reconnu]] = defaultdict(list)
    for mention in mentions:
        part = question.masse_entre(mention.debut, mention.fin) / masse
        nom = noms.get(mention.iri, mention.forme)
        par_theme[mention.iri].append(
            Reconnu(
                mention.debut,
                mention.iri,
                part,
                f"concept reconnu : {nom}",
                f"parle de « {nom} » (mentionné)",
            )
        )
        for proche, poids, relation in _proches(mention.iri, liens):
            son_nom = noms.get(proche, proche)
            raison = f"concept {relation} « {nom} » : {son_nom}"
            mentionne = f"parle de « {son_nom} », {relation} « {nom} » (mentionné)"
            par_theme[proche].append(Reconnu(mention.debut, proche, poids * part, raison, mentionne))
    return Reconnaissance(
        nommes,
        tuple(source for source, lien in liens if lien.predicat == _PLUS_LARGE and lien.cible in nommes),
        {theme: tuple(reconnus) for theme, reconnus in par_theme.items()},
    )


def _proches(iri: str, liens: Iterable[tuple[str, Lien]]) -> Iterator[tuple[str, float, str]]:
    for source, lien in liens:
        if lien.predicat == _PLUS_LARGE:
            if lien.cible == iri:
                yield source, _ETROIT, "plus précis que"
            elif source == iri:
                yield lien.cible, _LARGE, "plus large que"
        elif source == iri:
            yield lien.cible, _ASSOCIE, "associé à"
