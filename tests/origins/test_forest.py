import numpy as np

from headwater.origins.forest import Edge, Forest, summarize


def test_counts_follow_the_confidence_of_one_uncertain_edge() -> None:
    """Two documents, b from a with probability 0.3: one origin with 0.3, two with 0.7, so the mode is 2."""
    edges = {"a": [], "b": [Edge(("document", "a"), 0.3, "rewrite", "")]}
    counts, shares = Forest(lambda d: edges[d], seed=1, samples=4000).count(["a", "b"])
    low, best, high, distribution = summarize(counts)
    assert (low, best, high) == (1, 2, 2)
    assert abs(distribution["1"] - 0.3) < 0.03
    assert abs(shares["document", "b"] - 0.7) < 0.03


def test_draws_of_a_document_do_not_depend_on_others() -> None:
    edges = {"a": [], "b": [Edge(("document", "a"), 0.5, "rewrite", "")], "z": []}
    alone = Forest(lambda d: edges[d], seed=1, samples=100).roots("b")
    forest = Forest(lambda d: edges[d], seed=1, samples=100)
    forest.roots("z")
    forest.roots("a")
    assert np.array_equal(alone == alone[0], forest.roots("b") == forest.roots("b")[0])


def test_a_long_chain_is_followed_to_its_end() -> None:
    edges = {str(i): [Edge(("document", str(i + 1)), 1.0, "copy", "")] for i in range(3000)} | {"3000": []}
    counts, shares = Forest(lambda d: edges[d], seed=1, samples=10).count(["0", "1500"])
    assert summarize(counts)[:3] == (1, 1, 1)
    assert shares == {("document", "3000"): 1.0}


def test_a_loop_ends() -> None:
    edges = {"a": [Edge(("document", "b"), 1.0, "copy", "")], "b": [Edge(("document", "a"), 1.0, "copy", "")]}
    counts, _ = Forest(lambda d: edges[d], seed=1, samples=10).count(["a", "b"])
    assert counts.max() <= 2
