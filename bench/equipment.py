"""Equipment in the notes against labels made blind (bench/gold/equipment_mentions.jsonl): `python bench/equipment.py`.

Recognition is by overlap. A mention is right in full where family and variant are those of the label; of a disputed
identity where it is marked as disputed and the label's variant (or its candidates) stand among its candidates, because
what sources dispute is never settled here. Documents of the founding set are read from ../shared and left out, saying
so, where it is absent.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from headwater.annotate.locate import locate_mentions
from headwater.annotate.mentions import find_mentions
from headwater.annotate.models import load_parsers
from headwater.annotate.parse import parse_sentences
from headwater.annotate.sentences import split_documents
from headwater.config import AnnotateConfig
from headwater.model.tables import DOCUMENTS, TEXTS

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "bench" / "gold" / "equipment_mentions.jsonl"
NOTES = ROOT / "src" / "headwater" / "examples" / "notes.jsonl"
SEED = ROOT.parent / "shared" / "notes" / "founding" / "seed.jsonl"
FLOORS = {"precision": 0.95, "recall": 0.95, "identity": 0.95}


def read_records() -> dict[str, dict[str, Any]]:
    """Records of the notes and, where it is here, the founding document, by id."""
    files = [NOTES] + [SEED] * SEED.is_file()
    rows = [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {row["id"]: row for row in rows}


def find_equipment(records: dict[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Mentions of equipment by document, as a build makes them."""
    config = AnnotateConfig()
    rows = [
        {"doc_id": d, "external_id": d, "text_language": r.get("text_language", "en"), "n_chars": len(r["text"]), "text_id": d}
        for d, r in sorted(records.items())
    ]
    tables = {
        "documents": DOCUMENTS.from_rows(rows),
        "texts": TEXTS.from_rows({"doc_id": d, "text_id": d, "text": r["text"]} for d, r in sorted(records.items())),
    }
    tables |= split_documents(tables, config=config)
    tables |= parse_sentences(tables, config=config, model=load_parsers())
    tables |= find_mentions(tables, config=config)
    tables |= locate_mentions(tables, config=config)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in tables["mentions"].iter_rows(named=True):
        if row["kind"] == "equipment":
            found[row["external_id"]].append({**row, "detail": json.loads(row["detail"] or "{}")})
    return found


def is_right(label: dict[str, Any], detail: dict[str, Any]) -> bool:
    """Whether family and variant are those of the label, or a dispute is shown with what it is about."""
    if label["disputed"]:
        wanted = {label["variant"]} if label["variant"] else set(label["candidates"])
        return bool(detail.get("disputed")) and wanted <= set(detail.get("candidates", ()))
    return detail.get("family") == label["family"] and detail.get("variant") == label["variant"]


def score(labels: list[dict[str, Any]], found: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Precision and recall of recognition, and the share of found labels with the right identity."""
    by_document: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label in labels:
        by_document[label["doc"]].append(label)
    hits = right = 0
    wrong: list[str] = []
    for label in labels:
        over = [m for m in found.get(label["doc"], []) if m["start"] < label["end"] and m["end"] > label["start"]]
        hits += bool(over)
        if over and is_right(label, over[0]["detail"]):
            right += 1
        else:
            wrong.append(f"{label['doc']}: {label['text']}")
    said = [m for d in by_document for m in found.get(d, [])]
    extra = [m for m in said if not any(m["start"] < g["end"] and m["end"] > g["start"] for g in by_document[m["external_id"]])]
    return {
        "labels": len(labels), "mentions": len(said), "precision": round(1 - len(extra) / max(1, len(said)), 3),
        "recall": round(hits / len(labels), 3), "identity": round(right / len(labels), 3), "wrong": wrong,
        "extra": [f"{m['external_id']}: {m['text']}" for m in extra],
    }  # fmt: skip


def main() -> int:
    """Print one JSON line; exit 1 below a floor."""
    records = read_records()
    labels = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    held = [label for label in labels if label["doc"] in records]
    if len(held) < len(labels):
        print(f"{len(labels) - len(held)} labels of documents that are not here are left out", file=sys.stderr)
    result = score(held, find_equipment(records))
    print(json.dumps(result, ensure_ascii=False))
    return int(any(result[k] < floor for k, floor in FLOORS.items()))


if __name__ == "__main__":
    sys.exit(main())
