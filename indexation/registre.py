"""Le registre SQLite d'une génération : les ressources, leurs passages, et le vocabulaire qu'ils emploient.

Tout compte (fréquences, longueurs) y est tenu exactement, passages retirés déduits : une mise à jour
donne les mêmes nombres qu'une reconstruction.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from corpus import langue
from indexation import colonnage, socle
from indexation.colonnes import COLONNES, condenser_mots
from indexation.fiches import FicheIndexee, Mots, PassageAnalyse, lire_mots

_SCHEMA = """
CREATE TABLE ressources (
  numero INTEGER PRIMARY KEY AUTOINCREMENT, iri TEXT NOT NULL UNIQUE, titre TEXT NOT NULL, type TEXT NOT NULL,
  classes TEXT NOT NULL, noms TEXT NOT NULL, ateliers TEXT NOT NULL, themes TEXT NOT NULL,
  acteurs TEXT NOT NULL, annees TEXT NOT NULL, empreinte TEXT NOT NULL);
CREATE TABLE passages (
  numero INTEGER PRIMARY KEY AUTOINCREMENT, ressource INTEGER NOT NULL, position INTEGER NOT NULL,
  section TEXT NOT NULL, texte TEXT NOT NULL, mots BLOB NOT NULL, longueur INTEGER NOT NULL);
CREATE INDEX passages_par_ressource ON passages (ressource, position);
CREATE TABLE themes (theme TEXT NOT NULL, ressource INTEGER NOT NULL, PRIMARY KEY (theme, ressource))
  WITHOUT ROWID;
CREATE INDEX themes_par_ressource ON themes (ressource);
CREATE TABLE mentions (theme TEXT NOT NULL, ressource INTEGER NOT NULL, nombre INTEGER NOT NULL,
  PRIMARY KEY (theme, nombre DESC, ressource)) WITHOUT ROWID;
CREATE INDEX mentions_par_ressource ON mentions (ressource);
CREATE TABLE liens (source TEXT NOT NULL, predicat TEXT NOT NULL, cible TEXT NOT NULL,
  PRIMARY KEY (source, predicat, cible)) WITHOUT ROWID;
CREATE INDEX liens_par_cible ON liens (cible);
CREATE TABLE racines (racine TEXT PRIMARY KEY, nombre INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE ecritures (ecriture TEXT PRIMARY KEY, forme TEXT NOT NULL, lemme TEXT NOT NULL,
  nombre INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX ecritures_par_lemme ON ecritures (lemme);
CREATE INDEX ecritures_par_forme ON ecritures (forme);
CREATE TABLE valeurs (condense INTEGER PRIMARY KEY, facette TEXT NOT NULL, valeur TEXT NOT NULL);
CREATE TABLE totaux (nom TEXT PRIMARY KEY, valeur INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE oubliees (numero INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE recomptees (numero INTEGER PRIMARY KEY);
INSERT INTO totaux VALUES ('ressources', 0), ('passages', 0), ('longueur', 0);
"""

_EN_ATTENTE = 200_000
"""Combien d'écritures comptées en mémoire avant de les verser dans la base."""


class RegistreEnEcriture:
    """Le registre d'une génération en préparation ; `valider` avant de la publier.

    Si un socle est à côté du fichier, on n'écrit que ce qui en diffère (voir `indexation.socle`).
    """

    def __init__(self, fichier: Path) -> None:
        self._racines: Counter[str] = Counter()
        self._ecritures: Counter[tuple[str, str]] = Counter()
        self._totaux: Counter[str] = Counter()
        self._fichier = fichier
        neuf = not fichier.exists()
        self._base = sqlite3.connect(fichier, uri=True)
        # Ce dossier n'est publié qu'une fois complet : un arrêt brutal le jette en entier.
        self._base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        if neuf:
            self._base.executescript(_SCHEMA)
        self._prolonge = socle.attacher(self._base, fichier)
        if self._prolonge:
            socle.poser_vues(self._base, "toutes_")
            if neuf:
                socle.commencer(self._base)
        self._lues = "toutes_" if self._prolonge else ""

    def empreintes(self) -> dict[str, str]:
        """L'IRI de chaque ressource → l'empreinte de son contenu."""
        return dict(self._base.execute(f"SELECT iri, empreinte FROM {self._lues}ressources"))  # noqa: S608

    def empreinte(self, iri: str) -> str | None:
        requete = f"SELECT empreinte FROM {self._lues}ressources WHERE iri = ?"  # noqa: S608
        ligne = self._base.execute(requete, (iri,)).fetchone()
        return None if ligne is None else str(ligne[0])

    def ajouter(self, fiche: FicheIndexee, passages: list[PassageAnalyse]) -> list[int]:
        """Range une ressource absente ; rend les numéros de ses passages, dans l'ordre."""
        ressource = self._base.execute(
            "INSERT INTO ressources (iri, titre, type, classes, noms, ateliers, themes, acteurs, annees,"
            " empreinte) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                fiche.iri,
                fiche.titre,
                fiche.type,
                *(_liste(v) for v in (fiche.classes, fiche.noms, fiche.ateliers, fiche.themes)),
                _liste(fiche.acteurs),
                _liste(map(str, fiche.annees)),
                fiche.empreinte(),
            ),
        ).lastrowid
        self._base.executemany(
            "INSERT INTO themes VALUES (?, ?)", [(theme, ressource) for theme in fiche.themes]
        )
        self._base.executemany(
            "INSERT INTO liens VALUES (?, ?, ?)",
            [(fiche.iri, lien.predicat, lien.cible) for lien in fiche.liens],
        )
        numeros = []
        for passage in passages:
            curseur = self._base.execute(
                "INSERT INTO passages (ressource, position, section, texte, mots, longueur)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    ressource,
                    passage.position,
                    passage.section,
                    passage.texte,
                    _condenses(passage),
                    len(passage.corps.racines),
                ),
            )
            numeros.append(int(curseur.lastrowid or 0))
        self._compter(
            [fiche.titre, *fiche.noms, *(t for p in passages for t in (p.section, p.texte))],
            {r for p in passages for r in (*p.titre.racines, *p.corps.racines)},
            {"ressources": 1, "passages": len(passages)}
            | {"longueur": sum(len(p.corps.racines) for p in passages)},
            sens=1,
        )
        return numeros

    def retirer(self, iri: str) -> list[int]:
        """Oublie une ressource ; rend les numéros de ses passages (aucun si elle est inconnue)."""
        ligne = self._base.execute(
            f"SELECT numero, titre, noms FROM {self._lues}ressources WHERE iri = ?",  # noqa: S608
            (iri,),
        ).fetchone()
        if ligne is None:
            return []
        ressource, titre, noms = ligne
        passages = self._base.execute(
            f"SELECT numero, section, texte, longueur FROM {self._lues}passages WHERE ressource = ?",  # noqa: S608
            (ressource,),
        ).fetchall()
        nommee = (titre, *noms.split("\n"))
        self._compter(
            [*nommee, *(t for p in passages for t in p[1:3])],
            {r for lus in (nommee, *(p[1:3] for p in passages)) for r in Mots.de(*lus).racines},
            {"ressources": 1, "passages": len(passages), "longueur": sum(p[3] for p in passages)},
            sens=-1,
        )
        self._base.execute("DELETE FROM passages WHERE ressource = ?", (ressource,))
        self._base.execute("DELETE FROM themes WHERE ressource = ?", (ressource,))
        self._base.execute("DELETE FROM mentions WHERE ressource = ?", (ressource,))
        self._base.execute("DELETE FROM liens WHERE source = ?", (iri,))
        self._base.execute("DELETE FROM ressources WHERE numero = ?", (ressource,))
        if self._prolonge:
            self._base.execute(
                "INSERT OR IGNORE INTO oubliees SELECT numero, iri FROM socle.ressources WHERE numero = ?",
                (ressource,),
            )
        return [int(p[0]) for p in passages]

    def textes(self, iris: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
        """Le numéro de chacune de ces ressources, et tout ce qu'elle dit, une fois chaque texte."""
        for iri in iris:
            ligne = self._base.execute(
                f"SELECT numero, titre, noms FROM {self._lues}ressources WHERE iri = ?",  # noqa: S608
                (iri,),
            ).fetchone()
            if ligne is not None:
                numero, titre, noms = ligne
                passages = self._base.execute(
                    f"SELECT section, texte FROM {self._lues}passages"  # noqa: S608
                    " WHERE ressource = ? ORDER BY position",
                    (numero,),
                ).fetchall()
                textes = [titre, *noms.split("\n"), *(texte for passage in passages for texte in passage)]
                yield numero, [*dict.fromkeys(filter(None, textes))]

    def noter_mentions(self, ressource: int, mentions: Mapping[str, int]) -> None:
        """Remplace ce que l'on sait des concepts que nomme une ressource ; n'écrit que si cela change."""
        connues = f"SELECT theme, nombre FROM {self._lues}mentions WHERE ressource = ?"  # noqa: S608
        if dict(self._base.execute(connues, (ressource,))) == mentions:
            return
        if self._prolonge:
            self._base.execute("INSERT OR IGNORE INTO recomptees VALUES (?)", (ressource,))
        self._base.execute("DELETE FROM mentions WHERE ressource = ?", (ressource,))
        self._base.executemany(
            "INSERT INTO mentions VALUES (?, ?, ?)",
            [(theme, ressource, nombre) for theme, nombre in mentions.items()],
        )

    def valider(self) -> dict[str, int]:
        """Écrit tout, colonnes comprises, ferme, et rend les totaux."""
        self._deverser()
        if not self._prolonge:
            self._base.executescript(
                "DELETE FROM racines WHERE nombre <= 0; DELETE FROM ecritures WHERE nombre <= 0;"
            )
        totaux = dict(self._base.execute("SELECT nom, valeur FROM totaux"))
        colonnage.ecrire(self._base, self._fichier.with_name(COLONNES), self._lues)
        self._base.commit()
        self._base.close()
        return totaux

    def _compter(
        self, textes: Iterable[str], racines: Iterable[str], totaux: dict[str, int], *, sens: int
    ) -> None:
        for racine in racines:
            self._racines[racine] += sens
        for ecriture in _ecritures(textes):
            self._ecritures[ecriture] += sens
        for nom, valeur in totaux.items():
            self._totaux[nom] += sens * valeur
        if len(self._ecritures) > _EN_ATTENTE:
            self._deverser()

    def _deverser(self) -> None:
        """Ajoute à la base les comptes en attente, dans l'ordre des clés : ses pages se lisent une fois."""
        if self._prolonge:
            socle.reprendre(self._base, "racines", list(self._racines))
            socle.reprendre(self._base, "ecritures", [ecriture for ecriture, _ in self._ecritures])
        self._base.executemany(
            "INSERT INTO racines VALUES (?1, ?2)"
            " ON CONFLICT (racine) DO UPDATE SET nombre = nombre + excluded.nombre",
            sorted(self._racines.items()),
        )
        self._base.executemany(
            "INSERT INTO ecritures VALUES (?, ?, ?, ?)"
            " ON CONFLICT (ecriture) DO UPDATE SET nombre = nombre + excluded.nombre",
            [
                (ecriture, forme, langue.lemme(forme), nombre)
                for (ecriture, forme), nombre in sorted(self._ecritures.items())
            ],
        )
        self._base.executemany(
            "UPDATE totaux SET valeur = valeur + ? WHERE nom = ?",
            [(valeur, nom) for nom, valeur in self._totaux.items()],
        )
        for comptes in (self._racines, self._ecritures, self._totaux):
            comptes.clear()


def _condenses(passage: PassageAnalyse) -> bytes:
    """Les racines du titre et du corps, puis leurs lemmes, condensés."""
    titre, corps = passage.titre, passage.corps
    return condenser_mots((*titre.racines, *corps.racines, *titre.lemmes, *corps.lemmes)).tobytes()


def _liste(valeurs: Iterable[str]) -> str:
    return "\n".join(valeurs)


def _ecritures(textes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Chaque mot comme il est écrit, en minuscules, et sa forme pliée."""
    for texte in textes:
        for mot in lire_mots(texte):
            yield _en_minuscules(texte[mot.debut : mot.fin]), mot.forme


@lru_cache(maxsize=1 << 16)
def _en_minuscules(mot: str) -> str:
    return langue.normaliser(mot).lower()
