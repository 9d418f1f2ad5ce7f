"""Couche 2 : les documents, leur provenance et leur langue."""
