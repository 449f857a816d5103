"""A dossier as one HTML page that loads nothing, runs nothing and can be printed."""

import base64
import hashlib
import re
from html import escape
from importlib.resources import files

from headwater.views.dossier import Dossier, Line, Note, Piece, Section
from headwater.views.links import link_address

_CONTROLS = {i: "�" for i in [*range(32), 127] if i not in {9, 10, 13}}


def write_html(dossier: Dossier) -> str:
    """One self-contained page: style inline and named in its policy by hash, no script, no image, no remote load."""
    style = files("headwater.views").joinpath("report.css").read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{_text(dossier.title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#holds">Skip to the report</a>',
        f'<header><p class="kicker">Headwater report</p><h1><bdi>{_text(dossier.title)}</bdi></h1>',
        f'<p class="dateline">{_text(dossier.generated)}</p></header>',
        _contents(dossier),
        "<main>",
        *(_section(s) for s in dossier.sections),
        _notes(dossier.notes),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(p for p in parts if p) + "\n"


def _contents(dossier: Dossier) -> str:
    links = [f'<li><a href="#{_anchor(s.anchor)}">{_text(s.heading)}</a></li>' for s in dossier.sections if s.level == 2]
    return f'<nav aria-label="Contents"><ol>{"".join(links)}<li><a href="#notes">Notes</a></li></ol></nav>'


def _section(section: Section) -> str:
    tag = f"h{section.level}"
    parts = [f'<{tag} id="{_anchor(section.anchor)}">{_text(section.heading)}</{tag}>']
    if section.intro:
        parts.append(f"<p>{_pieces(section.intro)}</p>")
    if section.lines:
        parts.append("<ul>" + "\n".join(_line(line) for line in section.lines) + "</ul>")
    if section.more:
        parts.append(f'<p class="faint">{_text(section.more)}</p>')
    return "\n".join(parts)


def _line(line: Line) -> str:
    below = "<ul>" + "\n".join(_line(x) for x in line.below) + "</ul>" if line.below else ""
    return f"<li>{_pieces(line.pieces)}{below}</li>"


def _pieces(pieces: tuple[Piece, ...]) -> str:
    return "".join(_piece(p) for p in pieces)


def _piece(piece: Piece) -> str:
    words = _text(piece.text)
    if piece.kind == "cite":
        return (
            f'<sup><a id="{_anchor(piece.mark)}" href="#n{_anchor(piece.target)}" aria-label="note {words}">{words}</a></sup>'
        )
    if piece.kind == "link":
        return f'<a href="#{_anchor(piece.target)}">{words}</a>'
    if piece.kind == "strong":
        return f"<strong><bdi>{words}</bdi></strong>"
    if piece.kind == "quote":
        return f'<q dir="auto"><bdi>{words}</bdi></q>'
    if piece.kind == "question":
        return f"<em><bdi>{words}</bdi></em>"
    if piece.kind == "faint":
        return f'<span class="faint"><bdi>{words}</bdi></span>'
    return f"<bdi>{words}</bdi>"


def _notes(notes: tuple[Note, ...]) -> str:
    rows = "\n".join(_note(n) for n in notes)
    return f'<h2 id="notes">Notes: {len(notes):,} quotes, exact words of the documents</h2>\n<ol class="notes">{rows}</ol>'


def _note(note: Note) -> str:
    language = f' lang="{_anchor(note.language)}"' if note.language else ""
    where = ", ".join(x for x in (note.publisher, note.published) if x)
    title = f"<cite><bdi>{_text(note.document)}</bdi></cite>"
    if address := link_address(note.url):
        title = f'<a rel="noreferrer noopener nofollow external" href="{escape(address, quote=True)}">{title}</a>'
    elif note.url:
        title += f" <bdi>({_text(note.url)})</bdi>"
    correction = f"; <bdi>{_text(note.correction)}</bdi>" if note.correction else ""
    back = " ".join(
        f'<a href="#{_anchor(m)}" aria-label="back to where note {note.number} is cited">↩</a>' for m in note.marks[:6]
    )
    return (
        f'<li id="n{note.number}"><q{language} dir="auto"><bdi>{_text(note.quote)}</bdi></q> {title}, <bdi>{_text(where)}</bdi> '
        f'<span class="faint"><bdi>{_text(note.external_id)}</bdi>, characters {note.start}–{note.end}{correction}</span> {back}</li>'
    )


def _text(words: str) -> str:
    """Words that a document may have chosen: escaped, control characters made visible."""
    return escape(words.translate(_CONTROLS), quote=True)


def _anchor(name: str) -> str:
    """A name of our own for an attribute; anything else in it is dropped."""
    return re.sub(r"[^A-Za-z0-9_-]", "", name)
