"""Les erreurs que la recherche montre à un lecteur."""

from ontologie.erreurs import ErreurMaillage, ErreurUsage


class ErreurIndex(ErreurMaillage):
    """Racine des erreurs de l'index."""


class IndexAbsent(ErreurIndex):
    """Aucune génération de l'index n'a été construite ici."""


class IndexIllisible(ErreurIndex):
    """Une génération est abîmée, incomplète ou d'un format inconnu."""


class IndexOccupe(ErreurIndex):
    """Un autre processus construit l'index."""


class RessourceInconnue(ErreurUsage):
    """La recherche ne voit pas cette ressource : absente de la base, retirée, ou d'un genre non indexé."""
