"""Le journal des versions : un fichier RDF Patch par version, écrit avant la base.

Seules comptent les versions que la base a atteintes : un fichier de trop vient d'une écriture
interrompue et se retire à la suivante. Format : https://afs.github.io/rdf-delta/rdf-patch.html
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graphe.adaptateurs.moteur import lire_nquads
from graphe.ports import BaseIllisible, Changement, Resume
from ontologie.termes import Litteral, Quad, ecrire_quad, ecrire_quads, ecrire_terme

_SUFFIXE = ".rdfp"


def ecrire_fichier(fichier: Path, texte: str) -> None:
    """Écrit d'un coup : le fichier est entier ou absent, même si la machine s'arrête."""
    provisoire = fichier.with_name(f"{fichier.name}.{os.getpid()}")
    with provisoire.open("w", encoding="utf-8") as flux:
        flux.write(texte)
        flux.flush()
        os.fsync(flux.fileno())
    provisoire.replace(fichier)


class Journal:
    """Les versions d'une base et sa dernière livraison, sous un dossier."""

    def __init__(self, dossier: Path) -> None:
        self._versions = dossier / "journal"
        self._livraisons = dossier / "livraisons"

    def ecrire(self, changement: Changement) -> None:
        self._versions.mkdir(exist_ok=True)
        entetes = {
            "version": str(changement.version),
            "date": changement.date.isoformat(),
            "auteur": changement.auteur,
            "motif": changement.motif,
        }
        lignes = [f"H {nom} {ecrire_terme(Litteral(valeur))} .\n" for nom, valeur in entetes.items()]
        lignes.append("TX .\n")
        lignes += [f"D {ligne}\n" for ligne in sorted(map(ecrire_quad, changement.retraits))]
        lignes += [f"A {ligne}\n" for ligne in sorted(map(ecrire_quad, changement.ajouts))]
        lignes.append("TC .\n")
        ecrire_fichier(self._fichier(changement.version), "".join(lignes))

    def lire(self, version: int) -> Changement:
        """Le changement d'une version atteinte ; `BaseIllisible` si son fichier manque ou est abîmé."""
        with self._fichier_a_lire(version) as fichier:
            lu = _resumer(version, fichier)
            lignes = fichier.read_text("utf-8").split("\n")
            ajouts, retraits = (
                frozenset(lire_nquads("\n".join(li[2:] for li in lignes if li.startswith(lettre))))
                for lettre in ("A ", "D ")
            )
            return Changement(version, lu.date, lu.auteur, lu.motif, ajouts, retraits)

    def resumer(self, version: int) -> Resume:
        """Le même, compté sans être lu ; `BaseIllisible` si son fichier manque ou n'est pas entier."""
        with self._fichier_a_lire(version) as fichier:
            return _resumer(version, fichier)

    def depuis(self, version: int, jusqua: int) -> Iterator[Changement]:
        for numero in range(version + 1, jusqua + 1):
            yield self.lire(numero)

    def oublier_apres(self, version: int) -> None:
        """Retire ce qu'une écriture interrompue a laissé au-delà de la version atteinte."""
        for dossier in (self._versions, self._livraisons):
            if dossier.is_dir():
                for fichier in dossier.iterdir():
                    numero = fichier.stem.partition(".")[0]
                    if fichier.suffix not in {_SUFFIXE, ".nq"} or int(numero) > version:
                        fichier.unlink()

    def ecrire_livraison(self, version: int, quads: frozenset[Quad]) -> None:
        self._livraisons.mkdir(exist_ok=True)
        ecrire_fichier(self._livraisons / f"{version:010d}.nq", ecrire_quads(quads))

    def derniere_livraison(self, version: int) -> frozenset[Quad]:
        """Ce que la dernière livraison apportait, tel qu'elle l'apportait ; vide s'il n'y en a pas eu."""
        if not self._livraisons.is_dir():
            return frozenset()
        fichiers = sorted(f for f in self._livraisons.glob("*.nq") if int(f.stem) <= version)
        if not fichiers:
            return frozenset()
        try:
            return frozenset(lire_nquads(fichiers[-1].read_text("utf-8")))
        except (OSError, ValueError) as erreur:
            raise BaseIllisible(
                f"La dernière livraison ({fichiers[-1]}) est illisible. "
                "Restaurez ce fichier d'une sauvegarde : sans lui, vos modifications ne se distinguent plus."
            ) from erreur

    def _fichier(self, version: int) -> Path:
        return self._versions / f"{version:010d}{_SUFFIXE}"

    @contextmanager
    def _fichier_a_lire(self, version: int) -> Iterator[Path]:
        fichier = self._fichier(version)
        try:
            yield fichier
        except (OSError, ValueError, KeyError) as erreur:
            raise BaseIllisible(
                f"Le journal de la version {version} ({fichier}) manque ou est abîmé. "
                "Restaurez-le d'une sauvegarde ; l'index, lui, se refait par `maillage preparer`."
            ) from erreur


def _resumer(version: int, fichier: Path) -> Resume:
    with fichier.open("rb") as flux:
        entetes = _lire_entetes(flux)
        comptes = _compter(flux)
    date = datetime.datetime.fromisoformat(entetes["date"])
    return Resume(version, date, entetes["auteur"], entetes["motif"], comptes[b"A "], comptes[b"D "])


def _lire_entetes(flux: Iterable[bytes]) -> dict[str, str]:
    """Les champs de l'en-tête, jusqu'à la ligne qui le ferme ; `ValueError` s'il n'est pas entier."""
    entetes: dict[str, str] = {}
    for ligne in flux:
        if ligne == b"TX .\n":
            return entetes
        _, nom, valeur = ligne.decode().split(" ", 2)
        entetes[nom] = _valeur(valeur.removesuffix(" .\n"))
    raise ValueError("L'en-tête n'est pas fermé.")


def _compter(flux: Iterable[bytes]) -> dict[bytes, int]:
    """Les lignes qui suivent l'en-tête, par lettre ; `ValueError` ou `KeyError` si l'une est abîmée."""
    comptes = {b"A ": 0, b"D ": 0, b"TC": 0}
    ligne = b""
    for ligne in flux:
        if not ligne.endswith(b" .\n"):
            raise ValueError("Une ligne est coupée.")
        comptes[ligne[:2]] += 1
    if ligne != b"TC .\n" or comptes[b"TC"] != 1:
        raise ValueError("La fin manque.")
    return comptes


def _valeur(ecrit: str) -> str:
    quads = lire_nquads(f"<urn:h> <urn:h> {ecrit} <urn:h> .")
    return str(next(quads).objet)
