"""Citations and derivations of the notes against their gold, from texts alone: no parser and no claims are needed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from origin_cases import make_tables, trace

from shared_data import shared

FLOORS = {"roots": 0.85, "found": 0.9, "named": 0.8, "with upstream": 0.9, "left free": 0.75}
"""Committed floors; issue 4 asks for .75, .85 and .80."""


def score(notes: Path, gold: Path, tmp_path: Path) -> dict[str, Any]:
    script = shared("score/origins.py")
    records = [json.loads(line) for line in notes.read_text(encoding="utf-8").splitlines()]
    tables = trace(make_tables(records))
    paths = []
    for table in ("derivations", "citations"):
        path = tmp_path / f"{table}.jsonl"
        path.write_text("\n".join(json.dumps(r) for r in tables[table].iter_rows(named=True)), encoding="utf-8")
        paths.append(str(path))
    done = subprocess.run([sys.executable, str(script), str(gold), *paths], capture_output=True, text=True, check=True)
    scored: dict[str, Any] = json.loads(done.stdout)
    return scored


STORIES = Path(__file__).parents[2] / "bench" / "gold" / "stories"
STORY_FLOORS = {"stories": {"found": 0.9, "named": 0.7}, "groups": {"found": 0.92, "named": 0.86}}
"""On invented stories, in sight while rules were written; 6 of the 34 credits of the first name nobody: .82 is the most there."""


@pytest.mark.parametrize("name", STORY_FLOORS)
def test_citations_of_invented_stories_stay_above_their_floors(name: str, tmp_path: Path) -> None:
    gold = STORIES.parent / name
    found = score(gold / "stories.jsonl", gold / "origins.json", tmp_path)["citations"]
    assert not {k: v for k, v in STORY_FLOORS[name].items() if found[k] < v}, found


def test_scores_stay_above_their_floors(tmp_path: Path) -> None:
    found = score(shared("notes/notes.jsonl"), shared("notes/origins.json"), tmp_path)
    scores = {
        "roots": found["roots"]["f1"], "found": found["citations"]["found"], "named": found["citations"]["named"],
        "with upstream": found["relations"]["derived_with_upstream"], "left free": found["relations"]["independent_left_free"],
    }  # fmt: skip
    assert not {k: v for k, v in scores.items() if v < FLOORS[k]}, found
