"""Maillage et ses pairs, sur les mêmes passages, les mêmes questions et la même machine.

    python -m tests.bancs.pairs DOSSIER [--passages 10000 --distracteurs FICHIER]
    python -m tests.bancs.pairs --corpus dev

Qualité, durée d'une question entière, rapport à Maillage et à la limite physique : voir LISEZMOI.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from indexation.questions_jugees import PARTS, TOUT
from ontologie.erreurs import ErreurMaillage, ErreurUsage
from tests.bancs.epreuve import Epreuve, depot_livre, dimensionner, echantillonner, lire_beir, lire_corpus
from tests.bancs.eprouver import Releve, eprouver_a_part
from tests.bancs.limites import Machine, charge_de, mesurer_la_machine, parcours
from tests.bancs.suivi import annoncer
from tests.bancs.systemes import Designation, ce_qui_manque
from tests.bancs.tableau import Comparaison

PAIRS = (
    "bm25s", "faiss", "faiss@embarque", "txtai", "txtai@embarque", "lancedb", "lancedb@embarque",
    "lancedb-lineaire", "lancedb-lineaire@embarque",
)  # fmt: skip
POUR_UNE_COLLECTION = ("maillage", *PAIRS)
POUR_LE_CORPUS = ("maillage", "maillage-graphe", "maillage-produit", *PAIRS)

Eprouver = Callable[[Designation, Epreuve, Path], Releve | BaseException]


def comparer(
    epreuve: Epreuve,
    designations: Sequence[Designation],
    travail: Path,
    *,
    machine: Machine,
    eprouver: Eprouver = eprouver_a_part,
) -> Comparaison:
    """Éprouve chaque système à son tour ; celui qui manque ou tombe est écarté, avec la raison."""
    releves: dict[str, Releve] = {}
    planchers: dict[str, float] = {}
    ecartes: dict[str, str] = {}
    for designation in designations:
        nom = str(designation)
        if manque := ce_qui_manque(designation):
            ecartes[nom] = manque
            annoncer(f"{nom} : écarté. {manque}")
            continue
        try:
            releve = eprouver(designation, epreuve, travail)
        except KeyboardInterrupt:
            annoncer(f"{nom} : interrompu. Le tableau s'arrête aux systèmes déjà mesurés.")
            break
        if isinstance(releve, BaseException):
            ecartes[nom] = f"{type(releve).__name__} : {releve}"
            annoncer(f"{nom} : écarté. {ecartes[nom]}")
            continue
        releves[nom] = releve
        if designation.modele:
            encoder = charge_de(designation.modele).plancher(machine, epreuve.questions.values())
            planchers[nom] = encoder + parcours(machine, len(epreuve.passages), releve.dimension)
        annoncer(f"{nom} : nDCG@10 {100 * releve.mesures.ndcg:.1f}, p50 {1000 * releve.centile(50):.2f} ms")
    if not releves:
        raise ErreurUsage("Aucun système n'a pu être mesuré : installez ce qui manque, dit ci-dessus.")
    return Comparaison(epreuve.nom, len(epreuve.passages), machine, releves, planchers, ecartes)


def lire_epreuve(options: argparse.Namespace) -> Epreuve:
    if (options.dossier is None) == (options.corpus is None):
        raise ErreurUsage("Donnez un dossier BEIR, ou --corpus, et l'un des deux seulement.")
    epreuve = lire_corpus(depot_livre(), options.corpus) if options.corpus else lire_beir(options.dossier)
    epreuve = echantillonner(epreuve, options.questions)
    return dimensionner(epreuve, options.passages, options.distracteurs) if options.passages else epreuve


def principal(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    d_office = POUR_LE_CORPUS if options.corpus else POUR_UNE_COLLECTION
    demandes = options.systemes.split(",") if options.systemes else d_office
    designations = [Designation.lire(demande) for demande in demandes]
    epreuve = lire_epreuve(options)
    annoncer("Mesure de la machine")
    machine = mesurer_la_machine()
    with tempfile.TemporaryDirectory() as temporaire:
        comparaison = comparer(epreuve, designations, options.travail or Path(temporaire), machine=machine)
    if options.json:
        options.json.write_text(
            json.dumps(comparaison.en_dictionnaire(), ensure_ascii=False, indent=2), "utf-8"
        )
    sys.stdout.write(comparaison.en_texte() + "\n")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    analyse = argparse.ArgumentParser(
        prog="python -m tests.bancs.pairs", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    analyse.add_argument("dossier", nargs="?", type=Path, help="une collection au format BEIR")
    analyse.add_argument(
        "--corpus", choices=(*PARTS, TOUT), help="le corpus livré, et cette part des questions"
    )
    analyse.add_argument("--questions", type=int, default=500, help="combien en tirer ; 0 : toutes (500)")
    analyse.add_argument("--passages", type=int, default=0, help="à combien porter la collection (sa taille)")
    analyse.add_argument("--distracteurs", type=Path, help="TSV, .gz ou non : source, …, texte français")
    analyse.add_argument("--systemes", help="séparés par des virgules, « nom » ou « nom@modele »")
    analyse.add_argument("--travail", type=Path, help="où garder les vecteurs d'une fois sur l'autre")
    analyse.add_argument("--json", type=Path, metavar="FICHIER", help="où écrire aussi les mesures")
    return analyse.parse_args(arguments)


if __name__ == "__main__":
    try:
        principal()
    except ErreurMaillage as erreur:
        sys.stderr.write(f"{erreur}\n")
        sys.exit(erreur.code)
