"""La racine de composition : qui reçoit quoi, une fois par processus.

Chacun n'importe que ce qu'il ouvre : une requête SPARQL se passe des moteurs de la recherche.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphe.adaptateurs import DEPOTS
from graphe.ports import Depot
from interfaces.configuration import Configuration

if TYPE_CHECKING:
    from corpus.extraction.lexique import Lexique
    from graphe.exploration import Exploration
    from graphe.peuplement import BilanLivraison
    from indexation.formes.service import Formes
    from indexation.lecture import Registre
    from indexation.recherche import Recherche

Suivi = Callable[[str, float], None]
"""Reçoit l'étape en cours et la part faite, de 0 à 1."""


@dataclass(frozen=True, slots=True)
class Services:
    """Ce que les portes reçoivent."""

    configuration: Configuration
    depot: Depot
    exploration: Exploration
    recherche: Recherche
    formes: Formes


_ouverts: dict[Configuration, Services] = {}
_verrou = threading.Lock()


def ouvrir_depot(configuration: Configuration) -> Depot:
    return DEPOTS["oxigraph"](configuration.donnees)


def services(configuration: Configuration, *, reconstruire_a_cote: bool = True) -> Services:
    """Les services de ce dossier de données, ouverts une fois ; `ErreurMaillage` s'il n'est pas prêt.

    `reconstruire_a_cote` : un processus qui dure refait en fond un index dont le modèle a changé.
    """
    with _verrou:
        if configuration not in _ouverts:
            depot = ouvrir_depot(configuration)
            exiger(depot)

            from graphe.exploration import Exploration
            from graphe.lexique import construire_lexique
            from indexation.adaptateurs import ouvrir_vectoriseur
            from indexation.formes.service import Formes
            from indexation.service import ouvrir_recherche

            recherche = ouvrir_recherche(
                depot,
                configuration.index,
                ouvrir_vectoriseur(configuration.modele),
                reconstruire_a_cote=reconstruire_a_cote,
            )
            formes = Formes(
                depot, lambda depot: recherche.lexique(depot.version()) or construire_lexique(depot)
            )
            _ouverts[configuration] = Services(configuration, depot, Exploration(depot), recherche, formes)
        return _ouverts[configuration]


@contextmanager
def recherche_a_evaluer(
    configuration: Configuration, suivi: Callable[[str, int, int], None]
) -> Iterator[tuple[Recherche, Registre]]:
    """La recherche sur cette base et son registre ; un autre modèle a son index provisoire.

    L'index de la base n'est pas touché : comparer un modèle ne change rien pour les lecteurs.
    """
    from graphe.generations import Generations
    from indexation.adaptateurs import ouvrir_vectoriseur
    from indexation.fraicheur import construire, derniere_saine, est_fraiche
    from indexation.generation import ouvrir
    from indexation.service import ouvrir_recherche

    depot = ouvrir_depot(configuration)
    exiger(depot)
    vectoriseur = ouvrir_vectoriseur(configuration.modele)
    publiee = derniere_saine(Generations(configuration.index))
    if publiee is not None and est_fraiche(publiee.manifeste, depot, vectoriseur):
        yield ouvrir_recherche(depot, configuration.index, vectoriseur), publiee.registre
        return
    with tempfile.TemporaryDirectory(prefix="maillage-") as travail:
        provisoire = construire(depot, Path(travail), vectoriseur, progression=suivi)
        yield ouvrir_recherche(depot, Path(travail), vectoriseur), ouvrir(provisoire).registre


def lexique(configuration: Configuration) -> Lexique:
    """Les noms français des concepts de cette base ; `BaseAbsente` si elle n'est pas préparée."""
    from graphe.lexique import construire_lexique

    depot = ouvrir_depot(configuration)
    exiger(depot)
    return construire_lexique(depot)


def exiger(depot: Depot) -> None:
    """Lève `BaseAbsente` si le dossier n'a jamais été préparé, `BaseIllisible` s'il est abîmé."""
    next(iter(depot.selectionner("arbre")), None)


def est_preparee(configuration: Configuration) -> bool:
    """Vrai si la base et son index existent ; lève `BaseIllisible` si le dossier est abîmé."""
    return ouvrir_depot(configuration).version() > 0 and configuration.index.is_dir()


def preparer(configuration: Configuration, suivi: Suivi) -> BilanLivraison:
    """Livre le corpus puis met l'index à jour ; sans effet si tout est à jour. Lève `BaseOccupee`."""
    from graphe.peuplement import composer, livrer
    from indexation.adaptateurs import ouvrir_vectoriseur
    from indexation.fraicheur import construire

    depot = ouvrir_depot(configuration)
    try:
        suivi("Lecture des fiches et des vocabulaires", 0.0)
        livraison = composer(locales=configuration.fiches_locales, base_locale=configuration.base_locale)
        with depot.ecriture("maillage preparer"):
            suivi("Vérification et écriture du graphe", 0.2)
            bilan = livrer(depot, livraison)
            construire(
                depot,
                configuration.index,
                ouvrir_vectoriseur(configuration.modele),
                progression=lambda etape, fait, total: suivi(etape, 0.5 + 0.5 * fait / max(total, 1)),
            )
        suivi("Prêt", 1.0)
        return bilan
    finally:
        depot.fermer()
