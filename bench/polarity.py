"""Whether an act is said to be so or not: `python bench/polarity.py [--half 0|1] [--wrong]`.

`gold/polarity.jsonl` holds invented sentences with one labelled act each (`positive`, `negative` or `denied`), most of them
negated in as many ways as writers have. Half 0 was in sight while rules were written, half 1 was only counted. Of the claims that
cover an act the one that covers it best is looked at; acts without a claim are counted as unread. A denial counts as right
where the claim is denied or negative.
"""

import argparse
import json
from collections import Counter, defaultdict
from typing import Any

from claims import OWN, read_rows, run_stages

ACTS = OWN / "polarity.jsonl"


def score(half: int | None = None) -> tuple[Counter[tuple[str, str, str]], list[dict[str, Any]]]:
    """Counts by language, label and outcome (right, wrong, unread), and the acts that were read wrongly.

    Args:
        half: 0 or 1; None for both.
    """
    acts = [r for r in read_rows(ACTS) if half is None or r["half"] == half]
    records = [{"id": r["id"], "title": "", "text": r["text"], "language": r["language"]} for r in acts]
    claims = defaultdict(list)
    for claim in run_stages(records)[0]["claims"].iter_rows(named=True):
        claims[claim["external_id"]].append(claim)
    counts: Counter[tuple[str, str, str]] = Counter()
    wrong = []
    for act in acts:
        start = act["text"].index(act["quote"])
        claim = _nearest(claims[act["id"]], start, start + len(act["quote"]))
        if claim is None:
            outcome = "unread"
        else:
            said = "denied" if claim["modality"] == "denied" else claim["polarity"]
            outcome = "right" if said == act["polarity"] or (act["polarity"], said) == ("denied", "negative") else "wrong"
        if outcome == "wrong":
            wrong.append({**act, "claim": claim["quote"], "read": said, "kind": claim["kind"]})
        counts[act["language"], act["polarity"], outcome] += 1
    return counts, wrong


def _nearest(claims: list[dict[str, Any]], start: int, end: int) -> dict[str, Any] | None:
    """The claim that shares most with a span, of those that cover half of it or lie in it by half."""
    best: tuple[float, dict[str, Any]] | None = None
    for claim in claims:
        both = min(end, claim["end"]) - max(start, claim["start"])
        sizes = end - start, claim["end"] - claim["start"]
        if both > 0 and both >= 0.5 * min(sizes) and (best is None or both / max(sizes) > best[0]):
            best = both / max(sizes), claim
    return best[1] if best is not None else None


def share_right(counts: Counter[tuple[str, str, str]], *labels: str) -> float:
    """Share of the read acts with these labels, of all without any, whose polarity is right."""
    read = {
        o: sum(n for (_, label, outcome), n in counts.items() if outcome == o and (not labels or label in labels))
        for o in ("right", "wrong")
    }
    return round(read["right"] / max(1, sum(read.values())), 3)


def main() -> None:
    """Print one JSON line for each half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", type=int, choices=(0, 1), help="one half alone")
    parser.add_argument("--wrong", action="store_true", help="list what was read wrongly")
    args = parser.parse_args()
    for half in (0, 1) if args.half is None else (args.half,):
        counts, wrong = score(half)
        row = {"half": half, "acts": sum(counts.values()), "unread": sum(n for k, n in counts.items() if k[2] == "unread")}
        row |= {
            "right": share_right(counts),
            "positive": share_right(counts, "positive"),
            "negative": share_right(counts, "negative", "denied"),
        }
        print(json.dumps(row))
        for act in wrong if args.wrong else ():
            print("  ", json.dumps(act, ensure_ascii=False))


if __name__ == "__main__":
    main()
