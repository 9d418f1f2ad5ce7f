"""Écrire des textes étrangers sans que leurs marques agissent."""

import datetime

import pytest

from interfaces.ecrans import texte


@pytest.mark.parametrize(
    ("recu", "ecrit"),
    [
        ("a *b* [c](d)", r"a \*b\* \[c\]\(d\)"),
        ("<b> $x$ `y`", r"\<b\> \$x\$ \`y\`"),
        ("deux\n lignes", "deux lignes"),
        ("Quoi ? « Oui »", "Quoi\u00a0\\? «\u00a0Oui\u00a0»"),
    ],
)
def test_un_texte_inerte(recu, ecrit):
    assert texte.inerte(recu) == ecrit


def test_une_section_garde_ses_listes_et_perd_ses_liens():
    ecrit = texte.markdown_leger("- un *mot*\n- ![i](http://x) <b>\n# titre\n---")
    assert ecrit.startswith("- un *mot*\n- ")
    for actif in ("![", "](", " <b", "\n#", "\n---", "http:"):
        assert actif not in ecrit.replace("\\](", "")


def test_un_bloc_brut_ne_se_referme_pas_tout_seul():
    bloc = texte.bloc_brut("a\n```\nb\n````\n")
    assert bloc.startswith("```````text\n")
    assert bloc.endswith("\n```````")


def test_une_phrase_garde_son_code():
    assert texte.phrase("Lancez `maillage preparer` *vite*.") == r"Lancez `maillage preparer` \*vite\*\."


@pytest.mark.parametrize(
    ("surlignes", "ecrit"),
    [
        ((), "a&lt;b c"),
        (((0, 1),), "<mark>a</mark>&lt;b c"),
        (((4, 5), (0, 3)), "<mark>a&lt;b</mark> <mark>c</mark>"),
        (((0, 3), (1, 4)), "<mark>a&lt;b</mark> c"),
        (((3, 99), (2, 2), (-1, 2)), "a&lt;b c"),
    ],
)
def test_un_passage_n_a_que_nos_marques(surlignes, ecrit):
    assert texte.passage_html("a<b c", surlignes) == f'<p class="passage">{ecrit}</p>'


@pytest.mark.parametrize(
    ("brut", "lu"),
    [
        ("2015-11-01", "1er novembre 2015"),
        ("2026-08-23", "23 août 2026"),
        ("2026-13-01", "2026-13-01"),
        ("14:30:00", "14 h 30"),
        ("2017", "2017"),
        ("libre", "libre"),
    ],
)
def test_dates_et_heures_a_la_francaise(brut, lu):
    assert texte.valeur_lisible(brut) == lu


@pytest.mark.parametrize(
    ("jours", "dit"),
    [
        (-3, "aujourd'hui"),
        (0, "aujourd'hui"),
        (1, "hier"),
        (2, "il y a 2 jours"),
        (59, "il y a 59 jours"),
        (60, "il y a 2 mois"),
        (364, "il y a 12 mois"),
        (365, "il y a 1 an"),
        (800, "il y a 2 ans"),
    ],
)
def test_l_age_d_une_date(jours, dit):
    aujourd_hui = datetime.date(2030, 6, 15)
    assert texte.anciennete(aujourd_hui - datetime.timedelta(days=jours), aujourd_hui) == dit


def test_couper_et_accorder():
    assert texte.couper("abcdef", 6) == "abcdef"
    assert texte.couper("abc defgh", 5) == "abc…"
    assert [texte.pluriel(n, "autre thème", "autres thèmes") for n in (0, 1, 2)] == [
        "0 autre thème",
        "1 autre thème",
        "2 autres thèmes",
    ]
