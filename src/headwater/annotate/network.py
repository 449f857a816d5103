"""The published weights of a spaCy model, run by numpy's matrix product: the same vectors and names in a third of the time.

spaCy multiplies matrices by a build of BLIS that uses none of a modern processor's wide registers, embeds every token anew
although most were in the batch before, and takes the interpreter's lock for each move of each state of its name finder.

Source: the layers are those of spaCy's `MultiHashEmbed`, `MaxoutWindowEncoder` and `TransitionBasedParser` (hash embeddings:
Svenstrup et al. 2017; maxout: Goodfellow et al. 2013). Fails, and says so, on a model made of others.
"""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from headwater.errors import ModelError

Floats: TypeAlias = npt.NDArray[np.float32]
Ints: TypeAlias = npt.NDArray[np.int64]

_MIX: Final = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63,
                        0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB], dtype=np.uint64)  # fmt: skip


def _refuse(what: str) -> ModelError:
    return ModelError(
        f"a language model is of another kind ({what}) than those that are known: install the pinned version again"
    )


class Maxout:
    """The largest of three products, made even over the row: `maxout` and `layernorm` in one.

    Args:
        maxout: Layer with weights (out, pieces, in) and bias (out, pieces).
        norm: Layer with gain and bias.
    """

    def __init__(self, maxout: Any, norm: Any) -> None:
        weights: Floats = maxout.get_param("W")
        self.out, self.pieces, width = weights.shape
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(self.pieces * self.out, width).T)
        self._bias = np.ascontiguousarray(maxout.get_param("b").T.reshape(-1))
        self._gain, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, rows: Floats) -> Floats:
        """One row of `out` numbers for each row."""
        made = rows @ self._weights
        made += self._bias
        best = made[:, : self.out].copy()
        for piece in range(1, self.pieces):
            np.maximum(best, made[:, piece * self.out : (piece + 1) * self.out], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(self.out)
        best *= (1 / np.sqrt(variance + np.float32(1e-8)))[:, None]
        best *= self._gain
        best += self._shift
        return best


class Vectors:
    """Vectors of tokens in their context.

    Args:
        model: A `Tok2Vec` of spaCy: hash embeddings of attributes, then a few windows of one token to each side.

    Raises:
        ModelError: It is made of something else.
    """

    def __init__(self, model: Any) -> None:
        layers = [layer for layer in model.walk() if layer.name in _LEAVES or not layer.layers]
        if strange := {layer.name for layer in layers} - _LEAVES:
            raise _refuse(", ".join(sorted(strange)))
        named = {name: [layer for layer in layers if layer.name == name] for name in _LEAVES}
        if len(named["extract_features"]) != 1 or any(w.attrs["window_size"] != 1 for w in named["expand_window"]):
            raise _refuse("a window of another size")
        self.attributes: list[str] = named["extract_features"][0].attrs["columns"]
        self._embeds = sorted(named["hashembed"], key=lambda e: int(e.attrs["column"]))
        maxouts = [Maxout(m, n) for m, n in zip(_by_depth(model, "maxout"), _by_depth(model, "layernorm"), strict=True)]
        self._mix, self._windows = maxouts[0], maxouts[1:]
        if len(self._windows) != len(named["expand_window"]) or len(self._embeds) != len(self.attributes):
            raise _refuse("layers in another order")

    def __call__(self, docs: Sequence[Any]) -> tuple[Floats, Ints]:
        """Vectors of all tokens of some documents, one below the other, and the row at which each document starts.

        While they are made, rows of padding stand between documents, as wide as the network sees, so that none sees another.
        """
        lengths = np.array([len(doc) for doc in docs])
        starts = np.cumsum(lengths) - lengths
        pad = len(self._windows)
        places = np.arange(lengths.sum()) + np.repeat(np.arange(1, len(docs) + 1) * pad, lengths)
        found = np.concatenate(
            [np.asarray(doc.to_array(self.attributes), dtype=np.uint64).reshape(len(doc), -1) for doc in docs]
        )
        rows = np.zeros((len(places) + (len(docs) + 1) * pad, self._mix.out), dtype=np.float32)
        rows[places] = self._embed(found)
        wide = np.zeros((len(rows), 3 * rows.shape[1]), dtype=np.float32)
        n = rows.shape[1]
        for window in self._windows:
            wide[1:, :n], wide[:, n : 2 * n], wide[:-1, 2 * n :] = rows[:-1], rows, rows[1:]
            rows += window(wide)
        return rows[places], starts

    def _embed(self, found: npt.NDArray[np.uint64]) -> Floats:
        """Vectors of tokens without context; each kind of token is made once."""
        keys = (found * _MIX[: found.shape[1]]).sum(axis=1, dtype=np.uint64)
        _, first, which = np.unique(keys, return_index=True, return_inverse=True)
        kinds = found[first]
        parts = [embed.predict(np.ascontiguousarray(kinds[:, i])) for i, embed in enumerate(self._embeds)]
        return self._mix(np.hstack(parts))[which]


class Namer:
    """Names in parsed documents: the moves of spaCy's name finder, for many documents at once.

    A move at a place outside every name depends on that token alone, and inside a name on that name's first token: so the best
    moves outside are found for all tokens in one product, every name that could begin is followed to its end together
    with all others, and what is left is to walk from name to name.

    Args:
        ner: spaCy's `EntityRecognizer`, with vectors of its own.

    Raises:
        ModelError: It is made of something else.
    """

    def __init__(self, ner: Any) -> None:
        tok2vec, lower, upper = (ner.model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        linear = tok2vec.layers[-1]
        if ner.cfg.get("beam_width") != 1 or linear.name != "linear" or lower.get_dim("nF") != 3 or upper.name != "linear":
            raise _refuse("a name finder of another kind")
        self._vectors = Vectors(tok2vec.layers[0])
        self._linear = (np.ascontiguousarray(linear.get_param("W").T), linear.get_param("b"))
        weights: Floats = lower.get_param("W")  # features, out, pieces, in; here pieces stand before out
        self._features = [np.ascontiguousarray(w.transpose(1, 0, 2).reshape(-1, w.shape[-1]).T) for w in weights]
        self._padding: Floats = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(3, -1)
        self._bias: Floats = lower.get_param("b").T.reshape(-1)
        self._out = weights.shape[1]
        self._scores, self._score_bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self._moves: list[str] = [ner.moves.get_class_name(i) for i in range(upper.get_dim("nO"))]
        at = {name: i for i, name in enumerate(self._moves)}
        self._outside = np.array([not m.startswith(("I-", "L-")) and len(m) != 2 for m in self._moves])
        self._opens = np.array([m.startswith("B-") for m in self._moves])
        inside = {m[2:]: (i, at[f"L-{m[2:]}"]) for m, i in at.items() if m.startswith("I-")}
        self._goes_on = np.array([inside.get(m[2:], (0, 0)) for m in self._moves])

    def find(self, docs: Sequence[Any]) -> list[list[tuple[int, int, str]]]:
        """(first token, one past the last, label) of the names of each document; no document may be empty."""
        rows, starts = self._vectors(docs)
        hidden = rows @ self._linear[0] + self._linear[1]
        here = hidden @ self._features[0] + self._bias
        ends = starts + [len(doc) for doc in docs]
        is_last = np.zeros(len(rows), dtype=bool)
        is_last[ends - 1] = True
        is_blank = np.zeros(len(rows), dtype=bool)
        for doc, start in zip(docs, starts, strict=True):
            flags = doc.to_array(["IS_SPACE", "SENT_START"])
            is_blank[start : start + len(doc)] = flags[:, 0] == 1
            is_last[start : start + len(doc) - 1] |= flags[1:, 1] == 1
        moves = self._move_outside(here, is_last, is_blank)
        opened = np.flatnonzero(self._opens[moves])
        closes = dict(zip(opened.tolist(), self._close(hidden, here, opened, moves[opened], is_last).tolist(), strict=True))
        is_out = moves == self._moves.index("O")
        found = []
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            names, at = [], start
            for place in (np.flatnonzero(~is_out[start:end]) + start).tolist():
                if place >= at:
                    at = closes.get(place, place) + 1
                    names.append((place - start, at - start, self._moves[moves[place]][2:]))
            found.append(names)
        return found

    def _move_outside(self, here: Floats, is_last: npt.NDArray[np.bool_], is_blank: npt.NDArray[np.bool_]) -> Ints:
        scores = self._score(here + (self._padding[1] + self._padding[2]))
        scores[:, ~self._outside] = -np.inf
        scores[np.ix_(is_last, self._opens)] = -np.inf
        only_out = np.array([m != "O" for m in self._moves])
        scores[np.ix_(is_blank, only_out)] = -np.inf
        best: Ints = np.argmax(scores, axis=1)
        return best

    def _close(self, hidden: Floats, here: Floats, opened: Ints, moves: Ints, is_last: npt.NDArray[np.bool_]) -> Ints:
        """The last token of each name that opens, if it does; all are followed at once."""
        closes, first = opened.copy(), hidden[opened] @ self._features[1]
        alive, place = np.arange(len(opened)), opened + 1
        while len(alive):
            scores = self._score(here[place] + first[alive] + hidden[place - 1] @ self._features[2])
            goes, ends = self._goes_on[moves[alive]].T
            rows = np.arange(len(alive))
            stays = (scores[rows, goes] >= scores[rows, ends]) & ~is_last[place]
            closes[alive[~stays]] = place[~stays]
            alive, place = alive[stays], place[stays] + 1
        return closes

    def _score(self, summed: Floats) -> Floats:
        best = summed[:, : self._out]
        for piece in range(self._out, summed.shape[1], self._out):
            best = np.maximum(best, summed[:, piece : piece + self._out])
        scores: Floats = best @ self._scores + self._score_bias
        return scores


_LEAVES: Final = frozenset(
    {
        "extract_features",
        "list2ragged",
        "ragged2list",
        "ints-getitem",
        "hashembed",
        "maxout",
        "layernorm",
        "dropout",
        "expand_window",
    }
)


def _by_depth(model: Any, name: str) -> list[Any]:
    """Layers of one name in the order in which they are run."""
    found = [layer for layer in model.walk(order="dfs_pre") if layer.name == name]
    return list(dict.fromkeys(found))
