"""Floors on the labelled notes; `python bench/claims.py` prints the figures themselves."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from shared_data import shared

FLOORS = {"span": 0.9, "typed": 0.85, "core": 0.58, "whole": 0.46}


@pytest.mark.slow
def test_scores_stay_above_their_floors(tmp_path):
    gold = shared("notes/claims.jsonl")
    spec = importlib.util.spec_from_file_location("bench_claims", Path(__file__).parents[2] / "bench" / "claims.py")
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    found, _ = bench.run_stages(bench.read_records())
    out = tmp_path / "claims.jsonl"
    out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found["claims"].to_dicts()), encoding="utf-8")
    scored = subprocess.run([sys.executable, shared("score/claims.py"), gold, out], capture_output=True, text=True, check=True)
    scores = json.loads(scored.stdout)
    assert {k: scores[k]["f1"] for k in FLOORS if scores[k]["f1"] < FLOORS[k]} == {}
    assert scores["filled"]["attribution"]["f1"] >= 0.88
    assert scores["fields"]["modality"] >= 0.92
