"""L'index des mots sur tantivy. Il ne découpe rien : `corpus.langue` a déjà tout préparé.

tantivy trouve les candidats ; la note vient de `indexation.mots`, car ses fréquences comptent
encore les passages retirés jusqu'à la fusion de ses segments.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy

from indexation.ports import DocumentLexical, TermePondere

_TITRE, _CORPS, _LEMMES, _NUMERO = "titre", "corps", "lemmes", "numero"
_MEMOIRE = 64_000_000
_POIDS_TITRE = 2.0
_POIDS_LEMME = 0.3
_ESPACES = "espaces"


def _schema() -> Any:
    plan = tantivy.SchemaBuilder()
    for champ in (_TITRE, _CORPS, _LEMMES):
        plan.add_text_field(champ, stored=False, tokenizer_name=_ESPACES, index_option="position")
    plan.add_unsigned_field(_NUMERO, stored=False, indexed=True, fast=True)
    return plan.build()


class IndexTantivy:
    """Voir `indexation.ports.IndexLexical`. Un seul écrivain ; autant de lecteurs que l'on veut."""

    def __init__(self, dossier: Path | None = None) -> None:
        """Ouvre ou crée l'index de `dossier` ; sans dossier, il reste en mémoire."""
        self._schema = _schema()
        if dossier is None:
            self._index = tantivy.Index(self._schema)
        else:
            dossier.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self._schema, path=str(dossier), reuse=True)
        analyseur = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(_ESPACES, analyseur)
        self._ecrivain: Any = None

    def ajouter(self, documents: Iterable[DocumentLexical]) -> None:
        ecrivain = self._ecrire()
        for document in documents:
            fiche = tantivy.Document()
            # `Document(numero=…)` ferait un entier signé, qui tue l'écrivain.
            fiche.add_unsigned(_NUMERO, document.numero)
            for champ, mots in (
                (_TITRE, document.titre),
                (_CORPS, document.corps),
                (_LEMMES, document.lemmes),
            ):
                fiche.add_text(champ, " ".join(mots))
            ecrivain.add_document(fiche)

    def retirer(self, numeros: Iterable[int]) -> None:
        ecrivain = self._ecrire()
        for numero in numeros:
            ecrivain.delete_documents_by_query(self._terme(_NUMERO, numero))

    def valider(self) -> None:
        if self._ecrivain is not None:
            self._ecrivain.commit()
            self._ecrivain.wait_merging_threads()
            self._ecrivain = None
            self._index.reload()

    def chercher(
        self,
        termes: Sequence[TermePondere],
        nombre: int,
        *,
        phrases: Sequence[tuple[str, ...]] = (),
    ) -> list[int]:
        if not termes and not phrases:
            return []
        # Une union sans emboîtement : tantivy saute alors ce qui ne peut être parmi les premiers.
        clauses = [clause for terme in termes for clause in self._dans_chaque_champ(terme)]
        clauses += [(tantivy.Occur.Must, self._phrase(phrase)) for phrase in phrases if phrase]
        lecteur = self._index.searcher()
        trouves = lecteur.search(tantivy.Query.boolean_query(clauses), limit=nombre, count=False).hits
        valeurs = lecteur.fast_field_values(_NUMERO, [adresse for _, adresse in trouves])
        notes = [note for note, _ in trouves]
        numeros = [int(valeur) for valeur in valeurs]
        return [n for _, n in sorted(zip(notes, numeros, strict=True), key=lambda p: (-p[0], p[1]))]

    def porteurs(self, lemmes: Collection[str]) -> list[int]:
        lecteur = self._index.searcher()
        if not lemmes or not lecteur.num_docs:
            return []
        clauses = [(tantivy.Occur.Must, self._terme(_LEMMES, lemme)) for lemme in lemmes]
        trouves = lecteur.search(
            tantivy.Query.boolean_query(clauses), limit=lecteur.num_docs, count=False
        ).hits
        return [int(n) for n in lecteur.fast_field_values(_NUMERO, [adresse for _, adresse in trouves])]

    def _ecrire(self) -> Any:
        if self._ecrivain is None:
            self._ecrivain = self._index.writer(heap_size=_MEMOIRE, num_threads=1)
        return self._ecrivain

    def _terme(self, champ: str, valeur: str | int) -> Any:
        return tantivy.Query.term_query(self._schema, champ, valeur)

    def _dans_chaque_champ(self, terme: TermePondere) -> list[tuple[Any, Any]]:
        poids = (
            (_TITRE, terme.racine, _POIDS_TITRE),
            (_CORPS, terme.racine, 1.0),
            (_LEMMES, terme.lemme, _POIDS_LEMME),
        )
        return [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(self._terme(champ, valeur), part * terme.poids),
            )
            for champ, valeur, part in poids
        ]

    def _phrase(self, racines: tuple[str, ...]) -> Any:
        def dans(champ: str) -> Any:
            if len(racines) == 1:
                return self._terme(champ, racines[0])
            return tantivy.Query.phrase_query(self._schema, champ, list(racines))

        ou = tantivy.Occur.Should
        return tantivy.Query.boolean_query([(ou, dans(_TITRE)), (ou, dans(_CORPS))])
