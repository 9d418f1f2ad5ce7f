"""Couche 4 : chercher par les mots, par le sens et par les concepts."""
