"""Lire une question : ses mots et ce qu'ils pèsent, ses fautes probables, ses expressions exactes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus import langue
from indexation.fautes import Vocabulaire, Voisine, corrections, est_sigle, soudures
from indexation.mots import Terme, Variante, idf
from ontologie.erreurs import ErreurUsage

LONGUEUR_MAX = 2_000
_MOTS_CLES = 3
"""Jusqu'à ce nombre de mots utiles, une question est une suite de mots-clés plutôt qu'une phrase."""
_RARE = 3
"""Dans combien de ressources, au plus, se trouve un mot qui suffit à en désigner une."""
_ANNEES = re.compile(r"(?:19|20)\d\d(?:[\u2010\u2011-](?:19|20)?\d\d)+")
_GUILLEMETS = re.compile(r"«([^«»]+)»|\"([^\"]+)\"|“([^“”]+)”")


@dataclass(frozen=True, slots=True)
class QuestionLue:
    """Une question prête à chercher.

    `texte` : la question, fautes corrigées. `corrigee` : ce que l'on propose de lire, si une faute est
    probable, sinon vide ; une expression entre guillemets n'est jamais corrigée d'office.
    `a_vectoriser` : son écriture la plus courante, pour que casse, accents et nombre ne changent rien.
    `places` : la place de chaque terme dans `texte`. `phrases` : les racines des expressions exactes.
    `noms` : voir `lemmes_de_nom`.
    """

    texte: str
    corrigee: str
    a_vectoriser: str
    termes: tuple[Terme, ...]
    places: tuple[tuple[int, int, int], ...]
    phrases: tuple[tuple[str, ...], ...]
    noms: frozenset[tuple[str, ...]]

    @property
    def masse(self) -> float:
        """Le poids de tous les mots."""
        return sum(terme.poids for terme in self.termes)

    def masse_entre(self, debut: int, fin: int) -> float:
        """Le poids des mots qui se trouvent dans une partie de `texte`."""
        dedans = {rang for d, f, rang in self.places if debut <= d and f <= fin}
        return sum(self.termes[rang].poids for rang in dedans)

    @property
    def racines(self) -> frozenset[str]:
        """Toutes les racines cherchées, variantes comprises : celles que l'on surligne."""
        return frozenset(v.racine for terme in self.termes for v in terme.variantes)


def valider(question: str) -> str:
    """La question nettoyée ; lève `ErreurUsage` si elle est vide ou trop longue."""
    texte = langue.normaliser(question)
    if not texte:
        raise ErreurUsage("La question est vide. Écrivez quelques mots, par exemple « habitat partagé ».")
    if len(texte) > LONGUEUR_MAX:
        raise ErreurUsage(
            f"La question a {len(texte)} caractères ; la limite est de {LONGUEUR_MAX}. "
            "Gardez-en les mots importants."
        )
    return texte


def lire(texte: str, vocabulaire: Vocabulaire) -> QuestionLue:
    """Lit une question déjà validée."""
    avant = langue.mots(texte)
    proposees = corrections(texte, avant, vocabulaire)
    retenues = [
        [] if _entre_guillemets(mot, texte) else voisines
        for mot, voisines in zip(avant, proposees, strict=True)
    ]
    corrige = _corriger(texte, avant, retenues, vocabulaire)
    apres = langue.mots(corrige)
    if len(avant) != len(apres):  # une correction qui deviendrait un mot vide : on s'en passe
        corrige, apres, retenues = texte, avant, [[] for _ in avant]
    propose = _corriger(texte, avant, proposees, vocabulaire)
    termes, places = _termes(corrige, apres, [*map(_variantes, avant, retenues)], vocabulaire)
    return QuestionLue(
        texte=corrige,
        corrigee=propose if propose != texte and len(langue.mots(propose)) == len(avant) else "",
        a_vectoriser=_ecriture_courante(corrige, vocabulaire),
        termes=termes,
        places=places,
        phrases=_phrases(corrige),
        noms=lemmes_de_nom(corrige),
    )


@lru_cache(maxsize=1 << 14)
def lemmes_de_nom(texte: str) -> frozenset[tuple[str, ...]]:
    """Les lemmes d'un nom, mots composés en morceaux ou soudés : deux noms égaux en ont en commun."""
    lus = langue.mots(texte)
    soudes = [langue.souder(groupe) for groupe in langue.grouper(texte, lus)]
    return frozenset(tuple(langue.lemme(mot.forme) for mot in mots) for mots in (lus, soudes))


def _corriger(
    texte: str, mots: Sequence[langue.Mot], proches: Sequence[Sequence[Voisine]], vocabulaire: Vocabulaire
) -> str:
    for mot, voisines in reversed([*zip(mots, proches, strict=True)]):
        if voisines:
            ecriture = vocabulaire.ecriture_de(voisines[0].forme) or mot.forme
            texte = texte[: mot.debut] + ecriture + texte[mot.fin :]
    return texte


def _termes(
    texte: str,
    mots: Sequence[langue.Mot],
    variantes: Sequence[tuple[Variante, ...]],
    vocabulaire: Vocabulaire,
) -> tuple[tuple[Terme, ...], tuple[tuple[int, int, int], ...]]:
    """Les termes de la question, sans doublon, et la place de chaque emploi : (début, fin, rang).

    Un mot soudé que l'index connaît vaut chacun de ses morceaux ; une référence (« 2014-856 ») compte
    en plus d'eux, pour que qui l'a en entier passe devant.
    """
    references = [c for c in langue.composes(texte, mots) if _est_reference(c, texte)]
    soudes = [c for c in soudures(texte, mots) if c not in references]
    racines = {v.racine for groupe in variantes for v in groupe} | {c.racine for c in (*soudes, *references)}
    frequences = vocabulaire.frequences(racines)
    total = vocabulaire.totaux["ressources"]
    lus = [*zip(mots, variantes, strict=True), *((c, (_variante(c),)) for c in references)]
    seul = len({groupe[0].racine for _, groupe in lus}) == 1
    termes: dict[str, Terme] = {}
    places = []
    for mot, groupe in lus:
        cle = groupe[0].racine
        if cle not in termes:
            dedans = [
                c for c in soudes if c.debut <= mot.debut and mot.fin <= c.fin and c.racine in frequences
            ]
            toutes = (*groupe, *map(_variante, dedans))
            frequence = max(frequences.get(v.racine, 0) for v in toutes)
            designe = seul or _designe(mot, texte)
            distinctif = designe and groupe[0].poids == 1 and 0 < frequence <= _RARE
            ecrit = texte[mot.debut : mot.fin]
            termes[cle] = Terme(ecrit, toutes, idf(min(frequence, total), total), distinctif)
        places.append((mot.debut, mot.fin, list(termes).index(cle)))
    return tuple(termes.values()), tuple(places)


def _est_reference(compose: langue.Mot, texte: str) -> bool:
    """Vrai pour « 2014-856 » ou « covid-19 » ; faux pour « tiers-lieu » et pour « 2017-2018 »."""
    chiffre = any(c.isdigit() for c in compose.forme)
    return chiffre and not _ANNEES.fullmatch(texte, compose.debut, compose.fin)


def _designe(mot: langue.Mot, texte: str) -> bool:
    """Vrai pour un mot qui est un identifiant : un sigle, un code, une référence, un grand nombre."""
    if mot.forme.isdigit():
        return len(mot.forme) > 4
    return est_sigle(mot, texte) or not mot.forme.isalpha()


def _variantes(mot: langue.Mot, corrections: Collection[Voisine]) -> tuple[Variante, ...]:
    uniques: dict[str, Variante] = {}
    for correction in corrections:
        for trouve in langue.mots(correction.forme)[:1]:
            uniques.setdefault(trouve.racine, _variante(trouve, correction.poids))
    return tuple(uniques.values()) or (_variante(mot),)


def _variante(mot: langue.Mot, poids: float = 1.0) -> Variante:
    return Variante(mot.racine, langue.lemme(mot.forme), poids)


def _entre_guillemets(mot: langue.Mot, texte: str) -> bool:
    return any(t.start() <= mot.debut and mot.fin <= t.end() for t in _GUILLEMETS.finditer(texte))


def _phrases(texte: str) -> tuple[tuple[str, ...], ...]:
    entre = (next(filter(None, trouve.groups())) for trouve in _GUILLEMETS.finditer(texte))
    return tuple(suite for suite in (tuple(langue.racines(morceau)) for morceau in entre) if suite)


def _ecriture_courante(texte: str, vocabulaire: Vocabulaire) -> str:
    """Des mots-clés : l'écriture la plus courante de chaque lemme. Une phrase : celle de chaque forme."""
    mots = langue.mots(texte)
    if len(mots) <= _MOTS_CLES:
        return " ".join(_mot_cle(mot, texte, vocabulaire) for mot in mots)
    ecrit = texte.lower() if len(texte.lower()) == len(texte) else texte
    for mot in reversed(mots):
        ecriture = vocabulaire.ecriture_de(mot.forme) or ecrit[mot.debut : mot.fin]
        ecrit = ecrit[: mot.debut] + ecriture + ecrit[mot.fin :]
    return ecrit


def _mot_cle(mot: langue.Mot, texte: str, vocabulaire: Vocabulaire) -> str:
    """L'écriture courante du lemme ; d'un mot inconnu de l'index, le mot même s'il est au singulier."""
    lemme = langue.lemme(mot.forme)
    tel_quel = texte[mot.debut : mot.fin].lower()
    return vocabulaire.ecriture(lemme) or (tel_quel if lemme == mot.forme else lemme)
