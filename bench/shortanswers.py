"""Copy or no copy on short answers, by how much of an answer's words and phrases stand in its source.

    python bench/shortanswers.py [--data ../shared/data/shortanswers/shortanswers.jsonl.gz]

95 answers to five tasks, written under orders to cut and paste, edit lightly, edit heavily or not copy (Clough and
Stevenson 2011). The degree of reuse is a logistic of two shares: the answer's different words, and its different runs of
words, that stand in the source. It is fitted on four tasks and judged on the fifth, five times; `one threshold` does
the same with one share alone. The interval is 90 %, by a seeded bootstrap over answers.
"""

import argparse
import gzip
import json
import random
from pathlib import Path

import numpy as np
import numpy.typing as npt

from headwater.config import ReuseConfig
from headwater.origins.likeness import phrase_share, word_share

SEED = 20251122
RIDGE = 1.0
RUN_WORDS = ReuseConfig().shingle_words
Floats = npt.NDArray[np.float64]


def fit_logistic(x: Floats, y: Floats) -> Floats:
    """Weights of standardised columns and a constant, by Newton steps with a ridge penalty."""
    weights = np.zeros(x.shape[1] + 1)
    z = np.c_[x, np.ones(len(x))]
    penalty = np.diag([RIDGE] * x.shape[1] + [1e-6])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ weights))
        weights -= np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + penalty, z.T @ (p - y) + penalty @ weights)
    return weights


def predict(train: Floats, y: Floats, test: Floats) -> npt.NDArray[np.bool_]:
    """Copy or not, for the rows of `test`."""
    mean, spread = train.mean(axis=0), train.std(axis=0) + 1e-9
    weights = fit_logistic((train - mean) / spread, y)
    return np.asarray(np.c_[(test - mean) / spread, np.ones(len(test))] @ weights > 0)


def cross_validate(x: Floats, y: npt.NDArray[np.bool_], tasks: npt.NDArray[np.str_]) -> npt.NDArray[np.bool_]:
    """Right or wrong for each answer, each task judged by what was fitted on the others."""
    right = np.zeros(len(y), dtype=np.bool_)
    for task in sorted(set(tasks.tolist())):
        inside = tasks == task
        right[inside] = predict(x[~inside], y[~inside].astype(np.float64), x[inside]) == y[inside]
    return right


def measure(data: Path) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.str_], list[str]]:
    """Shares of words and of phrases, whether it was copied, task, and ids of the answers."""
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    sources = {r["task"]: r["text"] for r in rows if r["label"] == "orig"}
    answers = [r for r in rows if r["label"] != "orig"]
    shares = [
        (word_share(r["text"], sources[r["task"]]), phrase_share(r["text"], sources[r["task"]], size=RUN_WORDS))
        for r in answers
    ]
    return (
        np.array(shares), np.array([r["label"] != "non" for r in answers]), np.array([r["task"] for r in answers]),
        [r["doc_id"] for r in answers],
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared/data/shortanswers/shortanswers.jsonl.gz"
    )
    x, y, tasks, ids = measure(parser.parse_args().data)
    for name, columns in (("both", [0, 1]), ("words alone", [0]), (f"runs of {RUN_WORDS} words alone", [1])):
        right = cross_validate(x[:, columns], y, tasks)
        rng = random.Random(SEED)
        means = sorted(sum(rng.choices(right.tolist(), k=len(right))) / len(right) for _ in range(2000))
        wrong = ", ".join(i for i, r in zip(ids, right.tolist(), strict=True) if not r)
        print(f"{name:<24} accuracy {right.mean():.3f} [{means[100]:.3f}, {means[1899]:.3f}] n {len(right)}; wrong: {wrong}")


if __name__ == "__main__":
    main()
