"""Origins and their number in words."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from headwater.origins.forest import Edge, Holder
from headwater.origins.parties import Merge, Names

KINDS = {"document": "document", "unheld": "unheld document", "named": "named person or body", "unnamed": "unnamed source"}
MAX_JOINED = 2
"""Roots of which the reason tells why they are not counted apart, and kinds of such reasons."""


def name_holder(holder: Holder, external: Mapping[str, str], names: Mapping[Holder, str]) -> str:
    """A holder as it is shown: a document's external id, "Miami Herald, not held", a speaker's name."""
    kind, key = holder
    if kind == "document":
        return external.get(key, key)
    return f"{key}, not held" if kind == "unheld" else names.get(holder, key)


def word_merges(merges: Sequence[Merge], names: Names) -> str:
    """Why roots are not counted apart: "; counted with Ana Ruiz: officials of p.example, as it is an unnamed source of …"."""
    groups: dict[tuple[Holder, str], list[str]] = {}
    for m in merges:
        groups.setdefault((m.into, m.evidence), []).append(_short(name_holder(m.root, names.external, names.shown)))
    told = []
    for (into, evidence), roots in list(groups.items())[:MAX_JOINED]:
        shown = ", ".join(roots[:MAX_JOINED]) + (f" and {len(roots) - MAX_JOINED} more" if len(roots) > MAX_JOINED else "")
        who = "it" if len(roots) == 1 else "each"
        told.append(f"; counted with {_short(name_holder(into, names.external, names.shown))}: {shown}, as {who} {evidence}")
    more = sum(len(roots) for roots in list(groups.values())[MAX_JOINED:])
    return "".join(told) + (f"; {more} more are counted with others for like reasons" if more else "")


def word_reason(
    origins: Sequence[tuple[str, str, int]], n_documents: int, best: int, low: int, high: int, *, joined: str = ""
) -> str:
    """Why a value has so many independent origins, in one sentence.

    Args:
        origins: Kind, name and number of documents of each origin of the most likely forest.
        n_documents: Documents that propose the value.
        best: Most likely number of origins.
        low: 5th percentile.
        high: 95th percentile.
        joined: Why roots are not counted apart, from `word_merges`.

    Example:
        >>> word_reason([("unheld document", "Miami Herald, not held", 7)], 7, 1, 1, 1)
        'All 7 documents lead back to Miami Herald, which is not held.'
    """
    ranked = sorted(origins, key=lambda o: (-o[2], o[1]))
    doubt = "" if low == high else f"; between {low} and {high} are possible, because some derivations are uncertain"
    if len(ranked) == 1:
        return _one(ranked[0], n_documents) + joined + doubt + "."
    shown = [f"{_short(name)} ({n})" for _, name, n in ranked[:4]]
    rest = len(ranked) - len(shown)
    listed = ", ".join(shown[:-1]) + " and " + shown[-1] if not rest else ", ".join(shown) + f" and {rest} more"
    alone = sum(1 for kind, _, n in ranked if kind == "document" and n == 1)
    own = f"; {alone} of them name no source and no upstream was found" if alone else ""
    head = (
        f"{n_documents} documents lead back to {len(ranked)} origins"
        if n_documents > 1
        else f"One document gives {len(ranked)} origins"
    )
    if best != len(ranked):
        own += f"; {best} is the most likely number over all sampled chains"
    return f"{head}: {listed}{own}{joined}{doubt}."


def _short(name: str) -> str:
    return name.removesuffix(", not held")


def _one(origin: tuple[str, str, int], n_documents: int) -> str:
    kind, name, _ = origin
    all_ = f"All {n_documents} documents" if n_documents > 1 else "The one document"
    verb = "lead" if n_documents > 1 else "leads"
    if kind == "document":
        return (
            f"{all_} {verb} back to {name}" if n_documents > 1 else "One document; it names no source and no upstream was found"
        )
    if kind == "unheld document":
        return f"{all_} {verb} back to {_short(name)}, which is not held"
    if kind == "unnamed source":
        return f"{all_} {verb} back to a source without a name: {name}"
    return f"{all_} {'report' if n_documents > 1 else 'reports'} what {name} says"


def origin_row(
    root: Holder,
    docs: Sequence[str],
    above: Sequence[str],
    steps: Mapping[str, tuple[Holder, Edge | None]],
    merges: Sequence[Merge],
    names: Names,
    share: float,
) -> dict[str, Any]:
    """A row of `origins`.

    Args:
        root: The origin.
        docs: Documents of the value that lead back to it.
        above: All documents that do.
        steps: For each document the most likely root, and the edge that leads on to the next.
        merges: Roots that are one with another.
        names: What the case calls them.
        share: Share of forests in which it is one.
    """
    why = {m.root: m for m in merges if m.is_held}
    links: dict[tuple[str, str], dict[str, str]] = {}
    for d in above:
        edge = steps[d][1]
        if edge is not None:
            a, b = name_holder(edge.to, names.external, names.shown), names.external.get(d, d)
            links.setdefault((a, b), {"from": a, "to": b, "relation": edge.relation, "evidence": edge.evidence})
            here = edge.to
            while here in why and here != root and here[0] != "document":
                m = why.pop(here)
                top, low = (name_holder(h, names.external, names.shown) for h in (m.into, m.root))
                links.setdefault((top, low), {"from": top, "to": low, "relation": "cites", "evidence": f"{low} {m.evidence}"})
                here = m.into
    return {
        "origin": name_holder(root, names.external, names.shown), "kind": KINDS[root[0]],
        "documents": json.dumps(sorted(names.external.get(d, d) for d in docs), ensure_ascii=False),
        "chain": json.dumps([links[k] for k in sorted(links)], ensure_ascii=False), "confidence": round(share, 4),
    }  # fmt: skip
