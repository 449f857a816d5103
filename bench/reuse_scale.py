"""Speed and memory of borrowed passages on many made-up documents, against datasketch in the same run.

    python bench/reuse_scale.py [--documents 100000] [--data ../shared/data/ecbplus/ecbplus.jsonl.gz]
    python bench/reuse_scale.py --documents 1000000 --only headwater

Documents of about 1.8 kB come from a chain of words learnt from ECB+ texts; the rarer half of the words are told apart
by one of a thousand made-up subjects, so that chance five-word runs are about as rare as in news. One in ten is a copy
of an earlier one with 3 % of its words changed: easy recall, only speed and memory are judged.

Each program reads the same Parquet file in a process of its own; CPU time counts from the texts in memory to the pairs.
datasketch: MinHashLSH with 128 permutations at a threshold of .5, over the same word 5-grams, each document queried,
then inserted. `datasketch` is the documented way (shingles as UTF-8 strings, its own hash); `datasketch-hashed` is
handed this project's shingle hashes as ready numbers, which no user gets without writing half of this project.
"""

import argparse
import gzip
import json
import multiprocessing
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import polars as pl

SEED = 20251122
WORDS = 255
SUBJECTS = 1000
CHUNK = 10_000
COPY_EVERY = 10
Result = dict[str, float]


def learn_chain(texts: list[str]) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Vocabulary, words of all texts as numbers, places of each word, where its places begin, whether it is rare."""
    words = [w for t in texts for w in t.split()]
    vocabulary = sorted(set(words))
    number = {w: n for n, w in enumerate(vocabulary)}
    chain = np.array([number[w] for w in words], dtype=np.int64)
    counts = np.bincount(chain, minlength=len(vocabulary))
    places = np.argsort(chain, kind="stable")
    begins = np.cumsum(counts) - counts
    is_rare = counts <= np.sort(counts[chain])[len(chain) // 2]
    is_rare &= np.array([w.isalpha() for w in vocabulary])
    return vocabulary, chain, places, begins, is_rare


def make_documents(n: int, texts: list[str]) -> Iterator[list[str]]:
    """Made-up documents, a chunk at a time."""
    vocabulary, chain, places, begins, is_rare = learn_chain(texts)
    counts = np.bincount(chain, minlength=len(vocabulary))
    rng = np.random.default_rng(SEED)
    pick = random.Random(SEED)
    kept: list[list[str]] = []
    for low in range(0, n, CHUNK):
        size = min(CHUNK, n - low)
        state = chain[rng.integers(0, len(chain) - 1, size)]
        steps = np.empty((size, WORDS), dtype=np.int64)
        for step in range(WORDS):
            steps[:, step] = state
            place = places[begins[state] + (rng.random(size) * counts[state]).astype(np.int64)]
            state = chain[np.minimum(place + 1, len(chain) - 1)]
        subjects = rng.integers(0, SUBJECTS, size).tolist()
        chunk = []
        for i, numbers in enumerate(steps.tolist()):
            tail = _spell(subjects[i])
            words = [vocabulary[w] + tail if is_rare[w] else vocabulary[w] for w in numbers]
            if kept and i % COPY_EVERY == 0:
                words = [pick.choice(words) if pick.random() < 0.03 else w for w in pick.choice(kept)]
            elif i % 2:
                kept.append(words)
            chunk.append(" ".join(words))
        kept = kept[-5000:]
        yield chunk


def _spell(n: int) -> str:
    return "".join("bdfgklmnprstvz"[n // 14**k % 14] + "aeiou"[n // 3**k % 5] for k in range(2))


def run_headwater(path: str) -> Result:
    from headwater.config import ReuseConfig
    from headwater.model import tables as spec
    from headwater.reuse.passages import find_passages

    frame = pl.read_parquet(path)
    texts = spec.TEXTS.check(frame.with_columns(text_id=pl.col("doc_id")))
    documents = spec.DOCUMENTS.check(
        frame.select("doc_id", external_id="doc_id", text_id="doc_id", n_chars=pl.col("text").str.len_chars())
    )
    del frame
    begin = time.process_time(), time.perf_counter()
    passages = find_passages({"documents": documents, "texts": texts}, config=ReuseConfig())["passages"]
    pairs = passages.select("doc_a", "doc_b").unique().height
    return {"cpu": time.process_time() - begin[0], "wall": time.perf_counter() - begin[1], "pairs": pairs}


def run_datasketch(path: str) -> Result:
    from datasketch import MinHash, MinHashLSH

    texts = pl.read_parquet(path)["text"].to_list()
    begin = time.process_time(), time.perf_counter()
    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    first = MinHash(num_perm=128)
    permutations, scheme = first.permutations, first.scheme
    pairs = 0
    for n, text in enumerate(texts):
        words = re.findall(r"[^\W_]+", text.lower())
        sketch = MinHash(num_perm=128, permutations=permutations, scheme=scheme)
        sketch.update_batch({" ".join(words[i : i + 5]).encode() for i in range(len(words) - 4)})
        pairs += len(lsh.query(sketch))
        lsh.insert(n, sketch, check_duplication=False)
    return {"cpu": time.process_time() - begin[0], "wall": time.perf_counter() - begin[1], "pairs": pairs}


def run_datasketch_hashed(path: str) -> Result:
    from datasketch import MinHash, MinHashLSH

    from headwater.reuse.words import hash_shingles, hash_words

    texts = pl.read_parquet(path)["text"].to_list()
    begin = time.process_time(), time.perf_counter()
    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    first = MinHash(num_perm=128)
    permutations, scheme = first.permutations, first.scheme
    pairs = 0
    for low in range(0, len(texts), 100):
        words = hash_words(texts[low : low + 100])
        shingles = hash_shingles(words, 5) >> np.uint64(32)
        for n, (a, b) in enumerate(zip(words.bounds[:-1].tolist(), words.bounds[1:].tolist(), strict=True)):
            sketch = MinHash(num_perm=128, permutations=permutations, scheme=scheme, hashfunc=int)
            sketch.update_batch(shingles[a : max(a, b - 4)].tolist())
            pairs += len(lsh.query(sketch))
            lsh.insert(low + n, sketch, check_duplication=False)
    return {"cpu": time.process_time() - begin[0], "wall": time.perf_counter() - begin[1], "pairs": pairs}


PROGRAMS: dict[str, Callable[[str], Result]] = {
    "headwater": run_headwater, "datasketch": run_datasketch, "datasketch-hashed": run_datasketch_hashed,
}  # fmt: skip


def measure(name: str, path: str) -> Result:
    """One program's figures, in the process that calls this."""
    result = PROGRAMS[name](path)
    return result | {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--only", choices=[*PROGRAMS], action="append")
    parser.add_argument(
        "--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared/data/ecbplus/ecbplus.jsonl.gz"
    )
    options = parser.parse_args()
    with gzip.open(options.data, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "documents.parquet")
        write_documents(options.documents, texts, Path(folder), path)
        results = {}
        for name in options.only or PROGRAMS:
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                results[name] = pool.apply(measure, (name, path))
            report(name, results[name], options.documents, results.get("headwater"))
    print(f"python {sys.version.split()[0]}, numpy {np.__version__}, polars {pl.__version__}")


def write_documents(n: int, texts: list[str], folder: Path, path: str) -> None:
    n_chars = 0
    for i, chunk in enumerate(make_documents(n, texts)):
        ids = [f"doc-{i * CHUNK + k:020}" for k in range(len(chunk))]
        frame = pl.DataFrame({"doc_id": ids, "text": chunk})
        n_chars += sum(map(len, chunk))
        frame.write_parquet(folder / f"part-{i:05}.parquet")
    pl.scan_parquet(folder / "part-*.parquet").sink_parquet(path)
    print(f"{n} documents, {n_chars / 1e6:.0f} M characters, {n_chars / n:.0f} each", flush=True)


def report(name: str, result: Result, n: int, ours: Result | None) -> None:
    ratio = "" if ours is None or name == "headwater" else f", headwater {result['cpu'] / ours['cpu']:.1f} times as fast"
    print(
        f"{name:<18} cpu {result['cpu']:.1f} s, wall {result['wall']:.1f} s, {n / result['cpu']:.0f} documents/s of CPU, "
        f"{result['pairs']:.0f} pairs, peak memory {result['peak_mb']:.0f} MB{ratio}",
        flush=True,
    )


if __name__ == "__main__":
    main()
