"""One document while its claims are placed: what it has said so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from headwater.extract.context import Context
from headwater.extract.spoken import Spoken

STATE: Final = frozenset({"country", "demonym"})
SPEAKERS: Final = frozenset({"person", "organisation", "outlet", "country"})
CONTEXT_COST: Final = 0.1
"""One name that only the context gives, where what speaks against a claim is counted (`confidence.claim_traits`)."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Who and to whom of the last claim of a kind, and where that was said."""

    subject: str | None
    object: str | None
    object_kind: str
    sentence: int


@dataclass(slots=True)
class Reader:
    """One document while its claims are placed, sentence by sentence.

    Attributes:
        carried: Who is credited with what goes on, where a sentence names nobody.
        spoken: Quotations of the document that run over sentences.
        last_time: Last date of the document.
        counts: Claims by span and kind, for their ids.
        country: State that the document names most often.
        states: Every state that it names, by how often.
        sides: Who and to whom, of the last claim of each kind.
        field_cost: How far a document is from the field, 0 to `confidence.OUT_OF_FIELD`.
        offered: Names up to a sentence with their traits, by sentence and number of names.
        homes: State of each office-holder that it names.
        last_sides: Subject, object and place of the last claim of any kind.
        place: Where the last claim on a site went on, and in which sentence.
        side_chances: Of the claim in hand, by role: how likely the answer is that the learned reading left or gave.
    """

    doc_id: str
    external_id: str
    published: str | None
    text: str
    language: str | None = None
    context: Context = field(default_factory=Context)
    carried: dict[str, Any] | None = None
    spoken: list[Spoken] = field(default_factory=list)
    last_time: dict[str, Any] | None = None
    counts: dict[tuple[int, int, str], int] = field(default_factory=dict)
    country: str | None = None
    states: Mapping[str, int] = field(default_factory=dict)
    sides: dict[str, Sides] = field(default_factory=dict)
    field_cost: float = 0.0
    last_sides: tuple[str | None, str | None, str | None] | None = None
    place: tuple[str, int] | None = None
    offered: tuple[tuple[int, int], list[tuple[str, dict[str, None]]]] | None = None
    homes: dict[str, str] = field(default_factory=dict)
    side_chances: dict[str, float] = field(default_factory=dict)
