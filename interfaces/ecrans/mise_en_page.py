"""Ce que tous les écrans ont en commun : le cadre, le style, la façon de dire une erreur."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from interfaces.ecrans.texte import bloc_brut, phrase
from ontologie.erreurs import ErreurMaillage

_STYLE = """<style>
[data-testid="stMainBlockContainer"] { max-width: 68rem; padding-top: 5rem; }
[data-testid="InputInstructions"], [data-testid="stStatusWidget"] { display: none; }
[data-testid="stMain"] h1 { font-size: 2rem; }
[data-testid="stMain"] h2 { font-size: 1.4rem; }
[data-testid="stMain"] h3 { font-size: 1.15rem; }
[data-testid="stCaptionContainer"] { color: #4a5557; opacity: 1; }
.passage { margin: 0; line-height: 1.6; overflow-wrap: anywhere; white-space: pre-line; }
.passage mark, .citation mark { background: #ffe9a8; color: #1b2426; padding: 0 .12em; border-radius: .2em; }
.citation { margin: 0; padding-left: .9rem; border-left: .25rem solid #0b5f6b; line-height: 1.6; }
.citation { font-size: 1.08rem; overflow-wrap: anywhere; }
.st-key-texte_sparql textarea { font-family: "Source Code Pro", ui-monospace, monospace; font-size: .9rem; }
[data-testid="stPageLink"] a { padding: .2rem 0; background: transparent; }
[data-testid="stPageLink"] a p { white-space: normal; color: #0b5f6b; font-size: 1rem; font-weight: 400; }
[data-testid="stPageLink"] a:hover { background: transparent; }
[data-testid="stPageLink"] a:hover p { text-decoration: underline; }
[class*="st-key-resultat-"] > div:first-child a p { font-size: 1.15rem; }
.st-key-arbre button, .st-key-facettes button { min-height: 0; padding: 0; width: 20px; }
.st-key-arbre a p, .st-key-facettes a p { color: #1b2426; font-size: .95rem; }
@media (max-width: 40rem) { [data-testid="stFormSubmitButton"] p { font-size: 0; } }
</style>"""

_MAILLES = """<g fill="none" stroke="#0b5f6b" stroke-width="2.4">
<path d="M7 8 L25 6 L28 22 L12 27 Z M7 8 L28 22 M25 6 L12 27"/></g>
<g fill="#0b5f6b"><circle cx="7" cy="8" r="4"/><circle cx="25" cy="6" r="4"/>
<circle cx="28" cy="22" r="4"/><circle cx="12" cy="27" r="4"/></g>"""
_LOGO = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 34">{_MAILLES}</svg>'
_ENSEIGNE = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 34">{_MAILLES}'
    '<text x="42" y="25" font-family="sans-serif" font-size="23" font-weight="600" fill="#1b2426">'
    "Maillage</text></svg>"
)

# Sans cela la page se dit en anglais, et le navigateur propose de la traduire.
_LANGUE = "<script>document.documentElement.lang = 'fr';</script>"


def appliquer() -> None:
    """Règle la page : titre, largeur, style, langue."""
    st.set_page_config(
        page_title="Maillage",
        page_icon=_LOGO,
        layout="wide",
        menu_items={"Get help": None, "Report a bug": None, "About": "Maillage"},
    )
    st.logo(_ENSEIGNE, size="large")
    st.html(_STYLE)
    st.html(_LANGUE, unsafe_allow_javascript=True)


@contextmanager
def erreurs_dites() -> Iterator[None]:
    """Une erreur prévue s'affiche avec son message ; une panne se dit sans trace et va au journal."""
    try:
        yield
    except ErreurMaillage as erreur:
        dire_erreur(erreur)
    except Exception:
        logging.getLogger("maillage").exception("Panne pendant l'affichage d'un écran")
        st.error(
            "Cet écran a rencontré une panne imprévue ; le détail est dans le journal du serveur. "
            "Rechargez la page, ou relancez `maillage servir`."
        )


def dire_erreur(erreur: ErreurMaillage) -> None:
    """Le message dans un encart ; un message de plusieurs lignes garde ses colonnes."""
    message = str(erreur)
    fait, _, suite = message.partition("\n")
    st.error(f"{phrase(fait)}\n\n{bloc_brut(suite)}" if suite else phrase(fait))
