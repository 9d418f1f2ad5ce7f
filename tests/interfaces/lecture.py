"""Lire un écran comme un lecteur : ce qui est écrit, ce qui est cliquable."""

import html
import re


def textes(ecran):
    """Tout ce qui est écrit à l'écran, échappements Markdown et HTML retirés."""
    morceaux = [
        e.value for genre in ("title", "header", "subheader", "markdown", "caption") for e in ecran.get(genre)
    ]
    morceaux += [e.value for genre in ("info", "warning", "error", "code") for e in ecran.get(genre)]
    morceaux += [e.label for genre in ("button", "checkbox", "expander", "metric") for e in ecran.get(genre)]
    morceaux += [e.value for e in ecran.get("metric")] + liens(ecran) + passages(ecran)
    return "\n".join(_nu(m) for m in morceaux if m)


def liens(ecran):
    """Les libellés des liens vers d'autres écrans, dans l'ordre."""
    return [_nu(lien.proto.label).replace("**", "") for lien in ecran.get("page_link")]


def adresses(ecran):
    return [lien.proto.query_string for lien in ecran.get("page_link")]


def html_brut(ecran):
    return [e.proto.body for e in ecran.get("html") if not e.proto.body.startswith(("<style", "<script"))]


def passages(ecran):
    return [html.unescape(re.sub(r"<[^>]+>", "", brut)) for brut in html_brut(ecran)]


def sans_panne(ecran):
    return not ecran.exception and not ecran.error


def _nu(texte):
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", texte).replace("\u00a0", " ")
