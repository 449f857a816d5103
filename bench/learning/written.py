"""Labelled notes as they were written: `bench/gold/written/*.txt`, read and checked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

WRITTEN: Final = Path(__file__).resolve().parents[1] / "gold" / "written"
MODALITIES: Final = frozenset({"asserted", "reported", "alleged", "conditional", "future", "opinion", "denied"})
FIELDS: Final = 10
"""kind, quote, subject, object, place, time, quantity, unit, attribution, modality."""
_TIME: Final = re.compile(r"(\.\.|\d{3}X|\d{4}(-\d\d(-\d\d)?)?)[~?]?(/(\.\.|\d{4}(-\d\d(-\d\d)?)?)[~?]?)?")


@dataclass(slots=True)
class Note:
    """One invented report with its claims.

    Attributes:
        row: As a line of `notes.jsonl`: id, title, date, language, text.
        claims: As lines of `claims.jsonl`.
        faults: What is wrong with its labels, in words.
    """

    row: dict[str, Any]
    claims: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_written(folder: Path = WRITTEN) -> list[Note]:
    """All notes of a folder, in the order of its files.

    Args:
        folder: Folder of text files. A note is a line `# id: ... | lang: ... | date: ...`, perhaps a headline behind `T `, its
            text on one line, and a line `- kind | quote | ...` for each claim, `-` for what is empty; `quote@2` is the second
            place where the words stand.
    """
    return [note for path in sorted(folder.glob("*.txt")) for note in _read_file(path)]


def _read_file(path: Path) -> Iterator[Note]:
    blocks = re.split(r"^(?=# id: )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for block in blocks:
        lines = [line for line in block.splitlines() if line.strip()]
        if lines:
            yield _read_note(lines)


def _read_note(lines: list[str]) -> Note:
    head = dict(part.strip().split(": ", 1) for part in lines[0][2:].split(" | "))
    title = next((line[2:].strip() for line in lines if line.startswith("T ")), None)
    text = next((line.strip() for line in lines[1:] if not line.startswith(("T ", "- "))), "")
    date = head["date"] if head["date"] != "-" else None
    row = {
        "id": head["id"],
        "title": title,
        "date": date,
        "language": head["lang"],
        "text_language": head["lang"],
        "text": text,
    }
    note = Note(row, faults=[] if text else ["no text"])
    for line in lines:
        if line.startswith("- "):
            _read_claim(note, [None if part.strip() == "-" else part.strip() for part in line[2:].split(" | ")])
    return note


def _read_claim(note: Note, parts: list[str | None]) -> None:
    text = note.row["text"]
    if len(parts) != FIELDS or not parts[0] or not parts[1]:
        note.faults.append(f"{len(parts)} fields: {parts}")
        return
    kind, quote, subject, object_, place, time, quantity, unit, attribution, modality = parts
    match = re.search(r"@(\d)$", quote or "")
    nth, quote = (int(match[1]), quote[: match.start()]) if match and quote else (1, quote or "")
    places = [m.start() for m in re.finditer(re.escape(quote), text)]
    credited = [m.start() for m in re.finditer(re.escape(attribution), text)] if attribution else []
    if (
        len(places) < nth
        or (attribution and not credited)
        or modality not in MODALITIES
        or (time and not _TIME.fullmatch(time))
    ):
        note.faults.append(f"quote, attribution, modality or time: {parts}")
        return
    start = places[nth - 1]
    note.claims.append(
        {
            "claim_id": f"{note.row['id']}#{len(note.claims) + 1:02}",
            "article_id": note.row["id"],
            "quote": quote,
            "start": start,
            "end": start + len(quote),
            "type": kind,
            "subject": subject,
            "object": object_,
            "place": place,
            "time": {"edtf": time} if time else None,
            "quantity": {"value": _number(quantity), "unit": unit} if quantity else None,
            "attribution": attribution,
            "attribution_start": min(credited, key=lambda at: abs(at - start)) if credited else None,
            "modality": modality,
        }
    )


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
