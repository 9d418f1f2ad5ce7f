"""Un seul écrivain à la fois, qui dit son nom ; le noyau rend le verrou si le processus meurt."""

from __future__ import annotations

import datetime
import fcntl
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphe.ports import BaseOccupee

_PAUSE = 0.05


class Verrou:
    """Réentrant dans un fil, exclusif entre les fils et entre les processus."""

    def __init__(self, fichier: Path) -> None:
        self._fichier = fichier
        self._fils = threading.RLock()
        self._profondeur = 0

    @contextmanager
    def prendre(self, motif: str, *, patience: float = 0.0) -> Iterator[None]:
        """Tient le verrou ; `BaseOccupee` s'il n'est pas libre après `patience` secondes."""
        if not self._fils.acquire(timeout=max(patience, 0.001)):
            raise BaseOccupee(self._dire())
        try:
            if self._profondeur:
                self._profondeur += 1
                try:
                    yield
                finally:
                    self._profondeur -= 1
                return
            with self._entre_processus(motif, patience):
                self._profondeur = 1
                try:
                    yield
                finally:
                    self._profondeur = 0
        finally:
            self._fils.release()

    @contextmanager
    def _entre_processus(self, motif: str, patience: float) -> Iterator[None]:
        descripteur = os.open(self._fichier, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            limite = time.monotonic() + patience
            while True:
                try:
                    fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= limite:
                        raise BaseOccupee(self._dire()) from None
                    time.sleep(_PAUSE)
            heure = datetime.datetime.now().astimezone().strftime("%H h %M")
            os.ftruncate(descripteur, 0)
            os.pwrite(descripteur, json.dumps([motif, os.getpid(), heure]).encode(), 0)
            yield
        finally:
            os.close(descripteur)

    def _dire(self) -> str:
        try:
            motif, pid, heure = json.loads(self._fichier.read_text("utf-8"))
            qui = f"« {motif} » (processus {pid}, depuis {heure})"
        except (OSError, ValueError):
            qui = "un autre processus"
        return (
            f"La base « {self._fichier.parent} » est tenue en écriture par {qui}. "
            "Attendez qu'il finisse ou arrêtez-le, puis relancez. La lecture reste possible."
        )
