"""Ce que nomme une question : des sortes, des thèmes, des ressources ; ce qu'est « l'atelier sur X »."""

from __future__ import annotations

from dataclasses import dataclass

from indexation.formes.forme import Classe, Nom
from indexation.formes.jetons import Phrase
from indexation.formes.noms import Noms
from ontologie.termes import Iri

_MOTS_D_UN_NOM = 5


@dataclass(slots=True)
class Reperage:
    """Les tranches de jetons, par premier rang : celles des sortes, celles des thèmes et des ressources.

    `liens`, `themes` : ce que la lecture en a déjà tiré, par rang.
    """

    natures: dict[int, tuple[range, tuple[Classe, ...]]]
    mentions: dict[int, tuple[range, tuple[Iri, ...]]]
    liens: dict[int, Nom]

    def copie(self) -> Reperage:
        return Reperage(dict(self.natures), dict(self.mentions), dict(self.liens))

    def nomme(self, rang: int) -> bool:
        """Vrai si ce mot fait partie d'un nom de thème ou de ressource."""
        return any(rang in tranche for tranche, _ in self.mentions.values())

    def oublier_la_nature(self, rang: int) -> None:
        self.natures = {r: n for r, n in self.natures.items() if rang not in n[0]}

    def prendre_cible(self, phrase: Phrase, rang: int | None, *, pluriel: bool) -> tuple[Classe, ...]:
        """Les sortes que l'on demande, à partir de ce rang : « quels risques et quelles tensions »."""
        classes: list[Classe] = []
        while rang is not None and rang in self.natures:
            tranche, trouvees = self.natures[rang]
            if (pluriel and not phrase.jetons[rang].pluriel) or (classes and not _suit_un_et(phrase, rang)):
                break
            classes += trouvees
            del self.natures[rang]
            self.mentions.pop(rang, None)
            phrase.compris.update(tranche)
            suivant = phrase.suivant(tranche[-1] + 1)
            if suivant is not None and suivant in self.natures and _suit_un_et(phrase, suivant):
                phrase.compris.update(
                    r for r in range(tranche[-1] + 1, suivant) if phrase.jetons[r].forme in {"et", "ou"}
                )
            rang = suivant
        return tuple(dict.fromkeys(classes))

    def designer(self, phrase: Phrase, noms: Noms) -> bool:
        """« L'atelier sur X » devient cet atelier. Faux si un singulier ne désigne rien de sûr."""
        for rang in sorted(self.natures):
            tranche, classes = self.natures[rang]
            if rang in self.mentions:
                del self.natures[rang]
                continue
            if phrase.jetons[rang].pluriel:
                continue
            if not any(self._designer(phrase, noms, tranche, classe) for classe in classes):
                return False
            phrase.compris.update(tranche)
            del self.natures[rang]
        return True

    def _designer(self, phrase: Phrase, noms: Noms, tranche: range, classe: Classe) -> bool:
        suivant = phrase.suivant(tranche[-1] + 1)
        if suivant is None:
            return False
        place = next((r for r, (lue, _) in self.mentions.items() if suivant in lue), None)
        fin = suivant if place is None else self.mentions[place][0][-1] + 1
        if self._designer_par_mots(phrase, noms, suivant, fin, classe):
            return True
        if place is None:
            return False
        lue, iris = self.mentions[place]
        directes = tuple(i for i in iris if i in noms.iris_de(classe.iri))
        trouvee = None if directes else noms.designee(classe, tuple(i for i in iris if i in noms.themes))
        if not directes and trouvee is None:
            return False
        if trouvee is not None:
            self.liens[place] = noms.nom(trouvee)
        else:
            self.liens[place] = Nom(directes, noms.titres[directes[0]], noms.sorte(directes[0]))
        del self.mentions[place]
        phrase.compris.update(lue)
        return True

    def _designer_par_mots(self, phrase: Phrase, noms: Noms, debut: int, apres: int, classe: Classe) -> bool:
        """Les mots qui suivent, du plus grand nombre au plus petit, s'ils sont tous d'un seul titre.

        Ils vont au moins jusqu'au rang `apres`, exclu : un thème reconnu ne se coupe pas.
        """
        fin_maximum = min(len(phrase.jetons), debut + 2 * _MOTS_D_UN_NOM)
        for fin in range(fin_maximum, max(debut, apres - 1), -1):
            pleins = frozenset(j.lemme for j in phrase.jetons[debut:fin] if not j.vide)
            if phrase.jetons[fin - 1].vide or not 0 < len(pleins) <= _MOTS_D_UN_NOM:
                continue
            trouvee = noms.designee_par_mots(classe, pleins)
            if trouvee is not None:
                self.liens[debut] = noms.nom(trouvee)
                phrase.compris.update(range(debut, fin))
                pris = set(range(debut, fin))
                self.mentions = {r: m for r, m in self.mentions.items() if pris.isdisjoint(m[0])}
                return True
        return False

    def sujets(self, phrase: Phrase, noms: Noms) -> tuple[dict[int, Nom], dict[int, Nom]]:
        """Les thèmes et les ressources que la question nomme encore, par rang ; leurs mots sont compris."""
        themes: dict[int, Nom] = {}
        for rang, (tranche, iris) in self.mentions.items():
            concepts = tuple(i for i in iris if i in noms.themes)
            if concepts:
                themes[rang] = Nom(concepts, noms.themes[concepts[0]])
            else:
                self.liens[rang] = Nom(iris, noms.titres[iris[0]], noms.sorte(iris[0]))
            phrase.compris.update(tranche)
        return themes, self.liens

    def sorte(self, phrase: Phrase) -> Classe | None:
        """« Les ateliers », au pluriel et seuls : n'importe quelle ressource de cette sorte."""
        if len(self.natures) != 1:
            return None
        (rang, (tranche, classes)), *_ = self.natures.items()
        if len(classes) != 1 or not phrase.jetons[rang].pluriel or self._qualifiee(phrase, tranche):
            return None
        del self.natures[rang]
        phrase.compris.update(tranche)
        return classes[0]

    def _qualifiee(self, phrase: Phrase, tranche: range) -> bool:
        """Vrai si un nom suit : « les ateliers sur X » ne sont pas tous les ateliers."""
        apres = tranche[-1] + 1
        while apres < len(phrase.jetons) and phrase.jetons[apres].vide:
            apres += 1
        return apres in self.mentions or apres in self.liens


def reperer_les_noms(phrase: Phrase, noms: Noms) -> Reperage:
    """Toutes les tranches nommées ; d'une sorte et d'un nom qui se chevauchent, reste le plus long."""
    natures = {
        tranche[0]: (tranche, tuple(noms.classes[Iri(m.iri)] for m in mentions))
        for tranche, mentions in phrase.reperer(noms.lexique_des_classes)
        if len(tranche) and phrase.compris.isdisjoint(tranche)
    }
    mentions = {
        tranche[0]: (tranche, tuple(dict.fromkeys(Iri(m.iri) for m in trouvees)))
        for tranche, trouvees in phrase.reperer(noms.lexique)
        if len(tranche) and phrase.compris.isdisjoint(tranche)
    }
    for rang, (tranche, _) in list(natures.items()):
        for autre, (lue, _) in list(mentions.items()):
            if set(tranche) < set(lue):
                natures.pop(rang, None)
            elif set(lue) < set(tranche):
                del mentions[autre]
    return Reperage(natures, mentions, {})


def _suit_un_et(phrase: Phrase, rang: int) -> bool:
    """Vrai si seuls « et », « ou », un article ou un interrogatif séparent ce rang d'un autre nom."""
    avant = rang - 1
    while avant >= 0 and phrase.jetons[avant].vide:
        if phrase.jetons[avant].forme in {"et", "ou"}:
            return True
        avant -= 1
    return False
