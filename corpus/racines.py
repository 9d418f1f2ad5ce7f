"""Ramener une forme pliée à sa racine (pour chercher) ou à son singulier (pour reconnaître).

Le racineur suit l'idée de J. Savoy, « Light Stemming Approaches for the French, Portuguese, German
and Hungarian Languages » (SAC 2006), sur des mots sans accent et avec les familles de suffixes de
notre domaine (financer, financement ; gouverner, gouvernance ; participer, participation, participatif).
"""

from __future__ import annotations

from types import MappingProxyType

_RESTE = 4
"""Ce qu'un suffixe retiré doit laisser de lettres ; une de plus pour -age (partage n'est pas part)."""

_SUFFIXES = MappingProxyType(
    {
        "issement": "",
        "ivement": "if",
        "ement": "",
        "issant": "",
        "ification": "ifi",
        "isation": "is",
        "isateur": "is",
        "isatrice": "is",
        "iser": "is",
        "isme": "is",
        "ateur": "",
        "atrice": "",
        "ation": "",
        "atif": "",
        "ative": "",
        "trice": "teur",
        "eur": "",
        "euse": "eu",
        "ive": "if",
        "iere": "ier",
        "ance": "",
        "ence": "",
        "age": "",
        "aire": "ar",
        "arite": "ar",
        "ient": "i",
        "ique": "",
    }
)
_IRREGULIERS = MappingProxyType({"publique": "public"})
_PAR_LONGUEUR = tuple(sorted(_SUFFIXES, key=len, reverse=True))

# Pluriels en -aux dont le singulier n'est pas en -al.
_EN_AIL = frozenset({"travaux", "vitraux", "baux", "coraux", "emaux", "soupiraux"})
_EN_AU = frozenset({"tuyaux", "noyaux", "boyaux", "joyaux", "fleaux", "landaux"})
_VOYELLES = frozenset("aeiouy")
_FEMININS = MappingProxyType({"ive": "if", "ale": "al", "elle": "el", "enne": "en"})


def singulier(forme: str) -> str:
    """Le singulier d'une forme pliée, par règle ; une forme courte ou sans voyelle (un sigle) reste."""
    if len(forme) < 4 or not forme.isalpha() or _VOYELLES.isdisjoint(forme):
        return forme
    if forme in _EN_AIL:
        return forme[:-3] + "ail"
    if forme.endswith("aux") and len(forme) > 4:
        return forme[:-1] if forme.endswith("eaux") or forme in _EN_AU else forme[:-2] + "l"
    if forme.endswith(("eux", "oux")) or (forme.endswith("s") and not forme.endswith("ss")):
        return forme[:-1]
    return forme


def lemmatiser(forme: str) -> str:
    """Singulier et, pour les adjectifs en -if, -al, -el et -en, masculin d'une forme pliée."""
    seule = singulier(forme)
    if len(seule) >= 6 and seule.isalpha():
        for suffixe, masculin in _FEMININS.items():
            if seule.endswith(suffixe):
                return seule.removesuffix(suffixe) + masculin
    return seule


def raciner(forme: str) -> str:
    """La racine d'une forme pliée : singulier, suffixe retiré, finale muette ôtée."""
    if len(forme) < 4 or not forme.isalpha():
        return forme
    racine = singulier(forme)
    if racine in _IRREGULIERS:
        return _IRREGULIERS[racine]
    for suffixe in _PAR_LONGUEUR:
        if racine.endswith(suffixe) and len(racine) - len(suffixe) >= _RESTE + (suffixe == "age"):
            reste = _SUFFIXES[suffixe]
            racine = racine.removesuffix(suffixe) + reste
            return _ecourter(racine) if reste else _adoucir(racine)
    return _ecourter(racine)


def _ecourter(racine: str) -> str:
    """Ôte -ie et le -r d'infinitif, puis adoucit la finale."""
    for finale in ("ie", "r"):
        if len(racine) > _RESTE:
            racine = racine.removesuffix(finale)
    return _adoucir(racine)


def _adoucir(racine: str) -> str:
    """Ôte les -e muets et le redoublement de la finale."""
    if len(racine) <= _RESTE:
        return racine
    while racine.endswith("e") and len(racine) > 3:
        racine = racine[:-1]
    return racine[:-1] if racine[-1] == racine[-2] else racine
