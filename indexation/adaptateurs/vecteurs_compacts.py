"""L'index des vecteurs d'un grand fonds : un code court les trie tous, puis les vrais vecteurs décident.

Le code quantifie chaque paire de coordonnées en 4 bits (« PQ fast scan » : André, Kermarrec et Le Scouarnec,
2017), seize fois moins que le vecteur. Ce que l'on cherche est donc presque toujours trouvé (voir
`REPRISES`), et ce qui est trouvé a sa note exacte.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np

from indexation.adaptateurs.vecteurs_plats import LOT, VECTEURS, Entiers, IndexPlat, Vecteurs
from indexation.ports import COMPACT

CODES = "codes.faiss"
REPRISES = 10
"""Combien les codes en proposent pour chacun que l'on demande. Des cent plus proches de 300 questions
parmi 40 000 vrais passages, 98,9 % sont dans les 300 premiers, 99,9 % dans 500, tous dans 1 000."""
_ECHANTILLON = 20_000


class IndexCompact(IndexPlat):
    """Voir `indexation.ports.IndexVectoriel` ; il ne se modifie pas, il se prolonge (`IndexProlonge`)."""

    espece = COMPACT

    def __init__(self, numeros: Entiers, vecteurs: Vecteurs, codes: Any) -> None:
        super().__init__(vecteurs.shape[1], numeros, vecteurs)
        self._codes = codes

    @classmethod
    def lire(cls, dossier: Path, *, modifiable: bool = False) -> Self:
        if modifiable:
            raise TypeError("Un index compact ne se modifie pas : prolongez-le.")
        plat = IndexPlat.lire(dossier)
        try:
            codes = faiss.read_index(str(dossier / CODES))
        except RuntimeError as erreur:
            raise ValueError(f"« {dossier / CODES} » n'est pas un index FAISS lisible.") from erreur
        return cls(plat.numeros, plat.tous, codes)

    def noter(self, vecteur: Vecteurs, nombre: int) -> list[tuple[float, int]]:
        faiss.omp_set_num_threads(1)
        requete = vecteur.reshape(1, -1)
        _, trouvees = self._codes.search(requete, min(REPRISES * nombre, len(self)))
        places = np.sort(trouvees[0][trouvees[0] >= 0])
        notes, rangs = self._parcourir_tout(requete, self.tous[places], nombre)
        return [*zip(notes.tolist(), self.numeros[places[rangs]].tolist(), strict=True)]


def ecrire_codes(dossier: Path) -> None:
    """Code les vecteurs d'un index plat écrit dans `dossier` : il se lira comme un index compact."""
    vecteurs = np.load(dossier / VECTEURS, mmap_mode="r")
    nombre, dimension = vecteurs.shape
    hasard = np.random.default_rng(nombre)
    choisis = np.sort(hasard.choice(nombre, min(nombre, _ECHANTILLON), replace=False))
    codes = faiss.IndexPQFastScan(dimension, dimension // 2, 4, faiss.METRIC_INNER_PRODUCT)
    codes.train(np.array(vecteurs[choisis]))
    for debut in range(0, nombre, LOT):
        codes.add(np.array(vecteurs[debut : debut + LOT]))
    faiss.write_index(codes, str(dossier / CODES))
