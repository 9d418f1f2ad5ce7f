"""Du dépôt aux fiches de l'index, par questions nommées : la même base donne les mêmes fiches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from corpus import langue
from corpus.decoupage import decouper
from corpus.modele import Section
from graphe.ports import Changement, Depot
from indexation.fiches import Extrait, FicheIndexee, Lien
from ontologie.espaces import DCTERMS, MAILLAGE, RDFS, SKOS
from ontologie.termes import Iri, Terme

_TITRES = (RDFS + "label", SKOS + "prefLabel")
_NOMS = (SKOS + "altLabel", SKOS + "hiddenLabel")
_TEXTES = (DCTERMS + "description", MAILLAGE + "texte", SKOS + "definition", SKOS + "scopeNote")
_VERS_LE_TOUT = frozenset(MAILLAGE + nom for nom in ("enonceDans", "angleDe", "documentDe", "prolonge"))
_VERS_LA_PARTIE = frozenset({MAILLAGE + "mentionne", DCTERMS + "references", DCTERMS + "publisher"})
"""Les relations dont se déduisent les ateliers d'une ressource : voir `indexation_ateliers.rq`."""
_HIERARCHIE = RDFS + "subClassOf"


@dataclass(slots=True)
class _Brouillon:
    classes: set[str] = field(default_factory=set)
    textes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sections: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    ateliers: set[str] = field(default_factory=set)
    themes: set[str] = field(default_factory=set)
    acteurs: set[str] = field(default_factory=set)
    annees: set[int] = field(default_factory=set)
    liens: set[tuple[str, str]] = field(default_factory=set)


def _noter_texte(brouillon: _Brouillon, ligne: Mapping[str, str]) -> None:
    brouillon.textes[ligne["propriete"]].add(ligne["texte"].strip())


def _noter_section(brouillon: _Brouillon, ligne: Mapping[str, str]) -> None:
    brouillon.sections[ligne["section"]] = (int(ligne["ordre"] or 0), ligne["titre"], ligne["texte"])


_LECTURES: Mapping[str, Callable[[_Brouillon, Mapping[str, str]], None]] = MappingProxyType(
    {
        "indexation_textes": _noter_texte,
        "indexation_sections": _noter_section,
        "indexation_ateliers": lambda brouillon, ligne: brouillon.ateliers.add(ligne["atelier"]),
        "indexation_themes": lambda brouillon, ligne: brouillon.themes.add(ligne["theme"]),
        "indexation_acteurs": lambda brouillon, ligne: brouillon.acteurs.add(ligne["acteur"]),
        "indexation_annees": lambda brouillon, ligne: brouillon.annees.add(int(ligne["annee"])),
        "indexation_liens": lambda brouillon, ligne: brouillon.liens.add((ligne["lien"], ligne["cible"])),
    }
)
"""Question nommée → ce que l'on fait de chacune de ses lignes."""


class Constructeur:
    """Lit les ressources d'un dépôt telles que la recherche les voit."""

    def __init__(self, depot: Depot) -> None:
        self._depot = depot
        meres: dict[str, set[str]] = defaultdict(set)
        for ligne in depot.selectionner("indexation_meres"):
            meres[_texte(ligne["classe"])].add(_texte(ligne["mere"]))
        self._meres: Mapping[str, set[str]] = meres
        self._natures = {
            _texte(ligne["classe"]): _texte(ligne["nom"])
            for ligne in depot.selectionner("indexation_natures")
        }

    def toutes(self) -> Iterator[FicheIndexee]:
        """Toutes les ressources, dans l'ordre de leurs IRI."""
        return self._lire({})

    def une(self, iri: str) -> FicheIndexee | None:
        """Une ressource, ou `None` si la recherche ne doit pas la voir."""
        return next(self._lire({"ressource": Iri(iri)}), None)

    def touchees(self, changements: Iterable[Changement]) -> set[str] | None:
        """Les ressources dont la fiche peut avoir changé ; `None` si toutes le peuvent.

        Ce sont les sujets et les objets changés, les porteurs des sections et des notices, et, quand
        un rattachement bouge, tout ce dont les ateliers s'en déduisent ; quand une ressource devient
        un acteur ou cesse de l'être, celles qui s'y rapportent.
        """
        touchees: set[str] = set()
        rattaches: set[str] = set()
        acteurs: set[str] = set()
        for changement in changements:
            for quad in changement.ajouts | changement.retraits:
                renomme = quad.predicat == RDFS + "label" and quad.sujet in self._natures
                if quad.predicat == _HIERARCHIE or renomme:
                    return None
                touchees |= {str(t) for t in (quad.sujet, quad.objet) if isinstance(t, Iri)}
                if quad.predicat in _VERS_LE_TOUT or quad.objet == MAILLAGE + "Atelier":
                    rattaches.add(str(quad.sujet))
                elif quad.predicat in _VERS_LA_PARTIE:
                    rattaches.add(str(quad.objet))
                elif quad.objet == MAILLAGE + "Acteur":
                    acteurs.add(str(quad.sujet))
        for iri in sorted(touchees):
            touchees |= self._autres("indexation_porteurs", "porteur", iri)
        for iri in sorted(rattaches):
            touchees |= self._autres("indexation_parties", "partie", iri)
        for iri in sorted(acteurs):
            touchees |= self._autres("indexation_lies", "lie", iri)
        return touchees

    def _autres(self, question: str, variable: str, iri: str) -> set[str]:
        lignes = self._depot.selectionner(question, ressource=Iri(iri))
        return {_texte(ligne[variable]) for ligne in lignes}

    def _lire(self, termes: Mapping[str, Terme]) -> Iterator[FicheIndexee]:
        brouillons: dict[str, _Brouillon] = {}
        for ligne in self._depot.selectionner("indexation_classes", **termes):
            brouillon = brouillons.setdefault(_texte(ligne["ressource"]), _Brouillon())
            brouillon.classes.add(_texte(ligne["classe"]))
        for question, noter in _LECTURES.items() if brouillons else ():
            for ligne in self._depot.selectionner(question, **termes):
                if (lu := brouillons.get(_texte(ligne["ressource"]))) is not None:
                    noter(lu, {nom: _texte(valeur) for nom, valeur in ligne.items()})
        for iri in sorted(brouillons):
            yield self._fiche(iri, brouillons[iri])

    def _fiche(self, iri: str, brouillon: _Brouillon) -> FicheIndexee:
        titres = _ranger(brouillon.textes, _TITRES)
        noms = [n for n in (*titres[1:], *_ranger(brouillon.textes, _NOMS)) if n not in titres[:1]]
        titre = titres[0] if titres else Iri(iri).nom_local
        return FicheIndexee(
            iri=iri,
            titre=titre,
            type=self._type(brouillon.classes),
            classes=tuple(sorted(brouillon.classes)),
            noms=tuple(dict.fromkeys(noms)),
            ateliers=tuple(sorted(brouillon.ateliers)),
            themes=tuple(sorted(brouillon.themes)),
            acteurs=tuple(sorted(brouillon.acteurs)),
            annees=tuple(sorted(brouillon.annees)),
            liens=tuple(Lien(predicat, cible) for predicat, cible in sorted(brouillon.liens)),
            passages=tuple(_passages(titre, self._nature(brouillon.classes), brouillon)),
        )

    def _nature(self, classes: set[str]) -> str:
        """Ce qu'est un énoncé, en français (« Constat, Risque ») ; vide pour toute autre ressource."""
        return ", ".join(sorted(self._natures[classe] for classe in classes & self._natures.keys()))

    def _type(self, classes: set[str]) -> str:
        """La classe la plus précise ; la première dans l'ordre des lettres s'il y en a plusieurs."""
        generales = {mere for classe in classes for mere in self._meres.get(classe, ())}
        return min(Iri(classe).nom_local for classe in (classes - generales) or classes)


def _passages(titre: str, nature: str, brouillon: _Brouillon) -> Iterator[Extrait]:
    textes = [Section(nature, texte) for texte in _ranger(brouillon.textes, _TEXTES)]
    textes += [Section(t.strip(), texte) for _, t, texte in sorted(brouillon.sections.values())]
    for passage in decouper(titre, textes):
        yield Extrait(passage.section, passage.texte)


def _ranger(textes: Mapping[str, set[str]], proprietes: Iterable[str]) -> list[str]:
    """Les textes de ces propriétés, dans leur ordre puis dans celui du français."""
    return [
        texte
        for propriete in proprietes
        for texte in sorted(textes.get(propriete, ()), key=langue.cle_de_tri)
        if texte
    ]


def _texte(terme: Terme | None) -> str:
    return "" if terme is None else str(terme)
