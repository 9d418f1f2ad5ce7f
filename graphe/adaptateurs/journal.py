"""Le journal des versions : un fichier RDF Patch par version, écrit avant la base.

Seules comptent les versions que la base a atteintes : un fichier de trop vient d'une écriture
interrompue et se retire à la suivante. Format : https://afs.github.io/rdf-delta/rdf-patch.html
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from graphe.adaptateurs.moteur import lire_nquads
from graphe.ports import BaseIllisible, Changement
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
        fichier = self._fichier(version)
        try:
            return _lire(fichier, version, fichier.stat().st_mtime_ns)
        except (OSError, ValueError, KeyError) as erreur:
            raise BaseIllisible(
                f"Le journal de la version {version} ({fichier}) manque ou est abîmé. "
                "Restaurez-le d'une sauvegarde ; l'index, lui, se refait par `maillage preparer`."
            ) from erreur

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


@lru_cache(maxsize=2)
def _lire(fichier: Path, version: int, modifie_le: int) -> Changement:  # noqa: ARG001 - distingue deux états
    entetes: dict[str, str] = {}
    diff: dict[str, list[str]] = {"A": [], "D": []}
    for ligne in fichier.read_text("utf-8").split("\n"):
        lettre, _, reste = ligne.partition(" ")
        if lettre == "H":
            nom, _, valeur = reste.partition(" ")
            entetes[nom] = _valeur(valeur)
        elif lettre in diff:
            diff[lettre].append(reste + "\n")
    ajouts, retraits = (frozenset(lire_nquads("".join(diff[cle]))) for cle in "AD")
    date = datetime.datetime.fromisoformat(entetes["date"])
    return Changement(version, date, entetes["auteur"], entetes["motif"], ajouts, retraits)


def _valeur(ecrit: str) -> str:
    quads = lire_nquads(f"<urn:h> <urn:h> {ecrit.removesuffix(' .')} <urn:h> .")
    return str(next(quads).objet)
