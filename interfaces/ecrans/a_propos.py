"""L'écran À propos : ce que la base contient, sa version, sa licence, ses limites."""

from __future__ import annotations

import datetime
from importlib import metadata

import streamlit as st

from graphe.generations import Generations
from indexation.fraicheur import derniere_saine
from interfaces.assemblage import Services
from interfaces.ecrans.catalogue import catalogue
from interfaces.ecrans.dessin import barres, hauteur
from interfaces.ecrans.fiche import une_ligne
from interfaces.ecrans.texte import inerte, pluriel
from ontologie.espaces import MAILLAGE, OWL, RACINE
from ontologie.termes import Iri

_ONTOLOGIE = Iri(RACINE + "ontologie")
_A_LA_UNE = ("Atelier", "Enonce", "Reference", "Document")


def afficher(services: Services) -> None:
    """Des chiffres, des versions, puis ce qu'il faut savoir pour réutiliser."""
    st.title("À propos de Maillage", anchor=False)
    st.write(
        "Maillage réunit des ressources sur l'économie collaborative dans un graphe que l'on peut "
        "interroger en français, parcourir de proche en proche ou questionner en SPARQL."
    )
    _compter(services)
    _dater(services)
    _dire_les_droits(services)
    _dire_les_limites()


def _compter(services: Services) -> None:
    comptes = {
        str(ligne["classe"]): int(str(ligne["nombre"])) for ligne in services.depot.selectionner("comptes")
    }
    themes = sum(1 for iri in catalogue(services).titres if iri.startswith(RACINE + "concept/"))
    st.header("Ce que la base contient", anchor=False)
    nommer = services.exploration.libelles().nom_de_classe
    une = {nommer(classe): comptes.get(nommer(classe), 0) for classe in _A_LA_UNE}
    with st.container(horizontal=True):
        for nom, nombre in une.items():
            st.metric(nom, nombre, border=True)
        st.metric("Thème", themes, border=True)
    with st.expander("Le compte de chaque classe"):
        dessin = barres(comptes.items(), noms="Classe", nombres="Ressources")
        st.altair_chart(dessin, height=hauteur(len(comptes)))
        st.caption("Une ressource compte dans sa classe et dans les classes qui la contiennent.")


def _dater(services: Services) -> None:
    carte = services.exploration.carte(_ONTOLOGIE)
    champs = {champ.predicat: une_ligne(champ) for champ in carte.champs} if carte else {}
    st.header("Versions", anchor=False)
    st.markdown(
        f"- Logiciel : {inerte(_version())}\n"
        f"- Ontologie : {inerte(champs.get(Iri(OWL + 'versionInfo'), 'inconnue'))} "
        f"(espace de noms `{MAILLAGE}`)\n"
        f"- Base : version {services.depot.version()}\n"
        f"- Index de recherche : {_index(services)}"
    )


def _index(services: Services) -> str:
    generation = derniere_saine(Generations(services.configuration.index))
    if generation is None:
        return "absent"
    index = generation.manifeste
    retard = services.depot.version() - index.version
    fraicheur = f"en retard de {pluriel(retard, 'version')}" if retard > 0 else "à jour"
    return (
        f"version {index.version}, {fraicheur}, {pluriel(index.passages, 'passage')} "
        f"de {pluriel(index.ressources, 'ressource')}, {inerte(index.vectoriseur)}"
    )


def _version() -> str:
    try:
        return metadata.version("maillage")
    except metadata.PackageNotFoundError:
        return "non installé (lancé depuis ses sources)"


def _dire_les_droits(services: Services) -> None:
    st.header("Licence et citation", anchor=False)
    st.markdown(
        "Le code est sous licence MIT. L'ontologie, le thésaurus et les fiches sont sous licence "
        "[Creative Commons Attribution 4.0](https://creativecommons.org/licenses/by/4.0/deed.fr) : "
        "réutilisez-les en citant leur source. Les ouvrages cités restent à leurs auteurs : "
        "Maillage n'en reprend que la référence."
    )
    annee = datetime.datetime.now(tz=datetime.UTC).year
    st.code(
        f"Les auteurs de Maillage ({annee}). Maillage : graphe et recherche sur l'économie collaborative, "
        f"version {_version()}, base version {services.depot.version()}.",
        language=None,
        wrap_lines=True,
    )


def _dire_les_limites() -> None:
    st.header("Limites connues", anchor=False)
    st.markdown(
        f"- Les identifiants commencent par `{RACINE}` : ce nom reste à enregistrer auprès de w3id.org, "
        "ils ne mènent donc encore nulle part sur le web.\n"
        "- Des cinq ateliers, la base ne sait que ce qu'en dit leur page : ni leurs dates, ni leurs "
        "organisateurs, ni l'adresse de leurs documents n'y figurent.\n"
        "- Les notions, pratiques et guides donnent des conseils, et quelques faits tirés de sources souvent "
        "lues en extrait : leur notice le dit, et une règle de droit se vérifie toujours à sa date.\n"
        "- La recherche propose des passages, elle ne rédige pas de réponse et peut se tromper : lisez "
        "la source avant de vous y fier."
    )
