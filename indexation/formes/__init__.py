"""Les questions de forme : celles dont la réponse est dans le graphe, et que l'on y lit par une requête."""
