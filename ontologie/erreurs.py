"""L'arbre unique des erreurs que Maillage montre à un lecteur."""


class ErreurMaillage(Exception):
    """Racine des erreurs prévues ; le message donne le fait, l'objet et le remède.

    Une commande l'affiche et sort avec `code`, un écran l'affiche dans un encart.
    """

    code = 1


class ErreurUsage(ErreurMaillage):
    """La demande elle-même est mal formée (argument, filtre, requête)."""

    code = 2


class ErreurVocabulaire(ErreurMaillage):
    """Un fichier de vocabulaire, une forme ou un contrôle est illisible ou incohérent."""
