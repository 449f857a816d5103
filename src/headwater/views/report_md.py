"""A dossier as Markdown with footnotes, as GitHub, GitLab, Pandoc and Obsidian read it."""

import re

from headwater.views.dossier import Dossier, Line, Note, Piece, Section
from headwater.views.links import link_address

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$^])")
_LINE_START = re.compile(r"^(|[0-9]{1,9}(?=[.)]))([.):=+-])")


def write_markdown(dossier: Dossier) -> str:
    """Markdown whose numbers are footnotes: a reader's program links each to its note and back."""
    parts = [f"# {escape_markdown(dossier.title)}", escape_markdown(dossier.generated)]
    parts += [_section(s) for s in dossier.sections]
    parts += [f"## Notes: {len(dossier.notes):,} quotes, exact words of the documents", *(_note(n) for n in dossier.notes)]
    return "\n\n".join(parts) + "\n"


def escape_markdown(words: str) -> str:
    r"""Words that a document may have chosen, with nothing left that Markdown or HTML would act on.

    Example:
        >>> escape_markdown("<b>_x_</b>")
        '&lt;b&gt;\\_x\\_&lt;/b&gt;'
    """
    flat = " ".join("".join(c if c.isprintable() else " " if c.isspace() else "�" for c in words).split())
    safe = _SPECIAL.sub(r"\\\1", flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    safe = safe.replace("://", "\\://").replace("www.", "www\\.")
    return _LINE_START.sub(r"\1\\\2", safe)


def _section(section: Section) -> str:
    parts = [f"{'#' * section.level} {escape_markdown(section.heading)}"]
    if section.intro:
        parts.append(_pieces(section.intro))
    if section.lines:
        parts.append("\n".join(text for line in section.lines for text in _line(line, 0)))
    if section.more:
        parts.append(escape_markdown(section.more))
    return "\n\n".join(parts)


def _line(line: Line, depth: int) -> list[str]:
    return [f"{'  ' * depth}- {_pieces(line.pieces)}", *(t for below in line.below for t in _line(below, depth + 1))]


def _pieces(pieces: tuple[Piece, ...]) -> str:
    words = [_piece(p) for p in pieces]
    return "".join(words).strip()


def _piece(piece: Piece) -> str:
    if piece.kind == "cite":
        return f"[^{piece.target}]"
    safe = escape_markdown(piece.text)
    lead = " " if piece.text[:1].isspace() else ""
    tail = " " if piece.text[-1:].isspace() else ""
    if piece.kind == "strong":
        safe = f"**{safe}**" if safe else ""
    if piece.kind == "quote":
        safe = f"“{safe}”"
    if piece.kind == "question":
        safe = f"*{safe}*" if safe else ""
    return f"{lead}{safe}{tail}"


def _note(note: Note) -> str:
    where = ", ".join(escape_markdown(x) for x in (note.publisher, note.published) if x)
    address = ""
    if link := link_address(note.url):
        address = f" <{link}>"
    elif note.url:
        address = f" ({escape_markdown(note.url)})"
    words = f"“{escape_markdown(note.quote)}” {escape_markdown(note.document)}, {where}"
    where = f"{escape_markdown(note.external_id)}, characters {note.start}–{note.end}"
    correction = f"; {escape_markdown(note.correction)}" if note.correction else ""
    return f"[^{note.number}]: {words} ({where}{correction}).{address}"
