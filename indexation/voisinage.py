"""Ce qui passe d'une ressource à sa voisine dans le graphe, et comment on le dit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from indexation.fiches import Lien
from indexation.fusion import Voisin
from ontologie.espaces import DCTERMS, FOAF, MAILLAGE, SKOS


@dataclass(frozen=True, slots=True)
class Passage:
    """Pour « source → cible » : ce que reçoit la source d'une cible forte, et la cible d'une source forte."""

    vers_source: float
    raison_source: str
    vers_cible: float
    raison_cible: str


PASSAGES: Mapping[str, Passage] = MappingProxyType(
    {
        MAILLAGE + "enonceDans": Passage(0.4, "énoncé de {}", 1.0, "porte l'énoncé {}"),
        MAILLAGE + "angleDe": Passage(0.4, "angle de {}", 1.0, "a pour angle {}"),
        MAILLAGE + "documentDe": Passage(0.6, "document de {}", 0.6, "a pour document {}"),
        DCTERMS + "references": Passage(0.6, "renvoie à {}", 0.6, "cité par {}"),
        MAILLAGE + "mentionne": Passage(0.5, "mentionne {}", 0.5, "mentionné par {}"),
        MAILLAGE + "prolonge": Passage(0.3, "prolonge {}", 0.3, "prolongé par {}"),
        MAILLAGE + "portePar": Passage(0.5, "porté par {}", 0.5, "porte {}"),
        FOAF + "primaryTopic": Passage(0.6, "explique {}", 0.6, "expliqué par {}"),
        DCTERMS + "relation": Passage(0.2, "complète {}", 0.2, "complété par {}"),
        DCTERMS + "publisher": Passage(0.4, "publié par {}", 0.4, "a publié {}"),
        SKOS + "broader": Passage(0.3, "plus précis que {}", 0.3, "plus large que {}"),
        SKOS + "related": Passage(0.3, "associé à {}", 0.3, "associé à {}"),
    }
)


@dataclass(frozen=True, slots=True)
class Forte:
    """Une ressource que la question a trouvée ; `nommee` si la question est son nom."""

    titre: str
    score: float
    nommee: bool = False


def voisins(liens: Iterable[tuple[str, Lien]], fortes: Mapping[str, Forte]) -> dict[str, list[Voisin]]:
    """Chaque ressource voisine d'une ressource forte → ses voisines fortes. `liens` : ceux de `PASSAGES`.

    Qui est nommé transmet tout : demander « La FING », c'est aussi demander ce qu'elle a publié.
    """
    recus: dict[str, list[Voisin]] = defaultdict(list)

    def transmettre(de: str, a: str, poids: float, relation: str) -> None:
        forte = fortes.get(de)
        if forte is not None and de != a:
            recus[a].append(Voisin(de, forte.score, 1.0 if forte.nommee else poids, relation, forte.titre))

    for source, lien in liens:
        passage = PASSAGES[lien.predicat]
        transmettre(lien.cible, source, passage.vers_source, passage.raison_source)
        transmettre(source, lien.cible, passage.vers_cible, passage.raison_cible)
    return recus
