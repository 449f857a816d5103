"""Web archives, written by an independent implementation (warcio) and by hand."""

import gc
import gzip
import io
import json
import warnings

import pytest
from ingest_samples import article, blob, opened, page, with_config, zipped
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from headwater.ingest.expand import expand
from headwater.ingest.warc import unpack_body
from headwater.model.reject import Reject

HTML = page(article(), '<meta property="article:published_time" content="2020-01-02">')


def warc(*answers: tuple[str, str, str, bytes], is_gzip: bool = True) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # warcio leaves its spools to the collector
        data = write(answers, is_gzip)
        gc.collect()
    return data


def write(answers: tuple[tuple[str, str, str, bytes], ...], is_gzip: bool) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=is_gzip)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
    for url, status, media_type, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
        record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(record)
        writer.write_record(writer.create_warc_record(url, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n")))
    return stream.getvalue()


ANSWERS = (
    ("https://a.example/story", "200 OK", "text/html; charset=utf-8", HTML),
    ("https://a.example/style.css", "200 OK", "text/css", b"p {}"),
    ("https://a.example/app.js", "200 OK", "application/javascript", b"1"),
    ("https://a.example/logo", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n"),
    ("https://a.example/gone", "404 Not Found", "text/html", HTML),
    ("https://a.example/moved", "301 Moved", "text/html", HTML),
    ("https://b.example/notes.txt", "200 OK", "text/plain", b"Some words that were archived."),
)


@pytest.mark.parametrize("is_gzip", [True, False])
def test_pages_of_an_archive(is_gzip: bool) -> None:
    name = "a.warc.gz" if is_gzip else "a.warc"
    found = list(expand(blob(name, warc(*ANSWERS, is_gzip=is_gzip)), config=with_config()))
    documents = [f for f in found if not isinstance(f, Reject)]
    assert [(d.name, d.url, d.media_type) for d in documents] == [
        ("https://a.example/story", "https://a.example/story", "text/html; charset=utf-8"),
        ("https://b.example/notes.txt", "https://b.example/notes.txt", "text/plain"),
    ]
    assert [d.read() for d in documents] == [HTML, b"Some words that were archived."]
    (reject,) = [f for f in found if isinstance(f, Reject)]
    assert (reject.name, reject.code) == ("a.warc", "not_a_document")
    assert "3 files" in reject.detail


def test_wacz_gives_the_pages_of_its_archives() -> None:
    members = {
        "datapackage.json": json.dumps({"profile": "data-package"}).encode(),
        "archive/data.warc.gz": warc(*ANSWERS[:1]),
        "indexes/index.cdx.gz": gzip.compress(b"x"),
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"id": "p", "url": "https://a.example/story", "text": "x"}\n',
    }
    documents, rejects = opened("a.wacz", zipped(members))
    assert documents == {"https://a.example/story": HTML}
    assert not rejects


def test_a_cut_archive_gives_what_came_before() -> None:
    data = warc(ANSWERS[0], ANSWERS[6])
    documents, rejects = opened("a.warc.gz", data[: len(warc(ANSWERS[0])) + 150])
    assert list(documents) == ["https://a.example/story"]
    assert list(rejects) == ["truncated"]
    plain = warc(ANSWERS[0], ANSWERS[6], is_gzip=False)
    documents, rejects = opened("a.warc", plain[: plain.index(b"Some words") + 4])
    assert list(documents) == ["https://a.example/story"]
    assert list(rejects) == ["truncated"]


def test_a_large_record_is_passed_over() -> None:
    data = warc(("https://a.example/big.txt", "200 OK", "text/plain", b"x" * 200_000), ANSWERS[6])
    documents, rejects = opened("a.warc", data, with_config(max_document_mb=0.05))
    assert list(documents) == ["https://b.example/notes.txt"]
    assert rejects == {"too_large": ["https://a.example/big.txt"]}


def test_hostile_records_end_the_reading_and_nothing_more() -> None:
    good = warc(ANSWERS[6], is_gzip=False)
    for bad in (
        b"WARC/1.0\r\n" + b"X" * 200_000,
        b"WARC/1.0\r\n" + b"A: b\r\n" * 5000,
        b"junk\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
    ):
        documents, rejects = opened("a.warc", good + bad)
        assert list(documents) == ["https://b.example/notes.txt"]
        assert list(rejects) == ["damaged"]


@pytest.mark.parametrize(
    ("body", "is_chunked", "packing", "expected", "why"),
    [
        (b"plain", False, "", b"plain", "as it is"),
        (b"5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n", True, "", b"hello world", "chunked"),
        (b"hello world", True, "", b"hello world", "declared as chunked, stored whole"),
        (gzip.compress(b"hello"), False, "gzip", b"hello", "packed"),
        (b"hello", False, "gzip", b"hello", "declared as packed, stored plain"),
        (gzip.compress(bytes(100_000)), False, "gzip", bytes(1001), "a bomb is cut just past the limit"),
        (b"<html>", False, "br", b"<html>", "declared as packed in a way that is not known, stored plain"),
        (b"\x8b\x01\x80", False, "br", None, "packed in a way that is not known"),
    ],
)
def test_unpack_body(body: bytes, is_chunked: bool, packing: str, expected: bytes | None, why: str) -> None:
    assert unpack_body(body, is_chunked=is_chunked, packing=packing, limit=1000) == expected, why
