"""Parcourir le graphe : la fiche d'une ressource, ses voisines, l'arbre du thésaurus, des listes."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.langue import cle_de_tri, plier
from graphe.ports import Depot
from ontologie.erreurs import ErreurUsage
from ontologie.espaces import DCTERMS, FOAF, GRAPHE_ONTOLOGIE, MAILLAGE, RDF, RDFS, SKOS
from ontologie.libelles import Libelles
from ontologie.regles import Regles
from ontologie.termes import Iri, Ligne, Terme, Triplet, entier

_TITRES = frozenset({RDFS + "label", SKOS + "prefLabel", DCTERMS + "title"})
_DESCRIPTIONS = (DCTERMS + "description", MAILLAGE + "texte", SKOS + "definition", SKOS + "scopeNote")
_A_PART = _TITRES | {*_DESCRIPTIONS, RDF + "type", MAILLAGE + "aPourSection"}
_NOTICE_A_PART = frozenset({RDF + "type", FOAF + "primaryTopic", RDFS + "label"})
_LANGUES = frozenset({None, "fr"})
_GENRES = {"type": "type", "atelier": "atelier", "theme": "thème", "acteur": "acteur"}


@dataclass(frozen=True, slots=True)
class Lien:
    """Une ressource que l'on peut ouvrir."""

    iri: Iri
    titre: str


@dataclass(frozen=True, slots=True)
class Champ:
    """Une propriété en français et ses valeurs, triées."""

    predicat: Iri
    libelle: str
    valeurs: tuple[Lien | str, ...]


@dataclass(frozen=True, slots=True)
class Carte:
    """Tout ce que la base dit d'une ressource, prêt à lire."""

    iri: Iri
    titre: str
    type: str
    """Nom local de la classe la plus précise (« Concept » pour un concept)."""
    libelle_type: str
    descriptions: tuple[str, ...]
    champs: tuple[Champ, ...]
    sections: tuple[tuple[str, str], ...]
    entrants: tuple[Champ, ...]
    """Les renvois qu'aucune propriété inverse ne montre déjà."""
    notice: tuple[Champ, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Une ressource du voisinage."""

    iri: Iri
    titre: str
    type: str


@dataclass(frozen=True, slots=True)
class Voisinage:
    """Un centre, ce qui l'entoure, et les liens (source, cible, libellé)."""

    centre: Iri
    points: tuple[Point, ...]
    aretes: tuple[tuple[Iri, Iri, str], ...]
    omis: int
    """Voisins laissés de côté parce que le maximum est atteint."""


@dataclass(frozen=True, slots=True)
class Noeud:
    """Un concept et ses concepts plus précis."""

    iri: Iri
    titre: str
    enfants: tuple[Noeud, ...]


class Exploration:
    """Les parcours d'un dépôt ; ontologie et noms sont relus quand la base change."""

    def __init__(self, depot: Depot) -> None:
        self._depot = depot
        self._ontologie: tuple[int, Regles, Libelles] | None = None
        self._noms: tuple[int, Mapping[str, Mapping[str, tuple[Iri, str]]]] | None = None

    def carte(self, iri: Iri) -> Carte | None:
        """La fiche d'une ressource ; `None` si la base n'en dit rien."""
        lignes = list(self._depot.selectionner("carte", ressource=iri))
        if not lignes:
            return None
        inverses = self._regles().inverses
        sortants = {_iri(ligne["predicat"]) for ligne in lignes}
        entrants = (
            {**ligne, "objet": ligne["sujet"]}
            for ligne in self._depot.selectionner("entrants", ressource=iri)
            if inverses.get(_iri(ligne["predicat"])) not in sortants
        )
        notices = [_iri(ligne["notice"]) for ligne in self._depot.selectionner("notice", ressource=iri)]
        lignes_notice = (li for n in notices for li in self._depot.selectionner("carte", ressource=n))
        sections = self._depot.selectionner("sections", ressource=iri)
        type_ = self._types([iri]).get(iri, "")
        return Carte(
            iri,
            _titre(lignes, iri),
            type_,
            self.libelles().nom_de_classe(type_),
            tuple(_descriptions(lignes)),
            self._champs(li for li in lignes if li["predicat"] not in _A_PART),
            tuple((str(li["titre"]), str(li["texte"])) for li in sections),
            self._champs(entrants, inverses=True),
            self._champs(li for li in lignes_notice if li["predicat"] not in _NOTICE_A_PART),
        )

    def voisinage(self, iri: Iri, *, maximum: int = 40) -> Voisinage | None:
        """Les ressources à un pas, au plus `maximum` ; `None` si la base ne connaît pas le centre."""
        carte = list(self._depot.selectionner("carte", ressource=iri))
        if not carte:
            return None
        titres: dict[Iri, str] = {}
        liens: dict[frozenset[Iri], tuple[Iri, Iri, str]] = {}
        for ligne in self._depot.selectionner("voisins", ressource=iri):
            sujet, objet, voisin = (_iri(ligne[nom]) for nom in ("sujet", "objet", "voisin"))
            titres.setdefault(voisin, str(ligne["titre"]))
            # deux propriétés inverses disent le même lien : on garde celle qui part du centre
            if sujet == iri or frozenset({sujet, objet}) not in liens:
                liens[frozenset({sujet, objet})] = sujet, objet, self._libelle(_iri(ligne["predicat"]))
        titres.pop(iri, None)
        gardes = sorted(titres, key=lambda v: cle_de_tri(titres[v]))[:maximum]
        types = self._types([iri, *gardes])
        points = [Point(iri, _titre(carte, iri), types.get(iri, ""))]
        points += [Point(v, titres[v], types.get(v, "")) for v in gardes]
        aretes = [lien for lien in liens.values() if {lien[0], lien[1]} <= {iri, *gardes}]
        return Voisinage(iri, tuple(points), tuple(sorted(aretes)), len(titres) - len(gardes))

    def arbre(self) -> tuple[Noeud, ...]:
        """Les concepts sans concept plus large, et leurs descendants, triés en français."""
        titres: dict[Iri, str] = {}
        enfants: dict[Iri | None, set[Iri]] = defaultdict(set)
        for ligne in self._depot.selectionner("arbre"):
            concept = _iri(ligne["concept"])
            titres[concept] = str(ligne["titre"])
            enfants[None if ligne["parent"] is None else _iri(ligne["parent"])].add(concept)

        def noeuds(parent: Iri | None, chemin: frozenset[Iri]) -> tuple[Noeud, ...]:
            tries = sorted(enfants[parent] - chemin, key=lambda c: cle_de_tri(titres[c]))
            return tuple(Noeud(c, titres[c], noeuds(c, chemin | {c})) for c in tries)

        return noeuds(None, frozenset())

    def facettes(self) -> tuple[Noeud, ...]:
        """Les facettes du thésaurus et leurs concepts, triés en français."""
        concepts: dict[Lien, set[Lien]] = defaultdict(set)
        for ligne in self._depot.selectionner("facettes"):
            facette = Lien(_iri(ligne["facette"]), str(ligne["titre"]))
            concepts[facette].add(Lien(_iri(ligne["concept"]), str(ligne["nom"])))
        return tuple(
            Noeud(f.iri, f.titre, tuple(Noeud(c.iri, c.titre, ()) for c in sorted(concepts[f], key=_rang)))
            for f in sorted(concepts, key=_rang)
        )

    def ressources(
        self,
        *,
        type: Iri | None = None,
        concept: Iri | None = None,
        acteur: Iri | None = None,
        lieu: Iri | None = None,
        atelier: Iri | None = None,
        annee: int | None = None,
    ) -> tuple[Lien, ...]:
        """Les ressources qui répondent à tout ce qui est demandé, triées en français."""
        demandes: dict[str, Terme | None] = {
            "type": type,
            "concept": concept,
            "acteur": acteur,
            "lieu": lieu,
            "atelier": atelier,
            "annee": None if annee is None else entier(annee),
        }
        termes = {nom: terme for nom, terme in demandes.items() if terme is not None}
        lignes = self._depot.selectionner("ressources", **termes)
        liens = {Lien(_iri(li["ressource"]), str(li["titre"])) for li in lignes}
        return tuple(sorted(liens, key=_rang))

    def resoudre(self, texte: str, genre: str) -> Iri:
        """L'IRI d'un « type », « atelier », « theme » ou « acteur » donné par nom court, libellé ou IRI.

        Lève `ErreurUsage`, avec les plus proches, si rien ne correspond.
        """
        noms = self._nommables()[genre]
        if trouve := noms.get(plier(texte)):
            return trouve[0]
        proches = difflib.get_close_matches(plier(texte), noms, n=3, cutoff=0.5)
        conseils = ", ".join(f"« {noms[p][1]} »" for p in proches) or ", ".join(
            sorted({iri.nom_local for iri, _ in noms.values()}, key=cle_de_tri)[:12]
        )
        raise ErreurUsage(f"« {texte} » n'est pas un {_GENRES[genre]} connu. Les plus proches : {conseils}.")

    def libelles(self) -> Libelles:
        return self._vocabulaire()[1]

    def _nommables(self) -> Mapping[str, Mapping[str, tuple[Iri, str]]]:
        """Genre → nom plié → la ressource et le nom tel qu'il s'écrit."""
        version = self._depot.version()
        if self._noms is None or self._noms[0] != version:
            noms: dict[str, dict[str, tuple[Iri, str]]] = defaultdict(dict)
            for ligne in self._depot.selectionner("nommables"):
                iri = _iri(ligne["iri"])
                for nom in (str(ligne["libelle"]), iri.nom_local, iri):
                    noms[str(ligne["genre"])].setdefault(plier(nom), (iri, nom))
            self._noms = version, noms
        return self._noms[1]

    def _regles(self) -> Regles:
        return self._vocabulaire()[0]

    def _vocabulaire(self) -> tuple[Regles, Libelles]:
        version = self._depot.version()
        if self._ontologie is None or self._ontologie[0] != version:
            triplets = [
                _triplet(li) for li in self._depot.selectionner("vocabulaire", graphe=GRAPHE_ONTOLOGIE)
            ]
            self._ontologie = version, Regles.depuis(triplets), Libelles(triplets)
        return self._ontologie[1:]

    def _types(self, iris: Iterable[Iri]) -> Mapping[Iri, str]:
        types = {}
        for iri in iris:
            lignes = self._depot.selectionner("types", ressource=iri)
            precise = self._regles().la_plus_precise(_iri(li["type"]) for li in lignes)
            if precise is not None:
                types[iri] = precise.nom_local
        return types

    def _libelle(self, predicat: Iri) -> str:
        return self.libelles().libelle(predicat)

    def _champs(self, lignes: Iterable[Ligne], *, inverses: bool = False) -> tuple[Champ, ...]:
        nommer = self.libelles().libelle_inverse if inverses else self.libelles().libelle
        valeurs: dict[Iri, set[Lien | str]] = defaultdict(set)
        for ligne in lignes:
            objet, titre = ligne["objet"], ligne["titre"]
            if getattr(objet, "langue", None) not in _LANGUES:
                continue
            lien = Lien(objet, str(titre or objet)) if isinstance(objet, Iri) else str(objet)
            valeurs[_iri(ligne["predicat"])].add(lien)
        champs = [
            Champ(p, nommer(p), tuple(sorted(v, key=lambda x: cle_de_tri(getattr(x, "titre", str(x))))))
            for p, v in valeurs.items()
        ]
        return tuple(sorted(champs, key=lambda champ: cle_de_tri(champ.libelle)))


def _rang(lien: Lien) -> tuple[tuple[str, ...], Iri]:
    return cle_de_tri(lien.titre), lien.iri


def _iri(terme: Terme | None) -> Iri:
    if not isinstance(terme, Iri):
        raise TypeError(f"IRI attendu, reçu {terme!r}")
    return terme


def _triplet(ligne: Ligne) -> Triplet:
    objet = ligne["objet"]
    assert objet is not None
    return Triplet(_iri(ligne["sujet"]), _iri(ligne["predicat"]), objet)


def _titre(lignes: Iterable[Ligne], iri: Iri) -> str:
    titres = [li["objet"] for li in lignes if li["predicat"] in _TITRES]
    francais = [str(t) for t in titres if getattr(t, "langue", None) == "fr"]
    return min(francais, default=iri.nom_local)


def _descriptions(lignes: list[Ligne]) -> Iterable[str]:
    for predicat in _DESCRIPTIONS:
        for ligne in lignes:
            if ligne["predicat"] == predicat and getattr(ligne["objet"], "langue", None) in _LANGUES:
                yield str(ligne["objet"])
