"""Check every span of a large case of real documents: `python bench/evidence.py`.

Builds one case of the notes, all texts of ECB+ and all saved pages, and counts the spans of claims, attributions,
mentions, citations, sentences and passages whose words are not those of the text (there must be none), and the
documents that are in neither `documents` nor `rejects` (there must be none).
"""

import gzip
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import polars as pl

from headwater.store.snapshot import Snapshot, open_snapshot

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
NOTES = ROOT / "src" / "headwater" / "examples" / "notes.jsonl"
HEADWATER = [sys.executable, "-m", "headwater.cli.main"]


def write_inputs(folder: Path) -> int:
    """Write ECB+ texts as records and the pages as files; returns how many documents there are with the notes."""
    count = len(NOTES.read_text(encoding="utf-8").splitlines())
    with (
        gzip.open(DATA / "ecbplus" / "ecbplus.jsonl.gz", "rt", encoding="utf-8") as file,
        (folder / "ecb.jsonl").open("w") as out,
    ):
        for line in file:
            row = json.loads(line)
            out.write(json.dumps({"id": row["doc_id"], "text": row["text"], "language": "en"}) + "\n")
            count += 1
    for page in sorted((DATA / "pages" / "html").glob("*.html.gz")):
        (folder / page.stem).write_bytes(gzip.decompress(page.read_bytes()))
        count += 1
    return count


def count_wrong(snapshot: Snapshot) -> dict[str, list[int]]:
    """Table -> [spans checked, spans whose words are not those of the text]."""
    texts = dict(snapshot.table("texts").select("doc_id", "text").iter_rows())
    found: dict[str, list[int]] = {}
    for table, exact in (("claims", "quote"), ("mentions", "text"), ("citations", "text"), ("sentences", "text")):
        rows = snapshot.table(table).select("doc_id", "start", "end", exact).iter_rows()
        checks = [texts[d][a:b] == words for d, a, b, words in rows]
        found[table] = [len(checks), checks.count(False)]
    credited = snapshot.table("claims").filter(pl.col("attribution").is_not_null())
    rows = credited.select("doc_id", "attribution_start", "attribution").iter_rows()
    checks = [texts[d][a : a + len(words)] == words for d, a, words in rows]
    found["attributions"] = [len(checks), checks.count(False)]
    shared = snapshot.table("passages").select("doc_id_a", "start_a", "end_a", "doc_id_b", "start_b", "end_b").iter_rows()
    checks = [0 <= a < b <= len(texts[d]) and 0 <= i < j <= len(texts[e]) for d, a, b, e, i, j in shared]
    found["passages"] = [len(checks), checks.count(False)]
    return found


def main() -> None:
    """Build, check, print one JSON line; exit 1 if anything is wrong."""
    if not DATA.is_dir():
        sys.exit("the shared data sets are not here, so there is nothing to check")
    with tempfile.TemporaryDirectory() as temporary:
        folder, case = Path(temporary) / "in", Path(temporary) / "case"
        folder.mkdir()
        wanted = write_inputs(folder)
        for arguments in (["init", case], ["add", case, NOTES, folder], ["build", case]):
            subprocess.run([*HEADWATER, *map(str, arguments)], check=True, stderr=subprocess.DEVNULL)
        snapshot = open_snapshot(case)
        documents, rejects = snapshot.table("documents"), snapshot.table("rejects")
        named = set(documents["doc_id"]) | set(rejects["doc_id"].drop_nulls())
        known = len(named) + rejects.filter(pl.col("doc_id").is_null()).height
        wrong = count_wrong(snapshot)
        codes = dict(sorted(Counter(rejects["code"].to_list()).items()))
    print(
        json.dumps(
            {"documents_in": wanted, "documents": documents.height, "accounted_for": known, "rejects": codes, "spans": wrong}
        )
    )
    sys.exit(int(any(bad for _, bad in wrong.values()) or known < wanted))


if __name__ == "__main__":
    main()
