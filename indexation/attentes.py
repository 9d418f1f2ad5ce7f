"""Ce qu'une question attend de sa réponse : une définition, un nom, une date, un nombre, une raison."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from corpus import langue

DEFINITION, NOM, DATE, NOMBRE, RAISON = "définition", "nom", "date", "nombre", "raison"

_MESURES = (
    "nombre|prix|montant|tarif|cout|somme|taux|pourcentage|delai|duree|age|seuil|plafond|effectif|budget"
)
_TEMPS = "date|annee|jour|mois|siecle|epoque"
_GENS = (
    "acteur|association|organisme|auteur|autrice|personne|editeur|entreprise|structure|ville|commune|pays|reseau"
    "|initiative|collectivite|region"
)
_LEQUEL = r"\bquel\w* (?:est |sont |etait )?(?:le |la |les |l')?"
_FORMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (NOMBRE, re.compile(rf"\bcombien\b|{_LEQUEL}(?:{_MESURES})s?\b")),
    (DATE, re.compile(rf"(?:^|\b(?:depuis|jusqu'a|de|est|pour) )quand\b|{_LEQUEL}(?:{_TEMPS})s?\b")),
    (
        NOM,
        re.compile(
            r"(?:^|[:;,] )qui\b|\b(?:a|par|avec|chez|pour|de|d'|aupres de) ?qui\b|(?:^|\bd')ou\b"
            rf"|\bdans quel|{_LEQUEL}(?:{_GENS})s?\b"
        ),
    ),
    (RAISON, re.compile(r"\bpourquoi\b|\bpour quelles? raisons?\b")),
    (
        DEFINITION,
        re.compile(
            r"\bqu'est[- ]ce (?:que|qu')|\bc'est quoi\b|\bque (?:signifie|veut dire)\b"
            r"|\bqu'(?:entend|appelle)|\bdefini(?:tion|r)\b|\bsens du mot\b"
        ),
    ),
)
"""De la plus exigeante à la moins : une question peut avoir deux formes. Cherchées sans accent."""
_MOTS_DE_DEFINITION = frozenset(
    langue.racines("définition définir signifie veut dire entend appelle mot sens")
)

_ANNEE = r"(?:1[5-9]|20)\d\d"
_MOIS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_DATE = re.compile(rf"\b(?:{_ANNEE}|[ivx]+e siecle|(?:\d{{1,2}}|1er|en|depuis|fin|debut) (?:{_MOIS}))\b")
_EN_LETTRES = (
    "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante"
    "|cinquante|soixante|cents?|mille|millions?|milliards?|dizaine|douzaine|quinzaine|vingtaine|trentaine"
    "|cinquantaine|centaines?|milliers?|moitie"
)
_NOMBRE = re.compile(rf"\b(?:\d+(?:[ .,]\d+)*|{_EN_LETTRES})\b")
_UNITES: Mapping[str, str] = MappingProxyType(
    {
        r"\b(?:prix|montant|tarif|cout\w*|somme|budget|pay\w+|gagn\w+)\b": r"(?:€|euros?\b)",
        r"\b(?:delai|duree|temps)\b": r"(?:minutes?|heures?|jours?|semaines?|mois|ans?|annees?)\b",
        r"\bage\b": r"ans\b",
        r"\b(?:taux|pourcentage)\b": r"(?:%|pour cent\b)",
    }
)
"""Ce qu'une question mesure → ce qui suit alors le nombre."""
_COMPTE = re.compile(r"\b(?:combien|nombre) (?:de |d')(?P<quoi>[^\W\d_]+)")
_APRES = 40
"""Ce qui est compté suit son nombre d'au plus autant de caractères."""
_CAUSE = re.compile(
    r"\b(?:parce|puisque|car|afin|grace|faute de|a cause|en raison|pour que|permet\w*|evite\w*)\b"
)
_MOT = re.compile(r"[^\W_][\w’'-]*")
_TETE = re.compile(r"[^\w]*")


def attente(question: str) -> str | None:
    """La forme de réponse que la question demande ; `None` si elle n'en impose aucune."""
    pliee = langue.plier(question)
    return next((nom for nom, forme in _FORMES if forme.search(pliee)), None)


def demande_une_definition(racine: str) -> bool:
    """Vrai pour un mot qui demande une définition sans dire de quoi."""
    return racine in _MOTS_DE_DEFINITION


def contient(forme: str | None, phrase: str, question: str) -> bool:
    """Vrai si la phrase contient ce que la question attend, et que la question ne disait pas déjà."""
    exigence = _EXIGENCES.get(forme or "")
    return exigence is None or exigence(phrase, question)


def _un_nom(phrase: str, question: str) -> bool:
    """Un nom propre : une majuscule ailleurs qu'en tête, ou un sigle."""
    connus = {mot.forme for mot in langue.mots(question, vides=True)}
    tete = _TETE.match(phrase)
    for trouve in _MOT.finditer(phrase):
        mot = re.sub(r"^\w{1,2}[’']", "", trouve.group())
        en_tete = tete is not None and trouve.start() == tete.end()
        nomme = mot[:2].isupper() if en_tete else mot[:1].isupper()
        if nomme and not {m.forme for m in langue.mots(mot, vides=True)} <= connus:
            return True
    return False


def _une_date(phrase: str, question: str) -> bool:
    return not set(_DATE.findall(langue.plier(phrase))) <= set(_DATE.findall(langue.plier(question)))


def _un_nombre(phrase: str, question: str) -> bool:
    """Un nombre de ce qui est compté ou mesuré, quand la question le dit ; une année n'en est pas un."""
    demande, pliee = langue.plier(question), langue.plier(phrase)
    connus = set(_NOMBRE.findall(demande))
    suites = [
        pliee[trouve.end() : trouve.end() + _APRES]
        for trouve in _NOMBRE.finditer(pliee)
        if trouve.group() not in connus and not re.fullmatch(_ANNEE, trouve.group())
    ]
    for mesure, unite in _UNITES.items():
        if re.search(mesure, demande):
            return any(re.match(rf"\s*{unite}", suite) for suite in suites)
    if compte := _COMPTE.search(demande):
        voulues = set(langue.racines(compte["quoi"]))
        return any(voulues & set(langue.racines(suite)) for suite in suites)
    return bool(suites)


def _une_raison(phrase: str, _question: str) -> bool:
    return bool(_CAUSE.search(langue.plier(phrase)))


_EXIGENCES: Mapping[str, Callable[[str, str], bool]] = MappingProxyType(
    {NOM: _un_nom, DATE: _une_date, NOMBRE: _un_nombre, RAISON: _une_raison}
)
