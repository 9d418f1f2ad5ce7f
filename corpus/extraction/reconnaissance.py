"""Reconnaître un lexique dans des documents, un à un ou en nombre.

La chaîne spaCy partage l'analyse de `lexique.reperer`, donc ses réponses ; lourde, elle s'importe au
premier usage et ne sert qu'en nombre. Le modèle français de spaCy, s'il est installé, relit les unes
comme les autres.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import tee
from typing import TYPE_CHECKING, Any

from corpus.extraction import modele
from corpus.extraction.lexique import COUPURE, Jalon, Lexique, Mention, reperer, retenir, suite

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_COMPOSANT = "maillage_lemmes"
_LONGUEUR_MAXIMALE = 100_000_000
"""En caractères : sans analyse syntaxique, un long document ne coûte que sa lecture."""


def reconnaitre(
    textes: Iterable[str], lexique: Lexique, *, en_nombre: bool = True
) -> Iterator[list[Mention]]:
    """Les mentions de chaque texte, dans l'ordre des textes.

    `en_nombre` : par la chaîne spaCy, si spaCy est là ; sinon texte par texte, sans l'importer.
    """
    a_reperer, a_relire = tee(textes)
    if en_nombre and find_spec("spacy") is not None:
        mentions = _par_spacy(a_reperer, lexique)
    else:
        mentions = (reperer(texte, lexique) for texte in a_reperer)
    if modele.installe() is None:
        return mentions
    return modele.desambiguer(zip(a_relire, mentions, strict=True))


def _par_spacy(textes: Iterable[str], lexique: Lexique) -> Iterator[list[Mention]]:
    chaine, reperage = _chaine(lexique)
    for document in chaine.pipe(textes):
        candidats = ((debut, fin) for _, debut, fin in reperage(document))
        yield retenir(candidats, document.text, document.user_data["jalons"], lexique)


class Decoupeur:
    """Découpe aux mots de `corpus.langue` sans rien perdre du texte ; une élision colle au mot qui suit."""

    def __init__(self, vocabulaire: Vocab) -> None:
        self.vocabulaire = vocabulaire

    def __call__(self, texte: str) -> Doc:
        from spacy.tokens import Doc

        jalons = suite(texte)
        fin = jalons[-1].mot.fin if jalons and jalons[-1].mot else 0
        if fin < len(texte):
            jalons.append(Jalon(COUPURE, None))
        bornes = _bornes(texte, jalons)
        pieces = [texte[debut:fin] for debut, fin in zip(bornes, [*bornes[1:], len(texte)], strict=False)]
        espaces = [len(piece) > 1 and piece.endswith(" ") for piece in pieces]
        mots = [piece[:-1] if espace else piece for piece, espace in zip(pieces, espaces, strict=True)]
        document = Doc(self.vocabulaire, words=mots, spaces=espaces)
        document.user_data["jalons"] = jalons
        return document


def _bornes(texte: str, jalons: list[Jalon]) -> list[int]:
    """Où commence la pièce de chaque jalon ; une espace qui suit un mot reste avec lui."""
    bornes: list[int] = []
    fin, apres_coupure = 0, False
    for jalon in jalons:
        if apres_coupure and jalon.mot is not None:
            bornes.append(jalon.mot.debut)
        else:
            une_espace = bool(bornes) and texte.startswith(" ", fin) and fin + 1 < len(texte)
            bornes.append(fin + une_espace)
        apres_coupure = jalon.mot is None
        if jalon.mot is not None:
            fin = jalon.mot.fin
    return bornes


@lru_cache(maxsize=2)
def _chaine(lexique: Lexique) -> tuple[Language, Any]:
    """La chaîne spaCy et le repérage du lexique, sur les lemmes."""
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher

    class Francais(Language):  # type: ignore[misc]
        """Vide comme `spacy.blank("fr")`, sans son découpage : l'importer prendrait plusieurs secondes."""

        lang = "fr"

    if not Language.has_factory(_COMPOSANT):
        Language.component(_COMPOSANT, func=_poser_les_lemmes)
    chaine = Francais(max_length=_LONGUEUR_MAXIMALE)
    chaine.tokenizer = Decoupeur(chaine.vocab)
    chaine.add_pipe(_COMPOSANT)
    reperage = PhraseMatcher(chaine.vocab, attr="LEMMA")
    for numero, cle in enumerate(sorted(lexique.par_suite)):
        reperage.add(str(numero), [_motif(chaine.vocab, cle)])
    return chaine, reperage


def _motif(vocabulaire: Vocab, cle: tuple[str, ...]) -> Doc:
    from spacy.tokens import Doc

    return Doc(vocabulaire, words=list(cle), lemmas=list(cle))


def _poser_les_lemmes(document: Doc) -> Doc:
    for jeton, jalon in zip(document, document.user_data["jalons"], strict=True):
        jeton.lemma_ = jalon.lemme
    return document
