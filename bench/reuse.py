"""Recall, precision and speed of borrowed passages on planted derivations of ECB+ texts.

    python bench/reuse.py [--per-kind 300] [--data ../shared/data/ecbplus/ecbplus.jsonl.gz]

Each kind plants derivations of random texts; recall counts a planted pair as found when it has a passage, and `offsets`
is the share of found pairs whose passages lie inside the planted stretch of the derived text by at least 80 % of their
length. Precision: reported pairs that are of one planted family, or whose texts share at least twenty words in runs of
five or more, counted by an independent loop over Python sets. Edits are random substitutions, deletions and
insertions, not paraphrase.
"""

import argparse
import gzip
import json
import random
import re
import resource
import time
from collections import defaultdict
from pathlib import Path

import polars as pl

from headwater.config import ReuseConfig
from headwater.model import tables as spec
from headwater.reuse.passages import find_passages

KINDS = (
    "verbatim", "format", "edit5", "edit10", "edit20", "edit30",
    "truncated", "embedded", "shuffled", "paragraph", "paragraph10", "words35",
)  # fmt: skip
SEED = 20251122


def edit(words: list[str], share: float, vocabulary: list[str], rng: random.Random) -> list[str]:
    """Change a share of the words: a third substituted, a third deleted, a third followed by a new one."""
    out: list[str] = []
    for word in words:
        if rng.random() >= share:
            out.append(word)
            continue
        what = rng.randrange(3)
        out += [[rng.choice(vocabulary)], [], [word, rng.choice(vocabulary)]][what]
    return out


def reformat(text: str) -> str:
    """Another dateline, other quotes and dashes, some capitals."""
    text = re.sub(r"^.{0,40}?\)?\s--?\s", "", text)
    text = text.replace('"', "“").replace("``", "«").replace("''", "»").replace("'", "’").replace(" - ", " — ")
    head, _, rest = text.partition("\n")
    return f"LISBON, Nov. 3 (Wire) —\n{head.upper()}\n{rest}"


def derive(kind: str, text: str, host: str, vocabulary: list[str], rng: random.Random) -> tuple[str, str]:
    """A derived text and the part of it that was planted."""
    words = text.split()
    if kind == "verbatim":
        return text, text
    if kind == "format":
        return reformat(text), reformat(text)
    if kind.startswith("edit"):
        planted = " ".join(edit(words, int(kind[4:]) / 100, vocabulary, rng))
        return planted, planted
    if kind == "truncated":
        planted = " ".join(words[: len(words) // 2])
        return planted, planted
    if kind == "shuffled":
        parts = [" ".join(words[i : i + 60]) for i in range(0, len(words), 60)]
        rng.shuffle(parts)
        return "\n".join(parts), "\n".join(parts)
    places = [found.span() for found in re.finditer(r"[^\W_]+", text)]
    size = {"embedded": len(places) // 2, "paragraph": 70, "paragraph10": 70, "words35": 35}[kind]
    at = rng.randrange(max(1, len(places) - size))
    planted = text[places[at][0] : places[at : at + size][-1][1]]
    if kind == "paragraph10":
        planted = " ".join(edit(planted.split(), 0.1, vocabulary, rng))
    cut = rng.randrange(len(host.split()))
    before, after = host.split()[:cut], host.split()[cut:]
    return " ".join([*before, planted, *after]), planted


def shared_words(a: str, b: str) -> int:
    """Words of `a` in runs of five or more that `b` has too."""
    words_a, words_b = (re.findall(r"[^\W_]+", t.lower()) for t in (a, b))
    grams = {tuple(words_b[i : i + 5]) for i in range(len(words_b) - 4)}
    covered: set[int] = set()
    for i in range(len(words_a) - 4):
        if tuple(words_a[i : i + 5]) in grams:
            covered.update(range(i, i + 5))
    return len(covered)


Planted = dict[str, tuple[str, str, str]]


def plant(data: Path, *, per_kind: int) -> tuple[dict[str, str], Planted, dict[str, set[str]]]:
    """All texts by name; of each planted one its kind, base and planted part; the texts that each has words from."""
    rng = random.Random(SEED)
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        texts = {r["doc_id"]: r["text"] for r in map(json.loads, lines)}
    bases = [i for i in sorted(texts) if len(texts[i].split()) >= 120]
    vocabulary = sorted({w for t in texts.values() for w in t.split()})
    family: dict[str, set[str]] = {i: {i} for i in texts}
    planted: Planted = {}
    for kind in KINDS:
        for n in range(per_kind):
            base, host = rng.choice(bases), rng.choice(bases)
            text, part = derive(kind, texts[base], texts[host], vocabulary, rng)
            name = f"{kind}-{n:04}"
            planted[name] = (kind, base, part)
            texts[name] = text
            family[name] = {base, host} if kind in {"embedded", "paragraph", "paragraph10", "words35"} else {base}
    return texts, planted, family


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--per-kind", type=int, default=300)
    parser.add_argument(
        "--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared/data/ecbplus/ecbplus.jsonl.gz"
    )
    options = parser.parse_args()
    report(*plant(options.data, per_kind=options.per_kind))


def report(texts: dict[str, str], planted: Planted, family: dict[str, set[str]]) -> None:
    documents = spec.DOCUMENTS.from_rows(
        {"doc_id": i, "external_id": i, "n_chars": len(t), "text_id": i} for i, t in texts.items()
    )
    frame = spec.TEXTS.from_rows({"doc_id": i, "text_id": i, "text": t} for i, t in texts.items())
    begin_cpu, begin = time.process_time(), time.perf_counter()
    passages = find_passages({"documents": documents, "texts": frame}, config=ReuseConfig())["passages"]
    cpu, wall = time.process_time() - begin_cpu, time.perf_counter() - begin
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in passages.iter_rows(named=True):
        found[row["doc_a"], row["doc_b"]].append((row["start_a"], row["end_a"]))
        found[row["doc_b"], row["doc_a"]].append((row["start_b"], row["end_b"]))
    print_recall(texts, planted, found)
    pairs = sorted({tuple(sorted(p)) for p in found})
    kin = [bool(family[a] & family[b]) for a, b in pairs]
    wrong = [(a, b) for (a, b), is_kin in zip(pairs, kin, strict=True) if not is_kin and shared_words(texts[a], texts[b]) < 20]
    chars = sum(map(len, texts.values()))
    print(f"pairs {len(pairs)}, of one family {sum(kin)}, precision {1 - len(wrong) / len(pairs):.4f}")
    print(f"{len(texts)} documents, {chars / 1e6:.1f} M characters: cpu {cpu:.2f} s, wall {wall:.2f} s, "
          f"{len(texts) / cpu:.0f} documents/s of CPU, {chars / 1e6 / cpu:.1f} M characters/s, "
          f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")  # fmt: skip
    print(f"polars {pl.__version__}")


def print_recall(texts: dict[str, str], planted: Planted, found: dict[tuple[str, str], list[tuple[int, int]]]) -> None:
    print(f"{'kind':<12} recall  offsets")
    for kind in KINDS:
        names = [n for n, p in planted.items() if p[0] == kind]
        hits = [n for n in names if (n, planted[n][1]) in found]
        good = 0
        for name in hits:
            low = texts[name].find(planted[name][2])
            high = low + len(planted[name][2])
            spans = found[name, planted[name][1]]
            inside = sum(max(0, min(e, high) - max(s, low)) for s, e in spans)
            good += inside >= 0.8 * sum(e - s for s, e in spans)
        print(f"{kind:<12} {len(hits) / len(names):.3f}   {good / max(1, len(hits)):.3f}")


if __name__ == "__main__":
    main()
