"""Claims in the order of time: when what they say happened, else when it was published, and which of the two it is."""

from dataclasses import dataclass
from typing import Literal

import polars as pl

from headwater.views.edtf import days_of, say_date
from headwater.views.named import document_title


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A claim at its place in time.

    Attributes:
        claim_id: The claim.
        doc_id: Its document.
        external_id: Id that the document's record came with.
        kind: Claim kind.
        basis: `said` where the claim names a time; `published` where only its document's date is known; `none`.
        edtf: That date, EDTF; None where neither is known.
        words: That date in words.
        first: First day it can mean, ISO 8601; None where open or unknown.
        last: Last day it can mean.
        published: Publication date of the document, EDTF.
        publisher: Who published it.
        document: Title of its document; the file where it has none.
        quote: The exact words.
        subject: Who or what the claim is about.
        modality: How it is held.
        judged: What a person said of it, accepted or rejected; None where nobody did.
    """

    claim_id: str
    doc_id: str
    external_id: str
    kind: str
    basis: Literal["said", "published", "none"]
    edtf: str | None
    words: str
    first: str | None
    last: str | None
    published: str | None
    publisher: str | None
    document: str
    quote: str
    subject: str | None
    modality: str
    judged: str | None = None


def timeline_rows(claims: pl.DataFrame, documents: pl.DataFrame) -> list[TimelineRow]:
    """Every claim once, dated ones first in the order of their earliest day, undated ones at the end.

    A time that the claim names goes before the date of publication; a date that cannot be read counts as unknown.

    Args:
        claims: Reads claim_id, doc_id, external_id, kind, time_edtf, quote, subject, modality.
        documents: Reads doc_id, published, publisher, and title and name where they are there.

    Returns:
        Rows ordered by first day (an open start sorts by its last day), last day, document and claim.
    """
    columns = ("doc_id", "published", "publisher", "title", "name", "opening")
    about = {r["doc_id"]: r for r in documents.select(c for c in columns if c in documents.columns).iter_rows(named=True)}
    rows = [_row(claim, about.get(claim["doc_id"], {})) for claim in claims.iter_rows(named=True)]
    return sorted(rows, key=lambda r: (r.first or r.last or "9999", r.last or "9999", r.external_id, r.claim_id))


def _row(claim: dict[str, str | None], doc: dict[str, str | None]) -> TimelineRow:
    published = doc.get("published")
    candidates: tuple[tuple[Literal["said", "published"], str | None], ...] = (
        ("said", claim["time_edtf"]),
        ("published", published),
    )
    basis: Literal["said", "published", "none"] = "none"
    edtf, days = None, days_of(None)
    for name, date in candidates:
        found = days_of(date)
        if found.first or found.last:
            basis, edtf, days = name, date, found
            break
    return TimelineRow(
        claim_id=str(claim["claim_id"]),
        doc_id=str(claim["doc_id"]),
        external_id=str(claim["external_id"]),
        document=document_title({**claim, **doc}),
        kind=str(claim["kind"]),
        basis=basis,
        edtf=edtf,
        words=say_date(edtf),
        first=days.first,
        last=days.last,
        published=published,
        publisher=doc.get("publisher"),
        quote=str(claim["quote"]),
        subject=claim["subject"],
        modality=str(claim["modality"]),
        judged=claim.get("judged"),
    )
