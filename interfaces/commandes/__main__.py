"""`python -m interfaces.commandes` vaut `maillage`."""

from interfaces.commandes import principal

principal()
