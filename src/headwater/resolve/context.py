"""What the rest of a document says about a name: containment, votes of country and division, distance.

Names that fold alike and carry the same qualifier are one group: one sense per document.
"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from headwater.resolve.folding import fold_name
from headwater.resolve.gazetteer import Candidate, Gazetteer, Place
from headwater.resolve.prior import Reason, distance_km, priors_of
from headwater.schema.beside import load_place_cues

CONTAINMENT = 7.0
BARE_AFTER_QUALIFIED = 4.0
COUNTRY_VOTE = 3.0
DIVISION_VOTE = 7.0
NEAR = 3.0
NEAR_KM = 120.0
NEAR_DEGREES = 4.5
"""Farther than this nearness is below one in sixty."""
HOME = 1.0
TEMPERATURES = (2.0, 1.2, 0.7)
"""How far a vote is split over the candidates in each pass: wide first, so that ambiguous names can agree."""
MAX_CONTEXT = 60
"""Other names whose distance counts: the first of a document; a gazetteer page with thousands would take minutes."""

_BETWEEN = re.compile(r"\s{0,3},?\s{0,3}(?:\(\s?)?|,?\s{1,3}(?:in|en|dans|em)\s{1,3}(?:the\s)?|,\s{1,3}\w{1,12}\s(?:of|de)\s")
_AFTER = re.compile(r"\s?[,(]\s{0,2}((?:[^\W\d_][\w.'’-]{0,24})(?: [A-Z][\w.'’-]{0,24}){0,2})")
_HOLDERS = frozenset({"country", "admin1", "admin2", "city"})
LEAST_HOLDER = 5_000
"""Inhabitants of a town that something may be placed by."""
_IN = re.compile(r",\s{1,2}")
_PLURAL = re.compile(r"(?:(?:,? (?:and|or|&)|,) [A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20})?){0,8} [Cc]ounties\b")
"""What follows a county in a list of them: "Douglas and Wyandotte counties"."""


@dataclass(slots=True)
class Group:
    """Mentions of one document that mean one place.

    Attributes:
        name: Words of the first mention.
        qualifier: Words that say where it lies ("La.", "Aragua"), empty where there are none.
        parents: Places that the qualifier may mean.
        candidates: Places that the name may mean, with the rank of the name.
        priors: Prior reasons of each candidate.
        count: Number of mentions.
        order: Number of its first mention.
        best: Index of the leading candidate.
        scores: Score of each candidate after the last pass.
        reasons: Reasons of each candidate after the last pass.
    """

    name: str
    qualifier: str
    parents: tuple[Place, ...]
    candidates: tuple[Candidate, ...]
    priors: list[list[Reason]]
    count: int
    order: int
    best: int = 0
    scores: list[float] = field(default_factory=list)
    reasons: list[list[Reason]] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """The leading candidate."""
        return self.candidates[self.best][0]

    @property
    def vote(self) -> float:
        """What the group adds to the votes: nothing where it is itself only placed by a part of its name."""
        return 0.0 if self.candidates[0][0].key.startswith("by:") else 1 + math.log(self.count)

    def shares(self, temperature: float) -> list[float]:
        """How the candidates share the group's one vote: a softmax of their scores."""
        top = max(self.scores)
        weights = [math.exp((s - top) / temperature) for s in self.scores]
        total = sum(weights)
        return [w / total for w in weights]


def group_spans(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer, hints: Sequence[str] = ()
) -> tuple[list[Group], list[int | None]]:
    """Groups of a document, and the group of each span (None where no gazetteer knows the name).

    Args:
        text: The document's text.
        spans: Half-open spans in code points.
        gazetteer: Where names are looked up.
        hints: For each span what is known of its kind: "site", an ISO 3166-1 code of a country, or ""; none at all if empty.
    """
    groups: dict[tuple[str, str], Group] = {}
    order: list[Group] = []
    index: list[int | None] = []
    following = _next_starts(spans)
    for n, (start, end) in enumerate(spans):
        name, qualifier = _split(text[start:end], gazetteer)
        hint = hints[n] if hints else ""
        candidates = _hinted(gazetteer, name, hint)
        if fold_name(name) in gazetteer.bare_words and not _parents(text, end, following[n], qualifier, candidates, gazetteer):
            candidates = ()
        if _PLURAL.match(text, end, end + 120) and (counties := gazetteer.find_own(f"{name} county")):
            candidates = counties
        if not candidates and (holder := _holder(text, end, following[n], gazetteer)):
            candidates = ((_inside(name, holder), 0),)
        if not candidates:
            candidates = _by_part(name, gazetteer)
        if not candidates:
            index.append(None)
            continue
        parents = _parents(text, end, following[n], qualifier, candidates, gazetteer)
        words = parents[0].key if parents else ""
        key = (fold_name(name), f"{words} {hint}")
        if key not in groups:
            priors = priors_of(candidates)
            groups[key] = Group(name, parents[0].name if parents else "", parents, candidates, priors, 0, len(order))
            order.append(groups[key])
        groups[key].count += 1
        index.append(groups[key].order)
    return order, index


def _holder(text: str, end: int, following: tuple[int, int] | None, gazetteer: Gazetteer) -> Place | None:
    """The place that the text says an unknown name lies in: "Harwinton, Conn.", "Steveston, British Columbia"."""
    tried = []
    if following and _IN.fullmatch(text, end, following[0]):
        tried.append(text[following[0] : following[1]])
    if match := _AFTER.match(text, end, min(len(text), end + 90)):
        words = match[1].split()
        tried += [" ".join(words[:k]) for k in range(len(words), 0, -1)]
    for words in tried:
        held = [p for p, rank in gazetteer.find_own(words) if rank < 2 and p.level in {"country", "admin1", "admin2"}]
        if held:
            return max(held, key=lambda p: (p.level == "country", p.population))
    return None


def _by_part(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Places in the name of something that no gazetteer has: "Manchester Arena" is in or by one of the Manchesters."""
    words = name.split()
    if len(words) < 2 or not any(fold_name(w) in load_place_cues().features for w in words):
        return ()
    for n in range(min(len(words) - 1, 3), 0, -1):
        for start in (0, len(words) - n):
            part = " ".join(words[start : start + n])
            if not part[0].isupper() or fold_name(part) in load_place_cues().never or len(part) < 4:
                continue
            held = [(p, rank) for p, rank in gazetteer.find_own(part) if rank < 2 and p.level in _HOLDERS]
            if held := [(p, rank) for p, rank in held if p.level != "city" or p.population >= LEAST_HOLDER]:
                return tuple((_by_name(name, p), rank) for p, rank in held)
    return ()


def _by_name(name: str, holder: Place) -> Place:
    """Something named after a place, no closer than twice that place's radius."""
    source = f"in or by {holder.name}, by its name; the name itself is in no gazetteer"
    key = f"by:{holder.key}:{fold_name(name)}"
    return replace(holder, key=key, name=name, radius_m=2 * holder.radius_m + 5000, geonames_id=None, source=source)


def _inside(name: str, holder: Place) -> Place:
    """A place that no gazetteer has, no closer than the one that holds it."""
    where = (holder.country, holder.admin1, holder.admin2, holder.lat, holder.lon)
    source = f"in {holder.name}, as the text says; the name itself is in no gazetteer"
    return Place(f"in:{holder.key}:{fold_name(name)}", name, "area", "", *where, 0, holder.radius_m, None, source)


def _hinted(gazetteer: Gazetteer, name: str, hint: str) -> tuple[Candidate, ...]:
    """Candidates of a name, narrowed by what is known of its kind where that leaves any."""
    if len(hint) == 2 and (country := gazetteer.country(hint)):
        return ((country, 0),)
    if hint == "site":
        return gazetteer.find_site(name)
    return gazetteer.find(name)


def _next_starts(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int] | None]:
    """For each span the next one that starts at or after its end."""
    ordered = sorted(set(spans))
    starts = [s for s, _ in ordered]
    found: list[tuple[int, int] | None] = []
    for _, end in spans:
        i = bisect_left(starts, end)
        found.append(ordered[i] if i < len(ordered) else None)
    return found


def _split(words: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Name and qualifier of "Alexandria, La." where the whole is no name of its own."""
    if "," in words and not gazetteer.find(words):
        name, _, qualifier = words.partition(",")
        return name.strip(), qualifier.strip()
    return words, ""


def _parents(
    text: str,
    end: int,
    following: tuple[int, int] | None,
    qualifier: str,
    candidates: Sequence[Candidate],
    gazetteer: Gazetteer,
) -> tuple[Place, ...]:
    """Places that hold a candidate and are named right after it: "Alexandria, La.", "Maracay (Aragua)", "X in Y"."""
    tried = [qualifier] if qualifier else []
    if following and following[0] - end <= 20 and _BETWEEN.fullmatch(text, end, following[0]):
        tried.append(text[following[0] : following[1]])
    if not tried and (match := _AFTER.match(text, end, min(len(text), end + 90))):
        words = match[1].split()
        tried += [" ".join(words[:k]) for k in range(len(words), 0, -1)]
    for words in tried:
        holders = [p for p, rank in gazetteer.find(words) if rank != 4 and p.level in {"country", "admin1", "admin2"}]
        kept = [p for p in holders if any(p.contains(c) for c, _ in candidates)]
        if kept:
            return tuple(kept)
    return ()


def settle(groups: Sequence[Group], homes: Mapping[str, float]) -> None:
    """Choose a candidate in every group, in a few passes in which each sees what the others lean to.

    Args:
        groups: Groups of one document; `best`, `scores` and `reasons` are filled.
        homes: Countries that the publisher writes from, with a weight of 0 to 1.
    """
    for group in groups:
        group.reasons = [list(r) for r in group.priors]
        _hold(group, {})
        _total(group)
    for temperature in TEMPERATURES:
        votes = _votes(groups, temperature)
        senses = {fold_name(g.name): g for g in groups if g.parents}
        leaders = [(g.order, g.place, min(g.count, 3)) for g in groups if g.vote][:MAX_CONTEXT]
        unsure = [g for g in groups if len(g.candidates) > 1 or temperature == TEMPERATURES[-1]]
        for group in unsure:
            group.reasons = [list(r) for r in group.priors]
            _hold(group, senses)
            _lean(group, votes, homes, is_last=temperature == TEMPERATURES[-1])
            _near(group, leaders)
        for group in unsure:
            _total(group)


def _total(group: Group) -> None:
    group.scores = [sum(r.weight for r in reasons) for reasons in group.reasons]
    group.best = max(range(len(group.scores)), key=lambda i: (group.scores[i], -i))


def _hold(group: Group, senses: Mapping[str, Group]) -> None:
    """Containment in what stands right after the name, here or elsewhere in the document."""
    same = senses.get(fold_name(group.name))
    for (place, _), reasons in zip(group.candidates, group.reasons, strict=True):
        if any(parent.contains(place) for parent in group.parents):
            reasons.append(Reason("containment", CONTAINMENT, f"{group.name}, {group.qualifier}"))
        elif not group.parents and same and same.place.key == place.key:
            reasons.append(Reason("one sense", BARE_AFTER_QUALIFIED, f"{same.name}, {same.qualifier}"))


Votes = tuple[
    dict[str, float], dict[tuple[str, str], float], list[tuple[dict[str, float], dict[tuple[str, str], float]]], float
]


def _votes(groups: Sequence[Group], temperature: float) -> Votes:
    """Votes for countries and for first divisions: of all groups, and of each."""
    countries: dict[str, float] = defaultdict(float)
    divisions: dict[tuple[str, str], float] = defaultdict(float)
    each = []
    total = 0.0
    for group in groups:
        weight = group.vote
        total += weight
        own_countries: dict[str, float] = defaultdict(float)
        own_divisions: dict[tuple[str, str], float] = defaultdict(float)
        for (place, _), share in zip(group.candidates, group.shares(temperature), strict=True):
            if place.country and share > 0.02:
                own_countries[place.country] += weight * share
                if place.admin1:
                    own_divisions[place.country, place.admin1] += weight * share
        for country, vote in own_countries.items():
            countries[country] += vote
        for division, vote in own_divisions.items():
            divisions[division] += vote
        each.append((own_countries, own_divisions))
    return countries, divisions, each, total


def _lean(group: Group, votes: Votes, homes: Mapping[str, float], *, is_last: bool) -> None:
    """Votes of the other groups for the country and the division of each candidate, and where the publisher sits.

    Only the reasons of the last pass are read by anyone, so only they are put in words.
    """
    countries, divisions, each, total = votes
    own_countries, own_divisions = each[group.order]
    others = total - group.vote + 1.0
    for (place, _), reasons in zip(group.candidates, group.reasons, strict=True):
        if not place.country:
            continue
        vote = (countries.get(place.country, 0.0) - own_countries.get(place.country, 0.0)) / others
        if vote > 0.01:
            seen = f"{vote:.0%} of the other names lie in {place.country}" if is_last else ""
            reasons.append(Reason("country vote", COUNTRY_VOTE * vote, seen))
        division = (place.country, place.admin1)
        vote = (divisions.get(division, 0.0) - own_divisions.get(division, 0.0)) / others
        if place.admin1 and vote > 0.01:
            seen = f"{vote:.0%} of the other names lie in {place.country}.{place.admin1}" if is_last else ""
            reasons.append(Reason("division vote", DIVISION_VOTE * vote, seen))
        if homes.get(place.country):
            reasons.append(Reason("publisher", HOME * homes[place.country], f"published in {place.country}"))


def _near(group: Group, leaders: Sequence[tuple[int, Place, int]]) -> None:
    """Nearness to the points that the other names now lean to."""
    points = [(place, n) for order, place, n in leaders if order != group.order and place.level in {"city", "admin2", "site"}]
    for (place, _), reasons in zip(group.candidates, group.reasons, strict=True):
        if place.level in {"country", "area"}:
            continue
        nearness, nearest = 0.0, (0.0, "")
        squash = math.cos(math.radians(place.lat))
        for other, n in points:
            apart = abs(other.lon - place.lon)
            if (
                abs(other.lat - place.lat) < NEAR_DEGREES
                and min(apart, 360 - apart) * squash < NEAR_DEGREES
                and other.key != place.key
            ):
                closeness = math.exp(-distance_km(place, other) / NEAR_KM)
                nearness += closeness * n
                nearest = max(nearest, (closeness, other.name))
        if nearness > 0.02:
            reasons.append(Reason("nearness", NEAR * (1 - math.exp(-nearness)), f"near {nearest[1]}"))
