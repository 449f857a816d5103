"""Holders of one value that are one party: a body and who speaks for it, a publisher and its own source or statement.

A ministry, its minister and its spokesman are one origin for what they say; so are an institute and its own yearbook. What
says so are the words of the reports themselves: "Brigadier Daoud, spokesman of the army" makes him a voice of "Sudan's army".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from headwater.origins.cues import plain_words
from headwater.origins.forest import Holder
from headwater.origins.names import publisher_key

SPEAKS_FOR = 0.8
"""A speaker whom reports introduce by the body that they credit elsewhere with the same answer. Chosen by hand."""
OWN_TEXT = 0.9
"""A body that is credited, and a document that it published itself."""
OWN_SOURCE = 0.9
"""A publisher and its own unnamed source, where one report follows the one and one the other."""
MAX_PHRASES = 40
"""Phrases in which a holder is credited that are read for whom it speaks."""
MAX_NAMED = 300
"""Speakers of one value that are compared with one another."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two roots of one value that are likely one origin.

    Attributes:
        root: The root that is given up.
        into: The one that it leads to.
        confidence: 0 to 1.
        evidence: In words, with the root as subject.
        is_held: Whether it holds in the most likely forest.
    """

    root: Holder
    into: Holder
    confidence: float
    evidence: str
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What a case calls its holders.

    Attributes:
        shown: Holder -> name to show.
        external: External ids by doc_id.
        publishers: Key of the publisher by doc_id.
        phrases: Holder -> phrases that credit it.
    """

    shown: Mapping[Holder, str]
    external: Mapping[str, str]
    publishers: Mapping[str, str]
    phrases: Mapping[Holder, Collection[str]]

    def show(self, holder: Holder) -> str:
        """Name of a holder."""
        return self.shown.get(holder, holder[1])


def find_parties(holders: Sequence[Holder], names: Names) -> list[Merge]:
    """Holders that are one party with another one, in the order given; none leads to one that leads on.

    Args:
        holders: Roots of one value, in order of preference.
        names: What the case calls them.
    """
    named = [h for h in holders if h[0] == "named"]
    sources = {h[1].rpartition("|")[2]: h for h in reversed(holders) if h[0] == "unnamed"}
    own_bodies: dict[str, Holder] = {}
    found: dict[Holder, Merge] = {}
    kept: set[Holder] = set()
    cores = {b: _core(names.show(b)) for b in named[:MAX_NAMED]}
    for h in cores:
        voices = [f" {' '.join(plain_words(p))} " for p in sorted(names.phrases.get(h, ()))[:MAX_PHRASES]]
        own = f" {' '.join(plain_words(names.show(h)))} "
        bodies = (b for b in cores if b != h and b not in found and cores[b] not in own)
        into = None if h in kept else next((b for b in bodies if any(cores[b] in v for v in voices)), None)
        if into is not None:
            kept.add(into)
            found[h] = Merge(h, into, SPEAKS_FOR, f"is introduced as a voice of {names.show(into)}")
    for b in named:
        if b not in found:
            own_bodies.setdefault(publisher_key(names.show(b)), b)
    for h in holders:
        merge = _own_text(h, own_bodies, names) or _own_source(h, sources, names)
        if merge is not None:
            found[h] = merge
    return list(found.values())


def _core(name: str) -> str:
    """Words of a name without whose it is and without its short form, between blanks: "Sudan's army" -> " army "."""
    for mark in ("'s ", "’s "):
        name = name.rpartition(mark)[2]
    return f" {' '.join(plain_words(name.partition(' (')[0]))} "


def _own_text(holder: Holder, bodies: Mapping[str, Holder], names: Names) -> Merge | None:
    """A document that names nobody, of a body that is itself credited with the answer."""
    key = names.publishers.get(holder[1]) if holder[0] == "document" else None
    body = bodies.get(key) if key else None
    return None if body is None else Merge(holder, body, OWN_TEXT, f"was published by {names.show(body)} itself")


def _own_source(holder: Holder, sources: Mapping[str, Holder], names: Names) -> Merge | None:
    """A publisher's report, and the unnamed source that the same publisher is credited with elsewhere."""
    if holder[0] not in {"document", "unheld"}:
        return None
    own = sources.get(names.external.get(holder[1], holder[1]) if holder[0] == "document" else holder[1])
    return None if own is None else Merge(holder, own, OWN_SOURCE, "is the publisher whose unnamed source others follow")
