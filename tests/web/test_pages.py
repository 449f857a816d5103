"""Every page answers, is readable without script, and shows what is hostile as plain words."""

import re
from html.parser import HTMLParser
from statistics import median
from time import perf_counter

import pytest
from web_case import Client, make_case

from case_factory import doc_id_of, entity_id_of, item_id_of, value_id_of
from headwater.store.case import init_case

DOC = doc_id_of("iranintl_en")
PATHS = [
    "/",
    "/documents",
    "/documents?q=drones",
    "/documents?q=chavez&kind=production",
    "/documents?publisher=military.com&language=en&year=2025&kind=support&sort=oldest",
    f"/documents/{DOC}",
    f"/documents/{doc_id_of('grandeslanz')}/with/{doc_id_of('aztec_afp')}",
    "/claims",
    "/claims?kind=force_size&modality=reported&origins=1&text=active",
    "/items",
    "/items?sort=conflicts&text=troops",
    f"/items/{item_id_of('active')}",
    f"/items/{item_id_of('control')}",
    "/entities",
    "/entities?kind=country&text=ven",
    f"/entities/{entity_id_of('Venezuela')}",
    f"/entities/{entity_id_of('Mohajer-2')}",
    "/map",
    "/timeline",
    "/timeline?kind=production&since=2009&until=2012&basis=all",
    "/programmes",
    "/programmes/1",
    f"/values/{value_id_of('active', '123000')}",
    f"/values/{value_id_of('control', 'iran')}",
    f"/entities/{entity_id_of('El Libertador Air Base')}",
    f"/entities/{entity_id_of('Hugo Chávez')}",
    f"/documents/{doc_id_of('aztec_afp')}",
    f"/documents/{doc_id_of('armyrec')}/with/{doc_id_of('irdiplomacy')}",
    "/warnings",
    "/warnings?kind=one%20origin",
    "/sources",
    "/sources?name=Miami%20Herald,%20not%20held",
    "/sources?name=mil_herald",
    "/judge",
    "/judge?kind=claims",
    "/judge/log",
    "/rejects",
    "/runs",
    "/help",
]


class Tags(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PATHS)
def test_page_answers_and_is_whole(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[:2000]
    tags = Tags(answer.text).tags
    assert sum(tag == "h1" for tag, _ in tags) == 1
    assert answer.text.rstrip().endswith("</html>")
    assert "None" not in re.sub(r"<[^>]*>", " ", answer.text), "a missing value is a word or a blank, never Python's None"


@pytest.mark.parametrize("path", PATHS)
def test_page_has_no_inline_script_style_or_remote_address(client, path):
    for tag, attributes in Tags(client.get(path).text).tags:
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        if tag in {"script", "link", "img"}:
            address = attributes.get("src") or attributes.get("href") or ""
            assert address.startswith(("/static/", "data:,")), (tag, attributes)
        if (attributes.get("href") or "").startswith("http"):
            assert attributes["rel"] == "noreferrer noopener"


def test_links_lead_somewhere(client):
    seen: dict[str, set[str]] = {}
    for path in PATHS:
        for tag, attributes in Tags(client.get(path).text).tags:
            href = attributes.get("href") or ""
            if tag == "a" and href.startswith("/"):
                seen.setdefault(re.sub(r"-[0-9a-f]{20}", "-ID", href.split("?")[0]), set()).add(href)
    for hrefs in seen.values():
        for href in sorted(hrefs)[:3]:
            assert client.get(href).status_code == 200, href


def test_hostile_words_stay_words(client):
    doc_id = client.row("select doc_id from documents where title like '%<script>%'")["doc_id"]
    claim_id = client.row("select claim_id from claims where subject like '<b>%'")["claim_id"]
    for path in (
        "/",
        "/documents",
        f"/documents/{doc_id}",
        f"/documents/{doc_id}?claim={claim_id}",
        f"/claims/{claim_id}",
        "/claims",
    ):
        html = client.get(path).text
        assert "<script>alert" not in html
        assert "<script>Venezuela" not in html
        assert "<b>Iran" not in html
        for tag, attributes in Tags(html).tags:
            assert tag != "b" or "Iran" not in str(attributes)
            assert not (attributes.get("href") or "").lower().startswith("javascript:")
    assert "&lt;script&gt;" in client.get("/documents").text
    assert "&lt;b&gt;claims&lt;/b&gt;" in client.get("/").text


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("select claim_id, doc_id, quote from claims order by claim_id limit 1", "any claim"),
        ("select claim_id, doc_id, quote from claims where quote like '%á%' or quote like '%ó%' limit 1", "words beyond ASCII"),
    ],
)
def test_reader_marks_exactly_the_words_of_the_claim(client, sql, why):
    claim = client.row(sql)
    html = client.get(f"/documents/{claim['doc_id']}?claim={claim['claim_id']}").text
    runs = re.findall(r'<a class="[^"]*is-active[^"]*"[^>]*data-claims="[^"]*"[^>]*>([^<]*)</a>', html)
    import html as entities

    assert entities.unescape("".join(runs)) == claim["quote"].replace("\n", ""), why


def test_reader_text_is_the_canonical_text(client):
    row = client.row(f"select text from texts where doc_id = '{DOC}'")
    html = client.get(f"/documents/{DOC}").text
    body = html[html.index("data-text>") : html.index('<p class="legend">')]
    import html as entities

    shown = entities.unescape(re.sub(r"<[^>]*>", "", body.split(">", 1)[1].replace("</p>", "\n")))
    assert " ".join(shown.split()) == " ".join(row["text"].split())


def test_item_page_counts_documents_outlets_and_origins(client):
    html = client.get(f"/items/{item_id_of('builds')}").text
    words = " ".join(re.sub(r"<[^>]*>", " ", html).split())
    assert "documents 2 outlets 2 origin 1" in words
    assert "all lead back to one origin" in words
    assert "Origin: named person or body Hugo Chávez" in words


def test_home_puts_many_documents_of_few_origins_first(client):
    html = client.get("/").text
    first = re.search(r'<article class="thin".*?<h3><a href="([^"]*)"', html, re.DOTALL)
    assert first is not None
    assert first[1] == f"/items/{item_id_of('builds')}"


def test_unheld_origin_is_drawn_as_not_held(client):
    html = client.get(f"/items/{item_id_of('control')}").text
    assert re.search(r'class="branch is-origin is-unheld".*?Miami Herald, not held', html, re.DOTALL)


def test_search_finds_without_accents_and_marks_the_words(client):
    html = client.get("/documents?q=chavez").text
    assert "<mark>Chávez</mark>" in html


def test_unbuilt_case_says_what_to_do(tmp_path):
    init_case(tmp_path / "empty")
    answer = Client(tmp_path / "empty").get("/")
    assert answer.status_code == 409
    assert "headwater build" in answer.text


def test_new_snapshot_is_shown_without_restart(tmp_path):
    from case_factory import make_tables
    from headwater.store.case import open_case
    from headwater.store.snapshot import write_snapshot

    served = Client(make_case(tmp_path / "case", hostile=False))
    assert served.get("/api/case").json()["counts"]["documents"] == 9
    write_snapshot(open_case(tmp_path / "case"), "sn-" + "1" * 20, make_tables(hostile=True).items(), lambda _: {})
    assert served.get("/api/case").json()["counts"]["documents"] == 10


def test_long_text_comes_in_parts(tmp_path, monkeypatch):
    from headwater.web import reader

    monkeypatch.setattr(reader, "PART_CHARS", 100)
    served = Client(make_case(tmp_path / "case"))
    text = served.row(f"select text from texts where doc_id = '{DOC}'")["text"]
    html = served.get(f"/documents/{DOC}?part=2").text
    assert "part 2 of" in html
    body = html[html.index("data-text>") : html.index('<p class="legend">')]
    shown = re.sub(r"<[^>]*>", "", body.split(">", 1)[1])
    assert "Herald reported" in shown
    assert text[:30] not in shown
    claim = served.row(f"select claim_id, quote from claims where doc_id = '{DOC}' order by start desc limit 1")
    assert "is-active" in served.get(f"/documents/{DOC}?claim={claim['claim_id']}").text, (
        "the part that holds the claim is opened"
    )


def test_pages_answer_under_100_ms_at_the_median(client):
    times = []
    for path in PATHS:
        client.get(path)
        start = perf_counter()
        client.get(path)
        times.append(perf_counter() - start)
    assert median(times) < 0.1
