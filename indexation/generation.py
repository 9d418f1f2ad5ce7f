"""Une génération de l'index : celle que l'on lit, et celle que l'on prépare."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path

from corpus.extraction.lexique import Entree, Lexique
from corpus.extraction.modele import identite
from graphe.generations import Retenue
from indexation import manifeste as manifestes
from indexation.adaptateurs.provision import Provision
from indexation.adaptateurs.tantivy_local import IndexTantivy
from indexation.colonnes import Colonnes
from indexation.depart import MOTS, REGISTRE, SENS, SensEnChantier, lire_sens, partir_de
from indexation.erreurs import IndexIllisible
from indexation.fiches import FicheIndexee, PassageAnalyse, analyser
from indexation.lecture import Registre
from indexation.manifeste import Manifeste
from indexation.mentions import compter
from indexation.ports import DocumentLexical, IndexLexical, IndexVectoriel, Vectoriseur
from indexation.registre import RegistreEnEcriture
from indexation.surlignage import Reperage, concepts_nommes

_LEXIQUE, _BROUILLON = "lexique.json", "vecteurs.brouillon"
_LOT = 256
_TEXTES_GARDES = 2_000
_EN_NOMBRE = 500
"""À partir de combien de ressources une construction passe par la chaîne spaCy."""
_SANS_CONCEPT = Lexique(())


@dataclass(frozen=True, slots=True)
class Generation:
    """Une génération publiée, ouverte en lecture ; plusieurs fils peuvent s'en servir."""

    dossier: Path
    manifeste: Manifeste
    registre: Registre
    colonnes: Colonnes
    mots: IndexLexical
    sens: IndexVectoriel
    lexique: Lexique
    nommer: Reperage
    """Les concepts que nomme un texte : les passages que l'on montre reviennent d'une question à l'autre."""
    retenue: Retenue | None = None
    """Ce qui empêche le nettoyage tant que quelqu'un s'en sert."""


def ouvrir(dossier: Path, retenue: Retenue | None = None) -> Generation:
    """Vérifie et ouvre une génération ; `IndexIllisible` si elle n'est pas saine."""
    manifeste = manifestes.lire(dossier)
    manifestes.verifier(dossier, manifeste)
    try:
        lexique = _lire_lexique(dossier / _LEXIQUE, suites=manifeste.analyse == identite())
        return Generation(
            dossier,
            manifeste,
            Registre(dossier / REGISTRE),
            Colonnes(dossier),
            IndexTantivy(dossier / MOTS),
            lire_sens(dossier, manifeste.vecteurs),
            lexique,
            lru_cache(_TEXTES_GARDES)(partial(concepts_nommes, lexique=lexique)),
            retenue,
        )
    except (OSError, ValueError, TypeError, sqlite3.Error) as erreur:
        raise IndexIllisible(
            f"L'index « {dossier} » ne s'ouvre pas ({erreur}). {manifestes.REFAIRE}"
        ) from erreur


class Chantier:
    """Une génération en préparation dans un dossier de travail, neuve ou partie d'une autre."""

    def __init__(self, dossier: Path, vectoriseur: Vectoriseur, *, depart: Path | None = None) -> None:
        self._dossier = dossier
        self._vectoriseur = vectoriseur
        brouillon = dossier / _BROUILLON
        self._sens: SensEnChantier = (
            Provision(vectoriseur.dimension, brouillon)
            if depart is None
            else partir_de(depart, dossier, manifestes.lire(depart), brouillon)
        )
        self._registre = RegistreEnEcriture(dossier / REGISTRE)
        self._mots = IndexTantivy(dossier / MOTS)
        self._attente: list[tuple[int, str]] = []
        self._a_reconnaitre: set[str] = set()
        self._neuf = depart is None

    def empreintes(self) -> dict[str, str]:
        return self._registre.empreintes()

    def empreinte(self, iri: str) -> str | None:
        return self._registre.empreinte(iri)

    def ajouter(self, fiche: FicheIndexee) -> None:
        """Indexe une ressource absente."""
        self._a_reconnaitre.add(fiche.iri)
        passages = analyser(fiche)
        numeros = self._registre.ajouter(fiche, passages)
        self._mots.ajouter(map(_document, numeros, passages))
        self._attente += zip(numeros, (p.a_vectoriser for p in passages), strict=True)
        if len(self._attente) >= _LOT:
            self._vectoriser()

    def retirer(self, iri: str) -> None:
        """Oublie une ressource ; sans effet si elle est inconnue."""
        self._vectoriser()
        numeros = self._registre.retirer(iri)
        self._mots.retirer(numeros)
        self._sens.retirer(numeros)

    def reconnaitre(self, iris: Iterable[str]) -> None:
        """Fera chercher à nouveau les concepts que nomment ces ressources ; une inconnue est ignorée."""
        self._a_reconnaitre.update(iris)

    def finir(self, *, version: int, signature: str, lexique: Lexique) -> Manifeste:
        """Écrit et ferme tout, puis pose le manifeste : le dossier est prêt à publier."""
        self._vectoriser()
        textes = self._registre.textes(sorted(self._a_reconnaitre))
        for numero, mentions in compter(textes, lexique, en_nombre=self._en_nombre()):
            self._registre.noter_mentions(numero, mentions)
        self._mots.valider()
        self._sens.ecrire(self._dossier / SENS)
        totaux = self._registre.valider()
        entrees = [asdict(e) | {"suites": lexique.suites_de(e.forme)} for e in lexique.entrees]
        (self._dossier / _LEXIQUE).write_text(json.dumps(entrees, ensure_ascii=False), "utf-8")
        manifeste = Manifeste(
            version=version,
            signature=signature,
            vectoriseur=self._vectoriseur.nom,
            modele=self._vectoriseur.empreinte,
            analyse=identite(),
            lexique=lexique.version,
            ressources=totaux["ressources"],
            passages=totaux["passages"],
            vecteurs=self._sens.espece,
            ecart=self._sens.ecart,
            fichiers=manifestes.inventorier(self._dossier),
        )
        manifeste.ecrire(self._dossier)
        return manifeste

    def _en_nombre(self) -> bool:
        """Vrai pour une génération neuve d'une certaine taille : l'import de spaCy s'y perd."""
        return self._neuf and len(self._a_reconnaitre) >= _EN_NOMBRE

    def _vectoriser(self) -> None:
        if self._attente:
            numeros, textes = zip(*self._attente, strict=True)
            self._sens.ajouter(numeros, self._vectoriseur.vectoriser(textes))
            self._attente.clear()


def remplir(
    dossier: Path,
    vectoriseur: Vectoriseur,
    fiches: Iterable[FicheIndexee],
    *,
    version: int = 0,
    signature: str = "",
    lexique: Lexique = _SANS_CONCEPT,
) -> Manifeste:
    """Construit d'un trait une génération neuve dans un dossier vide."""
    chantier = Chantier(dossier, vectoriseur)
    for fiche in fiches:
        chantier.ajouter(fiche)
    return chantier.finir(version=version, signature=signature, lexique=lexique)


def _document(numero: int, passage: PassageAnalyse) -> DocumentLexical:
    return DocumentLexical(
        numero,
        passage.titre.racines,
        passage.corps.racines,
        (*passage.titre.lemmes, *passage.corps.lemmes),
    )


def _lire_lexique(fichier: Path, *, suites: bool) -> Lexique:
    """Les entrées, avec leurs `suites` si elles viennent de la même analyse du français que la question."""
    lues = json.loads(fichier.read_text("utf-8"))
    gardees = {lue["forme"]: tuple(map(tuple, lue.pop("suites"))) for lue in lues}
    return Lexique(tuple(Entree(**lue) for lue in lues), gardees if suites else {})
