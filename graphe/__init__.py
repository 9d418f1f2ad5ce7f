"""Couche 3 : le graphe de connaissances et les moteurs qui le portent."""
