"""JSONL: one record, and so one document, a line."""

from collections.abc import Iterator

from headwater.ingest.blob import RECORD_TYPE, Blob, hold_bytes
from headwater.ingest.budget import Budget
from headwater.ingest.reading import UnreadableError
from headwater.ingest.record import FIELDS, field_of, parse_record, text_of
from headwater.model.reject import Reject

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
MEDIA_TYPES = frozenset(
    {RECORD_TYPE, "application/jsonl", "application/x-jsonlines", "application/jsonlines", "application/ndjson"}
)


def open_jsonl(blob: Blob, budget: Budget) -> Iterator[Blob | Reject]:
    """The records of a JSONL file, read line by line; the bytes of each are its line.

    A line that is not JSON, has no text, is too long, or repeats an id is a reject, and the others go on.
    """
    limit = int(budget.config.max_document_mb * 1e6)
    first_lines: dict[str, int] = {}
    with blob.open() as stream:
        number = 0
        while line := stream.readline(limit + 1):
            number += 1
            name = f"{blob.name}:{number}"
            if len(line) > limit:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(1 << 20)
                detail = f"line {number} is longer than {budget.config.max_document_mb:g} MB"
                yield Reject("add", name, "too_large", detail, "raise ingest.max_document_mb, or cut the record")
                continue
            line = line.rstrip(b"\r\n")
            if line.strip():
                yield _open_record(line, name, blob.name, number, first_lines)


def _open_record(line: bytes, name: str, container: str, number: int, first_lines: dict[str, int]) -> Blob | Reject:
    try:
        record = parse_record(line)
        text_of(record)
    except UnreadableError as error:
        return Reject("add", name, error.code, f"line {number}: {error.detail}", error.advice)
    fields = {field: field_of(record, field) for field in FIELDS}
    fields["date"] = fields["date"] or field_of(record, "published")
    external_id = fields.pop("id")
    if external_id is not None:
        first = first_lines.setdefault(external_id, number)
        if first != number:
            detail = f"line {number} has the id {external_id[:80]!r} of line {first}"
            advice = "give each record an id of its own, or leave `id` out"
            return Reject("add", name, "duplicate_id", detail, advice, external_id=external_id)
    return Blob(name, len(line), hold_bytes(line), RECORD_TYPE, container, external_id=external_id, **fields)
