"""Les écrans : des fonctions qui reçoivent les services et décrivent ce que l'on voit."""
