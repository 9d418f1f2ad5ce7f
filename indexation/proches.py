"""Les ressources proches d'une autre, par le sens de leurs passages et par le graphe, et pourquoi."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from corpus import langue
from indexation.erreurs import RessourceInconnue
from indexation.generation import Generation
from indexation.lecture import RessourceLue
from indexation.resultats import Proche
from indexation.voisinage import PASSAGES, Forte, voisins
from ontologie.termes import Iri

_PASSAGES = 12
"""Les premiers passages d'une ressource suffisent à dire de quoi elle parle."""
_CANDIDATS = 60
_PART_SENS = 0.5
_PLANCHER_SENS = 0.35
"""Un cosinus au-dessous rapproche n'importe quels textes du même domaine."""
_SEUIL = 0.25
_THEMES_MONTRES = 3


@dataclass(slots=True)
class _Indices:
    cosinus: float = 0.0
    section: str = ""
    lien: float = 0.0
    raison: str = ""
    themes: tuple[str, ...] = ()
    commun: float = 0.0

    @property
    def score(self) -> float:
        sens = max(0.0, self.cosinus - _PLANCHER_SENS) / (1 - _PLANCHER_SENS)
        graphe = 1 - (1 - self.lien) * (1 - self.commun)
        return round(_PART_SENS * sens + (1 - _PART_SENS) * graphe, 6)


def proches(iri: str, nombre: int, generation: Generation) -> tuple[Proche, ...]:
    """Les `nombre` plus proches, la plus proche d'abord ; moins s'il y en a peu d'assez proches.

    Lève `RessourceInconnue` si l'index ne connaît pas la ressource.
    """
    ressource = next(iter(generation.registre.ressources_de([iri]).values()), None)
    if ressource is None:
        raise RessourceInconnue(
            f"La recherche ne voit pas la ressource « {iri} ». "
            "Donnez l'IRI d'un résultat de `maillage chercher`."
        )
    indices: dict[str, _Indices] = defaultdict(_Indices)
    _par_le_sens(ressource, generation, indices)
    _par_les_liens(ressource, generation, indices)
    _par_les_themes(ressource, generation, indices)
    indices.pop(iri, None)
    lues = {r.iri: r for r in generation.registre.ressources_de(indices.keys()).values()}
    retenus = [i for i in lues if indices[i].score >= _SEUIL]
    retenus.sort(key=lambda i: (-indices[i].score, langue.cle_de_tri(lues[i].titre), i))
    noms = _noms({t for i in retenus[:nombre] for t in indices[i].themes}, generation)
    return tuple(
        Proche(Iri(i), lues[i].titre, lues[i].type, indices[i].score, _raisons(indices[i], noms))
        for i in retenus[:nombre]
    )


def _par_le_sens(ressource: RessourceLue, generation: Generation, indices: Mapping[str, _Indices]) -> None:
    """Le passage le plus proche de chaque autre ressource, comparé à tout ce que dit celle-ci."""
    registre, sens, colonnes = generation.registre, generation.sens, generation.colonnes
    siens = colonnes.premiers_passages(np.array([ressource.numero]), _PASSAGES).tolist()
    vecteurs = sens.vecteurs(siens)
    if not len(vecteurs):
        return
    moyen = vecteurs.mean(axis=0)
    norme = float(np.linalg.norm(moyen))
    if not norme:
        return
    moyen = (moyen / norme).astype(np.float32)
    trouves = [n for n in sens.chercher(moyen, _CANDIDATS + len(siens)) if n not in set(siens)]
    ressources = colonnes.ressources_des(np.array(trouves, dtype=np.int64)).tolist()
    lues = registre.ressources(ressources)
    sections = {numero: extrait.section for numero, extrait in registre.extraits(trouves).items()}
    cosinus_trouves = sens.cosinus(moyen, trouves).tolist()
    for numero, origine, cosinus in zip(trouves, ressources, cosinus_trouves, strict=True):
        indice = indices[lues[origine].iri]
        if cosinus > indice.cosinus:
            indice.cosinus, indice.section = cosinus, sections[numero]


def _par_les_liens(ressource: RessourceLue, generation: Generation, indices: Mapping[str, _Indices]) -> None:
    liens = generation.registre.liens_autour([ressource.iri], PASSAGES)
    for iri, recus in voisins(liens, {ressource.iri: Forte(ressource.titre, 1.0)}).items():
        meilleur = max(recus, key=lambda voisin: (voisin.poids, voisin.raison))
        indices[iri].lien, indices[iri].raison = meilleur.poids, meilleur.raison


def _par_les_themes(ressource: RessourceLue, generation: Generation, indices: Mapping[str, _Indices]) -> None:
    """Un thème commun compte d'autant plus que peu de ressources le portent."""
    registre = generation.registre
    communs: dict[int, dict[str, float]] = defaultdict(dict)
    total = math.log(1 + registre.totaux["ressources"])
    for theme in ressource.themes:
        porteuses = registre.portees_par(theme)
        for numero in porteuses:
            communs[numero][theme] = 1 - math.log(1 + len(porteuses)) / total
    communs.pop(ressource.numero, None)
    for numero, lue in registre.ressources(communs).items():
        poids = communs[numero]
        indice = indices[lue.iri]
        indice.themes = tuple(sorted(poids, key=lambda theme: (-poids[theme], theme)))
        indice.commun = sum(poids.values()) / max(len(ressource.themes), len(lue.themes))


def _noms(iris: set[str], generation: Generation) -> dict[str, str]:
    return {r.iri: r.titre for r in generation.registre.ressources_de(iris).values()}


def _raisons(indice: _Indices, noms: Mapping[str, str]) -> tuple[str, ...]:
    raisons = [indice.raison] if indice.raison else []
    themes = [f"« {noms[theme]} »" for theme in indice.themes if theme in noms][:_THEMES_MONTRES]
    if themes:
        raisons.append(f"{'thèmes communs' if len(themes) > 1 else 'thème commun'} : {', '.join(themes)}")
    if indice.cosinus > _PLANCHER_SENS:
        raisons.append("sens proche" + (f" : « {indice.section} »" if indice.section else ""))
    return tuple(raisons)
