"""Trouver dans un texte français les ressources déjà connues, à partir d'un lexique figé."""
