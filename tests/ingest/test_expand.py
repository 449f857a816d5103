"""What the user adds, taken apart: formats, containers, and everything that can be wrong with them."""

import gzip
import io
import os
import zipfile

import pytest
from ingest_samples import CONFIG, STORY, blob, jsonl, opened, page, pdf, with_config, zipped

from headwater.ingest.blob import RECORD_TYPE
from headwater.ingest.expand import expand
from headwater.model.reject import Reject

TEXT = STORY.encode()


def nested(levels: int) -> bytes:
    data = zipped({"a.txt": TEXT})
    for _ in range(levels - 1):
        data = zipped({"inner.zip": data})
    return data


def encrypted() -> bytes:
    data = bytearray(zipped({"a.txt": TEXT}))
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    return bytes(data)


def linked() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return stream.getvalue()


BAD = [
    ("empty.txt", b"", "empty", "no bytes"),
    ("junk.bin", os.urandom(64), "not_a_document", "a binary by its ending"),
    ("junk", bytes(range(256)) * 20, "format_not_known", "no ending, not text"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "format_not_known", "a known format that is not read"),
    ("data.json", b'{"a": 1}', "format_not_known", "JSON that is no JSONL"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "not_a_document", "a picture under a false name"),
    ("bomb.zip", zipped({"a.txt": bytes(5_000_000)}), "archive_limit", "a member that grows a thousand times"),
    ("bomb.txt.gz", gzip.compress(bytes(5_000_000)), "archive_limit", "the same in gzip"),
    ("up.zip", zipped({"../../etc/cron.d/x": TEXT}), "unsafe_name", "path traversal"),
    ("root.zip", zipped({"/etc/passwd": TEXT}), "unsafe_name", "absolute path"),
    ("drive.zip", zipped({"C:\\x\\a.txt": TEXT}), "unsafe_name", "drive letter"),
    ("back.zip", zipped({"..\\..\\a.txt": TEXT}), "unsafe_name", "path traversal the other way round"),
    ("secret.zip", encrypted(), "encrypted", "a member with a password"),
    ("link.zip", linked(), "link", "a symbolic link"),
    ("deep.zip", nested(9), "nested_too_deep", "zip in zip in zip"),
    ("cut.txt.gz", gzip.compress(TEXT * 50)[:-20], "truncated", "gzip without its end"),
    ("bad.txt.gz", gzip.compress(TEXT)[:30] + b"xxxx" + gzip.compress(TEXT)[34:], "damaged", "gzip with wrong bytes"),
    ("no.zip", b"PK\x03\x04" + b"\xff" * 200, "truncated", "only the beginning of a zip"),
    ("line.jsonl", b"{not json}\n", "not_json", "a line that is not JSON"),
    ("list.jsonl", b"[1, 2]\n", "not_a_record", "a line that is no object"),
    ("none.jsonl", b'{"id": "a"}\n', "no_text", "a record without text"),
    ("blank.jsonl", b'{"text": "  "}\n', "no_text", "a record with blank text"),
    ("number.jsonl", b'{"text": 5}\n', "no_text", "a text that is a number"),
    ("deep.jsonl", b"[" * 200_000 + b"\n", "not_json", "JSON nested to break the parser"),
    ("latin.jsonl", '{"text": "Señor"}\n'.encode("latin-1"), "not_json", "JSON that is not UTF-8"),
]


@pytest.mark.parametrize(("name", "data", "code", "why"), BAD, ids=[b[3] for b in BAD])
def test_bad_input_is_one_clear_reject(name: str, data: bytes, code: str, why: str) -> None:
    documents, rejects = opened(name, data)
    assert code in rejects, why
    assert not documents, why


def test_bytes_of_a_document_are_not_read_before_they_are_asked_for() -> None:
    reads: list[int] = []

    class Stream(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            reads.append(-1 if size is None else size)
            return super().read(size)

        read1 = read

    large = blob("a.txt", b"")
    large = type(large)("a.txt", 200_000_000, lambda: Stream(TEXT))
    (found,) = expand(large, config=CONFIG)
    assert isinstance(found, Reject)
    assert found.code == "too_large"
    assert max(reads) <= 8192
    assert min(reads) >= 0


def test_a_folder_in_a_zip_gives_its_documents_and_counts_the_rest() -> None:
    pictures = {f"page_files/{n}.png": b"\x89PNG\r\n\x1a\n" + bytes(9) for n in range(30)}
    data = zipped(
        {"a.txt": TEXT, "sub/b.html": page("<p>x</p>"), "__MACOSX/._a.txt": b"\x00\x05", ".DS_Store": b"\x00", **pictures}
    )
    documents, rejects = opened("all.zip", data)
    assert sorted(documents) == ["all.zip/a.txt", "all.zip/sub/b.html"]
    assert documents["all.zip/a.txt"] == TEXT
    assert rejects == {"not_a_document": ["all.zip"]}


def test_containers_nest() -> None:
    inner = zipped(
        {"notes.jsonl": jsonl({"id": "n1", "text": "One."}, {"id": "n2", "text": "Two."}), "c.txt.gz": gzip.compress(TEXT)}
    )
    documents, rejects = opened("outer.zip", zipped({"in/inner.zip": inner}))
    assert sorted(documents) == [
        "outer.zip/in/inner.zip/c.txt",
        "outer.zip/in/inner.zip/notes.jsonl:1",
        "outer.zip/in/inner.zip/notes.jsonl:2",
    ]
    assert not rejects


def test_a_cut_zip_gives_the_members_that_are_whole() -> None:
    data = zipped([(f"{n}.txt", f"{n} ".encode() + os.urandom(300).hex().encode()) for n in range(10)])
    cut = data[: data.index(b"7.txt") + 100]
    documents, rejects = opened("cut.zip", cut)
    assert sorted(documents) == [f"cut.zip/{n}.txt" for n in range(7)]
    assert rejects == {"truncated": ["cut.zip"]}


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_cut_zip_of_a_writer_that_could_not_go_back_is_read_as_far_as_it_can_be_told(compression: int) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    stream = Pipe()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for n in range(3):
            archive.writestr(f"{n}.txt", TEXT)
    data = stream.getvalue()
    documents, rejects = opened("cut.zip", data[: data.index(b"PK\x01\x02")])
    assert len(documents) == (3 if compression == zipfile.ZIP_DEFLATED else 0)
    assert rejects == {"truncated": ["cut.zip"]}


def test_limits_of_an_archive_hold_for_all_that_is_inside_it() -> None:
    data = zipped({f"{n}.txt": os.urandom(50_000) for n in range(10)})
    _, rejects = opened("a.zip", data, with_config(max_archive_mb=0.2))
    assert "archive_limit" in rejects
    documents, rejects = opened("a.zip", zipped({f"{n}.txt": TEXT for n in range(10)}), with_config(max_archive_members=4))
    assert len(documents) == 4
    assert rejects == {"archive_limit": ["a.zip"]}


def test_a_damaged_member_does_not_take_the_others_with_it() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}, zipfile.ZIP_STORED))
    place = data.index(TEXT, data.index(b"b.txt"))
    data[place] ^= 0xFF
    documents, rejects = opened("a.zip", bytes(data))
    assert sorted(documents) == ["a.zip/a.txt", "a.zip/c.txt"]
    assert rejects == {"damaged": ["a.zip/b.txt"]}


def test_a_record_keeps_its_line_and_its_fields() -> None:
    line = '{"id": 7, "text": "Uno.", "url": "https://a.example/x", "date": "2012-06", "language": "es", "publisher": "A", "more": [1]}'
    (found,) = expand(blob("r.jsonl", line.encode() + b"\r\n"), config=CONFIG)
    assert not isinstance(found, Reject)
    assert found.read() == line.encode()
    assert (found.name, found.container, found.media_type, found.external_id) == ("r.jsonl:1", "r.jsonl", RECORD_TYPE, "7")
    assert (found.url, found.date, found.language, found.publisher, found.title) == (
        "https://a.example/x",
        "2012-06",
        "es",
        "A",
        None,
    )


def test_a_bad_line_or_a_repeated_id_does_not_stop_the_others() -> None:
    data = jsonl({"id": "a", "text": "One."}, b"{broken", {"id": "a", "text": "Two."}, b"", {"text": "Three."})
    documents, rejects = opened("r.jsonl", data)
    assert sorted(documents) == ["r.jsonl:1", "r.jsonl:5"]
    assert rejects == {"not_json": ["r.jsonl:2"], "duplicate_id": ["r.jsonl:3"]}


def test_a_line_that_is_too_long_is_passed_over() -> None:
    data = jsonl({"text": "x" * 5000}, {"text": "Short."})
    documents, rejects = opened("r.jsonl", data, with_config(max_document_mb=0.001))
    assert list(documents) == ["r.jsonl:2"]
    assert rejects == {"too_large": ["r.jsonl:1"]}


def test_junk_called_jsonl_gives_no_endless_list() -> None:
    _, rejects = opened("r.jsonl", b"junk\n" * 5000)
    assert len(rejects["not_json"]) == 1001


def test_a_record_file_of_any_length_is_read_line_by_line() -> None:
    record = jsonl({"text": STORY})
    wanted = 200_000

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.sent = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:
            data = (record * (len(buffer) // len(record) + 1))[: len(buffer) // len(record) * len(record)] or record[
                : len(buffer)
            ]
            self.sent += len(data)
            assert self.sent < wanted, "it reads ahead"
            buffer[: len(data)] = data
            return len(data)

    large = type(blob("", b""))("r.jsonl", 2_000_000_000, lambda: io.BufferedReader(Endless()))
    found = expand(large, config=CONFIG)
    assert [next(found).name for _ in range(3)] == ["r.jsonl:1", "r.jsonl:2", "r.jsonl:3"]


def test_attachments_stand_as_documents_of_their_own() -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "A <a@x.example>", "Notes", "<1@x>"
    message.set_content("See the files.")
    message.add_attachment(pdf([["Hello there."]]), maintype="application", subtype="pdf", filename="r.pdf")
    message.add_attachment(zipped({"t.txt": TEXT}), maintype="application", subtype="zip", filename="z.zip")
    message.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(9), maintype="image", subtype="png", filename="logo.png")
    documents, rejects = opened("m.eml", message.as_bytes())
    assert list(documents) == ["m.eml", "m.eml/r.pdf", "m.eml/z.zip/t.txt"]
    assert rejects == {"not_a_document": ["m.eml"]}


def test_names_can_be_stored_and_printed() -> None:
    documents, _ = opened("a.zip", zipped({"x\x1b[31m\u202etxt.txt": TEXT}))
    (name,) = documents
    assert name == "a.zip/x\ufffd[31m\ufffdtxt.txt"


def test_office_files_are_documents_and_not_containers() -> None:
    sheet = zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    documents, rejects = opened("a.xlsx", sheet)
    assert not documents
    assert rejects == {"format_not_known": ["a.xlsx"]}
