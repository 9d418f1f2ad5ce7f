"""Les traductions d'un mot français, d'après des dictionnaires rangés par sens.

WordNet range les mots anglais par sens (Fellbaum, 1998) ; le Wiktionnaire et WOLF (Sagot et Fišer, 2008),
tels que réunis par l'Open Multilingual Wordnet (Bond et Foster, 2013), y rangent des mots français.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import simplemma

from indexation.entrainement.frequences import Frequences
from indexation.entrainement.lecture import Couple, ouvrir

NOM = "dictionnaire"
PLACES = {"n": "index.noun", "v": "index.verb", "a": "index.adj", "r": "index.adv"}
WIKTIONNAIRE, WOLF = "wn-wikt-fra.tab", "wn-data-fra.tab"
FIABILITES = {WIKTIONNAIRE: 1.0, WOLF: 0.2}
"""Le Wiktionnaire est écrit à la main ; WOLF, en partie calculé, se trompe plus souvent."""
USAGE = 0.3
"""La puissance de la fréquence anglaise : « helicopter » traduit mieux « hélicoptère » que « eggbeater »."""
TRADUCTIONS = 4
PART_MINIMALE = 0.1
REPETITIONS = 3
"""Combien de couples vaut un mot, partagés entre ses traductions : peu, pour que les textes l'emportent."""
LETTRES = 3
FORMES_DES_SYNONYMES = 40_000

Traductions = Mapping[str, Mapping[str, float]]


def couples_du_dictionnaire(dossier: Path, frequences: Frequences) -> list[Couple]:
    """Chaque forme courante et ses traductions, chacune répétée selon sa part. Lève ErreurModele."""
    traductions = lire_traductions(dossier)
    return [
        Couple(NOM, anglais, forme)
        for forme in frequences.francais
        if len(forme) >= LETTRES
        for anglais, part in traduire(forme, traductions, frequences.anglaise)
        for _ in range(max(1, round(REPETITIONS * part)))
    ]


def couples_de_synonymes(dossier: Path, frequences: Frequences, *, graine: int) -> list[Couple]:
    """Pour chaque sens du Wiktionnaire que disent plusieurs mots courants, deux d'entre eux."""
    hasard = random.Random(graine)  # noqa: S311 - un tirage reproductible, pas un secret
    courants = set(islice(frequences.francais, FORMES_DES_SYNONYMES))
    par_sens: dict[str, set[str]] = defaultdict(set)
    for numero, mot in _mots_ranges(dossier / WIKTIONNAIRE):
        if len(mot) > LETTRES and mot in courants:
            par_sens[numero].add(mot)
    return [Couple(NOM, *hasard.sample(sorted(mots), 2)) for mots in par_sens.values() if len(mots) > 1]


def lire_traductions(dossier: Path) -> Traductions:
    """Mot français → mots anglais des mêmes sens ; le premier sens d'un mot anglais pèse le plus."""
    sens = _sens_anglais(dossier)
    traductions: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for fichier, fiabilite in FIABILITES.items():
        for numero, mot in _mots_ranges(dossier / fichier):
            for anglais, rang in sens.get(numero, ()):
                traductions[mot][anglais] += fiabilite / rang
    return traductions


def traduire(
    forme: str, traductions: Traductions, frequence: Callable[[str], float]
) -> list[tuple[str, float]]:
    """Les meilleures traductions d'une forme, ou sinon de son lemme, et leurs parts."""
    trouvees = traductions.get(forme) or traductions.get(simplemma.lemmatize(forme, lang="fr")) or {}
    poids = {anglais: note * frequence(anglais) ** USAGE for anglais, note in trouvees.items()}
    total = sum(poids.values())
    meilleures = sorted(poids.items(), key=lambda paire: (-paire[1], paire[0]))[:TRADUCTIONS]
    return [(anglais, note / total) for anglais, note in meilleures if note > PART_MINIMALE * total]


def _mots_ranges(fichier: Path) -> Iterator[tuple[str, str]]:
    """Les mots français d'un fichier, chacun avec le numéro d'un de ses sens."""
    with ouvrir(fichier) as lignes:
        for ligne in lignes:
            champs = ligne.rstrip("\n").split("\t")
            if len(champs) == 3 and champs[1] == "fra:lemma":
                yield champs[0].replace("-s", "-a"), _ecrire(champs[2])


def _sens_anglais(dossier: Path) -> dict[str, list[tuple[str, int]]]:
    """Numéro d'un sens (« 00000001-n ») → les mots anglais qui l'ont, et son rang parmi les leurs."""
    sens: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for place, fichier in PLACES.items():
        with ouvrir(dossier / fichier) as lignes:
            for ligne in lignes:
                if ligne.startswith(" "):  # l'avis de droits
                    continue
                champs = ligne.split()
                for rang, numero in enumerate(champs[-int(champs[2]) :], 1):
                    sens[f"{numero}-{place}"].append((_ecrire(champs[0]), rang))
    return sens


def _ecrire(mot: str) -> str:
    return mot.lower().replace("_", " ")
