"""A pipeline of spaCy, run stage by stage in batches of many sentences; the labels are those that spaCy itself gives."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from thinc.api import NumpyOps

from headwater.annotate.labels import Labeller
from headwater.annotate.network import Namer, Vectors

BATCH_TOKENS: Final = 2000
"""Tokens that the networks take at once: enough that Python's share is small, few enough for a processor's cache."""


class Reader:
    """Reads sentences of one language.

    Args:
        nlp: A loaded pipeline with a shared tok2vec, a tagger or morphologizer, a parser, rules, a lemmatizer, a name finder.

    Raises:
        ModelError: Its networks are not of the known kind.
    """

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._vectors, self._namer = Vectors(nlp.get_pipe("tok2vec").model), Namer(nlp.get_pipe("ner"))
        self._labeller = Labeller(nlp)
        self._taggers = [nlp.get_pipe(name) for name in ("tagger", "morphologizer", "parser") if name in nlp.pipe_names]
        wide = NumpyOps(use_blis=False)  # the parser's own products too are numpy's
        for tagger in self._taggers:
            for layer in tagger.model.walk():
                layer.ops = wide

    def read(
        self, texts: Sequence[str], needs_names: Callable[[int, Mapping[str, list[Any]]], bool]
    ) -> Iterator[tuple[int, dict[str, list[Any]]]]:
        """Columns of `parses` for each text, with its place among the texts, in no certain order.

        Args:
            texts: Sentences, blanks of all kinds made plain.
            needs_names: Whether the general name finder is to be asked, told a text's place and its columns so far.
        """
        for batch in self._batches(texts):
            docs = [doc for _, doc in batch if len(doc)]
            self._tag(docs)
            rows = [(place, doc, self._labeller.describe(doc)) for place, doc in batch]
            asked = [(columns, doc) for place, doc, columns in rows if len(doc) and needs_names(place, columns)]
            for (columns, doc), names in zip(asked, self._namer.find([doc for _, doc in asked]) if asked else [], strict=True):
                columns["ents"] = _mark(len(doc), names)
            for place, doc, columns in rows:
                yield place, {**columns, "ents": columns.get("ents") or ["O"] * len(doc)}

    def _batches(self, texts: Sequence[str]) -> Iterator[list[tuple[int, Any]]]:
        """Batches of (place, tokens), short sentences first, so that those of a batch are done at about the same time."""
        batch: list[tuple[int, Any]] = []
        tokens = 0
        for place in sorted(range(len(texts)), key=lambda i: (len(texts[i]), i)):
            doc = self._nlp.make_doc(texts[place])
            if batch and tokens + len(doc) > BATCH_TOKENS:
                yield batch
                batch, tokens = [], 0
            batch.append((place, doc))
            tokens += len(doc)
        if batch:
            yield batch

    def _tag(self, docs: Sequence[Any]) -> None:
        if not docs:
            return
        rows, starts = self._vectors(docs)
        for doc, vectors in zip(docs, np.split(rows, starts[1:]), strict=True):
            doc.tensor = vectors
        for tagger in self._taggers:
            tagger.set_annotations(docs, tagger.predict(docs))
        for doc in docs:
            doc.tensor = np.zeros((0,), dtype=np.float32)


def _mark(n: int, names: Sequence[tuple[int, int, str]]) -> list[str]:
    """One mark for each token: B-, I- or O."""
    marks = ["O"] * n
    for first, end, label in names:
        marks[first:end] = [f"B-{label}", *[f"I-{label}"] * (end - first - 1)]
    return marks
