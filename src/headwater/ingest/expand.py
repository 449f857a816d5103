"""What the user adds, taken apart into single documents: containers are opened, down to a bounded depth."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from headwater.config import IngestConfig
from headwater.ingest.blob import RECORD_TYPE, Blob, hold_bytes
from headwater.ingest.budget import BROKEN, MAX_DEPTH, ArchiveLimitError, Budget, new_budget, reject_archive
from headwater.ingest.gunzip import is_gzip, open_gzip
from headwater.ingest.jsonl import MEDIA_TYPES, SUFFIXES, open_jsonl
from headwater.ingest.mail import list_attachments, open_mail
from headwater.ingest.media import HEAD_BYTES, advise_format, find_format, is_not_document, split_media_type, suffix_of
from headwater.ingest.reading import UnreadableError
from headwater.ingest.unzip import is_zip, open_zip
from headwater.ingest.warc import is_warc, open_warc
from headwater.model.reject import Reject

MAX_LISTED = 1000
"""Rejects of one code that are listed for one file; the rest are counted in one row."""


_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _NotDocument:
    """A member that holds no text, to be counted."""

    container: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of file that holds documents.

    Attributes:
        name: Name for people.
        is_one: Whether a blob is of this kind, told from its first bytes.
        open: Its members.
    """

    name: str
    is_one: Callable[[Blob, bytes], bool]
    open: Callable[[Blob, Budget], Iterator[Blob | Reject]]


def _is_jsonl(blob: Blob, _head: bytes) -> bool:
    return suffix_of(blob.name) in SUFFIXES or split_media_type(blob.media_type)[0] in MEDIA_TYPES


CONTAINERS: tuple[Container, ...] = (
    Container("gzip", lambda _, head: is_gzip(head), open_gzip),
    Container("zip", lambda blob, head: is_zip(head, blob.name), open_zip),
    Container("WARC", lambda _, head: is_warc(head), open_warc),
    Container("JSONL", _is_jsonl, open_jsonl),
)
"""In the order in which they are tried. WACZ is a zip of WARC files."""


def expand(blob: Blob, *, config: IngestConfig) -> Iterator[Blob | Reject]:
    """The documents in a blob: itself, or the members of the container that it is, and so on inside them.

    Members are read as they are reached and nothing is written anywhere under their names; files that hold no text
    (images, styles, scripts) are counted in one reject for each container.

    Args:
        blob: Something to add.
        config: Limits of size, growth and number.

    Yields:
        Documents, each with its media type, and rejects of stage `add` for what could not be opened or read.
    """
    counts: Counter[tuple[str, str]] = Counter()
    skipped: dict[str, Counter[str]] = {}
    for found in _expand(blob, new_budget(config), depth=0):
        if isinstance(found, _NotDocument):
            skipped.setdefault(found.container or "", Counter())[found.kind] += 1
        elif isinstance(found, Reject):
            counts[found.code, found.advice] += 1
            if counts[found.code, found.advice] <= MAX_LISTED:
                yield replace(found, name=clean_name(found.name))
        else:
            yield replace(found, name=clean_name(found.name), container=found.container and clean_name(found.container))
    for container, kinds in skipped.items():
        yield summarise_skipped(clean_name(container or blob.name), kinds)
    for (code, advice), count in counts.items():
        if count > MAX_LISTED:
            yield Reject("add", clean_name(blob.name), code, f"{count - MAX_LISTED} more of the same kind, not listed", advice)


def clean_name(name: str) -> str:
    """A name that can be stored and printed: control characters and lone surrogates become U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", name)[:1000]


def summarise_skipped(container: str, kinds: Counter[str]) -> Reject:
    """One reject for all files of a container or folder that hold no text.

    Args:
        container: Name of the container or folder.
        kinds: Number of files of each kind.
    """
    listed = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))[:12])
    number = sum(kinds.values())
    detail = f"{number} file{'s' if number > 1 else ''} of kinds that hold no text to read: {listed}"
    return Reject(
        "add", container, "not_a_document", detail, "nothing to do, unless one of them is a document: save that as PDF"
    )


def _expand(blob: Blob, budget: Budget, *, depth: int) -> Iterator[Blob | Reject | _NotDocument]:
    try:
        head = _read_head(blob)
    except (*BROKEN, ArchiveLimitError) as error:
        yield reject_archive(blob.name, error)
        return
    if not head:
        yield Reject("add", blob.name, "empty", "the file has no bytes", "add a file with text in it")
        return
    container = next((c for c in CONTAINERS if c.is_one(blob, head)), None)
    if container is None:
        yield from _open_document(blob, head, budget, depth)
        return
    if depth >= MAX_DEPTH:
        detail = f"the {container.name} stands {depth} containers deep; the limit is {MAX_DEPTH}"
        yield Reject("add", blob.name, "nested_too_deep", detail, "unpack the outer ones, and add the folder")
        return
    members = container.open(blob, budget)
    while True:
        try:
            member = next(members, None)
        except (*BROKEN, ArchiveLimitError) as error:
            yield reject_archive(blob.name, error)
            return
        if member is None:
            return
        if isinstance(member, Reject) or member.media_type == RECORD_TYPE:
            yield member
        else:
            yield from _expand(member, budget, depth=depth + 1)


def _read_head(blob: Blob) -> bytes:
    """The first bytes; of a broken stream those before the break."""
    head = b""
    with blob.open() as stream:
        read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        try:
            while len(head) < HEAD_BYTES and (part := read(HEAD_BYTES - len(head))):
                head += part
        except BROKEN:
            if not head:
                raise
    return head


def _open_document(blob: Blob, head: bytes, budget: Budget, depth: int) -> Iterator[Blob | Reject | _NotDocument]:
    if is_not_document(head, declared=blob.media_type, name=blob.name):
        kind = suffix_of(blob.name) or split_media_type(blob.media_type)[0] or "binary"
        yield _NotDocument(blob.container, kind)
        return
    fmt = find_format(head, declared=blob.media_type, name=blob.name)
    if fmt is None:
        declared = f"; declared as {blob.media_type}" if blob.media_type else ""
        yield Reject(
            "add",
            blob.name,
            "format_not_known",
            f"its first bytes and its name fit no known format{declared}",
            advise_format(blob.name),
        )
        return
    limit = int(budget.config.max_document_mb * 1e6)
    too_large = Reject(
        "add", blob.name, "too_large", f"larger than {budget.config.max_document_mb:g} MB", "raise ingest.max_document_mb"
    )
    if blob.size is not None and blob.size > limit:
        yield replace(too_large, detail=f"{blob.size} bytes; the limit is {budget.config.max_document_mb:g} MB")
        return
    if blob.container is not None:  # a member can be read only while its container is open
        try:
            data = blob.read(limit + 1)
        except (*BROKEN, ArchiveLimitError) as error:
            yield reject_archive(blob.name, error)
            return
        if len(data) > limit:
            yield too_large
            return
        blob = replace(blob, size=len(data), open=hold_bytes(data))
    bare, charset = split_media_type(blob.media_type)
    media_type = bare if bare in fmt.media_types else fmt.media_types[0]
    blob = replace(blob, media_type=f"{media_type}; charset={charset}" if charset else media_type)
    yield blob
    if fmt.name == "E-mail":
        yield from _open_attachments(blob, budget, depth)


def _open_attachments(blob: Blob, budget: Budget, depth: int) -> Iterator[Blob | Reject | _NotDocument]:
    try:
        attachments = list(list_attachments(open_mail(blob.read())))
    except (UnreadableError, *BROKEN, LookupError, AttributeError, TypeError) as error:
        yield Reject(
            "add",
            blob.name,
            "attachment_not_read",
            f"its attachments cannot be told: {error}",
            "save them yourself and add them",
        )
        return
    if attachments and depth >= MAX_DEPTH:
        detail = f"the e-mail stands {depth} containers deep; the limit is {MAX_DEPTH}"
        yield Reject("add", blob.name, "nested_too_deep", detail, "save its attachments yourself and add them")
        return
    for name, media_type, data in attachments:
        try:
            budget.spend_member()
        except ArchiveLimitError as error:
            yield reject_archive(blob.name, error)
            return
        part = Blob(f"{blob.name}/{name}", len(data), hold_bytes(data), media_type, container=blob.name)
        yield from _expand(part, budget, depth=depth + 1)
