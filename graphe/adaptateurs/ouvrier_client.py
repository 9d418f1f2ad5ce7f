"""Lance l'ouvrier, borne son temps et rend sa réponse au fil de l'eau."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from graphe.adaptateurs.requete import choisit_ses_graphes, expliquer_syntaxe, verifier_permise
from graphe.ports import ErreurDepot, Format, LimiteAtteinte, Limites, Reponse, RequeteRefusee

_MORCEAU = 65_536
_RACINE = Path(__file__).parents[2]


def interroger(
    source: Path,
    texte: str,
    format: Format | None,
    *,
    limites: Limites,
    retenue: object = None,
) -> Reponse:
    """Exécute `texte` sur `source` (instantané Oxigraph ou fichier N-Quads) ; `retenue` vit aussi longtemps.

    Lève `RequeteRefusee` ou `LimiteAtteinte` avant le premier octet ; `LimiteAtteinte` peut aussi
    interrompre la lecture des morceaux.
    """
    verifier_permise(texte)
    demande = {
        "source": str(source),
        "requete": texte,
        "format": format,
        "union": not choisit_ses_graphes(texte),
        "lignes": limites.lignes,
        "memoire_mo": limites.memoire_mo,
    }
    chemins = os.pathsep.join(filter(None, [str(_RACINE), os.environ.get("PYTHONPATH", "")]))
    processus = subprocess.Popen(
        [sys.executable, "-m", "graphe.adaptateurs.ouvrier"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": chemins},
    )
    course = _Course(processus, limites, retenue)
    assert processus.stdin is not None
    assert processus.stdout is not None
    try:
        processus.stdin.write(json.dumps(demande).encode() + b"\n")
        processus.stdin.close()
        premiere = processus.stdout.readline()
        if not premiere:
            course.lever_sa_fin()
    except BaseException:
        course.terminer()
        raise
    en_tete = json.loads(premiere)
    if "faute" in en_tete:
        course.terminer()
        raise RequeteRefusee(_dire_la_faute(en_tete, texte, format))
    reponse = Reponse(iter(()), en_tete["forme"])
    reponse.morceaux = course.morceaux(reponse)
    return reponse


def _dire_la_faute(en_tete: dict[str, str], texte: str, format: Format | None) -> str:
    if en_tete["faute"] == "syntaxe":
        return expliquer_syntaxe(en_tete["message"], texte)
    if en_tete["forme"] == "graphe":
        return f"Un graphe ne s'écrit pas en « {format} ». Choisissez turtle, nt, jsonld ou rdfxml."
    return f"Une table ne s'écrit pas en « {format} ». Choisissez json, csv, tsv ou xml."


class _Course:
    """Un ouvrier au travail et le minuteur qui le tuera."""

    def __init__(self, processus: subprocess.Popen[bytes], limites: Limites, retenue: object) -> None:
        self._processus = processus
        self._limites = limites
        self._retenue = retenue
        self._tue = False
        self._minuteur = threading.Timer(limites.secondes, self._tuer)
        self._minuteur.daemon = True
        self._minuteur.start()

    def _tuer(self) -> None:
        self._tue = True
        self._processus.kill()

    def morceaux(self, reponse: Reponse) -> Iterator[bytes]:
        """Les octets de la réponse ; note à la fin si elle a été coupée."""
        assert self._processus.stdout is not None
        assert self._processus.stderr is not None
        try:
            while morceau := self._processus.stdout.read1(_MORCEAU):  # type: ignore[attr-defined]
                yield morceau
            self._processus.wait()
            if self._processus.returncode != 0:
                self.lever_sa_fin()
            reponse.tronquee = json.loads(self._processus.stderr.read().splitlines()[-1])["tronquee"]
        finally:
            self.terminer()

    def lever_sa_fin(self) -> None:
        """Dit pourquoi l'ouvrier s'est arrêté : temps, mémoire, ou panne."""
        self._processus.wait()
        if self._tue:
            raise LimiteAtteinte(
                f"La requête a dépassé {self._limites.secondes:g} s et a été arrêtée. "
                "Ajoutez des conditions ou un LIMIT."
            )
        assert self._processus.stderr is not None
        dit = self._processus.stderr.read().decode(errors="replace").strip()
        if "memory" in dit.lower() or self._processus.returncode < 0:
            raise LimiteAtteinte(
                f"La requête a dépassé {self._limites.memoire_mo} Mo de mémoire et a été arrêtée. "
                "Ajoutez des conditions ou un LIMIT."
            )
        raise ErreurDepot(
            f"La requête s'est arrêtée sur une panne : {(dit.splitlines() or ['inconnue'])[-1]}."
        )

    def terminer(self) -> None:
        """Arrête tout ; sans effet si c'est fini."""
        self._minuteur.cancel()
        if self._processus.poll() is None:
            self._processus.kill()
        self._processus.wait()
        for flux in (self._processus.stdin, self._processus.stdout, self._processus.stderr):
            if flux is not None:
                flux.close()
        self._retenue = None
