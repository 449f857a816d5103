"""Places: LGL and GeoVirus, accuracy within 161 km over all gold toponyms, what is not found or unresolved counted wrong.

Run `python bench/places.py [FOLDER]` with gold toponyms, each text by itself and then with what the other texts of its
publisher are about; `--end-to-end` builds a case of the texts alone and scores its mentions; `--misses` lists what is
wrong. FOLDER holds lgl.jsonl and geovirus.jsonl (default: ../shared/data/geoparsing).
"""

import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from headwater.resolve.gazetteer import Gazetteer, built_file, open_gazetteer
from headwater.resolve.places import PlaceAnswer
from headwater.resolve.toponyms import place_texts, read_marked_text

WITHIN_KM = 161.0
FLOORS = {"lgl": 0.865, "geovirus": 0.835}
FLOORS_WITH_PUBLISHER = {"lgl": 0.895, "geovirus": 0.835}
FLOORS_END_TO_END = {"lgl": 0.67, "geovirus": 0.75}
HEADWATER = [sys.executable, "-m", "headwater.cli.main"]
SCORER = Path(__file__).resolve().parents[2] / "shared" / "score" / "places.py"


def distance(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    a, b = math.radians(lat_a), math.radians(lat_b)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(min(1.0, h)))


def score(path: Path, gazetteer: Gazetteer, *, with_publisher: bool, show: bool = False) -> dict[str, Any]:
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    started, cpu = time.perf_counter(), time.process_time()
    marked = [read_marked_text(d, number=n) for n, d in enumerate(documents)]
    placed = place_texts(marked, gazetteer, with_publisher=with_publisher)
    answered: list[tuple[dict[str, Any], list[PlaceAnswer]]] = [(d, a) for d, (_, a) in zip(documents, placed, strict=True)]
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    errors: list[float] = []
    misses: Counter[tuple[str, ...]] = Counter()
    gold = recalled = 0
    for d, answers in answered:
        for t, a in zip(d["toponyms"], answers, strict=True):
            if t["lat"] is None:
                continue
            gold += 1
            near = [p for p, _ in gazetteer.find(t["phrase"]) if distance(p.lat, p.lon, t["lat"], t["lon"]) <= WITHIN_KM]
            recalled += bool(near)
            km = distance(a.place.lat, a.place.lon, t["lat"], t["lon"]) if a.place else math.inf
            errors.append(km)
            if km > WITHIN_KM:
                why = "wrong pick" if near else ("no candidate" if a.place is None else "right place absent")
                picked = f"{a.place.level} {a.place.name} {a.place.country}.{a.place.admin1}" if a.place else "-"
                misses[why, t["phrase"], str(t["type"]), picked] += 1
    resolved = [e for e in errors if e < math.inf]
    if show:
        for why in ("wrong pick", "right place absent", "no candidate"):
            print(
                why,
                sum(n for k, n in misses.items() if k[0] == why),
                [(*k[1:], n) for k, n in misses.most_common() if k[0] == why][:70],
            )
    return {
        "gold": gold,
        "acc161_all": round(sum(e <= WITHIN_KM for e in errors) / gold, 4),
        "acc161_resolved": round(sum(e <= WITHIN_KM for e in resolved) / len(resolved), 4),
        "candidate_recall": round(recalled / gold, 4),
        "resolved": round(len(resolved) / gold, 4),
        "mean_km_resolved": round(statistics.fmean(resolved), 1),
        "median_km_resolved": round(statistics.median(resolved), 2),
        "documents": len(documents),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
    }


def end_to_end(path: Path) -> dict[str, Any]:
    """Score the mentions of a case of the texts alone: nothing but id and text is given to the program."""
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        records = [json.dumps({"id": d["doc_id"], "text": d["text"]}) for d in documents]
        (folder / "texts.jsonl").write_text("\n".join(records), encoding="utf-8")
        for arguments in (
            ["init", folder / "case"],
            ["add", folder / "case", folder / "texts.jsonl"],
            ["build", folder / "case"],
        ):
            subprocess.run([*HEADWATER, *map(str, arguments)], check=True, capture_output=True)
        with (folder / "mentions.jsonl").open("w", encoding="utf-8") as out:
            subprocess.run([*HEADWATER, "show", "mentions", str(folder / "case"), "--json"], check=True, stdout=out)
        command = [sys.executable, str(SCORER), str(path), str(folder / "mentions.jsonl")]
        result: dict[str, Any] = json.loads(subprocess.check_output(command, text=True))
    return result


def main() -> int:
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    here = Path(__file__).resolve().parents[2] / "shared" / "data" / "geoparsing"
    folder = Path(arguments[0]) if arguments else here
    if not folder.is_dir():
        print(f"no such folder: {folder}; name the one that holds lgl.jsonl and geovirus.jsonl", file=sys.stderr)
        return 1
    below = 0
    if "--end-to-end" in sys.argv:
        for name, floor in FLOORS_END_TO_END.items():
            row = end_to_end(folder / f"{name}.jsonl")
            print(json.dumps({"set": name, "mode": "end to end", **row, "floor": floor}), flush=True)
            below += row["acc161_all"] < floor
        return 1 if below else 0
    gazetteer = open_gazetteer(built_file())
    for mode, floors in (("each text alone", FLOORS), ("with the publisher's other texts", FLOORS_WITH_PUBLISHER)):
        for name, floor in floors.items():
            path = folder / f"{name}.jsonl"
            row = score(path, gazetteer, with_publisher=floors is not FLOORS, show="--misses" in sys.argv and floors is FLOORS)
            print(json.dumps({"set": name, "mode": mode, **row, "floor": floor}))
            below += row["acc161_all"] < floor
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
