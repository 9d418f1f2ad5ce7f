"""Les années que l'on filtre, et la pertinence en mots."""

import pytest

from indexation.periode import Periode, lire_periode
from indexation.pertinence import A_VERIFIER, PERTINENT, TRES_PERTINENT, niveau
from ontologie.erreurs import ErreurUsage


@pytest.mark.parametrize(
    ("texte", "attendue"),
    [
        ("2014", Periode(2014, 2014)),
        ("2012-2016", Periode(2012, 2016)),
        (" 2012 – 2016 ", Periode(2012, 2016)),
        ("-2015", Periode(None, 2015)),
        ("2015-", Periode(2015, None)),
    ],
)
def test_les_ecritures_d_une_periode(texte, attendue):
    assert lire_periode(texte) == attendue


@pytest.mark.parametrize(
    "texte", ["", "-", "an 2000", "14", "2012-16", "20122016", "2012-2014-2016", "2014.5"]
)
def test_une_periode_illisible_dit_comment_l_ecrire(texte):
    with pytest.raises(ErreurUsage, match=r"n'est pas une année.*2012-2016"):
        lire_periode(texte)


def test_une_periode_a_l_envers_est_remise_a_l_endroit():
    with pytest.raises(ErreurUsage, match="« 2012-2016 »"):
        lire_periode("2016-2012")


def test_les_bornes_sont_comprises():
    assert [a for a in range(2010, 2020) if lire_periode("2012-2014").contient(a)] == [2012, 2013, 2014]
    assert lire_periode("-2012").contient(1900)
    assert not lire_periode("-2012").contient(2013)
    assert lire_periode("2012-").contient(2012)


def test_un_score_se_dit_en_trois_mots():
    assert [niveau(s) for s in (1.0, 0.75, 0.74, 0.5, 0.49, 0.0)] == [
        TRES_PERTINENT,
        TRES_PERTINENT,
        PERTINENT,
        PERTINENT,
        A_VERIFIER,
        A_VERIFIER,
    ]
