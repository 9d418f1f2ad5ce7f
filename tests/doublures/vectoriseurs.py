"""Des vectoriseurs sans modèle, mais qui rapprochent vraiment les textes qui se ressemblent."""

import hashlib
import zlib

import numpy as np

from corpus import langue


class VectoriseurParTrigrammes:
    """Chaque trigramme de lettres pousse une coordonnée : deux textes proches ont des vecteurs proches."""

    def __init__(self, nom="trigrammes", dimension=256, graine=0):
        self.nom = nom
        self.dimension = dimension
        self.graine = graine
        self.textes_vus = []

    @property
    def empreinte(self):
        return hashlib.sha256(f"{self.nom} {self.dimension} {self.graine}".encode()).hexdigest()

    def vectoriser(self, textes):
        self.textes_vus += textes
        vecteurs = np.zeros((len(textes), self.dimension), dtype=np.float32)
        for rang, texte in enumerate(textes):
            for mot in langue.mots(texte):
                entoure = f" {mot.forme} "
                for debut in range(len(entoure) - 2):
                    condense = zlib.crc32(f"{self.graine}{entoure[debut : debut + 3]}".encode())
                    vecteurs[rang, condense % self.dimension] += 1.0 if condense & 0x10000 else -1.0
        normes = np.linalg.norm(vecteurs, axis=1, keepdims=True)
        return np.divide(vecteurs, normes, out=vecteurs, where=normes > 0)
