"""Decisions by form: what is asked, what is recorded, what waits, and that each can be taken back."""

import json
import re
from html import escape

import pytest
from web_case import BASE, Client, make_case

from case_factory import entity_id_of
from headwater.store.judgements import read_judgements, record_judgement
from headwater.web.decisions import DecisionLog

OWN = {"origin": BASE}


@pytest.fixture
def served(tmp_path):
    return Client(make_case(tmp_path / "case"))


def log_of(served):
    return read_judgements(served.app.state.case.path).to_dicts()


def fields(html):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))


@pytest.mark.parametrize(
    ("verdict", "action"), [("same", "merge"), ("different", "split"), ("unsure", "unsure")], ids=lambda v: v
)
def test_one_press_decides_a_pair_and_asks_the_next(served, verdict, action):
    asked = fields(served.get("/judge").text)
    answer = served.ask("POST", "/judge", data={"a": asked["a"], "b": asked["b"], "action": verdict}, headers=OWN)
    assert answer.headers["location"] == "/judge"
    row = log_of(served)[-1]
    assert (row["action"], row["target"], json.loads(row["detail"])["other"]) == (action, asked["a"], asked["b"])
    after = served.get("/judge").text
    assert {fields(after)["a"], fields(after)["b"]} != {asked["a"], asked["b"]}
    assert "1 decision waits" in after
    assert f"headwater build {served.app.state.case.path}" in after


def test_undo_goes_back_to_the_pair(served):
    asked = fields(served.get("/judge").text)
    served.ask("POST", "/judge", data={"a": asked["a"], "b": asked["b"], "action": "same"}, headers=OWN)
    seq = fields(served.get("/judge").text)["seq"]
    back = served.ask("POST", "/judge", data={"action": "undo", "seq": seq}, headers=OWN).headers["location"]
    assert fields(served.get(back).text)["a"] == asked["a"]
    assert [r["action"] for r in log_of(served)] == ["merge", "undo"], "the log is only added to"
    assert "waits" not in served.get("/judge").text, "what was taken back before a build does not wait"
    assert served.ask("POST", "/judge", data={"action": "undo", "seq": seq}, headers=OWN).status_code == 400


def test_claims_are_asked_and_a_rejected_one_is_marked_wherever_it_is_shown(served):
    asked = fields(served.get("/judge?kind=claims").text)
    claim = served.row(f"select * from claims where claim_id = '{asked['claim']}'")
    served.ask("POST", "/judge", data={"kind": "claims", "claim": asked["claim"], "action": "reject"}, headers=OWN)
    assert fields(served.get("/judge?kind=claims").text)["claim"] != asked["claim"]
    for path in (f"/documents/{claim['doc_id']}", f"/items/{claim['item_id']}", f"/values/{claim['value_id']}", "/claims"):
        assert "is-rejected" in served.get(path).text, path


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"action": "same"}, "no pair and no claim"),
        ({"action": "perhaps", "a": "en-1", "b": "en-2"}, "unknown word"),
        ({"action": "undo", "seq": "7"}, "nothing to undo"),
        ({"action": "undo"}, "no number"),
        ({"action": "same", "a": "en-1' or 1=1", "b": "x"}, "no such entity"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_recorded(served, data, why):
    assert served.ask("POST", "/judge", data=data, headers=OWN).status_code in {400, 404}, why
    assert log_of(served) == []


def test_another_site_cannot_judge(served):
    asked = fields(served.get("/judge").text)
    data = {"a": asked["a"], "b": asked["b"], "action": "same"}
    assert served.ask("POST", "/judge", data=data, headers={"origin": "http://evil.example"}).status_code == 403
    assert served.ask("POST", f"/entities/{asked['a']}/judge", data=data).status_code == 403
    assert log_of(served) == []


@pytest.mark.parametrize(
    ("data", "action", "why"),
    [
        ({"action": "rename", "value": "  Better   name "}, "rename", "blanks are evened out"),
        ({"action": "merge", "other": "quds force"}, "merge", "by name, whatever its case"),
        ({"action": "merge", "other": entity_id_of("Cavim")}, "merge", "by id"),
        ({"action": "rename", "value": " "}, None, "no name"),
        ({"action": "merge", "other": "nobody"}, None, "no such entity"),
        ({"action": "merge", "other": "Iran"}, None, "itself"),
        ({"action": "destroy"}, None, "unknown word"),
    ],
)
def test_changes_on_the_page_of_an_entity(served, data, action, why):
    where = f"/entities/{entity_id_of('Iran')}"
    answer = served.ask("POST", f"{where}/judge", data=data, headers=OWN)
    assert answer.status_code == (303 if action else 400), why
    assert [r["action"] for r in log_of(served)] == ([action] if action else [])
    if action:
        page = served.get(where).text
        assert "Decided:" in page
        served.ask("POST", f"{where}/judge", data={"action": "undo", "seq": fields(page)["seq"]}, headers=OWN)
        assert "Decided:" not in served.get(where).text


def test_log_shows_who_decided_what_and_what_became_of_it(served):
    path = served.app.state.case.path
    record_judgement(
        path,
        at="2025-11-22T10:00:00",
        who="<b>ana</b>",
        action="merge",
        target="en-1",
        detail={"other": "en-2", "names": ["A", "B"]},
    )
    record_judgement(path, at="2025-11-22T10:01:00", who="ana", action="undo", target="1", detail={})
    html = served.get("/judge/log").text
    assert "“A” and “B” are the same" in html
    assert "taken back" in html
    assert "&lt;b&gt;ana" in html


def test_pending_counts_what_a_build_will_change(tmp_path):
    log = DecisionLog(tmp_path)
    assert log.all() == ()
    for action, target in (("accept", "cl-1"), ("reject", "cl-2"), ("undo", "1"), ("reject", "cl-3"), ("undo", "4")):
        record_judgement(tmp_path, at="t", who="w", action=action, target=target, detail={})
    assert log.judged() == {"cl-2": "rejected"}
    assert [d.seq for d in log.pending(0)] == [2], "decided and taken back before a build: no change"
    assert [d.seq for d in log.pending(1)] == [3, 2], "an applied decision that was taken back is a change"
    assert log.pending(5) == []


def test_a_claim_is_corrected_and_the_correction_taken_back(served):
    claim = served.app.state.case.row("select * from claims where modality = 'asserted' limit 1")
    where = f"/claims/{claim['claim_id']}"
    sent = {"action": "edit", "field": "modality", "value": "denied"}
    assert served.ask("POST", f"{where}/judge", data=sent, headers=OWN).status_code == 303
    page = served.get(where).text
    assert "Corrected: modality is" in page
    assert "the next build uses it" in page
    assert "modality is “denied”" in served.get("/judge/log").text
    assert served.ask("POST", f"{where}/judge", data=sent | {"value": "perhaps"}, headers=OWN).status_code == 400
    seq = log_of(served)[-1]["seq"]
    served.ask("POST", f"{where}/judge", data={"action": "undo", "seq": seq}, headers=OWN)
    assert "Corrected:" not in served.get(where).text


def test_a_correction_made_in_the_terminal_is_told_in_words(served):
    claim = served.app.state.case.row("select * from claims limit 1")
    detail = {"field": "place", "value": "Caracas"}
    path = served.app.state.case.path
    record_judgement(path, at="2025-11-22T10:00:00", who="ana", action="edit", target=claim["claim_id"], detail=detail)
    assert escape(f"place is “Caracas”: “{claim['quote']}”", quote=True) in served.get("/judge/log").text.replace(
        "&#34;", "&quot;"
    )
    assert "Corrected: place is" in served.get(f"/claims/{claim['claim_id']}").text
