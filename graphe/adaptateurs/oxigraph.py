"""Le dépôt sur disque : une base Oxigraph que l'on n'ouvre que pour écrire, des instantanés que l'on lit.

Un processus qui lit ne touche jamais à la base : il ouvre, en lecture seule, le dernier instantané
publié. Lecteurs et écrivain ne se gênent donc pas, et un écrivain tué ne laisse rien d'à moitié lu.
"""

from __future__ import annotations

import datetime
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from graphe.adaptateurs import ouvrier_client
from graphe.adaptateurs.format import etablir, lire_format
from graphe.adaptateurs.journal import Journal
from graphe.adaptateurs.memoire import verifier_version
from graphe.adaptateurs.moteur import Moteur
from graphe.adaptateurs.verrou import Verrou
from graphe.generations import Generations, Retenue
from graphe.ports import BaseAbsente, BaseIllisible, Changement, Format, Limites, Quads, Reponse, Resume
from ontologie.termes import Ligne, Quad, Terme

_PATIENCE = 10.0
"""Secondes qu'une petite écriture attend son tour avant de renoncer."""


class DepotOxigraph:
    """Voir `graphe.ports.Depot`. Le dossier est créé à la première écriture."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        self._generations = Generations(dossier / "instantanes")
        self._journal = Journal(dossier)
        self._verrou = Verrou(dossier / "verrou")
        self._fils = threading.Lock()
        self._lecture: tuple[Moteur, Retenue, int] | None = None
        lire_format(dossier)

    # Lire

    def selectionner(self, question: str, **termes: Terme) -> Iterator[Ligne]:
        return self._lecteur().selectionner(question, **termes)

    def lignes(self, requete: str) -> Iterator[Ligne]:
        return self._lecteur().lignes(requete)

    def interroger(
        self, texte: str, format: Format | None = None, *, limites: Limites = Limites()
    ) -> Reponse:
        retenue = self._generations.retenir_courante()
        if retenue is None:
            raise self._absente()
        return ouvrier_client.interroger(retenue.dossier, texte, format, limites=limites, retenue=retenue)

    def version(self) -> int:
        if self._generations.courante() is None:
            return 0
        self._lecteur()
        assert self._lecture is not None
        return self._lecture[2]

    def changements(self, depuis: int) -> Iterator[Changement]:
        return self._journal.depuis(depuis, self.version())

    def resume(self, version: int) -> Resume:
        return self._journal.resumer(version)

    def quads(self) -> Iterator[Quad]:
        return self._lecteur().quads() if self._generations.courante() else iter(())

    def magasin(self) -> ox.Store:
        """Le magasin Oxigraph du dernier instantané, en lecture seule."""
        return self._lecteur().magasin

    def fermer(self) -> None:
        with self._fils:
            self._lecture = None

    def _lecteur(self) -> Moteur:
        courante = self._generations.courante()
        with self._fils:
            if self._lecture is None or self._lecture[1].dossier != courante:
                self._lecture = self._ouvrir_instantane()
            return self._lecture[0]

    def _ouvrir_instantane(self) -> tuple[Moteur, Retenue, int]:
        retenue = self._generations.retenir_courante()
        if retenue is None:
            raise self._absente()
        try:
            moteur = Moteur(ox.Store.read_only(str(retenue.dossier)))
            return moteur, retenue, moteur.version()
        except (OSError, RuntimeError) as erreur:
            raise BaseIllisible(
                f"L'instantané {retenue.dossier} est illisible. "
                "Lancez `maillage preparer` : il en publie un neuf depuis la base."
            ) from erreur

    def _absente(self) -> BaseAbsente:
        return BaseAbsente(
            f"Le dossier « {self.dossier} » ne contient pas encore de base. Lancez `maillage preparer`."
        )

    # Écrire

    def appliquer(
        self,
        ajouts: Quads,
        retraits: Quads,
        *,
        version_attendue: int,
        auteur: str,
        motif: str,
        livraison: frozenset[Quad] | None = None,
    ) -> int:
        with self._ouverte_en_ecriture(motif, _PATIENCE) as moteur:
            version = moteur.version()
            verifier_version(version, version_attendue)
            nouveaux, otes = moteur.difference(ajouts, retraits)
            suivante = version + 1 if nouveaux or otes else version
            if livraison is not None:
                self._journal.ecrire_livraison(suivante, livraison)
            if suivante != version:
                maintenant = datetime.datetime.now(datetime.UTC)
                self._journal.ecrire(Changement(suivante, maintenant, auteur, motif, nouveaux, otes))
                moteur.appliquer(nouveaux, otes, version=suivante)
                self._publier(moteur)
            return suivante

    def derniere_livraison(self) -> frozenset[Quad]:
        return self._journal.derniere_livraison(self.version())

    @contextmanager
    def ecriture(self, motif: str) -> Iterator[None]:
        self.dossier.mkdir(parents=True, exist_ok=True)
        with self._verrou.prendre(motif):
            with self._ouverte_en_ecriture(motif, 0):
                pass  # l'ouverture publie ce qu'une écriture interrompue avait laissé sans instantané
            yield

    @contextmanager
    def _ouverte_en_ecriture(self, motif: str, patience: float) -> Iterator[Moteur]:
        self.dossier.mkdir(parents=True, exist_ok=True)
        with self._verrou.prendre(motif, patience=patience):
            etablir(self.dossier)
            publiee = self._version_publiee()
            moteur = Moteur(self._ouvrir_base())
            if moteur.version() < publiee:
                moteur.fermer()
                self._ecarter_base()
                moteur = Moteur(self._ouvrir_base())
            try:
                version = moteur.version()
                if version and version != publiee:
                    self._publier(moteur)
                self._journal.oublier_apres(version)
                yield moteur
            finally:
                moteur.fermer()

    def _ouvrir_base(self) -> ox.Store:
        base = self.dossier / "base"
        if not base.exists() and (instantane := self._generations.courante()) is not None:
            partielle = base.with_name("base-partielle")
            shutil.rmtree(partielle, ignore_errors=True)
            shutil.copytree(instantane, partielle, ignore=shutil.ignore_patterns(".lecteurs"))
            partielle.rename(base)
        try:
            return ox.Store(str(base))
        except (OSError, RuntimeError) as erreur:
            raise BaseIllisible(
                f"La base « {base} » est abîmée ou d'un autre format. Déplacez ce dossier ailleurs puis "
                "relancez `maillage preparer` : il repart du dernier instantané publié."
            ) from erreur

    def _version_publiee(self) -> int:
        """La version du dernier instantané ; 0 s'il n'y en a pas de lisible."""
        try:
            return self.version()
        except BaseIllisible:
            return 0

    def _ecarter_base(self) -> None:
        """Met de côté une base plus ancienne que ce qu'elle a publié : elle a été vidée ou remplacée."""
        rang = len(list(self.dossier.glob("base-ecartee-*"))) + 1
        (self.dossier / "base").rename(self.dossier / f"base-ecartee-{rang}")

    def _publier(self, moteur: Moteur) -> None:
        with self._generations.nouvelle() as dossier:
            dossier.rmdir()
            moteur.magasin.backup(str(dossier))
        self._generations.nettoyer()
