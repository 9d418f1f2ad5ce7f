"""Les questions nommées : un fichier `.rq` par question, valable tel quel, et ses paramètres.

Un paramètre s'écrit `VALUES ?theme { UNDEF }` ; il est remplacé par un terme typé, jamais par du texte.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphe.ports import QuestionInconnue
from ontologie.termes import Terme, ecrire_terme

DOSSIER = Path(__file__).parent / "requetes"
_PARAMETRE = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")
_PREFIXE = re.compile(r"PREFIX\s+(\w+):")
_TITRE = re.compile(r"^#\s*titre\s*:\s*(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Question:
    """Une requête rangée, son titre en français (vide si elle n'est pas proposée en exemple)."""

    nom: str
    titre: str
    texte: str

    @property
    def parametres(self) -> frozenset[str]:
        return frozenset(_PARAMETRE.findall(self.texte))

    def remplie(self, termes: Mapping[str, Terme | tuple[Terme, ...]]) -> str:
        """Le texte SPARQL où chaque paramètre donné est remplacé, par un ou plusieurs termes.

        Lève `QuestionInconnue` si un paramètre n'existe pas.
        """
        inconnus = termes.keys() - self.parametres
        if inconnus:
            attendus = ", ".join(sorted(self.parametres)) or "aucun"
            raise QuestionInconnue(
                f"La question « {self.nom} » n'a pas de paramètre « {min(inconnus)} ». Attendu : {attendus}."
            )

        def remplacer(trouve: re.Match[str]) -> str:
            terme = termes.get(trouve[1])
            if terme is None:
                return trouve[0]
            plusieurs = terme if isinstance(terme, tuple) else (terme,)
            return f"VALUES ?{trouve[1]} {{ {' '.join(map(ecrire_terme, plusieurs))} }}"

        return _PARAMETRE.sub(remplacer, self.texte)

    def epuree(self, termes: Mapping[str, Terme | tuple[Terme, ...]]) -> str:
        """La requête telle qu'on la montre : remplie, sans les lignes dont un paramètre n'est pas donné.

        Une telle ligne ne doit rien restreindre quand son paramètre est `UNDEF`. Les préfixes inutiles
        partent aussi.
        """
        lignes = [li for li in self.remplie(termes).splitlines() if not _PARAMETRE.search(li)]
        corps = "\n".join(li for li in lignes if not _PREFIXE.match(li))
        gardees = (li for li in lignes if (p := _PREFIXE.match(li)) is None or f"{p[1]}:" in corps)
        return "\n".join(gardees) + "\n"


@cache
def questions() -> Mapping[str, Question]:
    """Toutes les questions livrées, par nom."""
    toutes = {}
    for fichier in sorted(DOSSIER.glob("*.rq")):
        texte = fichier.read_text("utf-8")
        titre = _TITRE.search(texte)
        toutes[fichier.stem] = Question(fichier.stem, titre[1].strip() if titre else "", texte)
    return toutes


def question(nom: str) -> Question:
    """La question de ce nom ; `QuestionInconnue`, avec les plus proches, si elle n'existe pas."""
    try:
        return questions()[nom]
    except KeyError:
        proches = ", ".join(difflib.get_close_matches(nom, questions())) or ", ".join(questions())
        raise QuestionInconnue(
            f"La question nommée « {nom} » n'existe pas. Les plus proches : {proches}."
        ) from None
