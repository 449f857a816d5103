"""Value F1 of dates on WikiWars: a predicted and a gold expression match where they overlap and have one value.

Run: python bench/wikiwars.py [train|test|all] [--misses]. Prints one JSON object.
Only dates and durations that the grammars give are scored against all gold expressions, sets and event-based ones included.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from headwater.annotate.splitter import split_text
from headwater.values.date import find_dates
from headwater.values.date_order import resolve_in_order
from headwater.values.quantity import find_quantities

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "wikiwars" / "wikiwars.jsonl.gz"
SEASONS = {
    "21": "SP",
    "22": "SU",
    "23": "FA",
    "24": "WI",
    "33": "Q1",
    "34": "Q2",
    "35": "Q3",
    "36": "Q4",
    "40": "H1",
    "41": "H2",
}
FLOOR = 0.79
"""Least value F1 over all 22 texts; below it the command fails."""

DURATIONS = {"year": "Y", "month": "M", "week": "W", "day": "D", "decade": "E", "hour": "TH", "minute": "TM", "century": "C"}


def to_timex(edtf: str) -> str:
    """TIMEX2 value of an EDTF date."""
    if edtf.startswith("-"):
        return f"BC{int(edtf[1:5]) + 1:04d}{edtf[5:]}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", edtf) and date.fromisoformat(edtf[:10]).weekday() == 0:
        monday = date.fromisoformat(edtf[:10]).isocalendar()
        return f"{monday.year}-W{monday.week:02d}"
    season = re.fullmatch(r"(\d{4})-(2[1-4]|3[3-6]|4[01])", edtf)
    return f"{season[1]}-{SEASONS[season[2]]}" if season else edtf.rstrip("X")


def predict(text: str, published: str) -> Iterator[tuple[int, int, str | None]]:
    """Start, end and TIMEX2 value of each expression in a text."""
    found: list[tuple[int, int, Any, Any, str]] = []
    taken: list[tuple[int, int]] = []
    for stretch in split_text(text):
        words, shift = text[stretch.start : stretch.end], stretch.start
        dates = find_dates(words, language="en")
        for expression in dates:
            taken.append((shift + expression.start, shift + expression.end))
            for part in expression.parts:
                found.append(
                    (shift + part.start, shift + part.end, part.edtf, part.relative, words[part.start : part.end].lower())
                )
        for quantity in find_quantities(words, language="en"):
            unit = DURATIONS.get((quantity.unit or "").lower().rstrip("s").replace("centurie", "century"))
            start, end = shift + quantity.start, shift + quantity.end
            if unit and all(end <= a or start >= b for a, b in taken):
                n = "X" if quantity.best is None else f"{quantity.best:g}"
                yield start, end, f"PT{n}{unit[1:]}" if unit[0] == "T" else f"P{n}{unit}"
    resolved = resolve_in_order([(f[2], f[3]) for f in found], published)
    for (start, end, _, _, words), value in zip(found, resolved, strict=True):
        vague = "PRESENT_REF" if re.search(r"now|present|today|this day|current", words) else "PAST_REF"
        ends = (value or "").split("/")
        if len(ends) == 2 and "-W" not in to_timex(value or ""):
            middle = (start + end) // 2  # "6-7 February" is two expressions there
            yield start, middle, ends[0]
            yield middle, end, ends[1]
        else:
            yield start, end, to_timex(value) if value else vague


def main(split: str, show: bool) -> None:
    rows = [json.loads(line) for line in gzip.decompress(DATA.read_bytes()).decode().splitlines()]
    n_gold = n_found = right = overlapping = 0
    misses: list[str] = []
    for row in rows:
        if split not in {"all", row["split"]}:
            continue
        found = sorted(predict(row["text"], row["dct"][:10]))
        gold = row["timexes"]
        n_gold, n_found = n_gold + len(gold), n_found + len(found)
        free = dict.fromkeys(range(len(found)))
        for timex in gold:
            near = [i for i in free if found[i][0] < timex["end"] and found[i][1] > timex["start"]]
            hit = next((i for i in near if found[i][2] == timex["value"]), None)
            overlapping += bool(near)
            right += hit is not None
            if hit is not None:
                del free[hit]
            else:
                misses.append(
                    f"{timex['text']!r} is {timex['value']}, found {[(row['text'][found[i][0] : found[i][1]], found[i][2]) for i in near]}"
                )
        misses += [f"extra {row['text'][found[i][0] : found[i][1]]!r} {found[i][2]}" for i in free]
    p, r = right / n_found, right / n_gold
    print(json.dumps({"split": split, "gold": n_gold, "found": n_found, "overlap_recall": round(overlapping / n_gold, 3),
                      "value_p": round(p, 3), "value_r": round(r, 3), "value_f1": round(2 * p * r / (p + r), 3)}))  # fmt: skip
    if split == "all" and 2 * p * r / (p + r) < FLOOR:
        sys.exit(f"value F1 is below {FLOOR}")
    if show:
        print(*misses, sep="\n", file=sys.stderr)


if __name__ == "__main__":
    names = [a for a in sys.argv[1:] if not a.startswith("-")]
    main(names[0] if names else "all", "--misses" in sys.argv)
