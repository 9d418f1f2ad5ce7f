"""Comment le modèle embarqué a été appris : `python -m indexation.entrainement`."""
