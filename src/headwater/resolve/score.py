"""Which units may be one entity: features, each a function that gives a score and a reason in words.

Candidate pairs come from blocking rules; then every feature looks at the pair, and the best score counts. Names that a
document explains ("Name (ACR)", a surname after the full name) are scored by what stands in that document.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from headwater.resolve.names import compare_names, fold_words, initials, skeleton
from headwater.resolve.units import Unit
from headwater.schema.name_words import load_name_words

MAX_BLOCK = 300
"""Units in one block above which only those with a whole word in common are compared."""
MAX_BLOCK_WORDS = 6
SPARE_SHARE = 5
"""How many times more documents the one must have that a bare surname or acronym is taken for, if others fit too."""
_ACRONYM = re.compile(r"[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ0-9]{1,7}")
_EXPLAINED = re.compile(r"(.{3,150}?)\s?\(([^()]{2,12})\)")


@dataclass(frozen=True, slots=True)
class Edge:
    """Evidence that two units are one entity.

    Attributes:
        left: Number of one unit.
        right: Number of the other; larger.
        score: 0 to 1.
        reason: In words.
    """

    left: int
    right: int
    score: float
    reason: str


Feature = Callable[[Unit, Unit], tuple[float, str] | None]


def same_domain(left: Unit, right: Unit) -> tuple[float, str] | None:
    """Two names of one web site are one outlet."""
    domain = left.detail.get("domain")
    return (0.98, f"both are of {domain}") if domain and domain == right.detail.get("domain") else None


def same_spelling(left: Unit, right: Unit) -> tuple[float, str] | None:
    """Names that are the same up to transliteration, titles, legal forms, initials and few typing errors."""
    is_near = not left.skeletons.isdisjoint(right.skeletons) or len(left.words) != len(right.words)
    if not is_near or _numbers(left) != _numbers(right) or _countries_differ(left, right):
        return None
    found = compare_names(left.name, right.name, kind=left.name_kind)
    why = "; ".join(r for r in found.reasons if r)
    return found.score, f"“{left.name}” and “{right.name}”: {why}"


FEATURES: tuple[Feature, ...] = (same_domain, same_spelling)


def _numbers(unit: Unit) -> tuple[str, ...]:
    """Numbers in a name: the 44th brigade is not the 45th."""
    return tuple(sorted(w for w in unit.words if w.isdigit()))


def _countries_differ(left: Unit, right: Unit) -> bool:
    a, b = left.detail.get("country"), right.detail.get("country")
    return bool(a and b and a != b)


def group_of(unit: Unit) -> str:
    """Kinds that may be one entity share a group."""
    return "organisation" if unit.kind == "outlet" else unit.kind


def score_spellings(units: Sequence[Unit], *, least: float) -> list[Edge]:
    """Edges between units with whole names, by `FEATURES`.

    Args:
        units: From `make_units`.
        least: Least score that counts, 0 to 1.
    """
    edges: list[Edge] = []
    for i, j in sorted(_candidate_pairs(units)):
        found = [f for feature in FEATURES if (f := feature(units[i], units[j])) is not None and f[0] >= least]
        if found:
            score, reason = max(found, key=lambda f: f[0])
            edges.append(Edge(i, j, score, reason))
    return edges


def _candidate_pairs(units: Sequence[Unit]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, unit in enumerate(units):
        if unit.doc_id is None and unit.kind not in {"country", "equipment"} and not unit.key.startswith("geonames:"):
            for key in sorted(_block_keys(unit)):
                blocks[group_of(unit), *key].append(n)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= MAX_BLOCK:
            pairs.update(combinations(members, 2))
            continue
        smaller: dict[str, list[int]] = defaultdict(list)
        for n in members:
            for word in set(units[n].words):
                smaller[word].append(n)
        for some in smaller.values():
            pairs.update(combinations(some[:MAX_BLOCK], 2))
    return pairs


def _block_keys(unit: Unit) -> set[tuple[str, ...]]:
    """Beginnings of two telling words, or of the only one; of all words run together; the web site."""
    lists = load_name_words()
    words = [w for w in unit.words if w not in lists.particles]
    telling = words if unit.kind == "person" else [w for w in words if w not in lists.generic] or words
    starts = sorted({skeleton(w)[:3] for w in telling if len(w) > 1})[:MAX_BLOCK_WORDS]
    keys: set[tuple[str, ...]] = {("pair", a, b) for a, b in combinations(starts, 2)}
    if len(starts) == 1:
        keys.add(("only", skeleton(telling[0])[:5]))
    keys.add(("run", skeleton("".join(words))[:5]))
    if domain := unit.detail.get("domain"):
        keys.add(("site", str(domain)))
    return keys


def score_acronyms(units: Sequence[Unit], mentions: Iterable[Mapping[str, Any]], labels: Sequence[int]) -> list[Edge]:
    """Edges from acronyms to the names they stand for, where a document says so.

    Args:
        units: From `make_units`.
        mentions: Rows of the `mentions` table.
        labels: Cluster of each unit by spelling alone.

    Returns:
        At most one edge for each acronym: to the name that "Name (ACR)" gives it, else to the one name with these
        initials in its documents. An acronym that stands for two names equally often gets none.
    """
    bodies = {n: u for n, u in enumerate(units) if group_of(u) in {"organisation", "site"}}
    unit_of = {m: n for n, u in bodies.items() for m in u.mention_ids}
    stated = _stated(mentions, unit_of)
    edges: list[Edge] = []
    by_document: dict[str, list[int]] = defaultdict(list)
    for n, unit in bodies.items():
        for doc_id in unit.doc_ids:
            by_document[doc_id].append(n)
    for n, unit in bodies.items():
        letters = "".join(unit.words)
        if len(unit.words) != 1 or not any(_ACRONYM.fullmatch(f.replace(".", "")) for f in unit.forms):
            continue
        said = stated.get(letters, Counter())
        votes = Counter({m: count for m, count in said.items() if m != n})
        reason, score = "is spelt out in brackets", 0.97
        if not votes:
            near = {m for doc_id in unit.doc_ids for m in by_document[doc_id] if m != n}
            votes = Counter({m: len(units[m].doc_ids) for m in near if initials(units[m].name) in _bare(letters)})
            reason, score = "has these initials in the same document", 0.9
        if (best := _clear_winner(votes, labels)) is not None:
            edges.append(Edge(min(n, best), max(n, best), score, f"“{unit.name}”: “{units[best].name}” {reason}"))
    return edges


def score_short_names(units: Sequence[Unit], labels: Sequence[int]) -> list[Edge]:
    """Edges from the short name of a body to its full one in the same documents: "the Herald", "the Miami Herald".

    Args:
        units: From `make_units`.
        labels: Cluster of each unit by spelling alone.

    Returns:
        At most one edge for each short name: its words begin or end the full name, at least half of its documents have
        that full name, and no other fits as often.
    """
    generic = load_name_words().generic | load_name_words().particles
    by_ends: dict[tuple[str, ...], list[int]] = defaultdict(list)
    bodies = [(n, u) for n, u in enumerate(units) if group_of(u) == "organisation"]
    for n, unit in bodies:
        words = unit.words
        for size in range(1, min(3, len(words))):
            for end in {words[:size], words[-size:]}:
                by_ends[end].append(n)
    edges: list[Edge] = []
    for n, unit in bodies:
        if len(unit.words) > 2 or all(w in generic for w in unit.words):
            continue
        fitting = {m: len(units[m].doc_ids.keys() & unit.doc_ids.keys()) for m in by_ends.get(unit.words, []) if m != n}
        votes = Counter({m: count for m, count in fitting.items() if 2 * count >= len(unit.doc_ids)})
        if (best := _clear_most(votes, labels)) is not None:
            reason = f"“{unit.name}”: “{units[best].name}” is named in full in the same document"
            edges.append(Edge(min(n, best), max(n, best), 0.88, reason))
    return edges


def _stated(mentions: Iterable[Mapping[str, Any]], unit_of: Mapping[str, int]) -> dict[str, Counter[int]]:
    """Acronym -> units of the names that stand before it in brackets, or in whose brackets it stands, with counts."""
    rows = sorted((m for m in mentions if m["mention_id"] in unit_of), key=lambda m: (m["doc_id"], m["start"], m["end"]))
    said: dict[str, Counter[int]] = defaultdict(Counter)
    for row in rows:
        if (inner := _EXPLAINED.fullmatch(row["text"])) and _stands_for(inner[2], inner[1]):
            said["".join(fold_words(inner[2]))][unit_of[row["mention_id"]]] += 1
    for first, second in pairwise(rows):
        if first["doc_id"] != second["doc_id"] or second["start"] - first["end"] != len(" ("):
            continue
        for short, long in ((second, first), (first, second)):
            if _stands_for(short["text"], long["text"]) and unit_of[short["mention_id"]] != unit_of[long["mention_id"]]:
                said["".join(fold_words(short["text"]))][unit_of[long["mention_id"]]] += 1
                break
    return said


def _bare(letters: str) -> set[str]:
    """An acronym with and without the letters of a legal form at its end: "EANSA" may be "EAN S.A."; three at least."""
    forms = {"".join(form) for form in load_name_words().legal_forms}
    return {letters[:n] for n in range(3, len(letters) + 1) if n == len(letters) or letters[n:] in forms}


def _stands_for(short: str, long: str) -> bool:
    """Whether letters may abbreviate a name: in its order, the first one first."""
    letters, name = min(_bare("".join(fold_words(short))), key=len, default=""), "".join(fold_words(long))
    if (
        not _ACRONYM.fullmatch(short.replace(".", "").strip())
        or not letters
        or len(name) <= len(letters)
        or name[:1] != letters[:1]
    ):
        return False
    rest = iter(name)
    return all(letter in rest for letter in letters)


def _clear_winner(votes: Counter[int], labels: Sequence[int]) -> int | None:
    """The best-voted unit of the best-voted cluster, where it has `SPARE_SHARE` times the votes of any other."""
    by_cluster: Counter[int] = Counter()
    for n, count in votes.items():
        by_cluster[labels[n]] += count
    ranked = by_cluster.most_common()
    ranked.sort(key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < SPARE_SHARE * ranked[1][1]):
        return None
    return min((n for n in votes if labels[n] == ranked[0][0]), key=lambda n: (-votes[n], n))


def score_surnames(units: Sequence[Unit], labels: Sequence[int]) -> list[Edge]:
    """Edges from a person's single name to the full name: in its document, else the only one of the case.

    Args:
        units: From `make_units`.
        labels: Cluster of each unit by spelling alone.

    Returns:
        At most one edge for each single name to a full one; single names that no full name explains are joined to each
        other where they are the same word.
    """
    full: dict[str, list[int]] = defaultdict(list)
    given: dict[str, list[int]] = defaultdict(list)
    for n, unit in enumerate(units):
        if unit.kind == "person" and unit.doc_id is None:
            for word in {skeleton(w) for w in unit.words[1:] if len(w) > 2}:
                full[word].append(n)
            given[skeleton(unit.words[0])].append(n)
    edges: list[Edge] = []
    unexplained: dict[str, int] = {}
    for n, unit in enumerate(units):
        if unit.doc_id is None:
            continue
        fitting = full.get(skeleton(unit.key), [])
        here = Counter({m: units[m].doc_ids[unit.doc_id] for m in fitting if unit.doc_id in units[m].doc_ids})
        best, score, reason = _clear_most(here, labels), 0.95, "is named in full in the same document"
        if best is None and not here:
            first = {m: c for m in given.get(skeleton(unit.key), []) if (c := units[m].doc_ids.get(unit.doc_id, 0))}
            best, score = _clear_most(Counter(first), labels), 0.9
        if best is None and not here:
            best, score = _clear_winner(Counter({m: len(units[m].doc_ids) for m in fitting}), labels), 0.87
            reason = "is the only one of that name in the case, or by far the most named"
        if best is not None:
            edges.append(Edge(min(n, best), max(n, best), score, f"“{unit.name}”: “{units[best].name}” {reason}"))
        elif unit.key in unexplained:
            edges.append(Edge(unexplained[unit.key], n, 0.86, f"“{unit.name}” alone, with no full name to tell them apart"))
        else:
            unexplained[unit.key] = n
    return edges


def _clear_most(votes: Counter[int], labels: Sequence[int]) -> int | None:
    """As `_clear_winner`, but inside one document more mentions are enough."""
    by_cluster: Counter[int] = Counter()
    for n, count in votes.items():
        by_cluster[labels[n]] += count
    ranked = sorted(by_cluster.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return min((n for n in votes if labels[n] == ranked[0][0]), key=lambda n: (-votes[n], n))
