"""Models that are sums of weights, fitted by L-BFGS with a ridge penalty: logistic and softmax regression, conditional logit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

Matrix = Any


def vocabulary(rows: Iterable[Iterable[str]], least: int) -> dict[str, int]:
    """Features that stand in at least so many rows -> their column, in alphabetical order."""
    counts = Counter(name for row in rows for name in row)
    return {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n >= least))}


def design(rows: Sequence[Iterable[str]], columns: dict[str, int]) -> Matrix:
    """Sparse matrix of ones (rows, features)."""
    at, column = [], []
    for i, row in enumerate(rows):
        for name in row:
            if (found := columns.get(name)) is not None:
                at.append(i)
                column.append(found)
    return sparse.csr_matrix((np.ones(len(at)), (at, column)), shape=(len(rows), len(columns)))


def fit_logistic(x: Matrix, right: np.ndarray, ridge: np.ndarray, known: np.ndarray | float = 0.0) -> np.ndarray:
    """Logistic regression.

    Args:
        x: Matrix (rows, features).
        right: 1 or 0 for each row.
        ridge: Penalty on the square of each weight (not on the intercept).
        known: What each row's log odds have beside the weights.

    Returns:
        Intercept and weights.
    """
    turned = x.T.tocsr()

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        score = x @ b[1:] + b[0] + known
        off = 1 / (1 + np.exp(-score)) - right
        value = (np.logaddexp(0, score) - right * score).sum() + (ridge * b[1:] ** 2).sum() / 2
        return value, np.append(off.sum(), turned @ off + ridge * b[1:])

    return minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def fit_softmax(
    x: Matrix, labels: Sequence[int], n_classes: int, weights: np.ndarray, ridge: float
) -> tuple[np.ndarray, np.ndarray]:
    """Softmax regression.

    Args:
        x: Matrix (rows, features).
        labels: Class of each row.
        n_classes: Number of classes.
        weights: Weight of each row.
        ridge: Penalty on the squared weights (not on the intercept).

    Returns:
        Weights (features, classes) and intercept (classes).
    """
    n, size = x.shape
    wanted = np.zeros((n, n_classes))
    wanted[np.arange(n), labels] = 1
    turned = x.T.tocsr()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w, b = flat[: size * n_classes].reshape(size, n_classes), flat[size * n_classes :]
        score = x @ w + b
        score -= score.max(axis=1, keepdims=True)
        total = np.log(np.exp(score).sum(axis=1, keepdims=True))
        off = (np.exp(score - total) - wanted) * weights[:, None]
        value = -((score - total) * wanted * weights[:, None]).sum() + ridge / 2 * (w**2).sum()
        return value, np.concatenate([(turned @ off + ridge * w).ravel(), off.sum(axis=0)])

    start = np.zeros(size * n_classes + n_classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 250}).x
    return found[: size * n_classes].reshape(size, n_classes), found[size * n_classes :]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice among options: the features of each, which of them are right, and how much it counts."""

    options: Sequence[Sequence[str]]
    right: Sequence[bool]
    weight: float = 1.0


def fit_choice(choices: Sequence[Choice], columns: dict[str, int], ridge: float) -> np.ndarray:
    """Conditional logit (McFadden 1974) where any of several options may be right: one weight a feature."""
    x = design([option for c in choices for option in c.options], columns)
    ends = np.cumsum([len(c.options) for c in choices])
    starts, sizes = np.concatenate([[0], ends[:-1]]), np.array([len(c.options) for c in choices])
    right = np.array([float(r) for c in choices for r in c.right])
    weight = np.array([c.weight for c in choices])
    turned = x.T.tocsr()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = x @ w
        odds = np.exp(score - np.repeat(np.maximum.reduceat(score, starts), sizes))
        every, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        value = (weight * (np.log(every) - np.log(good))).sum() + ridge / 2 * w @ w
        off = (odds / np.repeat(every, sizes) - odds * right / np.repeat(good, sizes)) * np.repeat(weight, sizes)
        return value, turned @ off + ridge * w

    return minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
