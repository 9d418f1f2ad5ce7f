"""Un dépôt tout en mémoire : pour essayer, pour les tests, et pour juger une écriture avant de la faire."""

from __future__ import annotations

import datetime
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from graphe.adaptateurs import ouvrier_client
from graphe.adaptateurs.moteur import Moteur
from graphe.ports import BaseOccupee, Changement, Format, Limites, Quads, Reponse, Resume, VersionDepassee
from ontologie.termes import Ligne, Quad, Terme, ecrire_quads


class DepotMemoire:
    """Voir `graphe.ports.Depot`."""

    def __init__(self) -> None:
        self._moteur = Moteur(ox.Store())
        self._changements: list[Changement] = []
        self._livraison: frozenset[Quad] = frozenset()
        self._verrou = threading.RLock()
        self._motif = ""

    def selectionner(self, question: str, **termes: Terme) -> Iterator[Ligne]:
        return self._moteur.selectionner(question, **termes)

    def lignes(self, requete: str) -> Iterator[Ligne]:
        return self._moteur.lignes(requete)

    def interroger(
        self, texte: str, format: Format | None = None, *, limites: Limites = Limites()
    ) -> Reponse:
        dossier = tempfile.TemporaryDirectory(prefix="maillage-")
        source = Path(dossier.name) / "base.nq"
        source.write_text(ecrire_quads(self.quads()), "utf-8")
        return ouvrier_client.interroger(source, texte, format, limites=limites, retenue=dossier)

    def version(self) -> int:
        return len(self._changements)

    def changements(self, depuis: int) -> Iterator[Changement]:
        return iter(self._changements[depuis:])

    def resume(self, version: int) -> Resume:
        c = self._changements[version - 1]
        return Resume(c.version, c.date, c.auteur, c.motif, len(c.ajouts), len(c.retraits))

    def quads(self) -> Iterator[Quad]:
        return self._moteur.quads()

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
        with self._verrou:
            verifier_version(self.version(), version_attendue)
            nouveaux, otes = self._moteur.difference(ajouts, retraits)
            if livraison is not None:
                self._livraison = livraison
            if nouveaux or otes:
                self._moteur.appliquer(nouveaux, otes, version=self.version() + 1)
                maintenant = datetime.datetime.now(datetime.UTC)
                self._changements.append(
                    Changement(self.version() + 1, maintenant, auteur, motif, nouveaux, otes)
                )
            return self.version()

    def derniere_livraison(self) -> frozenset[Quad]:
        return self._livraison

    @contextmanager
    def ecriture(self, motif: str) -> Iterator[None]:
        if not self._verrou.acquire(blocking=False):
            raise BaseOccupee(f"La base est tenue en écriture par « {self._motif} ». Attendez qu'il finisse.")
        try:
            self._motif = motif
            yield
        finally:
            self._verrou.release()

    def fermer(self) -> None:
        """Rien à rendre."""


def verifier_version(actuelle: int, attendue: int) -> None:
    """Lève `VersionDepassee` si la base a bougé."""
    if actuelle != attendue:
        raise VersionDepassee(
            f"La base est à la version {actuelle} alors que cette écriture partait de la version {attendue}. "
            "Relisez la ressource puis recommencez."
        )
