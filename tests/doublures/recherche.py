"""Une recherche qui rend toujours les mêmes réponses, telles qu'on les lui a données."""

from indexation.resultats import Filtres, Raison, Reponses, Resultat
from ontologie.termes import Iri


class RechercheFigee:
    """Garde ce qu'on lui a demandé, pour que le test le lise."""

    def __init__(self, reponses, proches=()):
        self.reponses = reponses
        self.voisines = proches
        self.demandes = []

    def chercher(self, question, *, nombre=10, filtres=Filtres()):
        self.demandes.append((question, nombre, filtres))
        return self.reponses

    def proches(self, iri, nombre=5):
        self.demandes.append(("proches", iri, nombre))
        return self.voisines


class FormesFigees:
    """Répond la même chose à toute question."""

    def __init__(self, reponse=None):
        self.reponse = reponse

    def repondre(self, question):
        return self.reponse


def reponses(*resultats, **champs):
    fixes = {"question": "?", "version": 1, "duree_ms": 1.0, "total": len(resultats), **champs}
    return Reponses(resultats=resultats, **fixes)


def resultat(**champs):
    fixes = {
        "iri": Iri("https://exemple.org/r"),
        "titre": "Titre",
        "type": "Constat",
        "ateliers": (),
        "extrait": "Un extrait.",
        "surlignes": (),
        "score": 0.9,
        "raisons": (Raison("mots", "mots trouvés : extrait", 0.9),),
    }
    return Resultat(**(fixes | champs))
