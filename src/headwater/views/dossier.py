"""What a report holds, before it has a form: sections of lines, each with the numbers of the notes that bear it out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl

from headwater.model.judged import rejected_claims
from headwater.views.edtf import say_date
from headwater.views.named import document_title

Row = Mapping[str, Any]
PieceKind = Literal["text", "strong", "question", "quote", "cite", "link", "faint"]

MAX_NOTES = 12
"""Most notes on one line; the line says how many more documents there are."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of one look.

    Attributes:
        kind: `text`; `strong`; `question`: of an item; `quote`: exact words of a document; `cite`: a note's number; `link`: to a section; `faint`.
        text: The words, plain: whoever writes a form escapes them.
        target: Anchor of the section for a link, number of the note for a citation.
        mark: Anchor of this citation, so that its note can lead back.
    """

    kind: PieceKind
    text: str
    target: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or two with their citations, and lines below it."""

    pieces: tuple[Piece, ...]
    below: tuple["Line", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report.

    Attributes:
        anchor: Name that links lead to.
        heading: Its conclusion.
        lines: What stands in it.
        level: 2 for a part, 3 for a part of a part.
        intro: A sentence before the lines.
        more: What was left out to keep the report short: "and 12 more items"; "" where nothing was.
    """

    anchor: str
    heading: str
    lines: tuple[Line, ...]
    level: int = 2
    intro: tuple[Piece, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """The evidence behind a number: exact words of one document.

    Attributes:
        number: From 1, in the order of first use.
        quote: The exact words.
        language: Language of the words, BCP 47; "" where not known.
        document: Title of the document, else its id.
        external_id: Id that its record came with.
        publisher: Who published it; "" where not known.
        published: Date in words.
        url: Address; "" where there is none.
        start: First code point of the quote in the canonical text.
        end: One past the last.
        correction: What a person changed of what was read, in words; "" where nothing.
        marks: Anchors of the citations that lead here.
    """

    number: int
    quote: str
    language: str
    document: str
    external_id: str
    publisher: str
    published: str
    url: str
    start: int
    end: int
    correction: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole report without a form."""

    title: str
    generated: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


@dataclass
class Notebook:
    """Gives out the numbers of the notes, in the order in which claims are first cited."""

    claims: Mapping[str, Row]
    documents: Mapping[str, Row]
    numbers: dict[str, int] = field(default_factory=dict)
    marks: dict[str, list[str]] = field(default_factory=dict)

    def cite(self, claim_ids: Sequence[str], *, most: int = MAX_NOTES) -> tuple[Piece, ...]:
        """Citations of these claims: one for each document first, so that no document hides behind another's claims."""
        first: list[str] = []
        rest: list[str] = []
        seen: set[str] = set()
        for claim_id in claim_ids:
            doc_id = self.claims[claim_id]["doc_id"]
            (rest if doc_id in seen else first).append(claim_id)
            seen.add(doc_id)
        chosen = (first + rest)[:most]
        pieces = tuple(self._piece(c) for c in chosen)
        left = len(claim_ids) - len(chosen)
        return (*pieces, Piece("faint", f" and {left:,} more")) if left > 0 else pieces

    def _piece(self, claim_id: str) -> Piece:
        number = self.numbers.setdefault(claim_id, len(self.numbers) + 1)
        marks = self.marks.setdefault(claim_id, [])
        marks.append(f"r{number}-{len(marks) + 1}")
        return Piece("cite", str(number), str(number), marks[-1])

    def notes(self) -> tuple[Note, ...]:
        """Every note that was cited, in order."""
        return tuple(self._note(claim_id, number) for claim_id, number in self.numbers.items())

    def _note(self, claim_id: str, number: int) -> Note:
        claim = self.claims[claim_id]
        doc = self.documents.get(claim["doc_id"], {})
        return Note(
            number=number,
            quote=claim["quote"],
            language=doc.get("text_language") or "",
            document=document_title({**claim, **doc}),
            external_id=claim["external_id"],
            publisher=doc.get("publisher") or "",
            published=say_date(doc.get("published")),
            url=doc.get("url") or "",
            start=claim["start"],
            end=claim["end"],
            correction=say_correction(claim.get("corrected")),
            marks=tuple(self.marks[claim_id]),
        )


def say_correction(corrected: str | None) -> str:
    """What people changed of a claim, in words.

    Args:
        corrected: Column of that name of `claims`, JSON.

    Example:
        >>> say_correction('{"modality": {"read": "asserted", "who": "ana", "seq": 4}, "place": {"read": null, "who": "ana", "seq": 5}}')
        'modality corrected by ana, read as “asserted”; place added by ana'
    """
    changes = json.loads(corrected) if corrected else {}
    return "; ".join(
        f"{column.removesuffix('_edtf').removesuffix('_best').replace('_', ' ')} "
        + (f"added by {c['who']}" if c["read"] is None else f"corrected by {c['who']}, read as “{c['read']}”")
        for column, c in sorted(changes.items())
    )


@dataclass(frozen=True, slots=True)
class Case:
    """The tables of a case, ready to be looked up by the writers of sections.

    Attributes:
        tables: The tables.
        notebook: Where citations are taken from.
        claims_of_value: Claim ids by value id, most certain reading first.
        claims_of_item: Claims that have an item, by item id.
        values_of_item: Rows of `values` by item id, most documents first.
        origins_of_value: Rows of `origins` by value id, most documents first.
        values: Rows of `values` by id.
        items: Rows of `items` by id.
        n_rejected: Claims that a person rejected; they are in none of these.
        programmes: Name of each programme that the case defines -> names of its main things.
    """

    tables: Mapping[str, pl.DataFrame]
    notebook: Notebook
    claims_of_value: Mapping[str, list[str]]
    values_of_item: Mapping[str, list[Row]]
    origins_of_value: Mapping[str, list[Row]]
    values: Mapping[str, Row]
    items: Mapping[str, Row]
    n_rejected: int
    programmes: Mapping[str, Sequence[str]] = field(default_factory=dict)


def open_case(tables: Mapping[str, pl.DataFrame], *, programmes: Mapping[str, Sequence[str]] | None = None) -> Case:
    """Index the tables that a report reads; claims that a person rejected are left out of all of them.

    Args:
        tables: documents, claims, items, values, origins, conflicts, rejects, runs, and judgements where they are known.
        programmes: Those that the case defines.
    """
    rejected = rejected_claims(tables["judgements"])
    claims = tables["claims"].filter(~pl.col("claim_id").is_in(sorted(rejected))).sort("external_id", "start", "claim_id")
    n_rejected = tables["claims"].height - claims.height
    by_id = {r["claim_id"]: r for r in claims.iter_rows(named=True)}
    documents = {r["doc_id"]: r for r in tables["documents"].iter_rows(named=True)}
    values = tables["values"].sort(["n_documents", "n_claims", "value", "value_id"], descending=[True, True, False, False])
    claims_of_value: dict[str, list[str]] = {}
    for claim_id, row in by_id.items():
        if row["value_id"]:
            claims_of_value.setdefault(row["value_id"], []).append(claim_id)
    return Case(
        tables={**tables, "claims": claims},
        notebook=Notebook(by_id, documents),
        claims_of_value=claims_of_value,
        values_of_item=_grouped(values, "item_id"),
        origins_of_value=_grouped(tables["origins"].sort("value_id", "origin"), "value_id"),
        values={r["value_id"]: r for r in values.iter_rows(named=True)},
        items={r["item_id"]: r for r in tables["items"].iter_rows(named=True)},
        n_rejected=n_rejected,
        programmes=programmes or {},
    )


def _grouped(frame: pl.DataFrame, key: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        groups.setdefault(row[key], []).append(row)
    return groups
