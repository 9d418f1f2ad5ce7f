"""Le français, en un seul endroit : plier, découper en mots, raciner, trier, surligner.

Tout part de la forme pliée (sans casse ni accent), si bien que « économie », « economie » et
« ÉCONOMIE » donnent la même chose par construction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from corpus.racines import lemmatiser, raciner

ANALYSE = "fr-2"
"""La version de l'analyse : à changer dès qu'un même texte peut donner d'autres racines ou lemmes."""

_APOSTROPHES = "'’‘ʼ`´′＇"
_INVISIBLES = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_UNE_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_LISIBLE = _UNE_APOSTROPHE | str.maketrans(dict.fromkeys(_INVISIBLES))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})

# Caractère pour caractère, afin que les places restent celles du texte d'origine.
_POUR_DECOUPER = _UNE_APOSTROPHE | str.maketrans({"_": " ", "º": "°"})
_L = rf"[\w\u0300-\u036f{_INVISIBLES}]"
_ESPACE = "[ \u00a0\u2009\u202f]"
_TIRET = "\u2010\u2011-"
_MOT = re.compile(
    rf"""
      (?P<heure>(?<!\w)\d{{1,2}}{_ESPACE}?[hH]{_ESPACE}?\d{{2}}(?!\w))       # 14 h 30
    | (?P<sigle>(?<!\w)(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?)            # S.E.L.
    | (?P<isbn>(?<![\w.,{_TIRET}])97[89](?:(?:{_ESPACE}|[{_TIRET}])?\d){{10}}(?![\w{_TIRET}])) # 978-2-…
    | (?P<nombre>(?<![\w.,])(?:\d{{1,3}}(?:{_ESPACE}\d{{3}})+(?:[.,]\d+)?(?!\w)  # 10 000
                              |\d+(?:[.,]\d+)+(?!\w)))                     # 2,5
    | (?P<code>(?<!\w)[A-Za-z](?:\+\+|\#)(?!\w))                           # C++
    | (?P<mot>(?:\([A-Za-zÀ-ÿ]{{1,3}}\)(?={_L}))? {_L}+                    # (R)évolution
              (?:\((?i:[esx]|es|[lntv]es?)\){_L}*)?                          # quelle(s)
              (?:'{_L}+)* '?)                                              # l'habitat, aujourd'hui
    """,
    re.VERBOSE,
)
_A_GARDER = 100
"""Un morceau plus long ne reviendra pas : l'analyser sans le garder."""
_A_RELIRE = 4_000
"""Un passage se relit : ses mots, ses concepts, ce qui s'y surligne, pour une question puis une autre."""
_TIRETS = re.compile(f"[{_TIRET}]")
_A_OTER = str.maketrans(dict.fromkeys("(). \u00a0\u2009\u202f"))
_A_OTER_D_UN_ISBN = str.maketrans(dict.fromkeys(_TIRET + " \u00a0\u2009\u202f"))
_A_OTER_D_UN_NOMBRE = str.maketrans(dict.fromkeys(" \u00a0\u2009\u202f") | {",": "."})


class Mot(NamedTuple):
    """Un mot, sans son article élidé : sa place dans le texte d'origine, sa forme pliée, sa racine."""

    debut: int
    fin: int
    forme: str
    racine: str


def normaliser(texte: str) -> str:
    """Pour comparer des textes : NFC, une seule apostrophe, espaces ordinaires, simples et sans bord."""
    return " ".join(unicodedata.normalize("NFC", texte).translate(_LISIBLE).split())


def plier(texte: str) -> str:
    """La forme sans casse, ni accent, ni ligature, des comparaisons larges ; idempotent."""
    if texte.isascii():
        return " ".join(texte.translate(_LISIBLE).lower().split())
    # L'apostrophe d'abord : NFKD ferait de « ´ » une espace et un accent.
    separe = unicodedata.normalize("NFKD", texte.translate(_LISIBLE)).casefold().translate(_LIGATURES)
    nu = "".join(c for c in unicodedata.normalize("NFKD", separe) if not unicodedata.combining(c))
    return " ".join(nu.translate(_LISIBLE).split())


def mots(texte: str, *, vides: bool = False) -> list[Mot]:
    """Les mots dans l'ordre ; les mots vides seulement si `vides`.

    Le trait d'union sépare (voir `composes`), l'article élidé disparaît, « aujourd'hui », « 14h30 »,
    « C++ », « S.E.L. », « quelle(s) » et un ISBN sont d'une pièce.
    """
    lire = _tous_les_mots if len(texte) <= _A_RELIRE else _tous_les_mots.__wrapped__
    return [mot for mot, vide in lire(texte) if vides or not vide]


def composes(texte: str, lus: Sequence[Mot] | None = None) -> list[Mot]:
    """Les mots composés d'un texte, soudés : « éco-quartier » fait « ecoquartier », « covid-19 » « covid19 ».

    `lus` : les mots du texte, s'ils sont déjà connus. Un composé qui a un mot vide (« porte-à-porte »)
    n'en est pas un : personne ne le soude.
    """
    if not a_un_trait_d_union(texte):
        return []
    groupes = grouper(texte, mots(texte) if lus is None else lus)
    return [souder(groupe) for groupe in groupes if len(groupe) > 1]


def a_un_trait_d_union(texte: str) -> bool:
    return _TIRETS.search(texte) is not None


def grouper(texte: str, lus: Sequence[Mot]) -> list[list[Mot]]:
    """Les mots du texte, ceux d'un même composé ensemble."""
    groupes: list[list[Mot]] = []
    for mot in lus:
        if groupes and unis(texte, groupes[-1][-1], mot):
            groupes[-1].append(mot)
        else:
            groupes.append([mot])
    return groupes


def unis(texte: str, mot: Mot, suivant: Mot) -> bool:
    """Vrai si un trait d'union, et lui seul, joint deux mots du texte dont aucun n'est vide."""
    return (
        suivant.debut == mot.fin + 1
        and texte[mot.fin] in _TIRET
        and _listes()[0].isdisjoint((mot.forme, suivant.forme))
    )


def souder(suite: Sequence[Mot]) -> Mot:
    """Un seul mot fait de ceux-ci ; d'un seul, lui-même."""
    if len(suite) == 1:
        return suite[0]
    forme = "".join(mot.forme for mot in suite)
    return Mot(suite[0].debut, suite[-1].fin, forme, _raciner(forme))


def racines(texte: str) -> list[str]:
    """Les racines des mots du texte, mots vides exclus."""
    return [mot.racine for mot in mots(texte)]


@lru_cache(maxsize=1 << 16)
def lemme(forme: str) -> str:
    """Ce qui rapproche une forme d'un libellé : sans accent, au singulier, adjectif au masculin."""
    pliee = plier(forme)
    return pliee if pliee in _sigles() else lemmatiser(pliee)


def lemmes(texte: str) -> list[str]:
    """Les lemmes de tous les mots, mots vides compris : un libellé peut en contenir."""
    return [lemme(mot.forme) for mot in mots(texte, vides=True)]


@cache
def lemmes_vides() -> frozenset[str]:
    """Les lemmes des mots vides : un index ne les garde pas, un libellé peut en contenir."""
    return frozenset(map(lemme, _listes()[0]))


def est_article(forme: str) -> bool:
    """Vrai pour « le », « une », « des »… qu'un libellé peut porter en tête ou non."""
    return forme in _listes()[2]


def cle_de_tri(texte: str) -> tuple[str, ...]:
    """L'ordre français : lettres et nombres d'abord, puis les accents, puis la casse."""
    lettres = " ".join(re.findall(r"[^\W_]+", plier(texte)))
    lisible = normaliser(texte)
    return re.sub(r"\d+", lambda n: n.group().zfill(12), lettres), lisible.casefold(), lisible.swapcase()


def surligner(texte: str, racines: Collection[str]) -> list[tuple[int, int]]:
    """Les places (début, fin) des mots du texte dont la racine est parmi `racines`."""
    voulues = frozenset(racines)
    lus = mots(texte)
    places = [(mot.debut, mot.fin) for mot in composes(texte, lus) if mot.racine in voulues]
    seuls = [(mot.debut, mot.fin) for mot in lus if mot.racine in voulues]
    return sorted(places + [(d, f) for d, f in seuls if not any(a <= d < b for a, b in places)])


@lru_cache(maxsize=1 << 10)
def _tous_les_mots(texte: str) -> list[tuple[Mot, bool]]:
    """Chaque mot du texte, et s'il est vide."""
    trouves = []
    for trouve in _MOT.finditer(texte.translate(_POUR_DECOUPER)):
        brut = trouve.group()
        analyser = _analyser if len(brut) <= _A_GARDER else _analyser.__wrapped__
        analyse = analyser(brut, trouve.lastgroup or "mot")
        if analyse is not None:
            place = trouve.start()
            debut, fin, forme, racine, vide = analyse
            trouves.append((Mot(place + debut, place + fin, forme, racine), vide))
    return trouves


class _Analyse(NamedTuple):
    """Ce qu'un morceau donne : où le mot y commence et finit, sa forme, sa racine, s'il est vide."""

    debut: int
    fin: int
    forme: str
    racine: str
    vide: bool


@lru_cache(maxsize=1 << 17)
def _analyser(brut: str, sorte: str) -> _Analyse | None:
    """L'analyse d'un morceau trouvé par `_MOT` ; rien s'il n'est qu'une élision ou de l'invisible."""
    vides, elisions, _ = _listes()
    debut, fin = 0, len(brut)
    if sorte == "nombre":
        forme = brut.translate(_A_OTER_D_UN_NOMBRE)
    elif sorte == "isbn":
        forme = brut.translate(_A_OTER_D_UN_ISBN)
    else:
        if sorte == "mot":
            fin -= brut.endswith("'")
            while (coupe := brut.find("'", debut)) >= 0 and plier(brut[debut:coupe]) in elisions:
                debut = coupe + 1
        forme = plier(brut[debut:fin].translate(_A_OTER))
    if not any(c.isalnum() for c in forme):
        return None
    return _Analyse(debut, fin, forme, _raciner(forme), forme in vides)


def _raciner(forme: str) -> str:
    return forme if forme in _sigles() else raciner(forme)


@cache
def _sigles() -> frozenset[str]:
    """Les sigles que leur finale ferait prendre pour un pluriel ou un infinitif (`sigles.txt`)."""
    return frozenset(map(plier, _lire("sigles.txt").split()))


def _lire(fichier: str) -> str:
    """Un fichier de mots, commentaires ôtés."""
    lignes = Path(__file__).with_name(fichier).read_text(encoding="utf-8").splitlines()
    return "\n".join(ligne for ligne in lignes if not ligne.startswith("#"))


@cache
def _listes() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Les mots vides, les élisions et les articles, pliés, du fichier `mots_vides.txt`."""
    vides, elisions, articles = re.split(r"\[\w+\]", _lire("mots_vides.txt"))
    # Le trait d'union sépare les mots : un mot composé du fichier vaut pour chacun de ses morceaux.
    return (
        frozenset(map(plier, vides.replace("-", " ").split())),
        frozenset(map(plier, elisions.split())),
        frozenset(map(plier, articles.split())),
    )
