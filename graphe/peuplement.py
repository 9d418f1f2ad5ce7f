"""Livrer le corpus : n'apporter à la base que ce qui a changé depuis la livraison précédente.

Fusion à trois : la livraison d'avant, celle-ci, et la base telle que les lecteurs l'ont enrichie.
Ce qui a été modifié dans la base depuis n'est jamais écrasé : c'est un conflit, que l'on montre.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.lecteurs.dossier import FICHES_LIVREES, lire_dossier
from corpus.modele import Renvoi, Ressource
from graphe import contributions
from graphe.fermeture import fermer
from graphe.ports import Depot
from graphe.projection import nommer_sous, projeter, renvoi_a, renvoi_a_sa_notice
from ontologie import chargement
from ontologie.espaces import FOAF, GRAPHE_CORPUS, GRAPHE_THESAURUS, RACINE, RDF, SKOS
from ontologie.regles import Regles
from ontologie.termes import Iri, Litteral, Quad

AUTEUR = "livraison"
_CONCEPT = Iri(SKOS + "Concept")
_TYPE = Iri(RDF + "type")
_AGENT = Iri(FOAF + "Agent")
_NOM_D_AGENT = Iri(FOAF + "name")
_SEGMENT_CONCEPT = RACINE + "concept/"

Case = tuple[Iri, Iri, Iri, str | None]
"""Graphe, sujet, prédicat, langue : ce qui n'a qu'une valeur quand la propriété est à valeur unique."""


@dataclass(frozen=True, slots=True)
class Conflit:
    """Une valeur livrée que la base, modifiée entre-temps, ne reçoit pas."""

    ressource: Iri
    propriete: Iri
    dans_la_base: tuple[str, ...]
    livre: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BilanLivraison:
    """Ce qu'une livraison a changé."""

    version: int
    ajouts: int
    retraits: int
    conflits: tuple[Conflit, ...]


def composer(
    fiches: Path = FICHES_LIVREES, *, locales: Path | None = None, base_locale: str = RACINE
) -> frozenset[Quad]:
    """Tout ce que l'on livre : ontologie, thésaurus et fiches, conséquences comprises.

    `locales` : un dossier de fiches propre au lieu, dont les ressources naissent sous `base_locale`.
    """
    vocabulaires = frozenset(chargement.charger())
    concepts = {
        q.sujet.removeprefix(_SEGMENT_CONCEPT)
        for q in vocabulaires
        if q.predicat == _TYPE and q.objet == _CONCEPT and q.graphe == GRAPHE_THESAURUS
    }
    livrees = lire_dossier(fiches, concepts=concepts).ressources
    quads = {quad for fiche in livrees for quad in projeter(fiche, nommer=nommer_sous(RACINE))}
    if locales is not None:
        ailleurs = {renvoi_a(fiche) for fiche in livrees}
        siennes = lire_dossier(locales, concepts=concepts, ailleurs=ailleurs).ressources
        agents = {q.sujet for q in vocabulaires if q.objet == _AGENT}
        quads |= _projeter_locales(siennes, agents, base_locale)
    return fermer(vocabulaires | quads, Regles.depuis(q.triplet for q in vocabulaires))


def _projeter_locales(siennes: Iterable[Ressource], agents: Collection[Iri], base: str) -> frozenset[Quad]:
    siennes = tuple(siennes)
    a_nous = {renvoi for fiche in siennes for renvoi in (renvoi_a(fiche), renvoi_a_sa_notice(fiche))}
    livre, local = nommer_sous(RACINE), nommer_sous(base)
    auteurs = {Renvoi("agent", fiche.notice.auteur) for fiche in siennes}
    a_nous |= {auteur for auteur in auteurs if livre(auteur) not in agents}

    def nommer(renvoi: Renvoi) -> Iri:
        return local(renvoi) if renvoi in a_nous else livre(renvoi)

    quads = {quad for fiche in siennes for quad in projeter(fiche, nommer=nommer)}
    for auteur in auteurs & a_nous:
        quads.add(Quad(local(auteur), _TYPE, _AGENT, GRAPHE_CORPUS))
        quads.add(Quad(local(auteur), _NOM_D_AGENT, Litteral(auteur.identifiant), GRAPHE_CORPUS))
    return frozenset(quads)


def livrer(depot: Depot, livraison: frozenset[Quad]) -> BilanLivraison:
    """Applique la différence entre la dernière livraison et celle-ci, par le passage vérifié."""
    with depot.ecriture("maillage preparer"):
        version = depot.version()
        precedente = depot.derniere_livraison()
        base = frozenset(depot.quads())
        ajouts, retraits, conflits = fusionner(
            precedente, livraison, base, chargement.proprietes_a_valeur_unique()
        )
        if livraison == precedente and not ajouts and not retraits:
            return BilanLivraison(version, 0, 0, conflits)
        nouvelle = contributions.proposer(
            depot,
            ajouts,
            retraits,
            version_attendue=version,
            auteur=AUTEUR,
            motif="Livraison du corpus",
            livraison=livraison,
        )
        return BilanLivraison(nouvelle, len(ajouts), len(retraits), conflits)


def fusionner(
    precedente: frozenset[Quad],
    livraison: frozenset[Quad],
    base: frozenset[Quad],
    uniques: Collection[Iri],
) -> tuple[frozenset[Quad], frozenset[Quad], tuple[Conflit, ...]]:
    """Les ajouts, les retraits et les conflits d'une fusion à trois.

    Une propriété à valeurs multiples fusionne valeur par valeur ; une propriété à valeur unique,
    ou une ressource que la base a retirée, entre en conflit.
    """
    avant, apres, actuelle = (_par_case(quads, uniques) for quads in (precedente, livraison, base))
    vivantes = {quad.sujet for quad in base}
    connues = {quad.sujet for quad in precedente}
    ajouts: set[Quad] = set()
    retraits: set[Quad] = set()
    conflits: list[Conflit] = []
    for case in avant.keys() | apres.keys():
        ancien, neuf, present = (t.get(case, frozenset()) for t in (avant, apres, actuelle))
        if neuf in (ancien, present):
            continue
        retiree = case[1] in connues and case[1] not in vivantes
        if present != ancien and (retiree or case[2] in uniques):
            conflits.append(Conflit(case[1], case[2], _valeurs(present), _valeurs(neuf)))
            continue
        ajouts |= neuf - ancien - present
        retraits |= (ancien - neuf) & present
    return frozenset(ajouts), frozenset(retraits), tuple(sorted(conflits, key=_ordre))


def _par_case(quads: Iterable[Quad], uniques: Collection[Iri]) -> Mapping[Case, frozenset[Quad]]:
    cases: dict[Case, set[Quad]] = defaultdict(set)
    for quad in quads:
        langue = getattr(quad.objet, "langue", None) if quad.predicat in uniques else None
        cases[quad.graphe, quad.sujet, quad.predicat, langue].add(quad)
    return {case: frozenset(contenu) for case, contenu in cases.items()}


def _valeurs(quads: Iterable[Quad]) -> tuple[str, ...]:
    return tuple(sorted(str(quad.objet) for quad in quads))


def _ordre(conflit: Conflit) -> tuple[str, str]:
    return conflit.ressource, conflit.propriete
