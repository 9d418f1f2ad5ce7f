"""« Pour aller plus loin » : les lectures que d'autres ateliers donnent sur la même question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indexation.facettes import CLASSE
from indexation.fusion import Transmis, Voisin
from indexation.lecture import Registre, RessourceLue
from indexation.resultats import Prolongement
from indexation.trouvees import Trouvee, Trouvees
from indexation.voisinage import PASSAGES
from ontologie.espaces import DCTERMS, MAILLAGE
from ontologie.termes import Iri

_LECTURES = frozenset({MAILLAGE + "Reference", MAILLAGE + "Guide"})
_CITE = DCTERMS + "references"
_MAXIMUM = 5
_PREMIERES = 3
_CITATION = PASSAGES[_CITE].vers_cible
"""Ce que transmet une citation : un renvoi plus lâche (« complète ») mènerait hors du sujet."""
_PART_SURE, _PART_LIEE = 0.35, 0.1
"""La part de la question que les thèmes d'une lecture doivent couvrir : seule, ou avec un score suffisant."""


def prolonger(
    trouvees: Trouvees, page: Sequence[RessourceLue], seuil: float, registre: Registre
) -> tuple[Prolongement, ...]:
    """Au plus cinq références ou guides, hors de la `page` montrée et des ateliers du premier résultat.

    Chacun est lié à un concept que la question nomme ou cité par l'un des premiers résultats. `seuil` :
    le score auquel on répond. Les filtres sont levés : ils disent où chercher, ceci où regarder ailleurs.
    """
    ici = next((frozenset(r.ateliers) for r in page if r.ateliers), None)
    if ici is None:
        return ()
    premieres = {r.iri for r in page[:_PREMIERES]}
    lectures = trouvees.facettes.ont(CLASSE, _LECTURES.__contains__)
    lectures &= np.isin(trouvees.lot.numeros, [r.numero for r in page], invert=True)
    par_un_concept = _par_un_concept(trouvees.lot.concepts, trouvees.bruts, seuil)
    liees = [
        rang
        for rang in np.flatnonzero(lectures).tolist()
        if par_un_concept[rang] or _citee(trouvees.transmis(rang), premieres)
    ]
    retenues = trouvees.montrer(np.array(liees, dtype=np.int64))
    sans_atelier = [t.candidate.ressource.iri for t in retenues if not t.candidate.ressource.ateliers]
    origines = _origines(sans_atelier, ici, registre)
    proposees: list[Prolongement] = []
    for trouvee in retenues:
        ressource = trouvee.candidate.ressource
        ateliers = ressource.ateliers or origines.get(ressource.iri, ())
        if len(proposees) < _MAXIMUM and ateliers and ici.isdisjoint(ateliers):
            venues = tuple(map(Iri, ateliers))
            raison = _raison(trouvee, premieres, seuil)
            proposees.append(
                Prolongement(Iri(ressource.iri), ressource.titre, ressource.type, venues, raison)
            )
    return tuple(proposees)


def _par_un_concept(parts: ArrayLike, bruts: ArrayLike, seuil: float) -> NDArray[np.bool_]:
    """Pour chacune, vrai si elle porte assez de ce que la question nomme."""
    parts, bruts = np.asarray(parts), np.asarray(bruts)
    return (parts >= _PART_SURE) | ((parts >= _PART_LIEE) & (bruts >= seuil))


def _citee(transmis: Transmis, premieres: Collection[str]) -> Voisin | None:
    """Celui des premiers résultats qui la cite le mieux."""
    return next((v for v, _ in transmis if v.iri in premieres and v.poids >= _CITATION), None)


def _raison(trouvee: Trouvee, premieres: Collection[str], seuil: float) -> str:
    """Ce qui lie cette lecture à la question."""
    if _par_un_concept(trouvee.candidate.concepts, trouvee.brut, seuil):
        return max(trouvee.candidate.reconnus, key=lambda reconnu: reconnu.part).raison
    citant = _citee(trouvee.graphe, premieres)
    assert citant is not None
    return citant.raison


def _origines(iris: Iterable[str], ici: frozenset[str], registre: Registre) -> Mapping[str, tuple[str, ...]]:
    """Pour chacune de ces lectures, les ateliers des documents d'ailleurs qui la citent."""
    voulues = set(iris)
    citants: dict[str, set[str]] = defaultdict(set)
    for source, lien in registre.liens_autour(voulues, (_CITE,)) if voulues else ():
        if lien.cible in voulues:
            citants[lien.cible].add(source)
    sources = {s for groupe in citants.values() for s in groupe}
    lues = {r.iri: r.ateliers for r in registre.ressources_de(sources).values()}
    ailleurs = {iri: ateliers for iri, ateliers in lues.items() if ici.isdisjoint(ateliers)}
    return {
        iri: tuple(sorted({atelier for source in groupe for atelier in ailleurs.get(source, ())}))
        for iri, groupe in citants.items()
    }
