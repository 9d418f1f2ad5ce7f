"""Lire une fiche Markdown à en-tête YAML : une ressource et celles que la fiche contient."""

from __future__ import annotations

from pathlib import Path

from corpus.lecteurs import Lecture
from corpus.lecteurs.erreurs import ErreurFiche
from corpus.lecteurs.ressources import Assembleur
from corpus.lecteurs.yaml_situe import lire_yaml
from corpus.modele import Section

TAILLE_MAXIMALE = 1 << 20
"""En octets."""

_BARRE = "---"


def lire(chemin: Path, *, nom: str) -> Lecture:
    """Lit la fiche ; ses fautes sont dans la lecture, désignées par `nom`."""
    try:
        texte = _texte(chemin, nom)
        entete, corps, ligne_du_corps = _separer(texte, nom)
        bloc = lire_yaml(entete, fichier=nom, decalage=2)
    except ErreurFiche as faute:
        return Lecture(fautes=(faute,))
    fautes: list[ErreurFiche] = []
    sections = _sections(corps, ligne_du_corps, nom, fautes)
    assembleur = Assembleur(nom, fautes)
    assembleur.fiche(bloc, sections, identifiant_attendu=chemin.stem)
    return Lecture(tuple(assembleur.ressources), tuple(assembleur.places), tuple(fautes))


def _texte(chemin: Path, nom: str) -> str:
    try:
        with chemin.open("rb") as flux:
            octets = flux.read(TAILLE_MAXIMALE + 1)
    except OSError as erreur:
        raison = erreur.strerror or "erreur d'entrée-sortie"
        raise ErreurFiche(nom, 0, "", f"le fichier ne s'ouvre pas ({raison})") from None
    if len(octets) > TAILLE_MAXIMALE:
        raise ErreurFiche(nom, 0, "", "la fiche est trop grosse", attendu="1 Mio au plus")
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError as erreur:
        ligne = octets[: erreur.start].count(b"\n") + 1
        raise ErreurFiche(
            nom, ligne, "", "un caractère ne se lit pas en UTF-8", attendu="un fichier enregistré en UTF-8"
        ) from None
    return texte.replace("\r\n", "\n").replace("\r", "\n")


def _separer(texte: str, nom: str) -> tuple[str, str, int]:
    """L'en-tête, le corps et la ligne où le corps commence."""
    lignes = texte.split("\n")
    if lignes[0].rstrip() != _BARRE:
        raise ErreurFiche(nom, 1, "", "l'en-tête manque", attendu="une première ligne « --- »")
    for numero, ligne in enumerate(lignes[1:], start=1):
        if ligne.rstrip() == _BARRE:
            return "\n".join(lignes[1:numero]), "\n".join(lignes[numero + 1 :]), numero + 2
    derniere = texte.rstrip().count("\n") + 1
    raise ErreurFiche(
        nom, derniere, "", "l'en-tête n'est pas refermé", attendu="une ligne « --- » après les champs"
    )


def _sections(corps: str, ligne: int, nom: str, fautes: list[ErreurFiche]) -> tuple[Section, ...]:
    """Les intertitres « ## » et leur texte."""
    sections: list[tuple[int, str, list[str]]] = []
    for numero, contenu in enumerate(corps.split("\n"), start=ligne):
        if contenu.startswith("## ") or contenu.rstrip() == "##":
            sections.append((numero, contenu[2:].strip(), []))
        elif contenu.startswith("# "):
            fautes.append(
                ErreurFiche(
                    nom,
                    numero,
                    "",
                    "un titre « # » est dans le corps",
                    attendu="le titre dans le champ « titre », des intertitres « ## »",
                )
            )
        elif sections:
            sections[-1][2].append(contenu)
        elif contenu.strip():
            fautes.append(
                ErreurFiche(
                    nom,
                    numero,
                    "",
                    "du texte précède le premier intertitre",
                    attendu="un intertitre « ## … » avant tout texte",
                )
            )
            return ()
    for numero, titre, lignes in sections:
        if not titre or not "".join(lignes).strip():
            manque = "texte" if titre else "titre"
            fautes.append(
                ErreurFiche(
                    nom,
                    numero,
                    "",
                    f"une section n'a pas de {manque}",
                    attendu="« ## Intertitre » suivi d'un texte",
                )
            )
    return tuple(Section(titre, "\n".join(lignes).strip()) for _, titre, lignes in sections)
