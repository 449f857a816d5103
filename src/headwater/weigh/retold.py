"""Claims of related documents that most likely answer one question are put to it, however each of them was read.

A claim whose question one voice alone asks looks for the most likely partner in documents that share rare words and names with
its own. Pairs are taken most likely first; what is joined never holds two questions that several voices ask already, nor two
questions of one document, which tells things apart that others may not.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from headwater.model.text import fold
from headwater.weigh.asked import Asked, ask_openly, item_keys
from headwater.weigh.full import fullness, join
from headwater.weigh.likeness import align, chance, pair_traits, relate_documents, screen
from headwater.weigh.neighbours import near_documents
from headwater.weigh.roles import Roles
from headwater.weigh.statements import Statement, Statements

Row = Mapping[str, Any]
LIKELY: Final = 0.3
"""Chance from which on two claims are taken to answer one question."""
PLAIN: Final = 0.6
"""Share of words in common from which on two claims are one question whatever was read in their roles."""
SURE: Final = 0.5
FEW: Final = 2
"""Least mean chance over all pairs of two questions of several voices, and the most documents that the smaller one has."""
CLOSE: Final = 0.2
"""Least mean chance over all pairs of two groups that are joined (average linkage; Sokal and Michener 1958)."""


def retold(claims: Sequence[Row], asked: Mapping[str, Asked], roles: Roles) -> dict[str, Asked]:
    """What each claim asks; one whose question nobody else asks is put to that of the claim that is most likely its like.

    Args:
        claims: Rows of `claims`.
        asked: What each of them asks, by claim_id.
        roles: Reader of roles, with the documents of the case.
    """
    if len({c["doc_id"] for c in claims}) < 2:
        return dict(asked)
    statements = Statements(claims, asked, roles)
    nodes = _Nodes(claims, asked, roles)
    links = _links(statements, nodes, roles)
    groups = _Groups(nodes, links, roles)
    for i, j in sorted(links, key=lambda pair: (-round(links[pair], 6), pair)):
        groups.join(i, j)
    found = dict(asked)
    for claim, target in groups.moves():
        found[claim["claim_id"]] = join(asked.get(claim["claim_id"]), target)
    return found


class _Nodes:
    """Questions as they stand before they are joined: claims with one question are one node, and so are claims of one sentence with none.

    Attributes:
        asked: What each asks; None where it asks nothing.
        members: Its claims.
        of_claim: Node of each claim, in the order of the claims.
        texts: Distinct texts in which each is asked.
        is_lone: Whether one voice alone asks it: one text, or one sentence that many repeat.
    """

    def __init__(self, claims: Sequence[Row], asked: Mapping[str, Asked], roles: Roles) -> None:
        self.asked: list[Asked | None] = []
        self.members: list[list[Row]] = []
        self.of_claim: list[int] = []
        rows: dict[str, int] = {}
        for claim in claims:
            own = asked.get(claim["claim_id"])
            key = own.item_id if own is not None else f"{fold(claim['quote'] or '')}|{claim['kind']}|{claim['trigger']}"
            node = rows.setdefault(key, len(rows))
            if node == len(self.asked):
                self.asked.append(own)
                self.members.append([])
            self.members[node].append(claim)
            self.of_claim.append(node)
        self.texts = [frozenset(roles.text_of(c["doc_id"]) for c in found) for found in self.members]
        self.is_lone = [
            own is None or len(texts) == 1 or len({fold(c["quote"] or "") for c in found}) == 1
            for own, texts, found in zip(self.asked, self.texts, self.members, strict=True)
        ]


def _links(statements: Statements, nodes: _Nodes, roles: Roles) -> dict[tuple[int, int], float]:
    """Pairs of nodes that are likely one question, with the chance."""
    found: dict[tuple[int, int], float] = {}
    for (a, b), share in near_documents(statements).items():
        left, right = statements.members[a], statements.members[b]
        documents = relate_documents(a, b, roles, share)
        near = align(statements, left, right)
        likely: dict[tuple[int, int], float] = {}
        pairs = dict.fromkeys(screen(statements, left, right, near, documents, LIKELY))
        pairs |= dict.fromkeys(zip(*(near.soft >= PLAIN).nonzero(), strict=True))
        for m, n in pairs:
            i, j, soft = left[m], right[n], float(near.soft[m, n])
            x, y = nodes.of_claim[i], nodes.of_claim[j]
            is_plain = soft >= PLAIN
            if x == y or _counts_another(statements.all[i], statements.all[j]):
                continue
            if not is_plain and _asks_another(nodes.asked[x], nodes.asked[y]):
                continue
            value = max(chance(pair_traits(statements, i, j, near.at(m, n), documents)), soft if is_plain else 0.0)
            if value >= LIKELY:
                likely[x, y] = max(likely.get((x, y), 0.0), value)
        for (x, y), value in _mutual(likely):
            key = min(x, y), max(x, y)
            found[key] = max(found.get(key, 0.0), value)
    return found


def _asks_another(a: Asked | None, b: Asked | None) -> bool:
    """Whether two questions of one kind name all their roles, and not the same."""
    if a is None or b is None or a.kind != b.kind:
        return False
    mine, others = item_keys(a.kind, a.roles), item_keys(b.kind, b.roles)
    return mine != others and all(k and not k.startswith("w:") for k in (*mine, *others))


def _counts_another(a: Statement, b: Statement) -> bool:
    """Whether two claims give other numbers of different things: "on twelve flights", "seven drones"; sums paid for two things."""
    if a.figure is None or b.figure is None or a.figure[1] == b.figure[1]:
        return False
    paid = a.keys.get("object"), b.keys.get("object")
    is_for_another = a.kind == b.kind == "funding" and None not in paid and paid[0] != paid[1]
    return a.figure[0] != b.figure[0] or is_for_another


def _mutual(likely: Mapping[tuple[int, int], float]) -> Iterator[tuple[tuple[int, int], float]]:
    """Of the pairs of two documents those of which neither side has a likelier partner: a document seldom says a thing twice."""
    left: dict[int, float] = defaultdict(float)
    right: dict[int, float] = defaultdict(float)
    for (x, y), value in likely.items():
        left[x], right[y] = max(left[x], value), max(right[y], value)
    return (((x, y), value) for (x, y), value in likely.items() if value >= left[x] and value >= right[y])


class _Groups:
    """Nodes joined so far (union-find; Tarjan 1975), with what each group holds."""

    def __init__(self, nodes: _Nodes, links: Mapping[tuple[int, int], float], roles: Roles) -> None:
        self._nodes = nodes
        self._roles = roles
        self._links = links
        self._members = [[n] for n in range(len(nodes.asked))]
        self._parent = list(range(len(nodes.asked)))
        self._anchors = [None if lone else n for n, lone in enumerate(nodes.is_lone)]
        self._texts = list(nodes.texts)

    def _top(self, n: int) -> int:
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, i: int, j: int) -> None:
        """Joins the groups of two nodes, unless that would put questions of one document together, or two of several voices.

        Of two questions of several voices that few documents ask, the second may only have been read amiss: they are joined
        where they are surely like each other.
        """
        a, b = self._top(i), self._top(j)
        if a == b or self._texts[a] & self._texts[b]:
            return
        both = self._anchors[a] is not None and self._anchors[b] is not None
        if both and min(len(self._texts[a]), len(self._texts[b])) > FEW:
            return
        mine, others = self._members[a], self._members[b]
        total = sum(self._links.get((min(m, n), max(m, n)), 0.0) for m in mine for n in others)
        if total < (SURE if both else CLOSE) * len(mine) * len(others):
            return
        first = self._anchors[a] if self._anchors[a] is not None else self._anchors[b]
        if both and len(self._texts[b]) > len(self._texts[a]):
            first = self._anchors[b]
        self._parent[b] = a
        self._members[a] = mine + others
        self._anchors[a] = first
        self._texts[a] |= self._texts[b]

    def moves(self) -> Iterator[tuple[Row, Asked]]:
        """Claims with the question to which they are put: that of several voices, else that of most texts that names most."""
        nodes = self._nodes
        groups: dict[int, list[int]] = defaultdict(list)
        for n in range(len(self._parent)):
            groups[self._top(n)].append(n)
        for top, found in groups.items():
            if len(found) == 1:
                continue
            asking = [(len(nodes.texts[n]), own) for n in found if (own := nodes.asked[n]) is not None]
            asking = asking or [(1, ask_openly(c, self._roles)) for n in found for c in nodes.members[n]]
            anchor = self._anchors[top]
            lead = nodes.asked[anchor] if anchor is not None else None
            lead = lead or min(asking, key=lambda q: (-q[0], -fullness(q[1]), q[1].item_id))[1]
            for n in found:
                own = nodes.asked[n]
                if own is None or own.item_id != lead.item_id:
                    yield from ((c, lead) for c in nodes.members[n])
