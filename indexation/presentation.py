"""Du trouvé au montré : l'extrait, ce qui s'y surligne, le score et ses raisons."""

from __future__ import annotations

from collections.abc import Collection

from indexation.candidats import Candidate
from indexation.fiches import Extrait
from indexation.fusion import CONCEPTS, GRAPHE, MOTS, SENS, Apport
from indexation.lecture import Registre
from indexation.question import QuestionLue
from indexation.resultats import Raison, Resultat
from indexation.surlignage import Reperage, surligner
from indexation.trouvees import Trouvee
from ontologie.termes import Iri


def presenter(
    trouvees: list[Trouvee],
    question: QuestionLue,
    registre: Registre,
    concepts: Collection[str],
    nommer: Reperage,
) -> tuple[Resultat, ...]:
    """Les résultats ; leur score est une probabilité, que leurs raisons se partagent."""
    extraits = registre.extraits([trouvee.candidate.passage for trouvee in trouvees])
    return tuple(_resultat(t, extraits[t.candidate.passage], question, concepts, nommer) for t in trouvees)


def _resultat(
    trouvee: Trouvee, extrait: Extrait, question: QuestionLue, concepts: Collection[str], nommer: Reperage
) -> Resultat:
    ressource = trouvee.candidate.ressource
    score = trouvee.score
    echelle = score / trouvee.brut if trouvee.brut else 0.0
    return Resultat(
        iri=Iri(ressource.iri),
        titre=ressource.titre,
        type=ressource.type,
        ateliers=tuple(map(Iri, ressource.ateliers)),
        extrait=extrait.texte,
        surlignes=surligner(
            extrait.texte, question.racines, concepts, nommer(extrait.texte) if concepts else ()
        ),
        score=score,
        raisons=tuple(
            [_raison(apport, trouvee.candidate, echelle) for apport in trouvee.candidate.apports]
            + [Raison(GRAPHE, voisin.raison, echelle * part) for voisin, part in trouvee.graphe]
        ),
        section=extrait.section,
        themes=tuple(map(Iri, ressource.themes)),
        acteurs=tuple(map(Iri, ressource.acteurs)),
        annees=ressource.annees,
    )


def _raison(apport: Apport, candidate: Candidate, echelle: float) -> Raison:
    if apport.source == SENS:
        detail = "sens proche de la question"
    elif apport.source == CONCEPTS:
        detail = " ; ".join(reconnu.raison for reconnu in candidate.reconnus)
    else:
        assert apport.source == MOTS
        detail = f"mots trouvés : {', '.join(terme.ecrit for terme in candidate.trouves)}"
        distinctifs = [terme.ecrit for terme in candidate.trouves if terme.distinctif]
        if distinctifs:
            detail = f"contient exactement « {' », « '.join(distinctifs)} » ; {detail}"
        if candidate.exact:
            detail = f"nom exact de la ressource ; {detail}"
    return Raison(apport.source, detail, echelle * apport.contribution)
