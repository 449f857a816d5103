"""The runner: resumes, isolates what fails, and computes each distinct sentence once."""

from pathlib import Path

import polars as pl
import pytest

from headwater.compute import Group
from headwater.corpus import Corpus
from headwater.model.stage import Stage
from headwater.progress import NULL
from headwater.run import Runner
from headwater.store.case import Case, Original, init_case, open_case
from headwater.workers import Job, Pool

CODE = ("errors.py",)
READ = Stage(
    "ingest", "Reading", "document", ("originals",), ("documents", "texts", "rejects"), "fake_stages:read", "ingest", CODE
)
SPLIT = Stage(
    "split", "Splitting", "document", ("documents", "texts"), ("sentences", "rejects"), "fake_stages:split", "annotate", CODE
)
PARSE = Stage(
    "parse",
    "Parsing",
    "sentence",
    ("sentences",),
    ("parses",),
    "fake_stages:parse",
    "annotate",
    CODE,
    load="fake_stages:parse_log",
)
SPOT = Stage("spot", "Spotting", "part", ("parses",), ("sentence_mentions", "frames"), "fake_stages:spot", "annotate", CODE)
LOCATE = Stage(
    "locate", "Locating", "document", ("sentences", "sentence_mentions"), ("mentions",), "fake_stages:locate", "annotate", CODE
)
COUNT = Stage("count", "Counting", "corpus", ("mentions",), ("mentions",), "fake_stages:count", "weigh", CODE)

OPEN = Group("open", "Reading", "documents", (READ, SPLIT))
SENTENCES = Group("parse", "Parsing", "sentences", (PARSE,))
FOUND = Group("read", "Spotting", "parts", (SPOT,))
PLACED = Group("place", "Locating", "documents", (LOCATE,))


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("FAKE_PARSE_LOG", str(tmp_path / "parsed.txt"))
    init_case(tmp_path / "case")
    return open_case(
        tmp_path / "case",
        flags={"run.workers": 2, "run.documents_per_part": 4, "run.sentences_per_part": 3, "ingest.max_seconds": 4.0},
    )


def add(case: Case, *texts: str) -> None:
    list(case.keep([Original(t.encode(), f"{t[:6]}.txt") for t in texts]))


def journey(case: Case) -> tuple[dict[str, pl.DataFrame], Runner]:
    with Pool(case.config.run.workers) as pool:
        run = Runner(case, NULL, pool)
        opened = run.per_original(OPEN)
        found = run.per_part(FOUND, run.per_sentence(SENTENCES, opened, wanted="is_parsed"))
        dealt = run.deal(found, opened, tables=("sentence_mentions", "frames"), column="sentence_id")
        placed = run.per_document(PLACED, opened, dealt, upstream="u")
        sets = (opened, found, placed)
        tables = dict(Corpus(run, [COUNT], sets, {}, " ".join(placed.keys)).tables()) | {"rejects": run.rejects(*sets)}
    return tables, run


def parsed(case: Case) -> list[str]:
    return sorted((case.path.parent / "parsed.txt").read_text().split("\n")[:-1])


def test_distinct_sentences_are_parsed_once_and_kept_between_builds(case: Case) -> None:
    add(case, "alpha\nbeta", "beta\ngamma\n# not parsed", "alpha")
    tables, _ = journey(case)
    assert parsed(case) == ["alpha", "beta", "gamma"]
    assert sorted(tables["mentions"]["name"].to_list()) == ["alpha", "alpha", "beta", "beta", "gamma"]
    assert dict(tables["mentions"].select("name", "entity_id").iter_rows()) == {"alpha": "2", "beta": "2", "gamma": "1"}
    add(case, "gamma\ndelta")
    again, _ = journey(case)
    assert parsed(case) == ["alpha", "beta", "delta", "gamma"], "only the new sentence is parsed"
    assert again["mentions"].height == 7


def test_second_run_computes_nothing(case: Case) -> None:
    add(case, *[f"text {i}\nsame" for i in range(20)])
    first, _ = journey(case)
    second, run = journey(case)
    assert sum(run.computed.values()) == 0
    assert all(first[t].equals(second[t]) for t in first)


def test_order_of_adding_changes_nothing(case: Case, tmp_path: Path) -> None:
    texts = [f"text {i}\nline {i % 3}" for i in range(12)]
    add(case, *texts)
    other = init_case(tmp_path / "other")
    other = open_case(other.path, flags={"run.workers": 1, "run.documents_per_part": 4, "run.sentences_per_part": 3})
    add(other, *texts[::-1])
    one, two = journey(case)[0], journey(other)[0]
    assert all(one[t].equals(two[t]) for t in one)


@pytest.mark.parametrize(("word", "code"), [("RAISE", "failed"), ("DIE", "died"), ("HANG", "late")])
def test_one_bad_document_is_a_reject_and_the_rest_is_built(case: Case, word: str, code: str) -> None:
    add(case, "good one", "good two", f"bad {word}", "good three")
    tables, _ = journey(case)
    assert sorted(tables["texts"]["text"].to_list()) == ["good one", "good three", "good two"]
    rejects = tables["rejects"].select("code", "doc_id", "advice").rows()
    assert [r[0] for r in rejects] == [code]
    assert rejects[0][1].startswith("doc-")
    assert rejects[0][2]


def test_half_done_run_is_continued(case: Case) -> None:
    add(case, *[f"text {i}\nline {i}" for i in range(16)])
    whole, _ = journey(case)
    for group in ("place", "count"):
        for key in case.parts.keys(group)[::2]:
            for file in case.parts.folder(group, key).iterdir():
                file.unlink()
            case.parts.folder(group, key).rmdir()
    again, run = journey(case)
    assert run.computed["place"] > 0
    assert run.computed["open"] == 0
    assert all(whole[t].equals(again[t]) for t in whole)


def test_worker_pool_tells_what_became_of_each_job() -> None:
    jobs = [Job("math:sqrt", 4.0), Job("math:sqrt", -1.0), Job("os:_exit", 3), Job("time:sleep", 30.0, seconds=0.7)]
    with Pool(2) as pool:
        states = {o.job.target + str(o.job.argument): o.state for o in pool.run(jobs)}
        assert [o.result for o in pool.run([Job("math:sqrt", 9.0)])] == [3.0], "the pool lives on"
    assert states == {"math:sqrt4.0": "done", "math:sqrt-1.0": "failed", "os:_exit3": "died", "time:sleep30.0": "late"}


def test_a_renewed_pool_works_in_other_processes():
    with Pool(2) as pool:
        before = {o.result for o in pool.run([Job("fake_stages:own_process", None)])}
        pool.renew(1)
        after = [o.result for o in pool.run([Job("fake_stages:own_process", None)] * 3)]
    assert len(set(after)) == 1, "one worker from now on"
    assert before.isdisjoint(after), "the old ones are gone, and what they had loaded"
