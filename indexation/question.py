"""Lire une question : ses mots et ce qu'ils pèsent, ses fautes probables, ses expressions exactes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from corpus import langue
from indexation.fautes import Voisine, est_francais, lettre_doublee, voisines
from indexation.mots import Terme, Variante, idf
from ontologie.erreurs import ErreurUsage

LONGUEUR_MAX = 2_000
_MOTS_CLES = 3
"""Jusqu'à ce nombre de mots utiles, une question est une suite de mots-clés plutôt qu'une phrase."""
_GUILLEMETS = re.compile(r"«([^«»]+)»|\"([^\"]+)\"|“([^“”]+)”")


class Vocabulaire(Protocol):
    """Ce que l'index sait des mots."""

    totaux: dict[str, int]

    @property
    def formes(self) -> Mapping[str, int]: ...

    def frequences(self, racines: Collection[str]) -> Mapping[str, int]: ...

    def ecriture(self, lemme: str) -> str | None: ...

    def ecriture_de(self, forme: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class QuestionLue:
    """Une question prête à chercher.

    `texte` : la question, fautes corrigées. `corrigee` : la même si une faute a été trouvée, sinon vide.
    `a_vectoriser` : son écriture la plus courante, pour que casse, accents et nombre ne changent rien.
    `places` : la place de chaque terme dans `texte`. `phrases` : les racines des expressions exactes.
    """

    texte: str
    corrigee: str
    a_vectoriser: str
    termes: tuple[Terme, ...]
    places: tuple[tuple[int, int, int], ...]
    phrases: tuple[tuple[str, ...], ...]
    lemmes: tuple[str, ...]

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
    corrections = _corrections(texte, vocabulaire)
    corrige = texte
    for mot in reversed(langue.mots(texte)):
        if mot.forme in corrections:
            ecriture = vocabulaire.ecriture_de(corrections[mot.forme][0].forme) or mot.forme
            corrige = corrige[: mot.debut] + ecriture + corrige[mot.fin :]
    return _lire_corrige(texte, corrige, corrections, vocabulaire)


def _corrections(texte: str, vocabulaire: Vocabulaire) -> dict[str, list[Voisine]]:
    """Chaque forme fautive → ce qu'elle peut vouloir dire, le plus probable d'abord."""
    mots = langue.mots(texte)
    connues = vocabulaire.frequences({mot.racine for mot in mots})
    corrections = {}
    for mot in mots:
        if mot.racine in connues or mot.forme in corrections:
            continue
        proches = voisines(mot.forme, vocabulaire.formes)
        if proches and est_francais(texte[mot.debut : mot.fin]):
            proches = [proche for proche in proches if lettre_doublee(mot.forme, proche.forme)]
        if proches:
            corrections[mot.forme] = proches
    return corrections


def _lire_corrige(
    texte: str, corrige: str, corrections: Mapping[str, list[Voisine]], vocabulaire: Vocabulaire
) -> QuestionLue:
    avant = langue.mots(texte)
    apres = langue.mots(corrige)
    if len(avant) != len(apres):  # une correction qui deviendrait un mot vide : on s'en passe
        corrige, apres, corrections = texte, avant, {}
    total = vocabulaire.totaux["ressources"]
    variantes = [_variantes(mot, corrections.get(mot.forme, ())) for mot in avant]
    frequences = vocabulaire.frequences({v.racine for groupe in variantes for v in groupe})
    termes: dict[str, Terme] = {}
    places = []
    for corrige_en, groupe in zip(apres, variantes, strict=True):
        cle = groupe[0].racine
        if cle not in termes:
            frequence = max(frequences.get(v.racine, 0) for v in groupe)
            ecrit = corrige[corrige_en.debut : corrige_en.fin]
            termes[cle] = Terme(ecrit, groupe, idf(min(frequence, total), total))
        places.append((corrige_en.debut, corrige_en.fin, list(termes).index(cle)))
    return QuestionLue(
        texte=corrige,
        corrigee=corrige if corrige != texte else "",
        a_vectoriser=_ecriture_courante(corrige, vocabulaire),
        termes=tuple(termes.values()),
        places=tuple(places),
        phrases=_phrases(corrige),
        lemmes=tuple(langue.lemme(mot.forme) for mot in apres),
    )


def _variantes(mot: langue.Mot, corrections: Collection[Voisine]) -> tuple[Variante, ...]:
    if not corrections:
        return (Variante(mot.racine, langue.lemme(mot.forme)),)
    uniques: dict[str, Variante] = {}
    for correction in corrections:
        for trouve in langue.mots(correction.forme)[:1]:
            lemme = langue.lemme(trouve.forme)
            uniques.setdefault(trouve.racine, Variante(trouve.racine, lemme, correction.poids))
    return tuple(uniques.values()) or (Variante(mot.racine, langue.lemme(mot.forme)),)


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
