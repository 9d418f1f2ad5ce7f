"""Longues campagnes, lancées à la main ; chacune a une version courte dans les tests."""
