"""Citations and derivations of the notes against their gold, from texts alone: no parser and no claims are needed."""

import json
import subprocess
import sys
from pathlib import Path

from origin_cases import make_tables, trace

from shared_data import shared

FLOORS = {"roots": 0.85, "found": 0.9, "named": 0.8, "with upstream": 0.9, "left free": 0.75}
"""Committed floors; issue 4 asks for .75, .85 and .80."""


def test_scores_stay_above_their_floors(tmp_path: Path) -> None:
    notes, gold, script = shared("notes/notes.jsonl"), shared("notes/origins.json"), shared("score/origins.py")
    records = [json.loads(line) for line in notes.read_text(encoding="utf-8").splitlines()]
    tables = trace(make_tables(records))
    paths = []
    for table in ("derivations", "citations"):
        path = tmp_path / f"{table}.jsonl"
        path.write_text("\n".join(json.dumps(r) for r in tables[table].iter_rows(named=True)), encoding="utf-8")
        paths.append(str(path))
    done = subprocess.run([sys.executable, str(script), str(gold), *paths], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    scores = {
        "roots": found["roots"]["f1"], "found": found["citations"]["found"], "named": found["citations"]["named"],
        "with upstream": found["relations"]["derived_with_upstream"], "left free": found["relations"]["independent_left_free"],
    }  # fmt: skip
    assert not {k: v for k, v in scores.items() if v < FLOORS[k]}, found
