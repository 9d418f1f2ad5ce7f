"""Écrire des textes venus de la base sans qu'aucune de leurs marques n'agisse sur la page."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterable

_PONCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ACTIVES = re.compile(r"([<>$:`\[\]|\\]|!(?=\[)|^\s*[#>]|^\s*[-=]{3,})", re.MULTILINE)
_ESPACE_FINE = re.compile(r" (?=[?!:;»])|(?<=«) ")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_HEURE = re.compile(r"(\d{2}):(\d{2}):\d{2}")
_MOIS = ("janvier février mars avril mai juin juillet août septembre octobre novembre décembre").split()  # noqa: SIM905 - douze guillemets de moins


def inerte(texte: str) -> str:
    """Le texte sur une ligne, où toute ponctuation est échappée et tient à son mot à la française."""
    insecable = _ESPACE_FINE.sub("\u00a0", " ".join(texte.split()))
    return _PONCTUATION.sub(r"\\\1", insecable)


def phrase(message: str) -> str:
    """Un message de la maison : inerte, mais ce qu'il met entre accents graves reste du code."""
    return "".join(
        morceau if morceau.startswith("`") else _PONCTUATION.sub(r"\\\1", morceau)
        for morceau in re.split(r"(`[^`\n]+`)", message)
    )


def markdown_leger(texte: str) -> str:
    """Le texte d'une section : listes et emphases agissent, mais ni liens, images, HTML ou formules."""
    return _ACTIVES.sub(lambda trouve: f"{trouve[0][:-1]}\\{trouve[0][-1]}", texte)


def bloc_brut(texte: str) -> str:
    """Un bloc de code Markdown qui ne peut pas être refermé par ce qu'il contient."""
    cloture = "`" * (max((len(suite) for suite in re.findall(r"`+", texte)), default=0) + 3)
    return f"{cloture}text\n{texte}\n{cloture}"


def passage_html(extrait: str, surlignes: Iterable[tuple[int, int]]) -> str:
    """L'extrait en HTML : tout est échappé, seules nos marques surlignent."""
    return f'<p class="passage">{_surligner(extrait, surlignes)}</p>'


def citation_html(morceaux: Iterable[tuple[str, Iterable[tuple[int, int]]]]) -> str:
    """Des phrases citées, entre guillemets français, échappées de même."""
    cite = " ".join(_surligner(texte, surlignes) for texte, surlignes in morceaux)
    return f'<blockquote class="citation">«\u00a0{cite}\u00a0»</blockquote>'


def _surligner(extrait: str, surlignes: Iterable[tuple[int, int]]) -> str:
    morceaux, place = [], 0
    for debut, fin in sorted(surlignes):
        if place <= debut < fin <= len(extrait):
            morceaux += [
                html.escape(extrait[place:debut]),
                f"<mark>{html.escape(extrait[debut:fin])}</mark>",
            ]
            place = fin
    return "".join([*morceaux, html.escape(extrait[place:])])


def couper(texte: str, longueur: int) -> str:
    """Au plus `longueur` caractères, points de suspension compris."""
    return texte if len(texte) <= longueur else texte[: longueur - 1].rstrip() + "…"


def pluriel(nombre: int, singulier: str, forme: str = "") -> str:
    """« 1 résultat », « 3 résultats »."""
    return f"{nombre} {singulier if nombre < 2 else forme or singulier + 's'}"


def anciennete(jour: datetime.date, aujourd_hui: datetime.date) -> str:
    """« aujourd'hui », « il y a 3 mois »… : l'âge d'une date passée, en unités rondes."""
    jours = (aujourd_hui - jour).days
    if jours < 2:
        return "aujourd'hui" if jours < 1 else "hier"
    if jours >= 365:
        return f"il y a {pluriel(jours // 365, 'an')}"
    return f"il y a {jours // 30} mois" if jours >= 60 else f"il y a {jours} jours"


def valeur_lisible(valeur: str) -> str:
    """Une date ou une heure XSD à la française ; toute autre valeur telle quelle."""
    if date := _DATE.fullmatch(valeur):
        jour = "1er" if date[3] == "01" else str(int(date[3]))
        return f"{jour} {_MOIS[int(date[2]) - 1]} {date[1]}" if 1 <= int(date[2]) <= 12 else valeur
    if heure := _HEURE.fullmatch(valeur):
        return f"{int(heure[1])} h {heure[2]}"
    return valeur
