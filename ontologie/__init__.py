"""Couche 1 : ce que les mots veulent dire (ontologie, thésaurus, formes, contrôles)."""
