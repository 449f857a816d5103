"""The measures: by hand, and equal to the independent scorers of the shared material where it is there."""

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from headwater.errors import InputError
from headwater.evaluate import EVALUATIONS
from headwater.evaluate.measures import distance_km, f1_of, jaccard_share, precision_recall, resampled_interval
from headwater.model import tables as t
from shared_data import shared


def run_shared(script: str, *files: Path) -> dict:
    done = subprocess.run(
        [sys.executable, str(shared(f"score/{script}.py")), *map(str, files)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def write_rows(path: Path, frame: pl.DataFrame) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in frame.to_dicts()), encoding="utf-8")
    return path


def without_intervals(metrics: dict) -> dict:
    return {k: v for k, v in json.loads(json.dumps(metrics)).items() if k != "interval_90"}


def noisy_claims(gold: list[dict], rng: random.Random) -> pl.DataFrame:
    """Gold claims as a reader might have made them: some missing, moved, mistyped, with other fields."""
    rows = []
    for n, g in enumerate(gold):
        if rng.random() < 0.2:
            continue
        start = max(0, g["start"] + rng.choice([0, 0, 0, -5, 8]))
        value = (g["quantity"] or {}).get("value")
        kept = rng.random() < 0.8
        rows.append(
            {"claim_id": f"cl-{n}", "doc_id": g["article_id"], "external_id": g["article_id"], "start": start, "end": g["end"] + rng.choice([0, 0, 12]),
             "quote": g["quote"], "kind": g["type"] if rng.random() < 0.7 else "other", "subject": g["subject"] if kept else None, "object": g["object"],
             "place": g["place"] if rng.random() < 0.6 else "the Moon", "time_edtf": (g["time"] or {}).get("edtf") if kept else "1999",
             "quantity_text": str(value) if value else None, "quantity_best": float(value) if isinstance(value, int | float) else None,
             "attribution": g["attribution"] if kept else None, "attribution_start": g["attribution_start"] if kept else None, "modality": g["modality"],
             "polarity": "positive", "sentence_n": 0, "rule": "x", "trigger": "x", "confidence": 0.5, "maker": "x",
             "item_id": rng.choice(["it-1", "it-2", None]), "value_id": rng.choice(["va-1", "va-2", "va-3"])}
        )  # fmt: skip
    return t.CLAIMS.from_rows(rows)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_claims_equal_the_shared_scorer(tmp_path, seed):
    path = shared("notes/claims.jsonl")
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    claims = noisy_claims(gold, random.Random(seed))
    ours = EVALUATIONS["claims"].score({"claims": claims}, path.read_text(encoding="utf-8"))
    assert without_intervals(ours) == run_shared("claims", path, write_rows(tmp_path / "c.jsonl", claims))
    low, high = ours["interval_90"]["typed"]
    assert low <= ours["typed"]["f1"] <= high


def test_conflicts_equal_the_shared_scorer(tmp_path):
    gold_claims = [json.loads(line) for line in shared("notes/claims.jsonl").read_text(encoding="utf-8").splitlines()]
    path = shared("notes/conflicts.json")
    pairs = json.loads(path.read_text(encoding="utf-8"))
    rng = random.Random(5)
    sides = [
        {**gold_claims[0], "article_id": p[s]["article_id"], "start": p[s]["start"], "end": p[s]["end"]}
        for k in ("contradictions", "agreements")
        for p in pairs[k]
        for s in "ab"
    ]
    claims = noisy_claims(sides, rng)
    verdicts = ["conflict", "rounding", "scope differs"]
    rows = [
        {
            "conflict_id": f"co-{a}{b}",
            "item_id": "it-1",
            "value_a": f"va-{a}",
            "value_b": f"va-{b}",
            "type": "value",
            "verdict": v,
            "reason": "x",
        }
        for (a, b), v in zip([(1, 2), (2, 3), (1, 3)], verdicts, strict=True)
    ]
    conflicts = t.CONFLICTS.from_rows(rows)
    ours = EVALUATIONS["conflicts"].score({"claims": claims, "conflicts": conflicts}, path.read_text(encoding="utf-8"))
    files = write_rows(tmp_path / "c.jsonl", claims), write_rows(tmp_path / "k.jsonl", conflicts)
    assert without_intervals(ours) == run_shared("conflicts", path, *files)


@pytest.mark.parametrize("seed", [1, 2])
def test_origins_equal_the_shared_scorer(tmp_path, seed):
    path = shared("notes/origins.json")
    members = [m for g in json.loads(path.read_text(encoding="utf-8"))["groups"] for m in g["members"]]
    docs = sorted({m["article_id"] for m in members})
    rng = random.Random(seed)
    derivations = t.DERIVATIONS.from_rows(
        {"derivation_id": f"de-{n}", "doc_id": d, "external_id": d, "upstream": rng.choice([*docs, None]), "relation": "cites", "evidence": "[]",
         "upstream_name": rng.choice([None, "The Miami Herald", "Reuters"]), "confidence": rng.choice([0.3, 0.5, 0.9])}
        for n, d in enumerate(docs * 2) if rng.random() < 0.6
    )  # fmt: skip
    citations = t.CITATIONS.from_rows(
        {"citation_id": f"ci-{n}", "doc_id": m["article_id"], "external_id": m["article_id"], "start": m["attribution_start"] + rng.choice([0, 3, 500]),
         "end": m["attribution_start"] + 510, "text": m["attribution_span"], "cited": m["cited_source"] or "x", "cited_kind": "outlet", "rule": "x", "rank": 0}
        for n, m in enumerate(members) if m["attribution_span"] and rng.random() < 0.7
    )  # fmt: skip
    tables = {"derivations": derivations, "citations": citations}
    ours = EVALUATIONS["origins"].score(tables, path.read_text(encoding="utf-8"))
    files = write_rows(tmp_path / "d.jsonl", derivations), write_rows(tmp_path / "c.jsonl", citations)
    assert without_intervals(ours) == run_shared("origins", path, *files)


def make_places() -> tuple[str, pl.DataFrame]:
    """Two documents: Caracas found and near, Maracay found but 11 degrees off, Tehran not found, one with no point."""
    gold = [
        {
            "doc_id": "a",
            "toponyms": [
                {"start": 0, "end": 7, "lat": 10.5, "lon": -66.9},
                {"start": 10, "end": 17, "lat": 10.2, "lon": -67.6},
            ],
        },
        {
            "doc_id": "b",
            "toponyms": [{"start": 0, "end": 6, "lat": 35.7, "lon": 51.4}, {"start": 9, "end": 12, "lat": None, "lon": None}],
        },
    ]
    rows = [("a", 0, 7, 10.4, -66.8), ("a", 10, 17, 21.0, -67.6), ("b", 9, 12, None, None), ("b", 20, 25, 1.0, 1.0)]
    mentions = t.MENTIONS.from_rows(
        {"mention_id": f"me-{n}", "doc_id": d, "external_id": d, "start": s, "end": e, "text": "x", "name": "x", "kind": "place", "lat": lat, "lon": lon, "maker": "x"}
        for n, (d, s, e, lat, lon) in enumerate(rows)
    )  # fmt: skip
    return "".join(json.dumps(g) + "\n" for g in gold), mentions


def test_places_by_hand_and_by_the_shared_scorer(tmp_path):
    """Gold 4, predicted 4, 3 of each on the other: p = r = 3/4. Three have a point, one is within 161 km, two are placed."""
    gold, mentions = make_places()
    ours = EVALUATIONS["places"].score({"mentions": mentions}, gold)
    assert ours["recognition"] == {"p": 0.75, "r": 0.75, "f1": 0.75}
    assert (ours["acc161_all"], ours["acc161_resolved"]) == (0.333, 0.5)
    (tmp_path / "g.jsonl").write_text(gold, encoding="utf-8")
    assert without_intervals(ours) == run_shared("places", tmp_path / "g.jsonl", write_rows(tmp_path / "m.jsonl", mentions))


@pytest.mark.parametrize(
    "what, gold, says",
    [
        ("claims", "{}\nnot json\n", "line 2"),
        ("claims", "[1]\n", "line 1"),
        ("origins", "[]", "expected one JSON object"),
        ("origins", "{}", "'groups'"),
        ("conflicts", "{", "line 1"),
    ],
)
def test_bad_gold_says_where(what, gold, says):
    tables = {name: t.BY_NAME[name].empty() for name in EVALUATIONS[what].tables}
    with pytest.raises(InputError, match=says):
        EVALUATIONS[what].score(tables, gold)


def test_empty_tables_score_zero():
    for name, gold in (
        ("claims", ""),
        ("origins", '{"groups": []}'),
        ("conflicts", '{"contradictions": [], "agreements": []}'),
        ("places", ""),
    ):
        tables = {n: t.BY_NAME[n].empty() for n in EVALUATIONS[name].tables}
        assert json.dumps(EVALUATIONS[name].score(tables, gold))


def test_measures_by_hand():
    assert jaccard_share((0, 4), (2, 6)) == pytest.approx(1 / 3)
    assert jaccard_share((0, 4), (4, 6)) == 0
    assert precision_recall(0, 0, 0) == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert distance_km(0, 0, 0, 90) == pytest.approx(6371.0088 * np.pi / 2)


def test_interval_is_seeded_and_covers():
    """Documents that are all alike leave no doubt; unlike ones do; one document gives no interval."""
    rng = np.random.default_rng(7)
    assert resampled_interval([(1, 2, 2)] * 9, f1_of, rng=rng) == [0.5, 0.5]
    mixed = [(0, 2, 2), (2, 2, 2)] * 5
    first = resampled_interval(mixed, f1_of, rng=np.random.default_rng(7))
    assert first == resampled_interval(mixed, f1_of, rng=np.random.default_rng(7))
    assert first[0] < 0.5 < first[1]
    assert resampled_interval([(1, 2, 2)], f1_of, rng=rng) is None
