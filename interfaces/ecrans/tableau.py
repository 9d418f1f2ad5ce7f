"""La réponse d'une requête, rangée pour l'écran : une table, un oui ou un non, ou un graphe."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphe.ports import Reponse
from ontologie.espaces import abreger
from ontologie.termes import XSD

Valeur = str | int | float | None
_ENTIERS = frozenset(XSD + nom for nom in ("integer", "int", "long", "nonNegativeInteger", "gYear"))
_NOMBRES = _ENTIERS | {XSD + nom for nom in ("decimal", "double", "float")}


@dataclass(frozen=True, slots=True)
class Tableau:
    """`lignes` : les valeurs à lire ; `brutes` : les mêmes en entier, IRI non abrégés."""

    colonnes: tuple[str, ...]
    lignes: tuple[tuple[Valeur, ...], ...]
    brutes: tuple[tuple[str, ...], ...]
    iris: frozenset[tuple[int, int]]
    """Les cases (ligne, colonne) qui tiennent un IRI."""

    def colonne_de_nombres(self) -> int | None:
        """Sur deux colonnes dont une seule est de nombres, le rang de celle-ci ; sinon rien."""
        if len(self.colonnes) != 2 or not self.lignes:
            return None
        nombres = [
            rang for rang in range(2) if all(isinstance(ligne[rang], int | float) for ligne in self.lignes)
        ]
        return nombres[0] if len(nombres) == 1 else None

    def en_csv(self) -> bytes:
        """Les valeurs entières ; la marque d'ordre aide les tableurs à lire les accents."""
        texte = io.StringIO()
        ecrivain = csv.writer(texte)
        ecrivain.writerow(self.colonnes)
        ecrivain.writerows(self.brutes)
        return texte.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Affichable:
    """Une réponse lue en entier : un seul de `tableau`, `booleen` et `graphe` est donné."""

    tronquee: bool
    tableau: Tableau | None = None
    booleen: bool | None = None
    graphe: str = ""


def lire(reponse: Reponse) -> Affichable:
    """Lit tous les morceaux ; peut lever `LimiteAtteinte` en chemin."""
    octets = reponse.octets()
    if reponse.forme == "graphe":
        return Affichable(reponse.tronquee, graphe=octets.decode("utf-8"))
    contenu = json.loads(octets)
    if "boolean" in contenu:
        return Affichable(reponse.tronquee, booleen=bool(contenu["boolean"]))
    return Affichable(reponse.tronquee, tableau=_ranger(contenu))


def _ranger(contenu: Mapping[str, Any]) -> Tableau:
    colonnes = tuple(contenu["head"]["vars"])
    trouvees = contenu["results"]["bindings"]
    iris = {
        (rang, colonne)
        for rang, ligne in enumerate(trouvees)
        for colonne, nom in enumerate(colonnes)
        if ligne.get(nom, {}).get("type") == "uri"
    }
    return Tableau(
        colonnes,
        tuple(tuple(_valeur(ligne.get(nom)) for nom in colonnes) for ligne in trouvees),
        tuple(tuple(ligne.get(nom, {}).get("value", "") for nom in colonnes) for ligne in trouvees),
        frozenset(iris),
    )


def _valeur(terme: Mapping[str, str] | None) -> Valeur:
    if terme is None:
        return None
    valeur = terme["value"]
    if terme["type"] == "uri":
        return abreger(valeur)
    genre = terme.get("datatype")
    try:
        if genre in _ENTIERS:
            return int(valeur)
        return float(valeur) if genre in _NOMBRES else valeur
    except ValueError:
        return valeur
