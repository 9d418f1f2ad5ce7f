"""Des années de parution : une seule, un intervalle, ou tout ce qui précède ou suit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontologie.erreurs import ErreurUsage

_PERIODE = re.compile(r"(?P<debut>\d{4})?(?P<tiret>\s*[-–—‑]\s*)?(?P<fin>\d{4})?")


@dataclass(frozen=True, slots=True)
class Periode:
    """De `debut` à `fin`, bornes comprises ; `None` : sans borne de ce côté."""

    debut: int | None
    fin: int | None

    def contient(self, annee: int) -> bool:
        return (self.debut is None or self.debut <= annee) and (self.fin is None or annee <= self.fin)


def lire_periode(texte: str) -> Periode:
    """« 2014 », « 2012-2016 », « -2015 » ou « 2015- » ; lève `ErreurUsage` sinon."""
    lu = _PERIODE.fullmatch(texte.strip())
    debut, fin = (int(lu[nom]) if lu and lu[nom] else None for nom in ("debut", "fin"))
    if lu is None or debut is fin is None or (debut and fin and not lu["tiret"]):
        raise ErreurUsage(
            f"« {texte} » n'est pas une année. Écrivez « 2014 », « 2012-2016 », « -2015 » (jusqu'à 2015) "
            "ou « 2015- » (depuis 2015)."
        )
    if debut is not None and fin is not None and debut > fin:
        raise ErreurUsage(f"« {texte} » finit avant de commencer. Écrivez « {fin}-{debut} ».")
    return Periode(debut, fin if lu["tiret"] else debut if debut is not None else fin)
