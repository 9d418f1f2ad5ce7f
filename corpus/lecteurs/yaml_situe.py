"""Lire du YAML en gardant la ligne de chaque valeur, sans jamais deviner un type.

`14:30`, `2017` ou `non` restent le texte écrit ; ancres, étiquettes et clés en double sont refusées.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from corpus.lecteurs.erreurs import ErreurFiche

_PROFONDEUR_MAXIMALE = 12
# Ce que YAML devine d'une valeur sans étiquette ; on n'en garde que le texte.
_ETIQUETTES = frozenset(["str", "int", "float", "bool", "null", "timestamp", "merge", "value", "map", "seq"])


@dataclass(frozen=True, slots=True)
class Scalaire:
    """Un texte tel qu'il est écrit."""

    ligne: int
    texte: str


@dataclass(frozen=True, slots=True)
class Liste:
    """Une suite de valeurs."""

    ligne: int
    valeurs: tuple[Valeur, ...]


@dataclass(frozen=True, slots=True)
class Bloc:
    """Des champs, dans l'ordre d'écriture ; `lignes` dit où chacun est nommé."""

    ligne: int
    champs: dict[str, Valeur]
    lignes: dict[str, int]


Valeur = Scalaire | Liste | Bloc


class _Refus(Exception):
    """Un YAML lisible mais refusé, à sa ligne (à partir de 0)."""

    def __init__(self, ligne: int, champ: str, fait: str, attendu: str) -> None:
        super().__init__(fait)
        self.ligne, self.champ, self.fait, self.attendu = ligne, champ, fait, attendu


class _Composeur(yaml.SafeLoader):
    """Refuse les renvois internes, qui pourraient gonfler sans fin, et une profondeur déraisonnable."""

    profondeur = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        ligne = self.peek_event().start_mark.line  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise _Refus(ligne, "", "un renvoi « *nom » n'est pas admis", "la valeur écrite en entier")
        self.profondeur += 1
        if self.profondeur > _PROFONDEUR_MAXIMALE:
            raise _Refus(ligne, "", "les blocs s'emboîtent trop", f"{_PROFONDEUR_MAXIMALE} niveaux au plus")
        try:
            return super().compose_node(parent, index)
        finally:
            self.profondeur -= 1


def lire_yaml(texte: str, *, fichier: str, decalage: int) -> Bloc:
    """Le bloc de champs écrit dans `texte`, dont la première ligne est la ligne `decalage` du fichier.

    Lève `ErreurFiche`.
    """
    try:
        noeud = yaml.compose(texte, Loader=_Composeur)
        valeur = _convertir(noeud, decalage) if noeud else Scalaire(decalage, "")
    except _Refus as refus:
        raise ErreurFiche(
            fichier, refus.ligne + decalage, refus.champ, refus.fait, attendu=refus.attendu
        ) from None
    except yaml.YAMLError as erreur:
        marque = getattr(erreur, "problem_mark", None) or getattr(erreur, "context_mark", None)
        raise ErreurFiche(
            fichier,
            decalage + (marque.line if marque else 0),
            "",
            "l'en-tête ne se lit pas comme du YAML",
            attendu="des lignes « champ: valeur » bien alignées ; entre guillemets, "
            "un texte qui contient « : », « # » ou « ? » ou commence par un signe",
        ) from None
    if not isinstance(valeur, Bloc):
        raise ErreurFiche(
            fichier,
            valeur.ligne,
            "",
            "l'en-tête n'est pas un bloc de champs",
            attendu="des lignes « champ: valeur »",
        )
    return valeur


def _convertir(noeud: Node, decalage: int) -> Valeur:
    ligne = noeud.start_mark.line
    if noeud.tag.removeprefix("tag:yaml.org,2002:") not in _ETIQUETTES:
        raise _Refus(ligne, "", f"l'étiquette « {noeud.tag} » n'est pas admise", "une valeur sans étiquette")
    if isinstance(noeud, ScalarNode):
        return Scalaire(ligne + decalage, noeud.value)
    if isinstance(noeud, SequenceNode):
        return Liste(ligne + decalage, tuple(_convertir(element, decalage) for element in noeud.value))
    assert isinstance(noeud, MappingNode)
    champs: dict[str, Valeur] = {}
    lignes: dict[str, int] = {}
    for cle, valeur in noeud.value:
        debut = cle.start_mark.line
        if not isinstance(cle, ScalarNode):
            raise _Refus(debut, "", "un nom de champ est un bloc", "un nom de champ simple")
        if cle.value in champs:
            premiere = lignes[cle.value]
            raise _Refus(debut, cle.value, f"déjà donné ligne {premiere}", "un champ une seule fois")
        champs[cle.value] = _convertir(valeur, decalage)
        lignes[cle.value] = debut + decalage
    return Bloc(ligne + decalage, champs, lignes)
