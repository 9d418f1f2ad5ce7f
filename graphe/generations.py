"""Des dossiers numérotés, publiés d'un coup, qu'un lecteur retient tant qu'il les lit.

Sert aux instantanés de la base et aux générations de l'index : on n'écrit jamais dans ce qui est
publié, on publie à côté puis on change de pointeur.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_POINTEUR = "courante"
_TEMOIN = ".lecteurs"
_GARDEES = 2
_ESSAIS = 20


class Retenue:
    """Un dossier publié que le nettoyage épargne jusqu'à `rendre`."""

    def __init__(self, dossier: Path, descripteur: int) -> None:
        self.dossier = dossier
        self._descripteur: int | None = descripteur

    def rendre(self) -> None:
        if self._descripteur is not None:
            os.close(self._descripteur)
            self._descripteur = None

    def __del__(self) -> None:
        self.rendre()


class Generations:
    """Les dossiers publiés sous `racine`, nommés par un numéro croissant."""

    def __init__(self, racine: Path) -> None:
        self.racine = racine

    def courante(self) -> Path | None:
        """Le dossier publié en dernier, ou `None`."""
        with suppress(OSError):
            dossier = self.racine / (self.racine / _POINTEUR).read_text("utf-8").strip()
            if dossier.is_dir() and dossier.parent == self.racine:
                return dossier
        return None

    def anciennes(self) -> list[Path]:
        """Tous les dossiers publiés, du plus récent au plus ancien."""
        if not self.racine.is_dir():
            return []
        return sorted((d for d in self.racine.iterdir() if d.name.isdigit()), reverse=True)

    @contextmanager
    def nouvelle(self) -> Iterator[Path]:
        """Un dossier de travail vide, publié à la sortie si aucune erreur ne l'a interrompue."""
        self.racine.mkdir(parents=True, exist_ok=True)
        numero = int(self.anciennes()[0].name) + 1 if self.anciennes() else 1
        travail = self.racine / f"travail-{os.getpid()}-{numero}"
        shutil.rmtree(travail, ignore_errors=True)
        travail.mkdir()
        try:
            yield travail
            (travail / _TEMOIN).touch()
            publiee = self.racine / f"{numero:010d}"
            travail.rename(publiee)
        except BaseException:
            shutil.rmtree(travail, ignore_errors=True)
            raise
        self.designer(publiee)

    def designer(self, dossier: Path) -> None:
        """Fait de `dossier`, déjà publié, la génération courante."""
        provisoire = self.racine / f"{_POINTEUR}-{os.getpid()}"
        provisoire.write_text(dossier.name, "utf-8")
        provisoire.replace(self.racine / _POINTEUR)

    def retenir(self, dossier: Path) -> Retenue:
        """Empêche que `dossier` soit nettoyé ; `FileNotFoundError` s'il vient de l'être."""
        descripteur = os.open(dossier / _TEMOIN, os.O_RDONLY)
        fcntl.flock(descripteur, fcntl.LOCK_SH)
        if not (dossier / _TEMOIN).exists():
            os.close(descripteur)
            raise FileNotFoundError(dossier)
        return Retenue(dossier, descripteur)

    def retenir_courante(self) -> Retenue | None:
        """La génération courante, retenue ; `None` si rien n'est publié."""
        for _ in range(_ESSAIS):
            dossier = self.courante()
            if dossier is None:
                return None
            with suppress(FileNotFoundError):
                return self.retenir(dossier)
        return None

    def nettoyer(self) -> None:
        """Retire ce que plus personne ne lit, sauf les derniers ; à appeler sous verrou d'écriture."""
        for reste in self.racine.glob("travail-*"):
            shutil.rmtree(reste, ignore_errors=True)
        courante = self.courante()
        for dossier in self.anciennes()[_GARDEES:]:
            if dossier != courante:
                _retirer(dossier)


def _retirer(dossier: Path) -> None:
    temoin = dossier / _TEMOIN
    try:
        descripteur = os.open(temoin, os.O_RDONLY)
    except FileNotFoundError:
        shutil.rmtree(dossier, ignore_errors=True)
        return
    try:
        fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
        temoin.unlink()
        shutil.rmtree(dossier, ignore_errors=True)
    except BlockingIOError:
        pass
    finally:
        os.close(descripteur)
