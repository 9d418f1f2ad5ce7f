"""Combien un mot s'emploie, en français et en anglais, d'après wordfreq."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from indexation.entrainement.extra import importer

FORMES = 80_000
"""Combien de formes françaises lire, des plus courantes aux plus rares."""
OCCURRENCES = 12_000_000
"""La taille du texte que leurs fréquences valent pour le vocabulaire."""
FREQUENCE_MINIMALE = 1e-7


@dataclass(frozen=True, slots=True)
class Frequences:
    """`francais` : forme → fréquence (entre 0 et 1), de la plus courante à la plus rare, en lettres."""

    francais: Mapping[str, float]
    anglaise: Callable[[str], float]
    """La fréquence d'un mot ou d'une suite de mots anglais, jamais nulle."""

    def textes(self) -> Iterator[str]:
        """Un texte par forme, qui la répète autant qu'un long texte français ordinaire le ferait."""
        for forme, frequence in self.francais.items():
            nombre = int(frequence * OCCURRENCES)
            if nombre:
                yield " ".join([forme] * nombre)


def charger_frequences() -> Frequences:
    """Les fréquences de wordfreq ; `ErreurModele` s'il n'est pas installé."""
    wordfreq = importer("wordfreq", "Les fréquences des mots manquent")
    formes = [forme for forme in wordfreq.top_n_list("fr", FORMES) if forme.isalpha()]
    return Frequences(
        {forme: wordfreq.word_frequency(forme, "fr") for forme in formes},
        lambda mot: float(wordfreq.word_frequency(mot, "en", minimum=FREQUENCE_MINIMALE)),
    )
