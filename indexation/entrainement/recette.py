"""La recette, du premier fichier lu au modèle écrit et mesuré."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexation.entrainement.alignement import aligner_des_deux_cotes, vecteurs_de_depart
from indexation.entrainement.apprentissage import Lecon, Reponses, accorder
from indexation.entrainement.decoupes import decouper
from indexation.entrainement.dictionnaire import couples_de_synonymes, couples_du_dictionnaire
from indexation.entrainement.eleve import Eleve, creer_eleve
from indexation.entrainement.evaluation import lire_jeux, mesurer
from indexation.entrainement.export import ecrire_modele
from indexation.entrainement.frequences import charger_frequences
from indexation.entrainement.lecture import (
    JURIDIQUE,
    Couple,
    Paragraphe,
    ecarter_temoins,
    echantillonner,
    lire_couples,
    lire_liens,
    lire_temoins,
    paragraphes,
    sources_ecartees,
)
from indexation.entrainement.maitre import charger_maitre
from indexation.entrainement.questions import questions_des_paragraphes, questions_du_fonds
from indexation.entrainement.temoins import Temoins
from indexation.entrainement.vocabulaire import apprendre_vocabulaire

MORCEAUX = 22_500
PHRASES_JURIDIQUES = 40_000
TERMES_JURIDIQUES = 8_000
PARAGRAPHES_JURIDIQUES = 9_000
PARAGRAPHES_LUS = 8_000
"""Combien de paragraphes s'ajoutent aux phrases dont le vocabulaire s'apprend."""
TITRES_JURIDIQUES = 8_000
LIENS_DU_THESAURUS = 8_000
REPETITIONS = 3
"""Combien de fois revoir les rares titres qui ne viennent pas du droit."""
EMPLOIS_ANGLAIS = 0.1
"""Ce que pèse, au départ d'un morceau, le mot anglais qui s'écrit comme lui (« main », « pain »)."""
QUESTION, PASSAGE = 48, 160
"""Morceaux lus au plus pendant la leçon."""
LECON = Lecon(nombre=80, morceaux=8_192, pas_des_morceaux=1e-4, pas_du_corps=3e-5, halte=40)


def executer(
    *,
    donnees: Path,
    dictionnaires: Path,
    sortie: Path,
    travail: Path,
    graine: int,
    fils: int,
    dire: Callable[[str], None],
) -> None:
    """Refait le modèle dans `sortie` et dit ses mesures ; `travail` garde de quoi reprendre.

    Lève ErreurModele.
    """
    torch.set_num_threads(fils)
    torch.manual_seed(graine)
    jeux = lire_jeux(donnees / "evaluation")
    ecartees, temoins = sources_ecartees(donnees), lire_temoins(donnees / "evaluation")
    phrases, suivis = _phrases(donnees, ecartees, temoins, graine)
    frequences = charger_frequences()
    mots = couples_du_dictionnaire(dictionnaires, frequences)
    dire(f"Vocabulaire et alignement : {len(phrases)} textes ({_compter(phrases)}), {len(mots)} mots")
    reponses = _reponses(donnees, ecartees, temoins, suivis, graine)
    reponses += ecarter_temoins(couples_de_synonymes(dictionnaires, frequences, graine=graine), temoins)
    dire(f"Questions et passages : {len(reponses)} couples ({_compter(reponses)})")
    decoupeur = apprendre_vocabulaire([*(c.droite for c in phrases), *frequences.textes()], taille=MORCEAUX)
    eleve = _eleve(decoupeur, [*phrases, *mots])

    def suivre(eleve: Eleve, pas: int) -> None:
        dire(f"{pas} pas : {mesurer(lambda textes: eleve.vectoriser(decoupeur, textes), jeux)}")

    suivre(eleve, 0)
    accorder(
        eleve,
        Reponses(
            decouper(decoupeur, [c.gauche for c in reponses], maximum=QUESTION),
            decouper(decoupeur, [c.droite for c in reponses], maximum=PASSAGE),
            _cles([c.gauche for c in reponses]),
            _cles([c.droite for c in reponses]),
        ),
        LECON,
        graine=graine,
        reprise=travail / "lecon.pt",
        suivi=suivre,
    )
    octets = ecrire_modele(sortie, decoupeur, eleve)
    dire(f"Modèle écrit : {octets / 1e6:.1f} Mo")


def _eleve(decoupeur: Tokenizer, couples: Sequence[Couple]) -> Eleve:
    """Le corps du maître, et des vecteurs français pris à leurs traductions."""
    anglais, francais = [c.gauche for c in couples], [c.droite for c in couples]
    maitre = charger_maitre()
    corps, decoupeur_maitre = maitre[0].model, maitre.tokenizer.backend_tokenizer
    decoupeur_maitre.no_padding()
    decoupeur_maitre.no_truncation()
    table = corps.embeddings.word_embeddings.weight.detach().float().numpy()
    alignements = aligner_des_deux_cotes(
        decouper(decoupeur, francais, maximum=60, bornes=False),
        decouper(decoupeur_maitre, anglais, maximum=60, bornes=False),
    )
    emplois = np.bincount(
        decouper(decoupeur, anglais, maximum=60, bornes=False).morceaux,
        minlength=decoupeur.get_vocab_size(),
    )
    emplois = (EMPLOIS_ANGLAIS * emplois).astype(np.int64)
    return creer_eleve(corps, vecteurs_de_depart(decoupeur, alignements, emplois, decoupeur_maitre, table))


def _phrases(
    donnees: Path, ecartees: frozenset[str], temoins: Temoins, graine: int
) -> tuple[list[Couple], list[Paragraphe]]:
    """De quoi apprendre le vocabulaire et l'alignement ; et des paragraphes, phrase par phrase."""
    phrases = lire_couples(donnees / "paires_en_fr.tsv.gz", ecartees=ecartees)
    termes = lire_couples(donnees / "termes_en_fr.tsv.gz", ecartees=ecartees)
    hasard = random.Random(graine)  # noqa: S311 - un tirage reproductible, pas un secret
    tous = paragraphes(phrases)
    droit = [p for p in tous if p.source.startswith(JURIDIQUE)]
    suivis = [p for p in tous if not p.source.startswith(JURIDIQUE)]
    suivis += hasard.sample(droit, min(PARAGRAPHES_JURIDIQUES, len(droit)))
    suivis = [p for p in suivis if not temoins.proches(p.couple.droite)]
    choisis = echantillonner(phrases, juridiques=PHRASES_JURIDIQUES, graine=graine)
    choisis += echantillonner(termes, juridiques=TERMES_JURIDIQUES, graine=graine)
    lus = hasard.sample(suivis, min(PARAGRAPHES_LUS, len(suivis)))
    return ecarter_temoins(choisis, temoins) + [p.couple for p in lus], suivis


def _reponses(
    donnees: Path,
    ecartees: frozenset[str],
    temoins: Temoins,
    suivis: Sequence[Paragraphe],
    graine: int,
) -> list[Couple]:
    """Ce qui apprend à répondre ; les couples d'un même texte restent voisins."""
    titres = lire_couples(donnees / "titre_passage_fr.tsv.gz", ecartees=ecartees)
    droit = [c for c in titres if c.source.startswith(JURIDIQUE)][:: max(1, len(titres) // TITRES_JURIDIQUES)]
    autres = [c for c in titres if not c.source.startswith(JURIDIQUE)] + list(questions_du_fonds())
    liens = lire_liens(donnees / "thesaurus_tess_fr.tsv")
    hasard = random.Random(graine)  # noqa: S311 - un tirage reproductible, pas un secret
    choisis = droit + autres * REPETITIONS + list(questions_des_paragraphes(suivis, graine=graine))
    choisis += hasard.sample(liens, min(LIENS_DU_THESAURUS, len(liens)))
    return ecarter_temoins(choisis, temoins)


def _cles(textes: Sequence[str]) -> NDArray[np.int64]:
    """Un numéro par texte, le même pour deux textes égaux."""
    numeros: dict[str, int] = {}
    return np.array([numeros.setdefault(texte.lower(), len(numeros)) for texte in textes])


def _compter(couples: Sequence[Couple]) -> str:
    nombres = Counter(couple.source for couple in couples)
    return ", ".join(f"{source} {nombre}" for source, nombre in nombres.most_common())
