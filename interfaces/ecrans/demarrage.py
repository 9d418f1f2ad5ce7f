"""La première ouverture : préparer la base une fois, quel que soit le nombre de navigateurs."""

from __future__ import annotations

import logging
import threading
import time

import streamlit as st

from graphe.ports import BaseOccupee
from indexation.erreurs import IndexOccupe
from interfaces import assemblage
from interfaces.configuration import Configuration
from interfaces.ecrans.mise_en_page import dire_erreur
from interfaces.ecrans.texte import pluriel
from ontologie.erreurs import ErreurMaillage

_PATIENCE = 300.0
"""Secondes que l'on laisse à un autre programme pour finir de préparer la même base."""

_chantiers: dict[Configuration, Chantier] = {}
_pretes: set[Configuration] = set()
_verrou = threading.Lock()


class Chantier:
    """Une préparation en cours, dans un fil à elle : fermer le navigateur ne l'interrompt pas."""

    def __init__(self, configuration: Configuration) -> None:
        self.etape = "Ouverture du dossier de données"
        self.part = 0.0
        self.erreur: ErreurMaillage | None = None
        self._configuration = configuration
        self._fil = threading.Thread(target=self._travailler, name="preparation", daemon=True)
        self._fil.start()

    @property
    def fini(self) -> bool:
        return not self._fil.is_alive()

    def attendre(self) -> None:
        self._fil.join()

    def _travailler(self) -> None:
        limite = time.monotonic() + _PATIENCE
        try:
            while not self._preparer(derniere_fois=time.monotonic() > limite):
                time.sleep(1)
        except ErreurMaillage as erreur:
            self.erreur = erreur
        except Exception:
            logging.getLogger("maillage").exception("Panne pendant la préparation de la base")
            self.erreur = ErreurMaillage(
                "La préparation de la base a rencontré une panne imprévue ; le détail est dans le journal "
                "du serveur. Lancez `maillage preparer` pour la reprendre."
            )

    def _preparer(self, *, derniere_fois: bool) -> bool:
        try:
            assemblage.preparer(self._configuration, self._suivre)
        except (BaseOccupee, IndexOccupe):
            if derniere_fois:
                raise
            self.etape = "Un autre programme prépare cette base : on attend qu'il ait fini"
            return assemblage.est_preparee(self._configuration)
        return True

    def _suivre(self, etape: str, part: float) -> None:
        self.etape, self.part = etape, min(1.0, max(0.0, part))


def chantier_de(configuration: Configuration) -> Chantier:
    """Le chantier en cours pour ce dossier, ouvert s'il n'y en a pas."""
    with _verrou:
        if configuration not in _chantiers:
            _chantiers[configuration] = Chantier(configuration)
        return _chantiers[configuration]


def attendre_la_base(configuration: Configuration) -> None:
    """Rend la main quand la base est prête ; sinon montre l'avancement et arrête là l'écran."""
    if configuration in _pretes:
        return
    if configuration not in _chantiers and assemblage.est_preparee(configuration):
        _pretes.add(configuration)
        return
    chantier = chantier_de(configuration)
    _montrer(chantier)
    if chantier.erreur is None:
        _pretes.add(configuration)
        _oublier(configuration, chantier)
        st.rerun()
    else:
        dire_erreur(chantier.erreur)
        st.button("Réessayer", type="primary", on_click=_oublier, args=(configuration, chantier))
    st.stop()


def _oublier(configuration: Configuration, chantier: Chantier) -> None:
    with _verrou:
        if _chantiers.get(configuration) is chantier:
            del _chantiers[configuration]


def _montrer(chantier: Chantier) -> None:
    st.title("Bienvenue dans Maillage")
    st.write("C'est la première ouverture : la base et son index se préparent. Cela n'arrive qu'une fois.")
    barre = st.progress(0.0)
    debut = time.monotonic()
    while not chantier.fini:
        secondes = pluriel(int(time.monotonic() - debut), "seconde")
        barre.progress(chantier.part, text=f"{chantier.etape}… ({secondes})")
        time.sleep(0.2)
    barre.empty()
