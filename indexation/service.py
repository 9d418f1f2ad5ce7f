"""Servir l'index le plus frais possible, et dire quand il ne l'est pas."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from corpus.extraction.modele import identite
from graphe.generations import Generations
from graphe.ports import Depot
from indexation.erreurs import ErreurIndex, IndexAbsent
from indexation.fraicheur import construire, derniere_saine, est_fraiche, pourquoi_illisible
from indexation.generation import Generation
from indexation.ports import Vectoriseur
from indexation.recherche import Recherche, Service

_PANNES = (ErreurIndex, OSError, RuntimeError, ValueError, sqlite3.Error)
"""Ce que l'écriture d'un index peut lever (disque plein, droits, moteurs) : on sert alors l'ancien."""


def ouvrir_recherche(
    depot: Depot, dossier: Path, vectoriseur: Vectoriseur, *, reconstruire_a_cote: bool = True
) -> Recherche:
    """La recherche sur l'index de `dossier`, tenu au niveau de `depot` ; `IndexAbsent` s'il n'y en a pas.

    `reconstruire_a_cote` : quand le modèle ou l'analyse a changé, reconstruire dans un fil pendant que
    l'ancien index répond. Un processus bref dira non.
    """
    gardien = Gardien(depot, dossier, vectoriseur, reconstruire_a_cote=reconstruire_a_cote)
    gardien.servir()
    return Recherche(gardien)


class Gardien:
    """Voir `indexation.recherche.Source`. À chaque question, compare l'index à la base."""

    def __init__(
        self, depot: Depot, dossier: Path, vectoriseur: Vectoriseur, *, reconstruire_a_cote: bool = True
    ) -> None:
        self._depot = depot
        self._dossier = dossier
        self._generations = Generations(dossier)
        self._vectoriseur = vectoriseur
        self._a_cote = reconstruire_a_cote
        self._verrou = threading.Lock()
        self._chargee: Generation | None = None
        self._chantier: threading.Thread | None = None
        self._echec = ""
        self._vue_fraiche: tuple[Path, int] | None = None

    def servir(self) -> Service:
        generation = self._chargee
        if generation is not None and self._fraiche(generation):
            return Service(generation, self._vectoriseur)
        with self._verrou:
            generation = self._charger()
            if self._fraiche(generation):
                return Service(generation, self._vectoriseur)
            if generation.manifeste.convient(self._vectoriseur):
                return self._rattraper(generation)
            return self._servir_l_ancienne(generation)

    def attendre(self, secondes: float | None = None) -> None:
        """Attend la fin d'une reconstruction en cours, s'il y en a une."""
        if self._chantier is not None:
            self._chantier.join(secondes)

    def _fraiche(self, generation: Generation) -> bool:
        etat = (generation.dossier, self._depot.version())
        if self._vue_fraiche == etat:  # relire le journal à chaque question coûterait
            return True
        fraiche = est_fraiche(generation.manifeste, self._depot, self._vectoriseur)
        if fraiche:
            self._vue_fraiche = etat
        return fraiche

    def _charger(self) -> Generation:
        """La génération publiée en dernier, si ce n'est déjà celle que l'on a."""
        if self._chargee is None or self._generations.courante() != self._chargee.dossier:
            saine = derniere_saine(self._generations)
            if saine is not None and (self._chargee is None or saine.dossier != self._chargee.dossier):
                self._chargee = saine
        if self._chargee is None:
            raise IndexAbsent(
                f"Il n'y a pas d'index utilisable dans « {self._dossier} ». "
                + (pourquoi_illisible(self._generations) or "Lancez `maillage preparer`.")
            )
        return self._chargee

    def _rattraper(self, generation: Generation) -> Service:
        try:
            construire(self._depot, self._dossier, self._vectoriseur)
        except _PANNES as erreur:
            return Service(generation, self._vectoriseur, self._en_retard(generation, erreur))
        return Service(self._charger(), self._vectoriseur)

    def _en_retard(self, generation: Generation, erreur: Exception) -> str:
        ecart = self._depot.version() - generation.manifeste.version
        if ecart > 0:
            fait = f"L'index est en retard de {ecart} version{'s' if ecart > 1 else ''} sur la base."
        else:
            fait = "L'index vient d'un autre état de la base que celui qui est lu."
        return f"{fait} {erreur}"

    def _servir_l_ancienne(self, generation: Generation) -> Service:
        """L'index parle une autre langue que nous : on s'en sert encore, et l'on dit comment."""
        autre_modele = generation.manifeste.modele != self._vectoriseur.empreinte
        suite = self._reconstruire_a_cote()
        if autre_modele:
            return Service(
                generation,
                None,
                f"L'index a été construit avec le modèle « {generation.manifeste.vectoriseur} » ; le modèle "
                f"demandé est « {self._vectoriseur.nom} ». La recherche se passe du sens. {suite}",
            )
        return Service(
            generation,
            self._vectoriseur,
            f"L'index a été construit avec l'analyse du français « {generation.manifeste.analyse} », celle "
            f"d'ici est « {identite()} » : des mots peuvent manquer. {suite}",
        )

    def _reconstruire_a_cote(self) -> str:
        if not self._a_cote:
            return "Lancez `maillage preparer` pour le reconstruire."
        if self._chantier is None or not self._chantier.is_alive():
            self._chantier = threading.Thread(target=self._construire_a_cote, name="index", daemon=True)
            self._chantier.start()
        return f"Il se reconstruit en ce moment. {self._echec}".rstrip()

    def _construire_a_cote(self) -> None:
        try:
            construire(self._depot, self._dossier, self._vectoriseur)
        except _PANNES as erreur:
            self._echec = f"La dernière tentative a échoué : {erreur}"
        else:
            self._echec = ""
