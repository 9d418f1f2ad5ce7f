"""Les questions de compétence : posées au corpus livré, elles rendent exactement la réponse écrite."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pyoxigraph as ox
import pytest

from corpus.langue import normaliser
from ontologie.competences import Competence, competences
from ontologie.espaces import PREFIXES, RACINE, abreger
from ontologie.termes import Iri
from ontologie.verification import verifier
from tests.ontologie.graphe_d_essai import GrapheDEssai

TOUTES = [pytest.param(c, id=c.nom) for c in competences().values()]
CLES = [
    pytest.param(c, cle, id=f"{c.nom}-{n}") for c in competences().values() for n, cle in enumerate(c.cles)
]
ENTETE = f"BASE <{RACINE}>\n" + "".join(f"PREFIX {nom}: <{espace}>\n" for nom, espace in PREFIXES.items())


@pytest.fixture(scope="module")
def graphe(livraison) -> GrapheDEssai:
    return GrapheDEssai.de_quads(livraison)


@pytest.fixture(scope="module")
def graphe_a_amputer(livraison) -> GrapheDEssai:
    """Une copie : chaque essai y remet ce qu'il en ôte."""
    return GrapheDEssai.de_quads(livraison)


def lignes(rangees) -> Counter:
    """Un multi-ensemble : l'ordre ne compte pas, ni la forme de l'apostrophe."""
    return Counter(frozenset((nom, ecrire(v)) for nom, v in ligne.items()) for ligne in rangees)


def ecrire(valeur: object) -> str:
    """Une ressource de Maillage sans sa base, un terme de vocabulaire par son préfixe, un texte tel quel."""
    if isinstance(valeur, Iri):
        court = abreger(valeur)
        return court if court != valeur else valeur.removeprefix(RACINE)
    return normaliser(str(valeur))


def repondre(graphe: GrapheDEssai, competence: Competence) -> Counter:
    return lignes(graphe.lignes(competence.texte))


@contextmanager
def sans(magasin: ox.Store, *cles: str) -> Iterator[int]:
    """Le magasin sans les triplets de ces motifs, le temps d'un essai ; rend combien il en a ôté."""
    otes = {
        quad
        for cle in cles
        for t in magasin.query(f"{ENTETE}CONSTRUCT WHERE {{ {cle} }}", use_default_graph_as_union=True)
        for quad in magasin.quads_for_pattern(t.subject, t.predicate, t.object, None)
    }
    for quad in otes:
        magasin.remove(quad)
    try:
        yield len(otes)
    finally:
        magasin.extend(otes)


@pytest.mark.parametrize("competence", TOUTES)
def test_la_reponse_est_exacte(graphe: GrapheDEssai, competence: Competence) -> None:
    assert repondre(graphe, competence) == lignes(competence.reponse)


@pytest.mark.parametrize(("competence", "cle"), CLES)
def test_sans_un_seul_de_ses_motifs_la_reponse_change(
    graphe_a_amputer: GrapheDEssai, competence: Competence, cle: str
) -> None:
    with sans(graphe_a_amputer.magasin, cle) as otes:
        assert otes, f"Aucun triplet ne suit le motif « {cle} ». Remède : corrigez-le."
        assert repondre(graphe_a_amputer, competence) != lignes(competence.reponse)


@pytest.mark.parametrize("competence", TOUTES)
def test_sans_tous_ses_motifs_la_reponse_change(
    graphe_a_amputer: GrapheDEssai, competence: Competence
) -> None:
    with sans(graphe_a_amputer.magasin, *competence.cles):
        assert repondre(graphe_a_amputer, competence) != lignes(competence.reponse)


def test_les_essais_ont_rendu_le_graphe_intact(graphe: GrapheDEssai, graphe_a_amputer: GrapheDEssai) -> None:
    assert len(graphe_a_amputer.magasin) == len(graphe.magasin)


def test_le_corpus_livre_ne_viole_rien(graphe: GrapheDEssai) -> None:
    rapport = verifier(graphe)
    assert rapport.violations == ()
    assert rapport.avertissements == ()
