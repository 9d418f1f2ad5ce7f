"""Un rapport de vérification, écrit pour une machine : JSON, ou rapport SHACL en Turtle."""

from __future__ import annotations

import json

from ontologie.controles import lire_controles
from ontologie.espaces import RACINE, SH
from ontologie.formes import ESPACE
from ontologie.termes import Iri, ecrire_terme, texte_fr
from ontologie.verification import Constat, Gravite, Rapport

_CHAMPS = ("gravite", "controle", "ressource", "message", "remede")
_GRAVITES = {Gravite.VIOLATION: "Violation", Gravite.AVERTISSEMENT: "Warning", Gravite.INFORMATION: "Info"}


def en_json(rapport: Rapport) -> str:
    """Une liste de constats, champs de `Constat`."""
    constats = [{champ: str(getattr(constat, champ)) for champ in _CHAMPS} for constat in rapport.constats]
    return json.dumps(constats, ensure_ascii=False, indent=2)


def en_turtle(rapport: Rapport) -> str:
    """Un `sh:ValidationReport` ; `sh:conforms` n'est vrai, selon SHACL, que s'il n'y a aucun résultat.

    `sh:sourceShape` donne l'IRI de la forme, ou celui du contrôle : `…/controles#nom`.
    """
    controles = {controle.nom for controle in lire_controles()}
    resultats = " ,".join(_resultat(constat, controles) for constat in rapport.constats)
    suite = f" ;\n    sh:result{resultats} ." if resultats else " ."
    conforme = str(not rapport.constats).lower()
    return f"@prefix sh: <{SH}> .\n\n[] a sh:ValidationReport ;\n    sh:conforms {conforme}{suite}\n"


def _resultat(constat: Constat, controles: set[str]) -> str:
    espace = f"{RACINE}controles#" if constat.controle in controles else ESPACE
    return (
        "\n    [ a sh:ValidationResult ;"
        f"\n      sh:focusNode {ecrire_terme(constat.ressource)} ;"
        f"\n      sh:resultSeverity sh:{_GRAVITES[constat.gravite]} ;"
        f"\n      sh:sourceShape {ecrire_terme(Iri(espace + constat.controle))} ;"
        f"\n      sh:resultMessage {ecrire_terme(texte_fr(f'{constat.message} {constat.remede}'.rstrip()))} ]"
    )
