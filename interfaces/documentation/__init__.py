"""Ce que la documentation tire de l'ontologie et du corpus : `python -m interfaces.documentation`."""
