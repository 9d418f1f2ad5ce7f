"""Les mots de `mots.txt` : ceux d'appui, ceux que l'on refuse, les bornes d'années, les attributs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.langue import lemme, lemmes, plier

_TERMINAISONS = re.compile(r"(?:aient|erent|ait|ant|ent|ees|ee|es|er|ir|ez|e|s)$")
_RESTE = 3
"""Ce qu'une terminaison retirée doit laisser de lettres."""


@dataclass(frozen=True, slots=True)
class Demande:
    """Une chose que l'on demande d'une ressource ; voir la section « attributs »."""

    cherches: tuple[str, ...]
    tu: str


@dataclass(frozen=True, slots=True)
class Grammaire:
    """Les sections du fichier, prêtes à comparer ; les bornes d'années dans l'ordre du fichier."""

    appui: frozenset[str]
    adjectifs: frozenset[str]
    locutions: tuple[tuple[str, ...], ...]
    refus: frozenset[str]
    annees: tuple[tuple[re.Pattern[str], str], ...]
    attributs: dict[str, Demande]


def radical(forme: str) -> str:
    """Ce qui reste d'un verbe sans sa terminaison : « animait », « animé » → « anim »."""
    plate = plier(forme)
    court = _TERMINAISONS.sub("", plate)
    return court if len(court) >= _RESTE else plate


@cache
def grammaire() -> Grammaire:
    """Les mots du fichier livré."""
    texte = Path(__file__).with_name("mots.txt").read_text("utf-8")
    lignes = [ligne for ligne in texte.splitlines() if ligne and not ligne.startswith("#")]
    sections: dict[str, list[str]] = {}
    for ligne in lignes:
        if ligne.startswith("["):
            courante = sections.setdefault(ligne.strip("[]"), [])
        else:
            courante.append(ligne)
    champs = {nom: [re.split(r"\s+\|\s+", li) for li in sections[nom]] for nom in ("années", "attributs")}
    return Grammaire(
        appui=_radicaux(sections["appui"]),
        adjectifs=_radicaux(sections["adjectifs"]),
        locutions=tuple(sorted((tuple(lemmes(li)) for li in sections["locutions"]), key=len, reverse=True)),
        refus=frozenset(map(plier, " ".join(sections["refus"]).split())),
        annees=tuple(
            (re.compile(rf"(?:^|\W){avant}\W*(?:l'?|les? )?(?:annees?|an)?\W*$"), borne)
            for avant, borne in champs["années"]
        ),
        attributs={
            radical(lemme(mot)): Demande(tuple(cherches.split()), tu)
            for mots, cherches, tu in champs["attributs"]
            for mot in mots.split()
        },
    )


def _radicaux(lignes: list[str]) -> frozenset[str]:
    return frozenset(radical(lemme(mot)) for mot in " ".join(lignes).split())
