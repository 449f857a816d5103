"""The documents of a case in one order, their texts read a batch at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from headwater.model.stage import Tables
from headwater.reuse.dates import published_interval
from headwater.reuse.words import Hashes, Indexes, cut_batches

BATCH_CHARS = 1_000_000
"""Code points of text that are held as words at once."""
_HEAP_BYTES = 1 << 24
_UNDATED = ("9999", "9999")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents in one order that does not depend on how they came: by date, then id.

    Attributes:
        frame: `doc_id`, `external_id`, `low` and `high` (publication interval, or null), one row a document.
        texts: All texts in the order of their table, so that they are held once.
        rows: Place of each document's text among them.
        sizes: Code points of each text.
        publishers: Number of each document's publisher; -1 where it is not known.
    """

    frame: pl.DataFrame
    texts: pl.Series
    rows: Indexes
    sizes: Indexes
    publishers: Indexes

    def __len__(self) -> int:
        """Documents."""
        return self.frame.height

    def read_texts(self, numbers: Indexes) -> list[str]:
        """Texts of some documents."""
        texts: list[str] = self.texts.gather(self.rows[numbers]).to_list()
        return texts

    def batches(self) -> Iterator[tuple[int, list[str]]]:
        """All texts in order, a million code points at a time, each batch with the number of its first document."""
        _keep_freed_memory()
        for begin, end in cut_batches(self.sizes.tolist(), BATCH_CHARS):
            yield begin, self.read_texts(np.arange(begin, end))


def _keep_freed_memory() -> None:
    """Let go of one large block, so that glibc keeps what a batch frees for the next one.

    glibc raises its thresholds to the largest block it has freed; without this each array of each batch is given back
    to the system and costs a page fault for each 4 kB anew, a quarter of all time. Elsewhere it does nothing.
    """
    block = np.empty(_HEAP_BYTES, dtype=np.uint8)
    del block


def read_corpus(tables: Tables) -> Corpus:
    """Documents that have a text.

    Args:
        tables: `documents` and `texts`.
    """
    documents = tables["documents"].select("doc_id", "external_id", "published", "publisher")
    dates = documents["published"].unique().to_list()
    intervals = [published_interval(date) for date in dates]
    dated = pl.DataFrame(
        {"published": dates, "low": [i and i[0] for i in intervals], "high": [i and i[1] for i in intervals]},
        schema=dict.fromkeys(("published", "low", "high"), pl.String),
    )
    frame = (
        documents.join(tables["texts"].select("doc_id").with_row_index("row"), on="doc_id", how="inner")
        .join(dated, on="published", how="left", nulls_equal=True)
        .sort(pl.col("low").fill_null(_UNDATED[0]), pl.col("high").fill_null(_UNDATED[1]), "doc_id")
    )
    publisher = frame["publisher"].replace("", None)
    numbers = (publisher.rank("dense").cast(pl.Int64) - 1).fill_null(-1).to_numpy()
    texts, rows = tables["texts"]["text"], frame["row"].cast(pl.Int64).to_numpy()
    sizes = texts.str.len_chars().cast(pl.Int64).to_numpy()[rows]
    return Corpus(frame.select("doc_id", "external_id", "low", "high"), texts, rows, sizes, numbers)


@dataclass(frozen=True, slots=True)
class Originals:
    """Which documents say word by word what an earlier one says.

    Attributes:
        first_copy: For each document the first one with exactly its words.
        n_words: Words of each document.
    """

    first_copy: Indexes
    n_words: Indexes

    def copies(self) -> dict[int, list[int]]:
        """First document -> all with its words, itself first; only of those that have a copy."""
        found: dict[int, list[int]] = {}
        for n in np.flatnonzero(self.first_copy != np.arange(len(self.first_copy))).tolist():
            first = int(self.first_copy[n])
            found.setdefault(first, [first]).append(n)
        return found


def find_originals(digests: Hashes, n_words: Indexes, *, least: int) -> Originals:
    """Exact copies by the digests of their words.

    Args:
        digests: Hash of each document's words in their order.
        n_words: Words of each document.
        least: Words under which a text is nobody's copy.
    """
    order = np.lexsort((n_words, digests))
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = (digests[order][1:] != digests[order][:-1]) | (n_words[order][1:] != n_words[order][:-1])
    first = order[np.flatnonzero(is_new)][np.cumsum(is_new) - 1]
    first_copy = np.arange(len(order))
    first_copy[order] = first
    return Originals(np.where(n_words < least, np.arange(len(order)), first_copy), n_words)
