"""PDF, DOCX, e-mail and Markdown."""

import io
import zipfile
from email.message import EmailMessage

import pytest
from ingest_samples import STORY, only, pdf, read, with_config, zipped

from headwater.ingest.docx import read_docx
from headwater.ingest.mail import is_mail, read_mail
from headwater.ingest.markdown import read_markdown
from headwater.ingest.pdf import join_lines, read_pdf
from headwater.ingest.reading import Given, UnreadableError

GIVEN = Given("x")


def test_pages_of_a_pdf_are_kept() -> None:
    data = pdf(
        [["First page of the report."], ["Second page of it."]],
        info="/Title (Annual report) /Author (A. Writer) /CreationDate (D:20190305120000Z)",
    )
    tables = read("r.pdf", data)
    text = str(only(tables["texts"])["text"])
    assert [text[s:e] for s, e in tables["pages"].select("start", "end").rows()] == [
        "First page of the report.",
        "Second page of it.",
    ]
    assert tables["pages"]["page"].to_list() == [1, 2]
    doc = only(tables["documents"])
    assert (doc["title"], doc["author"], doc["published"], doc["published_basis"]) == (
        "Annual report",
        "A. Writer",
        "2019-03-05",
        "file",
    )
    assert doc["media_type"] == "application/pdf"


def test_a_pdf_of_pictures_says_so() -> None:
    reject = only(read("scan.pdf", pdf([None, None]))["rejects"])
    assert (reject["code"], reject["detail"]) == ("no_text_layer", "no text layer; OCR is not built in")


def test_pages_without_text_are_named() -> None:
    tables = read("r.pdf", pdf([["Words on it."], None, ["More of them."]]))
    reject = only(tables["rejects"])
    assert (reject["code"], reject["detail"]) == ("page_without_text", "pages 2 of 3: no text layer; OCR is not built in")
    assert tables["pages"].select("page", "start", "end").rows() == [(1, 0, 12), (2, 13, 13), (3, 14, 27)]


def test_a_damaged_page_does_not_take_the_others_with_it() -> None:
    data = pdf([["Words on it."], ["More of them."]])
    second = data.rindex(b"<< /Type /Page ")
    tables = read("r.pdf", data[:second] + b"<< /Type /Junk " + data[second + 15 :])
    assert str(only(tables["texts"])["text"]).strip() == "Words on it."
    assert only(tables["rejects"])["code"] in {"page_damaged", "page_without_text"}


def test_an_encrypted_pdf_is_a_reject() -> None:
    data = pdf([["Words."]])
    key = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >> /ID [<41> <41>]"
    data = data.replace(b"trailer << ", b"trailer << " + key + b" ")
    with pytest.raises(UnreadableError) as caught:
        read_pdf(data, GIVEN)
    assert caught.value.code == "encrypted"


def test_a_pdf_that_is_cut_off_is_a_reject() -> None:
    data = pdf([["Words."]] * 20)
    for part in (0.3, 0.7, 0.98):
        with pytest.raises(UnreadableError) as caught:
            read_pdf(data[: int(len(data) * part)], GIVEN)
        assert caught.value.code == "truncated"


@pytest.mark.parametrize(
    ("raw", "expected", "why"),
    [
        ("A line that goes on to the\r\nnext one of them and on\r\nand ends.", "A line that goes on to the next one of them and on and ends.", "joined"),
        ("A full line of some words ends.\r\nShort end.\r\nAnother paragraph begins here.", "A full line of some words ends. Short end.\nAnother paragraph begins here.", "a short line ends a paragraph"),
        ("A Heading\r\nA line of text that is much longer than it.", "A Heading\nA line of text that is much longer than it.", "a heading stands alone"),
        ("the produc\u0002\r\ntion of it went on for years", "the production of it went on for years", "a hyphen of the typesetter goes"),
        ("the words of the list are:\r\n• one thing in it\r\n• two things in it", "the words of the list are:\n• one thing in it\n• two things in it", "items stand alone"),
        ("one paragraph here\r\n\r\nanother paragraph here", "one paragraph here\nanother paragraph here", "a blank line"),
        (" \r\n ", "", "nothing"),
    ],
)  # fmt: skip
def test_join_lines(raw: str, expected: str, why: str) -> None:
    assert join_lines(raw) == expected, why


def docx(*paragraphs: str, title: str = "") -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title = title
    for words in paragraphs:
        document.add_paragraph(words)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    document.add_paragraph("After the table.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_docx_text_stands_in_its_order() -> None:
    tables = read("r.docx", docx("First.", STORY, title="A title"))
    assert only(tables["texts"])["text"] == f"First.\n{STORY}\nleft\tright\nAfter the table."
    doc = only(tables["documents"])
    assert (doc["title"], doc["published_basis"]) == ("A title", "file")
    assert tables["rejects"].height == 0


def test_docx_under_another_name_is_told_by_its_bytes() -> None:
    assert only(read("r.bin", docx(STORY))["documents"])["n_chars"] > len(STORY)


def test_docx_that_unpacks_to_too_much_is_a_reject() -> None:
    stream = io.BytesIO(docx("First."))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x.xml", bytes(5_000_000))
    reject = only(read("r.docx", stream.getvalue(), with_config(max_document_mb=1))["rejects"])
    assert reject["code"] == "zip_bomb"


def test_docx_that_is_only_called_so_is_a_reject() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_docx(zipped({"word/x": b"x", "_rels/.rels": b"<x/>"}), GIVEN)
    assert caught.value.code == "damaged"


def mail(text: str | None = STORY, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Ana Núñez <ana@news.example>", "b@x.example"
    message["Subject"], message["Date"] = "Números de la fábrica", "Thu, 28 Aug 2025 23:10:00 -0400"
    message["Message-ID"] = "<1@news.example>"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html") if text is not None else message.set_content(html, subtype="html")
    return message


def test_mail_gives_its_head_and_its_plain_part() -> None:
    tables = read("m.eml", mail(html="<p>Other words</p>").as_bytes())
    doc = only(tables["documents"])
    assert (doc["title"], doc["author"], doc["published"]) == ("Números de la fábrica", "Ana Núñez", "2025-08-28")
    assert (doc["published_basis"], doc["published_evidence"]) == ("header", "Date: Thu, 28 Aug 2025 23:10:00 -0400")
    assert str(only(tables["texts"])["text"]).strip() == STORY


def test_mail_without_a_plain_part_gives_the_words_of_the_other() -> None:
    found = read_mail(mail(None, "<style>p {}</style><p>One<br>two</p><script>x()</script><div>three</div>").as_bytes(), GIVEN)
    assert found.text == "One\ntwo\nthree"


def test_mail_with_a_charset_that_does_not_exist_is_still_read() -> None:
    data = b"Message-ID: x\nMIME-Version: 1.0\nSubject: =?no?q?x?=\nContent-Type: text/plain; charset=nonsense\n\nse\xf1or N\xfa\xf1ez dijo que s\xed\n"
    assert "señor Núñez" in read_mail(data, GIVEN).text


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (mail().as_bytes(), True),
        (b"From: a@b.example\nSubject: Notes for the meeting\n\nA text file about mails.", False),
        (b"Received: by x\r\nMessage-ID: <1>\r\n\r\n", True),
        (b"Note: Message-ID: is a header field", False),
    ],
)
def test_is_mail(head: bytes, expected: bool) -> None:
    assert is_mail(head) is expected


MARKDOWN = b"""---
title: "Given title"
date: 2024-05-06
lang: es
---
# A *heading*

Some **bold** words with [a link](https://x.example/) and `code`,
on two lines.

- first item
- second <b>item</b>

| a | b |
|---|---|
| 1 | 2 |

<div onclick="x()">raw</div>

    code block
"""


def test_markdown_gives_the_words_without_the_marks() -> None:
    found = read_markdown(MARKDOWN, GIVEN)
    assert found.text == (
        "A heading\nSome bold words with a link and code, on two lines.\nfirst item\nsecond item\na\tb\n1\t2\ncode block"
    )
    assert (found.title, found.language, found.dates[0].date) == ("Given title", "es", "2024-05-06")


def test_markdown_without_a_front_takes_its_heading() -> None:
    assert read_markdown(b"Intro\n\nHead\n====\n\nText\n", GIVEN).title == "Head"


@pytest.mark.parametrize("data", [b"> " * 5_000 + b"x", b"[" * 5_000, b"*a " * 5_000, b"- " * 5_000 + b"x"])
def test_markdown_that_means_harm_ends(data: bytes) -> None:
    tables = read("x.md", data, with_config(max_seconds=5))
    assert tables["documents"].height + tables["rejects"].height == 1
