"""Les phrases d'une réponse de forme, en français."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.langue import plier
from indexation.formes.forme import Annees, Classe, Liste, Nom

_HEURE = re.compile(r"(\d\d):(\d\d):\d\d")
_INVARIABLE = re.compile(r"[sxz]$")
_COMPLEMENT = re.compile(r"\s(?=d[eu]s?\s|d['’])")
_EN_X = re.compile(r"(?:eau|au|eu)$")


def au_pluriel(nom: str) -> str:
    """« compte-rendu » → « comptes-rendus », « cycle d'ateliers » → « cycles d'ateliers »."""
    tete, complement = _COMPLEMENT.split(nom, maxsplit=1)[0], _COMPLEMENT.search(nom)
    suite = nom[complement.start() :] if complement else ""
    return re.sub(r"[^\W_]+", lambda mot: _mot_au_pluriel(mot[0]), tete) + suite


def _mot_au_pluriel(mot: str) -> str:
    if _INVARIABLE.search(mot):
        return mot
    if mot.endswith("al"):
        return mot[:-2] + "aux"
    return mot + ("x" if _EN_X.search(mot) else "s")


def compte(nombre: int, classes: Iterable[Classe]) -> str:
    """« 7 risques », « 1 enseignement ou recommandation »."""
    noms = [classe.libelle[:1].lower() + classe.libelle[1:] for classe in classes]
    return f"{nombre} {enumerer(noms if nombre < 2 else [au_pluriel(nom) for nom in noms], 'ou')}"


def enumerer(textes: list[str], lien: str = "et") -> str:
    return f"{', '.join(textes[:-1])} {lien} {textes[-1]}" if len(textes) > 1 else "".join(textes)


def nommer(nom: Nom) -> str:
    """« l'atelier « X » », « « X » (réseau) », « les ressources de cette sorte »."""
    sorte = nom.sorte.lower()
    if not nom.titre:
        return f"les {au_pluriel(sorte)}"
    if not sorte:
        return f"« {nom.titre} »"
    return f"l'{sorte} « {nom.titre} »" if plier(sorte)[:1] in "aeiou" else f"« {nom.titre} » ({sorte})"


def de(complement: str) -> str:
    """« de l'atelier », « des ateliers », « de « X » »."""
    return f"des {complement[4:]}" if complement.startswith("les ") else f"de {complement}"


def lisible(valeur: str) -> str:
    """Une heure à la française ; toute autre valeur telle quelle."""
    heure = _HEURE.fullmatch(valeur)
    return f"{int(heure[1])} h {heure[2]}" if heure else valeur


def contraintes(liste: Liste) -> str:
    """Ce que la question restreint, tel qu'on l'a compris."""
    morceaux = []
    if liste.themes:
        titres = enumerer([f"« {theme.titre} »" for theme in liste.themes])
        morceaux.append(f"sur {'le thème' if len(liste.themes) == 1 else 'les thèmes'} {titres}")
    if liste.atelier is not None:
        morceaux.append(f"ou dans {nommer(liste.atelier)}")
    preposition = "dans" if all(c.enonce for c in liste.classes) else "en lien avec"
    if liste.lien is not None:
        morceaux.append(f"{preposition} {nommer(liste.lien)}")
    if liste.sorte is not None:
        morceaux.append(f"{preposition} les {au_pluriel(liste.sorte.libelle.lower())}")
    if liste.annees is not None:
        morceaux.append(_annees(liste.annees))
    return " ".join(morceaux)


def _annees(annees: Annees) -> str:
    depuis, jusque = annees.depuis, annees.jusque
    if depuis is not None and jusque is not None:
        return f"en {depuis}" if depuis == jusque else f"de {depuis} à {jusque}"
    return f"depuis {depuis}" if depuis is not None else f"jusqu'en {jusque}"
