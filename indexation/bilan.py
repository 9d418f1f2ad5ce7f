"""Ce qu'une évaluation a compté, et le tableau qu'on en lit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from indexation.etalonnage import Etalonnage
from indexation.mesures import Ecart, Mesures, moyenner


@dataclass(frozen=True, slots=True)
class Note:
    """Ce que vaut une réponse ; sans degrés de pertinence, pas de mesures."""

    premiere: bool
    trois: bool
    vide: bool
    mesures: Mesures | None


@dataclass(frozen=True, slots=True)
class Compte:
    """Sur `questions` posées, combien ont une bonne réponse en tête, ou dans les trois premières."""

    questions: int
    premiere: int
    trois: int
    sans_resultat: int
    mesures: Mesures | None


def compter(notes: Sequence[Note]) -> Compte:
    mesures = [note.mesures for note in notes if note.mesures is not None]
    return Compte(
        len(notes),
        sum(note.premiere for note in notes),
        sum(note.trois for note in notes),
        sum(note.vide for note in notes),
        moyenner(mesures) if mesures else None,
    )


@dataclass(frozen=True, slots=True)
class Bruit:
    """Des questions sans réponse : combien ont été posées, et combien ont reçu un résultat."""

    posees: int
    repondues: int


@dataclass(frozen=True, slots=True)
class Essai:
    """Ce qu'une façon de chercher obtient."""

    par_genre: Mapping[str, Compte]
    """« toutes », puis chaque genre."""
    par_variante: Mapping[str, Compte]
    d_origine: Mapping[str, Compte]
    """Les questions de chaque variante, dans leur écriture d'origine."""
    ndcg: Mapping[str, float]
    """Celui de chaque question ; vide pour un jeu jugé par atelier."""
    sans_reponse: int
    """Combien de questions sans réponse ont été posées."""
    bruit: int
    """À combien d'entre elles la recherche a quand même répondu."""
    bruit_par_genre: Mapping[str, Bruit]
    manquees: tuple[str, ...]
    """Les questions dont la première réponse n'est pas bonne."""
    inventees: tuple[str, ...]
    """Les questions sans réponse auxquelles elle a répondu."""
    fiabilite: Etalonnage
    """Ce que valent les scores annoncés de tous les résultats rendus."""


@dataclass(frozen=True, slots=True)
class Bilan:
    """Les mêmes questions : tous bras réunis, mots seuls, et sens seul, qui répond toujours."""

    fusion: Essai
    mots: Essai
    sens: Essai
    ecart: Ecart | None
    """Le nDCG@10 de tous les bras moins celui des mots seuls ; `None` pour un jeu jugé par atelier."""
    ecart_sens: Ecart | None
    """Le même, moins celui du sens seul."""
    avertissements: tuple[str, ...]
    """Ce que la recherche a dit d'elle-même : le sens muet, l'index en retard."""

    def en_dictionnaire(self) -> dict[str, Any]:
        """De quoi écrire du JSON."""
        return asdict(self)

    def en_texte(self) -> str:
        """Un tableau à lire."""
        return "\n".join(self._lignes())

    def _lignes(self) -> Iterator[str]:
        yield from self.avertissements
        colonnes = _COMPTES if self.ecart is None else _MESURES + _PARTS
        yield f"{'':<15}{'nombre':>7}" + "".join(f"{nom:>15}" for nom, _ in colonnes)
        yield f"{'':<22}" + f"{'tout':>8}{'mots':>7}" * len(colonnes)
        for genre, tout in self.fusion.par_genre.items():
            yield _ligne(genre, tout, self.mots.par_genre[genre], colonnes)
        for espece, tout in self.fusion.par_variante.items():
            yield _ligne(espece, tout, self.mots.par_variante[espece], colonnes)
            d_origine = self.fusion.d_origine[espece], self.mots.d_origine[espece]
            yield _ligne("  (d'origine)", *d_origine, colonnes)
        yield ""
        for nom, ecart in (("mots seuls", self.ecart), ("sens seul, qui répond toujours", self.ecart_sens)):
            if ecart is not None:
                yield (
                    f"nDCG@10, tout réuni moins {nom} : {_cent(ecart.moyenne, '+')} "
                    f"(intervalle à 95 % : {_cent(ecart.bas, '+')} à {_cent(ecart.haut, '+')})."
                )
        yield from _fiabilite(self.fusion.fiabilite)
        for nom, essai in (("tout réuni", self.fusion), ("mots seuls", self.mots)):
            yield from _fautes(nom, essai)


_Colonne = tuple[str, Callable[[Compte], str]]


def _cent(valeur: float, signe: str = "") -> str:
    return f"{100 * valeur:{signe}.1f}".replace(".", ",")


def _mesure(nom: str) -> Callable[[Compte], str]:
    return lambda compte: "–" if compte.mesures is None else _cent(getattr(compte.mesures, nom))


_SANS_RESULTAT: _Colonne = ("sans résultat", lambda compte: str(compte.sans_resultat))
_MESURES = (("nDCG@10", _mesure("ndcg")), ("R@10", _mesure("rappel")), ("RR@10", _mesure("rr")))
_PARTS: tuple[_Colonne, ...] = (
    ("1re juste, %", lambda compte: f"{100 * compte.premiere / max(1, compte.questions):.0f}"),
    ("dans les 3, %", lambda compte: f"{100 * compte.trois / max(1, compte.questions):.0f}"),
    _SANS_RESULTAT,
)
_COMPTES: tuple[_Colonne, ...] = (
    ("1re juste", lambda compte: str(compte.premiere)),
    ("dans les 3", lambda compte: str(compte.trois)),
    _SANS_RESULTAT,
)


def _ligne(titre: str, tout: Compte, mots: Compte, colonnes: Sequence[_Colonne]) -> str:
    valeurs = "".join(f"{ecrire(tout):>8}{ecrire(mots):>7}" for _, ecrire in colonnes)
    return f"{titre:<15}{tout.questions:>7}{valeurs}"


def _fiabilite(fiabilite: Etalonnage) -> Iterator[str]:
    yield f"Fiabilité des scores, tout réuni : écart moyen (ECE) {_cent(fiabilite.ece)} points."
    for t in fiabilite.tranches:
        yield (
            f"  annoncés de {_cent(t.bas):>5} à {_cent(t.haut):>5} % : {t.nombre:>4} résultats, "
            f"annonce {_cent(t.annonce):>5} %, justes {_cent(t.juste):>5} %"
        )
    yield ""


def _fautes(nom: str, essai: Essai) -> Iterator[str]:
    genres = (f" ; {genre} : {b.repondues} sur {b.posees}" for genre, b in essai.bruit_par_genre.items())
    noms = f" ({', '.join(essai.inventees)})" if essai.inventees else ""
    fait = f"{essai.bruit} sur {essai.sans_reponse} questions sans réponse ont reçu un résultat"
    yield f"{nom} : {fait}{''.join(genres)}{noms}."
    if essai.manquees:
        yield f"{nom} : première réponse fausse pour {', '.join(essai.manquees)}."
