"""Les noms que la base donne à ses sortes, à ses propriétés, à ses thèmes et à ses ressources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from corpus.extraction.lexique import Entree, Lexique
from corpus.langue import cle_de_tri, lemmes, mots
from graphe.ports import Depot
from indexation.formes.forme import Classe, Nom
from indexation.formes.mots import radical
from ontologie.termes import Iri


@dataclass(frozen=True, slots=True)
class Instance:
    """Une ressource d'une sorte, et tous les lemmes de ses noms et de son nom court."""

    iri: Iri
    titre: str
    lemmes: frozenset[str]


class Noms:
    """Les noms d'une version de la base ; ceux des ressources ne sont lus que si une question en a besoin."""

    def __init__(self, depot: Depot, themes: Callable[[Depot], Lexique]) -> None:
        self._depot = depot
        self._lire_themes = themes
        self.classes: dict[Iri, Classe] = {}
        entrees = []
        verbes: dict[str, dict[Iri, Classe]] = defaultdict(dict)
        for ligne in depot.selectionner("forme_classes"):
            iri, forme = Iri(str(ligne["classe"])), str(ligne["forme"])
            classe = Classe(iri, str(ligne["libelle"]), str(ligne["enonce"]) == "true")
            self.classes[iri] = classe
            entrees.append(Entree(iri, classe.libelle, forme, "pref"))
            if len(forme.split()) == 1:
                verbes[radical(forme)][iri] = classe
        self.lexique_des_classes = Lexique(tuple(entrees))
        self.verbes: Mapping[str, tuple[Classe, ...]] = {
            v: tuple(sorted(c.values(), key=lambda classe: cle_de_tri(classe.libelle)))
            for v, c in verbes.items()
        }
        self.proprietes: dict[tuple[Iri, bool], list[str]] = defaultdict(list)
        """Propriété, lue à rebours ou non → ses noms, le principal d'abord."""
        for ligne in depot.selectionner("forme_proprietes"):
            noms = self.proprietes[Iri(str(ligne["propriete"])), str(ligne["rebours"]) == "true"]
            noms.insert(0 if str(ligne["principale"]) == "true" else len(noms), str(ligne["forme"]))
        self.radicaux: Mapping[str, str] = {
            radical(mot.forme): nom for noms in self.proprietes.values() for nom in noms for mot in mots(nom)
        }
        """Radical d'un mot du nom d'une propriété → ce nom."""

    @cached_property
    def _ressources(self) -> tuple[tuple[Iri, Iri, str, str], ...]:
        return tuple(
            (Iri(str(li["ressource"])), Iri(str(li["type"])), str(li["titre"]), str(li["nom"]))
            for li in self._depot.selectionner("forme_noms")
        )

    @cached_property
    def lexique(self) -> Lexique:
        """Les noms des thèmes et des ressources, ensemble : le plus long l'emporte, d'où qu'il vienne."""
        noms = {
            (iri, forme): titre
            for iri, _, titre, nom in self._ressources
            for forme in (nom, _avant_le_sous_titre(nom))
        }
        ressources = (Entree(iri, titre, forme, "pref") for (iri, forme), titre in noms.items())
        return Lexique((*self._themes.entrees, *ressources), self._themes.suites)

    @cached_property
    def _themes(self) -> Lexique:
        return self._lire_themes(self._depot)

    @cached_property
    def themes(self) -> Mapping[str, str]:
        """Concept → libellé."""
        return {entree.iri: entree.libelle for entree in self._themes.entrees}

    @cached_property
    def _formes_des_themes(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        formes: dict[str, list[frozenset[str]]] = defaultdict(list)
        for cle, entrees in self._themes.par_suite.items():
            for entree in entrees:
                formes[entree.iri].append(frozenset(cle))
        return {iri: tuple(suites) for iri, suites in formes.items()}

    @cached_property
    def titres(self) -> Mapping[str, str]:
        """Ressource → titre."""
        return {iri: titre for iri, _, titre, _ in self._ressources}

    @cached_property
    def types(self) -> Mapping[Iri, Iri]:
        """Ressource → sa classe la plus précise : celle qui a le moins de ressources."""
        tailles = {classe: len(instances) for classe, instances in self.instances.items()}
        types: dict[Iri, Iri] = {}
        for iri, classe, _, _ in self._ressources:
            if iri not in types or tailles[classe] < tailles[types[iri]]:
                types[iri] = classe
        return types

    def sorte(self, iri: Iri) -> str:
        """Le nom de la classe d'une ressource ; vide si la base ne le donne pas."""
        classe = self.classes.get(self.types.get(iri, iri))
        return classe.libelle if classe else ""

    def propriete_de_meme_nom(self, classe: Classe) -> tuple[Iri, ...]:
        """« documents » pour les documents : la propriété qui porte le nom de la sorte, s'il y en a une."""
        nom = lemmes(classe.libelle)
        return tuple(
            p for (p, rebours), noms in self.proprietes.items() if not rebours and lemmes(noms[0]) == nom
        )

    @cached_property
    def instances(self) -> Mapping[Iri, tuple[Instance, ...]]:
        """Classe → ses ressources."""
        textes: dict[tuple[Iri, Iri, str], set[str]] = defaultdict(set)
        for iri, classe, titre, nom in self._ressources:
            textes[classe, iri, titre].update((nom, iri.nom_local.replace("-", " ")))
        instances: dict[Iri, list[Instance]] = defaultdict(list)
        for (classe, iri, titre), noms in textes.items():
            connus = frozenset(lemme for nom in noms for lemme in lemmes(nom))
            instances[classe].append(Instance(iri, titre, connus))
        return {classe: tuple(liste) for classe, liste in instances.items()}

    def iris_de(self, classe: Iri) -> frozenset[Iri]:
        """Les ressources d'une sorte."""
        return frozenset(instance.iri for instance in self.instances.get(classe, ()))

    def nommees_par_theme(self, classe: Classe, themes: Iterable[str]) -> list[Instance]:
        """Les ressources de cette sorte dont le nom contient l'un de ces thèmes."""
        suites = [suite for theme in themes for suite in self._formes_des_themes.get(theme, ())]
        return [i for i in self.instances.get(classe.iri, ()) if any(s <= i.lemmes for s in suites)]

    def designee(self, classe: Classe, themes: tuple[Iri, ...]) -> Instance | None:
        """« L'atelier sur ce thème » : la seule que son nom désigne, sinon la seule qui porte dessus."""
        nommees = self.nommees_par_theme(classe, themes)
        if not nommees:
            sur = {
                str(ligne["ressource"])
                for theme in themes
                for ligne in self._depot.selectionner("forme_sur", type=classe.iri, theme=theme)
            }
            nommees = [i for i in self.instances.get(classe.iri, ()) if i.iri in sur]
        return nommees[0] if len(nommees) == 1 else None

    def designee_par_mots(self, classe: Classe, cherches: frozenset[str]) -> Instance | None:
        """La seule dont les noms ont tous ces lemmes."""
        trouvees = [i for i in self.instances.get(classe.iri, ()) if cherches <= i.lemmes]
        return trouvees[0] if len(trouvees) == 1 else None

    def nom(self, instance: Instance) -> Nom:
        return Nom((instance.iri,), instance.titre, self.sorte(instance.iri))


def _avant_le_sous_titre(nom: str) -> str:
    """« DataCités » dans « DataCités : inventer l'intérêt général… » ; le nom entier sans sous-titre."""
    return nom.partition(" : ")[0].strip()
