"""Le seul passage d'une écriture : complétée, vérifiée sur un essai, puis appliquée d'un coup."""

from __future__ import annotations

from graphe.adaptateurs.moteur import Moteur
from graphe.fermeture import TYPE, fermer
from graphe.ports import Depot, DonneeRefusee, Quads
from ontologie.espaces import OWL, RDFS
from ontologie.regles import Regles
from ontologie.termes import Iri, Quad
from ontologie.verification import Constat, verifier

_MONTRES = 5
_DECLARATIONS = frozenset({RDFS + "subClassOf", OWL + "inverseOf"})
"""Ce dont `Regles` se déduit."""


def proposer(
    depot: Depot,
    ajouts: Quads,
    retraits: Quads,
    *,
    version_attendue: int,
    auteur: str,
    motif: str,
    livraison: frozenset[Quad] | None = None,
) -> int:
    """Applique la proposition et rend la nouvelle version.

    Lève `DonneeRefusee` si le résultat compterait une violation de plus parmi les ressources
    touchées, `VersionDepassee` si la base a bougé ; dans les deux cas rien n'est écrit.
    """
    avant = frozenset(depot.quads())
    _, plus, moins = essayer(avant, ajouts, retraits)
    nouvelles = _violations_de_plus(avant, plus, moins)
    if nouvelles:
        raise DonneeRefusee(_dire(nouvelles))
    return depot.appliquer(
        plus,
        moins,
        version_attendue=version_attendue,
        auteur=auteur,
        motif=motif,
        livraison=livraison,
    )


def _violations_de_plus(
    avant: frozenset[Quad], plus: frozenset[Quad], moins: frozenset[Quad]
) -> list[Constat]:
    """Sur un essai en mémoire ; l'état d'avant n'est jugé que si celui d'après a des violations."""
    essai = Moteur.de_quads(avant)
    essai.changer(plus, moins)
    touchees = _touchees(avant, plus | moins) if avant else None
    violations = verifier(essai, ressources=touchees).violations
    if not violations or not avant:
        return list(violations)
    essai.changer(moins, plus)
    anciennes = {_cle(c) for c in verifier(essai, ressources=touchees).violations}
    return [c for c in violations if _cle(c) not in anciennes]


def essayer(
    avant: frozenset[Quad], ajouts: Quads, retraits: Quads
) -> tuple[frozenset[Quad], frozenset[Quad], frozenset[Quad]]:
    """Le contenu après l'écriture, ce qu'elle ajoute et ce qu'elle retire, conséquences comprises."""
    ajouts, retraits = frozenset(ajouts), frozenset(retraits)
    ontologie = (q for q in avant if q.predicat in _DECLARATIONS)
    regles = Regles.depuis(q.triplet for q in (frozenset(ontologie) - retraits) | ajouts)
    voulus = fermer(ajouts, regles)
    candidats = fermer(retraits, regles) - voulus
    # une classe mère reste tant qu'une autre de ses sous-classes est portée
    sujets = {quad.sujet for quad in candidats}
    types_restants = (q for q in avant if q.predicat == TYPE and q.sujet in sujets and q not in candidats)
    moins = (candidats - fermer(types_restants, regles)) & avant
    return (avant - moins) | voulus, voulus - avant, moins


def _touchees(avant: frozenset[Quad], difference: frozenset[Quad]) -> frozenset[Iri]:
    """Les sujets changés, et ceux qui les citent : un renvoi peut avoir perdu sa cible."""
    sujets = {quad.sujet for quad in difference}
    return frozenset(sujets | {quad.sujet for quad in avant if quad.objet in sujets})


def _cle(constat: Constat) -> tuple[str, str, str]:
    return constat.controle, str(constat.ressource), constat.message


def _dire(constats: list[Constat]) -> str:
    lignes = [f"- <{c.ressource}> : {c.message} {c.remede}".rstrip() for c in constats[:_MONTRES]]
    if len(constats) > _MONTRES:
        lignes.append(f"- et {len(constats) - _MONTRES} autres.")
    return (
        f"L'écriture est refusée : elle laisserait {len(constats)} violation(s). Rien n'a été écrit.\n"
        + "\n".join(lignes)
    )
