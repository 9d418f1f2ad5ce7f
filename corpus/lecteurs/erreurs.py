"""Ce qu'un lecteur dit d'une fiche fautive : où, quoi, et comment réparer."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from corpus.langue import plier
from ontologie.erreurs import ErreurMaillage


class ErreurFiche(ErreurMaillage):
    """Une faute d'une fiche : fichier, ligne (à partir de 1), champ, fait, ce qui est attendu.

    `proches` : les noms connus qui ressemblent à celui que la fiche emploie.
    """

    def __init__(
        self,
        fichier: str,
        ligne: int,
        champ: str,
        fait: str,
        *,
        attendu: str = "",
        proches: tuple[str, ...] = (),
    ) -> None:
        self.fichier, self.ligne, self.champ, self.fait = fichier, ligne, champ, fait
        self.attendu, self.proches = attendu, proches
        lieu = fichier + (f", ligne {ligne}" if ligne else "") + (f", champ « {champ} »" if champ else "")
        suites = [f"Attendu : {attendu}."] if attendu else []
        if proches:
            suites.append(f"Vouliez-vous dire {' ou '.join(f'« {nom} »' for nom in proches)} ?")
        super().__init__(" ".join([f"{lieu} : {fait}.", *suites]))


class ErreurFiches(ErreurMaillage):
    """Toutes les fautes d'une lecture, dans l'ordre des fichiers et des lignes."""

    def __init__(self, fautes: Iterable[ErreurFiche]) -> None:
        self.fautes = tuple(sorted(fautes, key=lambda f: (f.fichier, f.ligne)))
        nombre = len(self.fautes)
        entete = "Une faute dans les fiches :" if nombre == 1 else f"{nombre} fautes dans les fiches :"
        super().__init__("\n".join([entete, *(f"- {faute}" for faute in self.fautes)]))


def proches(nom: str, connus: Collection[str]) -> tuple[str, ...]:
    """Au plus deux noms connus qui ressemblent à `nom`, sans égard aux accents ni à la casse."""
    par_forme = {plier(connu): connu for connu in sorted(connus)}
    return tuple(
        par_forme[forme] for forme in difflib.get_close_matches(plier(nom), par_forme, n=2, cutoff=0.6)
    )
