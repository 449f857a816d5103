"""The report: complete, escaped, self-contained, short for large cases, and open to its evidence."""

import re
from html.parser import HTMLParser

import polars as pl
import pytest
from markdown_it import MarkdownIt

from case_factory import make_many_tables, make_tables
from case_rows import CLAIMS
from golden_file import check_golden
from headwater.errors import InputError
from headwater.model.tables import JUDGEMENTS
from headwater.views.report import make_dossier, write_report

GENERATED = "22 November 2025, snapshot s1"
VOID = {"meta", "link", "img", "br", "hr", "input"}


class Page(HTMLParser):
    """Collects tags, ids, links and the text of a page, and checks that tags close."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.open += [] if tag in VOID else [tag]
        found = dict(attrs)
        assert not any(name.startswith("on") or name == "style" for name in found)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found] if "href" in found or "src" in found else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def html(**options) -> str:
    return write_report(make_tables(**options), title="Iranian drones in Venezuela", form="html", generated=GENERATED)


@pytest.mark.parametrize("form", ["html", "md"])
def test_golden(update_golden, form):
    found = write_report(make_tables(), title="Iranian drones in Venezuela", form=form, generated=GENERATED)
    check_golden(f"report.{form}", found, update=update_golden)


@pytest.mark.parametrize("hostile", [False, True])
def test_page_is_whole_and_loads_nothing(hostile):
    page = Page(html(hostile=hostile))
    assert page.open == []
    assert not {"script", "img", "iframe", "object", "link", "form", "svg", "base"} & set(page.tags)
    assert len(page.ids) == len(set(page.ids))
    for link in page.links:
        if link["href"].startswith("#"):
            assert link["href"][1:] in page.ids
        else:
            assert link["href"].startswith(("http://", "https://"))
            assert "noreferrer" in link["rel"]
    assert "url(" not in html()
    assert "@import" not in html()


def test_every_claim_is_quoted_and_every_note_leads_back():
    page = Page(html())
    for _, quote, *_ in CLAIMS:
        assert quote in page.text
    notes = [i for i in page.ids if re.fullmatch(r"n\d+", i)]
    assert len(notes) == len(CLAIMS)
    cited = {link["href"] for link in page.links}
    assert all(f"#{n}" in cited for n in notes)
    marks = {i for i in page.ids if i.startswith("r")}
    assert all(any(f"#{m}" in cited for m in marks if m.startswith(f"r{n[1:]}-")) for n in notes)


def test_every_line_about_claims_has_a_citation_or_a_link():
    dossier = make_dossier(make_tables(), title="x", generated=GENERATED)
    for section in dossier.sections:
        if section.anchor in {"method", "unknown"}:
            continue
        for line in section.lines:
            pieces = [*line.pieces, *(p for below in line.below for p in below.pieces)]
            assert any(p.kind in {"cite", "link"} for p in pieces), (section.anchor, line)


@pytest.mark.parametrize(
    "words, why",
    [
        (
            "2 documents, 2 outlets, 1 independent origin (90 %: 1 to 2). All lead back to the Miami Herald, which is not held",
            "counts",
        ),
        ("23 of 23 values rest on a single origin", "single origins"),
        ("3 conflicts between values that cannot both hold", "conflicts"),
        ("1 document without a date of publication: g4media_136.", "undated"),
        ("no text layer; OCR is not built in", "rejects with advice"),
        ("Headwater 0.1.0 (seed 20251122)", "code version"),
        ("Venezuelan government alleged to support Hezbollah.", "modality in words"),
    ],
)
def test_what_the_report_says(words, why):
    assert words in Page(html()).text, why


def test_hostile_words_stay_words():
    page = Page(html(hostile=True))
    assert "<script>alert(1)</script>" in page.text
    assert not any((link["href"] or "").startswith("javascript") for link in page.links)
    # the example of GitHub's renderer: footnotes and HTML on; only our own addresses become links
    source = write_report(make_tables(hostile=True), title="<b>x</b>\n\n# y", form="md", generated="g")
    rendered = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").render(source)
    page = Page(rendered)
    assert not {"script", "img", "b", "h4", "table", "code", "pre"} & set(page.tags)
    assert all(link["href"].startswith(("http://", "https://")) for link in page.links)
    assert page.tags.count("h1") == 1


@pytest.mark.parametrize(
    "log, is_shown, why",
    [
        ([("reject", "claim")], False, "rejected"),
        ([("reject", "claim"), ("accept", "claim")], True, "accepted later"),
        ([("reject", "claim"), ("undo", "1")], True, "taken back"),
        ([("reject", "claim"), ("undo", "1"), ("undo", "2")], False, "the taking back taken back"),
    ],
)
def test_claims_that_a_person_rejected_are_left_out(log, is_shown, why):
    tables = make_tables()
    claim = next(c for c in tables["claims"].to_dicts() if "Hezbollah" in c["quote"])
    rows = [
        {
            "seq": n,
            "at": "2025-11-22T10:00:00Z",
            "who": "me",
            "action": a,
            "target": claim["claim_id"] if x == "claim" else x,
            "detail": "{}",
        }
        for n, (a, x) in enumerate(log, 1)
    ]
    said = write_report(tables | {"judgements": JUDGEMENTS.from_rows(rows)}, title="x", form="md", generated="g")
    assert (claim["quote"] in said) == is_shown, why
    assert ("1 claim that a person rejected" in said) != is_shown


def test_many_documents_stay_readable():
    tables = make_many_tables(5000)
    text = write_report(tables, title="Many", form="html", generated="g")
    assert len(text) < 1_000_000
    said = Page(text).text
    assert "5,000 documents, 5,000 outlets, 1 independent origin" in said
    assert "and 4,988 more" in said


def test_one_document_and_none():
    assert (
        "1 document by 1 outlet make" in Page(write_report(make_many_tables(1), title="One", form="html", generated="g")).text
    )
    for form in ("html", "md"):
        assert "no documents" in write_report({}, title="None", form=form, generated="g")


@pytest.mark.parametrize("form, says", [("pdf", "later release"), ("docx", "html, md"), ("", "html, md")])
def test_other_forms_say_what_is_there(form, says):
    with pytest.raises(InputError, match=says):
        write_report({}, title="x", form=form, generated="g")


def test_report_does_not_depend_on_row_order():
    tables = make_tables(hostile=True)
    shuffled = {k: v.sample(fraction=1.0, shuffle=True, seed=3) for k, v in tables.items()}
    for form in ("html", "md"):
        a, b = (write_report(x, title="x", form=form, generated="g") for x in (tables, shuffled))
        assert a == b


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_correction_is_told_beside_the_words(form):
    tables = make_tables()
    changed = (
        '{"modality": {"read": "asserted", "who": "ana <b>", "seq": 4}, "place": {"read": null, "who": "ana <b>", "seq": 5}}'
    )
    tables = tables | {"claims": tables["claims"].with_columns(corrected=pl.lit(changed))}
    found = write_report(tables, title="T", form=form, generated=GENERATED)
    text = Page(found).text if form == "html" else found.replace("\\", "").replace("&lt;", "<").replace("&gt;", ">")
    assert "modality corrected by ana <b>, read as “asserted”; place added by ana <b>" in text
    assert "corrected by" not in write_report(make_tables(), title="T", form=form, generated=GENERATED)
