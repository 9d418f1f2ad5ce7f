"""Les noms français (à défaut anglais) des classes, des propriétés et des valeurs de liste."""

from __future__ import annotations

from collections.abc import Iterable

from ontologie.espaces import MAILLAGE, OWL, RDFS, SKOS
from ontologie.termes import Iri, Litteral, Triplet

_PREDICATS = {
    RDFS + "label": "libelle",
    SKOS + "prefLabel": "libelle",
    RDFS + "comment": "definition",
    SKOS + "definition": "definition",
    MAILLAGE + "libelleInverse": "inverse",
}
_INVERSE = OWL + "inverseOf"


class Libelles:
    """Les libellés lus dans des triplets : ceux de l'ontologie, des listes et des termes empruntés."""

    def __init__(self, triplets: Iterable[Triplet], *, langues: tuple[str, ...] = ("fr", "en")) -> None:
        """`langues` : l'ordre de préférence ; une autre langue ne sert qu'à défaut de celles-ci."""
        self._langues = langues
        self._textes: dict[tuple[str, Iri], dict[str, str]] = {}
        self._inverses: dict[Iri, Iri] = {}
        for sujet, predicat, objet in triplets:
            nature = _PREDICATS.get(predicat)
            if nature is not None and isinstance(objet, Litteral):
                textes = self._textes.setdefault((nature, sujet), {})
                langue = objet.langue or ""
                textes[langue] = min(objet.valeur, textes.get(langue, objet.valeur))
            elif predicat == _INVERSE and isinstance(objet, Iri):
                self._inverses[sujet] = objet
                self._inverses.setdefault(objet, sujet)

    def libelle(self, iri: Iri) -> str:
        """Le libellé ; à défaut le nom local, pour ne jamais montrer un vide."""
        return self._texte("libelle", iri) or iri.nom_local or iri

    def libelle_inverse(self, propriete: Iri) -> str:
        """Comment lire la propriété depuis son objet : son libellé inverse, ou le libellé de son inverse."""
        inverse = self._inverses.get(propriete)
        return self._texte("inverse", propriete) or (
            self.libelle(inverse) if inverse is not None else f"{self.libelle(propriete)} (de)"
        )

    def definition(self, iri: Iri) -> str:
        """Le commentaire ou la définition ; vide s'il n'y en a pas."""
        return self._texte("definition", iri)

    def nom_de_classe(self, nom_local: str) -> str:
        """Le libellé d'une classe, ou d'un terme de SKOS, donné par son nom local ; vide pour un nom vide."""
        if not nom_local:
            return ""
        espace = SKOS if nom_local in {"Concept", "Collection", "ConceptScheme"} else MAILLAGE
        return self.libelle(Iri(espace + nom_local))

    def _texte(self, nature: str, iri: Iri) -> str:
        textes = self._textes.get((nature, iri), {})
        for langue in (*self._langues, ""):
            if langue in textes:
                return textes[langue]
        return min(textes.values(), default="")
