"""Couche 5 : les portes (écrans, commandes) et l'assemblage."""
