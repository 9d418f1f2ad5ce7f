"""Les index de la recherche, en mémoire et sans moteur."""

import numpy as np


class IndexLexicalMemoire:
    def __init__(self):
        self._documents = {}
        self._attente = []

    def ajouter(self, documents):
        self._attente += [("ajouter", document) for document in documents]

    def retirer(self, numeros):
        self._attente += [("retirer", numero) for numero in numeros]

    def valider(self):
        for geste, valeur in self._attente:
            if geste == "ajouter":
                self._documents[valeur.numero] = valeur
            else:
                self._documents.pop(valeur, None)
        self._attente.clear()

    def chercher(self, termes, nombre, *, phrases=()):
        notes = {}
        for numero, document in self._documents.items():
            note = sum(self._note(terme, document) for terme in termes)
            champs = (document.titre, document.corps)
            presentes = all(any(_contient(mots, phrase) for mots in champs) for phrase in phrases)
            if presentes and (note or (phrases and not termes)):
                notes[numero] = note
        return sorted(notes, key=lambda n: (-notes[n], n))[:nombre]

    def porteurs(self, lemmes):
        return [n for n, d in self._documents.items() if lemmes and set(lemmes) <= set(d.lemmes)]

    def _note(self, terme, document):
        porteurs = sum(terme.racine in (*d.titre, *d.corps) for d in self._documents.values())
        mots = document.corps.count(terme.racine) + 2 * document.titre.count(terme.racine)
        mots += 0.3 * document.lemmes.count(terme.lemme)
        return terme.poids * mots / (mots + 1 + len(document.corps) / 10) / (1 + porteurs)


class IndexVectorielMemoire:
    def __init__(self, dimension):
        self.dimension = dimension
        self._vecteurs = {}

    def __len__(self):
        return len(self._vecteurs)

    def ajouter(self, numeros, vecteurs):
        self._vecteurs |= {n: np.array(v, dtype=np.float64) for n, v in zip(numeros, vecteurs, strict=True)}

    def retirer(self, numeros):
        for numero in numeros:
            self._vecteurs.pop(numero, None)

    def chercher(self, vecteur, nombre):
        return sorted(self._vecteurs, key=lambda n: -float(self._vecteurs[n] @ vecteur))[:nombre]

    def cosinus(self, vecteur, numeros):
        return np.array([float(self._vecteurs[n] @ vecteur.astype(np.float64)) for n in numeros])

    def vecteurs(self, numeros):
        lus = [self._vecteurs[n] for n in numeros]
        return np.array(lus, dtype=np.float32).reshape(-1, self.dimension)

    def ecrire(self, fichier):
        if fichier.exists():
            raise FileExistsError(fichier)
        np.savez(fichier.open("wb"), **{str(n): v for n, v in self._vecteurs.items()})


def _contient(mots, phrase):
    return any(tuple(mots[d : d + len(phrase)]) == tuple(phrase) for d in range(len(mots)))
