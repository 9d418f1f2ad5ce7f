"""Répondre à une question de forme : remplir une question nommée, la poser, dire ce qu'elle rend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from corpus.langue import cle_de_tri
from graphe.ports import Depot
from graphe.questions import question
from indexation.formes.forme import LigneDeForme, Liste, ReponseDeForme
from indexation.formes.noms import Noms
from indexation.formes.phrases import au_pluriel, compte, contraintes, enumerer
from ontologie.termes import Iri, Ligne, Terme, entier

_DETAILS = ("editeur", "annee", "dans")
Termes = dict[str, Terme | tuple[Terme, ...]]


def lister(liste: Liste, depot: Depot, noms: Noms) -> ReponseDeForme | None:
    """Les ressources demandées ; `None` si la base n'a rien et que son silence ne dit rien."""
    requete, lignes = _demander(liste, _par_propriete(liste, noms), depot)
    if not lignes:
        requete, lignes = _demander(liste, (), depot)
    ou = contraintes(liste)
    if lignes or (liste.compter and liste.annees is None):
        phrase = f"{compte(len(lignes), liste.classes)} {ou or 'dans la base'}."
        return ReponseDeForme(phrase, lignes, len(lignes), requete)
    return _silence(liste, requete, depot, noms)


def _par_propriete(liste: Liste, noms: Noms) -> tuple[Iri, ...]:
    """Les propriétés qui portent le nom de ce que l'on demande, si chaque sorte a la sienne."""
    par_classe = [noms.propriete_de_meme_nom(classe) for classe in liste.classes] if liste.lien else []
    return tuple(propriete for groupe in par_classe for propriete in groupe) if all(par_classe) else ()


def _demander(
    liste: Liste, proprietes: tuple[Iri, ...], depot: Depot
) -> tuple[str, tuple[LigneDeForme, ...]]:
    """La requête et ses lignes ; `proprietes` restreint le lien avec la ressource nommée."""
    termes = _termes(liste)
    if proprietes:
        termes |= {"sujet_du_lien": termes.pop("lien"), "propriete": proprietes}
    requete = question("forme_ressources").epuree(termes)
    return requete, _lignes(depot.lignes(requete), liste)


def _silence(liste: Liste, requete: str, depot: Depot, noms: Noms) -> ReponseDeForme | None:
    """Rien de cette ressource, alors que ses pareilles en ont : la base ne le dit pas."""
    if liste.lien is None or liste.themes or liste.annees is not None:
        return None
    pareille = next((c for c in noms.classes.values() if c.libelle == liste.lien.sorte), None)
    if pareille is None:
        return None
    ailleurs = replace(liste, lien=None, sorte=pareille)
    if not _demander(ailleurs, (), depot)[1]:
        return None
    nommees = [au_pluriel(c.libelle[:1].lower() + c.libelle[1:]) for c in liste.classes]
    phrase = f"La base n'a pas de {enumerer(nommees, 'ni de')} {contraintes(liste)}."
    enonces = all(classe.enonce for classe in liste.classes)
    toutes = tuple(classe for classe in noms.classes.values() if classe.enonce)
    dites = _demander(replace(liste, classes=toutes), (), depot)[1] if enonces else ()
    if dites:
        phrase += " Elle en dit ceci."
    return ReponseDeForme(phrase, dites, len(dites), requete, muette=True)


def _termes(liste: Liste) -> Termes:
    termes: Termes = {"type": tuple(classe.iri for classe in liste.classes)}
    if liste.atelier is not None:
        termes["sujet"], termes["atelier"] = liste.themes[0].iris, liste.atelier.iris
    else:
        for nom, theme in zip(("theme", "autre_theme"), liste.themes, strict=False):
            termes[nom] = theme.iris
    if liste.lien is not None:
        termes["lien"] = liste.lien.iris
    if liste.sorte is not None:
        termes["sorte"] = liste.sorte.iri
    if liste.annees is not None:
        bornes = {"depuis": liste.annees.depuis, "jusque": liste.annees.jusque}
        termes |= {nom: entier(annee) for nom, annee in bornes.items() if annee is not None}
    return termes


def _lignes(trouvees: Iterable[Ligne], liste: Liste) -> tuple[LigneDeForme, ...]:
    """Une ligne par ressource, ses sortes et ce qui la situe réunis."""
    par_iri: dict[Iri, list[Ligne]] = defaultdict(list)
    for ligne in trouvees:
        par_iri[Iri(str(ligne["ressource"]))].append(ligne)
    lignes = [
        LigneDeForme(
            iri, str(groupe[0]["titre"]), Iri(str(groupe[0]["type"])).nom_local, _detail(groupe, liste)
        )
        for iri, groupe in par_iri.items()
    ]
    return tuple(sorted(lignes, key=lambda ligne: (cle_de_tri(ligne.titre), ligne.iri)))


def _detail(groupe: list[Ligne], liste: Liste) -> str:
    """L'éditeur, l'année et d'où l'énoncé est tiré, s'ils n'ont pas déjà été demandés."""
    dits = {nom: sorted({str(li[nom]) for li in groupe if li.get(nom) is not None}) for nom in _DETAILS}
    if liste.lien is not None and dits["dans"] == [liste.lien.titre]:
        del dits["dans"]
    return ", ".join(texte for textes in dits.values() for texte in textes)
