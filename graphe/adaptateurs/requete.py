"""Ce qu'on sait d'une requête SPARQL sans l'exécuter : est-elle permise, que dire de ses fautes."""

from __future__ import annotations

import re

from graphe.ports import RequeteRefusee

LONGUEUR_MAXIMALE = 100_000
_HORS_SUJET = re.compile(
    r"""'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|<[^<>"{}|^`\\\s]*>|\#[^\n]*""",
    re.DOTALL,
)
_MOT = re.compile(r"(?<![\w:?$@.\-])[A-Za-z]+(?![\w:\-])")
_MISES_A_JOUR = frozenset(
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"]
)
_FORMES = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
_ATTENDUS = re.compile(r'"([{}().;,]|[A-Z]{2,})"|\b([A-Z]{2,})\b')


def _mots_cles(texte: str) -> list[str]:
    return [mot.upper() for mot in _MOT.findall(_HORS_SUJET.sub(" ", texte))]


def verifier_permise(texte: str) -> None:
    """Lève `RequeteRefusee` pour une requête vide, trop longue, de mise à jour, ou avec SERVICE."""
    if len(texte) > LONGUEUR_MAXIMALE:
        raise RequeteRefusee(
            f"La requête compte {len(texte)} caractères, plus que {LONGUEUR_MAXIMALE}. Raccourcissez-la."
        )
    mots = _mots_cles(texte)
    premier = next((m for m in mots if m in _FORMES | _MISES_A_JOUR), None)
    if not mots:
        raise RequeteRefusee(
            "La requête est vide. Écrivez par exemple : SELECT * WHERE { ?s ?p ?o } LIMIT 10"
        )
    if premier in _MISES_A_JOUR:
        raise RequeteRefusee(
            f"« {premier} » modifie la base : ici on ne fait que lire. "
            "Utilisez SELECT, ASK, CONSTRUCT ou DESCRIBE."
        )
    if "SERVICE" in mots:
        raise RequeteRefusee(
            "« SERVICE » appelle un serveur extérieur : c'est interdit ici. Interrogez ce serveur à part."
        )


def choisit_ses_graphes(texte: str) -> bool:
    """Vrai si la requête dit elle-même, par FROM, sur quels graphes elle porte."""
    return "FROM" in _mots_cles(texte)


def expliquer_syntaxe(message: str, texte: str) -> str:
    """Le message d'Oxigraph, en français, avec la ligne fautive et un repère sous la colonne."""
    trouve = _PLACE.search(message)
    if trouve is None:
        return "La requête SPARQL ne se lit pas. Vérifiez les accolades, les points et les préfixes."
    ligne, colonne = int(trouve[1]), int(trouve[2])
    lignes = texte.splitlines() or [""]
    fautive = lignes[min(ligne, len(lignes)) - 1]
    dit = f"Erreur de syntaxe SPARQL, ligne {ligne}, colonne {colonne}."
    if not "\n".join(lignes[ligne - 1 :])[colonne - 1 :].strip():
        dit += f" La requête s'arrête trop tôt : {_ce_qui_manque(texte)}."
    elif "refix" in trouve[3]:
        dit += " Préfixe inconnu : déclarez-le en tête, par exemple PREFIX skos: <…>."
    else:
        attendus = sorted({a or b for a, b in _ATTENDUS.findall(trouve[3])} - {"SERVICE", "LATERAL"})
        if attendus:
            dit += f" Attendu ici, par exemple : {' '.join(attendus[:8])}"
    return f"{dit}\n  {fautive}\n  {' ' * (colonne - 1)}^"


def _ce_qui_manque(texte: str) -> str:
    squelette = _HORS_SUJET.sub(" ", texte)
    for ouvrante, fermante, nom in (("{", "}", "une accolade « } »"), ("(", ")", "une parenthèse « ) »")):
        if squelette.count(ouvrante) > squelette.count(fermante):
            return f"il manque {nom}"
    return "un motif est incomplet ; il faut un sujet, un prédicat et un objet"
