"""Who may ask, what an answer may load, and the one shape of errors."""

import pytest
from web_case import BASE, Client, make_case

from case_factory import doc_id_of, entity_id_of
from headwater.store.judgements import read_judgements
from headwater.web.render import safe_link
from headwater.web.security import allowed_hosts, is_known_host

ANSWERS = ["/", "/nothing-here", "/claims/cl-none", "/api/case", "/api/nothing", "/help"]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_has_a_strict_policy(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("bound", "header", "is_known", "why"),
    [
        ("127.0.0.1", "127.0.0.1:8765", True, "as printed"),
        ("127.0.0.1", "localhost:8765", True, "its name"),
        ("127.0.0.1", "[::1]:8765", True, "its other address"),
        ("127.0.0.1", "evil.example:8765", False, "a name that was pointed here"),
        ("127.0.0.1", "127.0.0.1.evil.example", False, "looks alike"),
        ("127.0.0.1", "", False, "no name"),
        ("127.0.0.1", "[::1", False, "no address at all"),
        ("192.0.2.7", "192.0.2.7:8765", True, "bound by choice"),
        ("0.0.0.0", "192.0.2.7", True, "bound to all addresses: any literal one"),
        ("0.0.0.0", "evil.example", False, "bound to all addresses, but not to all names"),
    ],
)
def test_host_check(bound, header, is_known, why):
    assert is_known_host(header, allowed_hosts(bound)) is is_known, why


def test_foreign_host_is_refused(client):
    answer = client.get("/api/case", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer.json()["ok"] is False
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/nothing", 400), ("/api/suggest", 400), ("/api/suggest?q=" + "x" * 300, 422)],
)
def test_api_errors_have_one_shape(client, path, status):
    answer = client.get(path)
    body = answer.json()
    assert answer.status_code == status
    assert set(body) == {"ok", "error", "errors", "status"}
    assert body["ok"] is False
    assert body["status"] == status
    assert isinstance(body["errors"], list)
    assert body["errors"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/documents/doc-none", 404),
        ("/claims/cl-none", 404),
        ("/items/it-none", 404),
        ("/entities/en-none", 404),
        ("/values/va-none", 404),
        ("/programmes/9", 404),
        ("/programmes/x", 422),
        ("/sources?name=nobody", 404),
        ("/claims?page=0", 422),
        ("/documents?page=x", 422),
        (f"/documents/{doc_id_of('armyrec')}?claim=cl-none", 404),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
    ],
)
def test_bad_addresses_give_a_page_that_says_so(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("query", ['"', "AND", "title:", "(((", "*", "a" * 400, "';--", "%", "_", "\\", "\x00"])
def test_odd_searches_do_not_fail(client, query):
    for path, name in (("/documents", "q"), ("/claims", "text"), ("/items", "text"), ("/entities", "text")):
        words = query[:200] if name == "text" else query
        assert client.get(path, params={name: words}).status_code == 200


def test_failing_page_keeps_the_policy_and_hides_the_traceback(client, monkeypatch):
    from headwater.web import home

    def fail(_case):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(home, "read_home", fail)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers


def test_slow_query_says_what_to_do(tmp_path):
    from dataclasses import replace

    from headwater.store.case import open_case
    from headwater.web.app import create_app

    path = make_case(tmp_path / "case")
    config = open_case(path).config
    served = Client(path)
    served.app = create_app(path, config=replace(config, serve=replace(config.serve, query_seconds=0.1)))
    lookup = served.app.state.case.snapshot._lookup
    lookup._seconds = -1.0
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) from n"
    from headwater.errors import StoreError

    with pytest.raises(StoreError, match="interrupted"):
        served.app.state.case.rows(endless)


@pytest.mark.parametrize(
    ("headers", "status", "why"),
    [
        ({}, 403, "neither header"),
        ({"origin": "http://evil.example"}, 403, "another site"),
        ({"sec-fetch-site": "cross-site", "origin": BASE}, 403, "the browser says so"),
        ({"sec-fetch-site": "same-site"}, 403, "another port of this machine"),
        ({"origin": "null"}, 403, "a sandboxed page"),
        ({"origin": BASE}, 303, "this server"),
        ({"sec-fetch-site": "same-origin"}, 303, "this server, as newer browsers say it"),
    ],
)
def test_only_own_pages_may_judge(tmp_path, headers, status, why):
    path = make_case(tmp_path / "case")
    served = Client(path)
    claim = served.row("select claim_id from claims")["claim_id"]
    answer = served.ask("POST", f"/claims/{claim}/judge", data={"action": "accept"}, headers=headers)
    assert answer.status_code == status, why
    assert read_judgements(path).height == (status == 303)


def test_decision_is_shown_and_can_be_undone(tmp_path):
    path = make_case(tmp_path / "case")
    served = Client(path)
    claim = served.row("select claim_id, doc_id from claims")
    where, own = f"/claims/{claim['claim_id']}", {"origin": BASE}
    answer = served.ask("POST", f"{where}/judge", data={"action": "reject", "from": "reader"}, headers=own)
    assert answer.headers["location"] == f"/documents/{claim['doc_id']}?claim={claim['claim_id']}#{claim['claim_id']}"
    assert "Rejected" in served.get(where).text
    served.ask("POST", f"{where}/judge", data={"action": "undo"}, headers=own)
    assert "Rejected" not in served.get(where).text
    assert read_judgements(path)["action"].to_list() == ["reject", "undo"]
    assert served.ask("POST", f"{where}/judge", data={"action": "undo"}, headers=own).status_code == 400
    assert served.ask("POST", f"{where}/judge", data={"action": "delete"}, headers=own).status_code == 400


@pytest.mark.parametrize(
    ("url", "is_linked"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://example.org/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[bad", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url, is_linked):
    assert (safe_link(url) is not None) is is_linked


def test_map_gives_points_longitude_first(client):
    features = {f["properties"]["name"]: f for f in client.get("/api/map").json()["features"]}
    assert features["Tehran"]["geometry"]["coordinates"] == [51.42151, 35.69439]
    assert features["Venezuela"]["properties"]["is_area"] is True


def test_suggestions_find_entities_items_and_documents(client):
    found = client.get("/api/suggest", params={"q": "venezuela"}).json()["found"]
    assert {f["kind"] for f in found} == {"entity", "item", "document"}
    assert f"/entities/{entity_id_of('Venezuela')}" in {f["url"] for f in found}
