"""What a format's read function is told, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field

from headwater.config import IngestConfig
from headwater.ingest.dates import DateCandidate


class UnreadableError(Exception):
    """One document cannot be read; becomes a row of `rejects`.

    Args:
        code: Short reason in snake case.
        detail: What was found, and where.
        advice: What the user can do about it.
    """

    def __init__(self, code: str, detail: str, advice: str) -> None:
        super().__init__(detail)
        self.code, self.detail, self.advice = code, detail, advice


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a document before it is read.

    Attributes:
        name: Name it was added under.
        charset: Declared charset, or None.
        url: Address, or None.
        config: Limits.
    """

    name: str
    charset: str | None = None
    url: str | None = None
    config: IngestConfig = field(default_factory=IngestConfig)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something inside a document that could not be read, while the rest could: code, detail, advice of a reject."""

    code: str
    detail: str
    advice: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of one document.

    Attributes:
        text: Canonical text; never changed afterwards.
        title: Headline or title.
        author: By-line.
        publisher: Who published it, where the document itself names it.
        url: Address that the document gives for itself.
        language: Language that the document declares for itself, BCP 47.
        text_language: Language of the text, where that is declared apart.
        dates: Candidates for the publication date, best first.
        pages: `(page, start, end)` for paged formats.
        losses: What could not be read.
    """

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    text_language: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    pages: tuple[tuple[int, int, int], ...] = ()
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read.

    Attributes:
        name: Name for people.
        media_types: IANA media types, the first of them the usual one.
        suffixes: File name endings, with the dot, in lower case.
        is_magic: Whether the first bytes of a file (up to 8 KB) can only be this format.
        read: From bytes to a `Reading`; raises `UnreadableError`.
        meaning: What is read out of it, for the documentation.
    """

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    is_magic: Callable[[bytes], bool]
    read: Callable[[bytes, Given], Reading]
    meaning: str
