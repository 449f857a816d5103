"""Small files of every kind, made by hand."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import polars as pl

from headwater.config import IngestConfig
from headwater.ingest.blob import Blob, hold_bytes
from headwater.ingest.expand import expand
from headwater.ingest.read import read_documents
from headwater.model import tables as t
from headwater.model.ids import make_id
from headwater.model.reject import Reject

CONFIG = IngestConfig()


def blob(name: str, data: bytes, **fields: str | None) -> Blob:
    return Blob(name, len(data), hold_bytes(data), **fields)


def opened(
    name: str, data: bytes, config: IngestConfig = CONFIG, **fields: str | None
) -> tuple[dict[str, bytes], dict[str, list[str]]]:
    """Documents as {name: bytes} and rejects as {code: names} of what is in a file."""
    documents: dict[str, bytes] = {}
    rejects: dict[str, list[str]] = {}
    for found in expand(blob(name, data, **fields), config=config):
        if isinstance(found, Reject):
            assert found.stage == "add"
            assert found.detail
            assert found.advice
            rejects.setdefault(found.code, []).append(found.name)
        else:
            documents[found.name] = found.read()
    return documents, rejects


def read(name: str, data: bytes, config: IngestConfig = CONFIG, **fields: str | None) -> dict[str, pl.DataFrame]:
    """The tables that one file gives, as `add` and `build` would make them; rejects of both are together."""
    originals, rejects = [], []
    for found in expand(blob(name, data, **fields), config=config):
        if isinstance(found, Reject):
            rejects.append({f: getattr(found, f) for f in Reject.__slots__})
        else:
            originals.append(original(found))
    tables = read_documents({"originals": t.ORIGINALS.from_rows(originals)}, config=config)
    return tables | {"rejects": pl.concat([t.REJECTS.from_rows(rejects), tables["rejects"]])}


def original(found: Blob) -> Mapping[str, object]:
    data = found.read()
    doc_id = make_id("doc", data)
    fields = ["name", "container", "media_type", "url", "title", "date", "language", "text_language", "publisher"]
    return {f: getattr(found, f) for f in fields} | {"doc_id": doc_id, "external_id": found.external_id or doc_id, "data": data}


def only(frame: pl.DataFrame) -> dict[str, object]:
    return frame.row(0, named=True) if frame.height == 1 else {"rows": frame.height}


def zipped(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in pairs:
            archive.writestr(name, data)
    return stream.getvalue()


def jsonl(*records: object) -> bytes:
    return b"".join((r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in records)


def pdf(pages: list[list[str] | None], *, info: str = "") -> bytes:
    """A PDF with these lines on its pages; None is a page with a drawing and no text."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        if lines is None:
            content = b"0 0 200 200 re f"
        else:
            shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
            content = f"BT /F1 11 Tf 50 750 Td {shown} ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.append(f"<< {info} >>".encode("latin-1"))
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    start = out.rindex(b"xref\n0")
    return out + b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, size - 1, start)


def page(body: str, head: str = "", attributes: str = 'lang="en"') -> bytes:
    return f"<!doctype html><html {attributes}><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


STORY = (
    "The ministry said on Monday that the workshop had assembled twelve aircraft since the spring. "
    "A spokesman declined to say where the engines came from, and the company did not answer questions. "
    "Two former engineers described the line as small and slow, with most parts still arriving by sea."
)


def article(*paragraphs: str) -> str:
    return "<article>" + "".join(f"<p>{p}</p>" for p in paragraphs or (STORY, STORY)) + "</article>"


def with_config(**changes: float) -> IngestConfig:
    return replace(CONFIG, **changes)


Make = Callable[[], bytes]
