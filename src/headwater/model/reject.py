"""A loss with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reject:
    """Something that was dropped: what, where, why, what to do; a row of the `rejects` table.

    Attributes:
        stage: Where in the journey: `add`, `ingest`, `annotate`, ...
        name: File, address, record or document, as the user knows it.
        code: Short reason in snake case: `empty`, `no_text_layer`, `too_large`.
        detail: What was found, and where.
        advice: What the user can do about it.
        doc_id: Document, where there is one.
        external_id: Id that its record came with.
    """

    stage: str
    name: str
    code: str
    detail: str
    advice: str
    doc_id: str | None = None
    external_id: str | None = None
