"""Une question de forme lue, et la réponse du graphe."""

from __future__ import annotations

from dataclasses import dataclass

from ontologie.termes import Iri


@dataclass(frozen=True, slots=True)
class Classe:
    """Une sorte de ressources : son IRI, son nom, et si c'est une nature d'énoncés."""

    iri: Iri
    libelle: str
    enonce: bool


@dataclass(frozen=True, slots=True)
class Nom:
    """Ce que la question nomme : un ou plusieurs IRI (un nom peut être partagé) et le nom à montrer.

    `sorte` : le nom de la classe ; vide pour un thème.
    """

    iris: tuple[Iri, ...]
    titre: str
    sorte: str = ""


@dataclass(frozen=True, slots=True)
class Annees:
    """Des bornes comprises ; `None` si elles ne sont pas données."""

    depuis: int | None = None
    jusque: int | None = None


@dataclass(frozen=True, slots=True)
class Liste:
    """« Quels X sur tel thème, de tel atelier, de telles années ? » ou « combien de X… ? »."""

    classes: tuple[Classe, ...]
    themes: tuple[Nom, ...] = ()
    lien: Nom | None = None
    sorte: Classe | None = None
    """Liées à une ressource quelconque de cette sorte : « les défis retenus par les ateliers »."""
    annees: Annees | None = None
    atelier: Nom | None = None
    """Pour des énoncés : l'atelier que le thème désigne ; ce qui s'y dit compte aussi."""
    compter: bool = False


@dataclass(frozen=True, slots=True)
class Attribut:
    """« Qui a publié X ? », « quand a eu lieu X ? » : une propriété d'une ressource nommée.

    `sens` : « direct », la ressource a la valeur ; « actif », la valeur fait cela à la ressource ;
    « inverse », la propriété se lit à rebours. `cherches` : pour chaque chose demandée, les débuts de
    mots à trouver dans le nom d'une propriété, et ce que l'on dit si la base ne la connaît pas.
    """

    sujet: Nom
    sens: tuple[str, ...]
    cherches: tuple[tuple[tuple[str, ...], str], ...]


Forme = Liste | Attribut


@dataclass(frozen=True, slots=True)
class LigneDeForme:
    """Une ressource de la réponse ; `type` : le nom local de sa classe ; `detail` : ce qui la situe."""

    iri: Iri
    titre: str
    type: str
    detail: str


@dataclass(frozen=True, slots=True)
class ReponseDeForme:
    """Une phrase, les ressources qu'elle annonce, et la requête qui les donne.

    `muette` : la base ne le dit pas ; les lignes sont alors ce qu'elle dit d'approchant.
    """

    phrase: str
    lignes: tuple[LigneDeForme, ...]
    total: int
    requete: str
    muette: bool = False
