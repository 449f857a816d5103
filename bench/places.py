"""Places with gold toponyms: LGL and GeoVirus, accuracy within 161 km over all gold toponyms, unresolved counted wrong.

Run `python bench/places.py [FOLDER]`; FOLDER holds lgl.jsonl and geovirus.jsonl (default: ../shared/data/geoparsing).
"""

import json
import math
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from headwater.resolve.gazetteer import Gazetteer, built_file, open_gazetteer
from headwater.resolve.places import PlaceAnswer, homes_of, place_spans
from headwater.resolve.publisher import place_by_publisher

WITHIN_KM = 161.0
FLOORS = {"lgl": 0.80, "geovirus": 0.75}


def distance(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    a, b = math.radians(lat_a), math.radians(lat_b)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(min(1.0, h)))


def score(path: Path, gazetteer: Gazetteer, *, show: bool = False) -> dict[str, Any]:
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    started, cpu = time.perf_counter(), time.process_time()
    answered: list[tuple[dict[str, Any], list[PlaceAnswer]]] = []
    for d in documents:
        spans = [(t["start"], t["end"]) for t in d["toponyms"]]
        answered.append((d, place_spans(d["text"], spans, gazetteer, homes=homes_of(d.get("source"), None))))
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


def main() -> int:
    arguments = [a for a in sys.argv[1:] if a != "--misses"]
    here = Path(__file__).resolve().parents[2] / "shared" / "data" / "geoparsing"
    folder = Path(arguments[0]) if arguments else here
    if not folder.is_dir():
        print(f"no such folder: {folder}; name the one that holds lgl.jsonl and geovirus.jsonl", file=sys.stderr)
        return 1
    gazetteer = open_gazetteer(built_file())
    below = 0
    for name, floor in FLOORS.items():
        row = score(folder / f"{name}.jsonl", gazetteer, show="--misses" in sys.argv)
        print(json.dumps({"set": name, **row, "floor": floor}))
        below += row["acc161_all"] < floor
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
