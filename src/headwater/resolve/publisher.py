"""Where a publisher is at home, learnt from its other documents: "Paris" in a paper of Texas is the town in Texas.

Each document of a publisher says in which countries and first divisions its places lie; what the other documents say
(never the document itself) is added to the scores of its candidates. A publisher with few documents says nothing.

Source: the geographic focus of an outlet as in Lieberman, Samet and Sankaranarayanan 2010 (local lexicons, DOI
10.1109/ICDE.2010.5447903), here as shares of divisions, without training. It misleads where a local paper writes of the
far namesake of a place nearby and says nothing else to tell them apart.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from headwater.resolve.context import COUNTRY_VOTE, DIVISION_VOTE
from headwater.resolve.gazetteer import Place
from headwater.resolve.places import CLOSE_CALL, PlaceAnswer
from headwater.resolve.prior import Reason

LEAST_DOCUMENTS = 3
"""Other documents that a publisher must have."""
ROUNDS = 2
"""Rounds of learning: the second learns from the answers of the first, and weighs the first scores anew."""
IN_DOCUMENT = "score in its document"
OTHERS = "publisher's other documents"
FIXED = frozenset({"coordinates", "containment", "one sense"})
"""Reasons that the text itself gives: where one holds, the publisher has no say."""

Where = tuple[str, str]
"""Country and first division."""


@dataclass(slots=True)
class Beat:
    """What the documents of one publisher write about.

    Attributes:
        shares: For each document the share of its placed names in each country and division.
        total: Their sum.
    """

    shares: dict[str, Counter[Where]] = field(default_factory=dict)
    total: Counter[Where] = field(default_factory=Counter)

    def add(self, doc_id: str, wheres: Iterable[Where]) -> None:
        """Count the places of one document, however many, as one."""
        counts = Counter(w for w in wheres if w[0])
        if n := counts.total():
            self.shares[doc_id] = Counter({w: c / n for w, c in counts.items()})
            self.total.update(self.shares[doc_id])

    def weigh(self, doc_id: str, where: Where) -> tuple[float, str]:
        """What the other documents add to a candidate there, and what they show."""
        own = self.shares.get(doc_id, Counter())
        others = len(self.shares) - (doc_id in self.shares)
        if others < LEAST_DOCUMENTS or not where[0]:
            return 0.0, ""
        all_country = sum(n for w, n in self.total.items() if w[0] == where[0])
        country = (all_country - sum(n for w, n in own.items() if w[0] == where[0])) / others
        division = (self.total[where] - own[where]) / others if where[1] else 0.0
        seen = f"{country:.0%} of the places in {others} other documents of the publisher lie in {where[0]}"
        if where[1]:
            seen += f", {division:.0%} in {where[0]}.{where[1]}"
        return COUNTRY_VOTE * country + DIVISION_VOTE * division, seen


@dataclass(frozen=True, slots=True)
class Choice:
    """A placed name whose candidates the publisher may reorder: the leader first.

    Attributes:
        doc_id: Its document.
        wheres: Where each candidate lies.
        scores: Their scores in the document.
        is_fixed: Whether the text itself decides.
    """

    doc_id: str
    wheres: tuple[Where, ...]
    scores: tuple[float, ...]
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """Candidates in their new order, with what the publisher adds to each (old index -> weight, what it shows)."""

    order: tuple[int, ...]
    added: tuple[tuple[float, str], ...]


def choose(choices: Sequence[Choice], publishers: Mapping[str, str]) -> list[Chosen | None]:
    """A new order for each choice, None where the publisher has no say.

    Args:
        choices: Placed names of many documents.
        publishers: Document -> who published it.
    """
    leaders = [c.wheres[0] for c in choices]
    found: list[Chosen | None] = []
    for _ in range(ROUNDS):
        beats = _learn(choices, leaders, publishers)
        found = [_order(c, beats) for c in choices]
        leaders = [c.wheres[f.order[0]] if f else c.wheres[0] for c, f in zip(choices, found, strict=True)]
    return found


def _learn(choices: Sequence[Choice], leaders: Sequence[Where], publishers: Mapping[str, str]) -> dict[str, Beat]:
    """Beat of the publisher of each document."""
    wheres: dict[str, list[Where]] = defaultdict(list)
    for choice, where in zip(choices, leaders, strict=True):
        wheres[choice.doc_id].append(where)
    beats: dict[str, Beat] = defaultdict(Beat)
    for doc_id, found in sorted(wheres.items()):
        if publisher := publishers.get(doc_id):
            beats[publisher].add(doc_id, found)
    return {doc_id: beats[publishers[doc_id]] for doc_id in wheres if publishers.get(doc_id)}


def _order(choice: Choice, beats: Mapping[str, Beat]) -> Chosen | None:
    if choice.is_fixed or len(choice.scores) < 2 or choice.doc_id not in beats:
        return None
    added = tuple(beats[choice.doc_id].weigh(choice.doc_id, where) for where in choice.wheres)
    order = sorted(range(len(added)), key=lambda i: (-choice.scores[i] - added[i][0], i))
    return Chosen(tuple(order), added)


def place_by_publisher(
    answers: Mapping[str, Sequence[PlaceAnswer]], publishers: Mapping[str, str]
) -> dict[str, list[PlaceAnswer]]:
    """Answers of many documents, each weighed anew by what the other documents of its publisher are about.

    Args:
        answers: Document -> answers of `place_spans`.
        publishers: Document -> who published it; documents without one stay as they are.

    Returns:
        Document -> answers in the same order.
    """
    placed = [(doc_id, n, a) for doc_id, found in sorted(answers.items()) for n, a in enumerate(found) if a.place]
    choices = []
    for doc_id, _, a in placed:
        options = _options(a)
        is_fixed = any(r.feature in FIXED for r in a.reasons)
        choices.append(Choice(doc_id, tuple((p.country, p.admin1) for p, _ in options), tuple(s for _, s in options), is_fixed))
    again = {doc_id: list(found) for doc_id, found in answers.items()}
    for (doc_id, n, answer), chosen in zip(placed, choose(choices, publishers), strict=True):
        if chosen and chosen.order[0]:
            again[doc_id][n] = _answer_again(answer, chosen)
    return again


def _options(answer: PlaceAnswer) -> list[tuple[Place, float]]:
    return [(answer.place, answer.score), *answer.runners_up] if answer.place else []


def _answer_again(answer: PlaceAnswer, chosen: Chosen) -> PlaceAnswer:
    scored = [(p, s + added) for (p, s), (added, _) in zip(_options(answer), chosen.added, strict=True)]
    best = chosen.order[0]
    added, seen = chosen.added[best]
    reasons = (Reason(IN_DOCUMENT, scored[best][1] - added, "runner-up there"), Reason(OTHERS, added, seen))
    place, score = scored[best]
    return replace(answer, place=place, score=score, reasons=reasons, runners_up=tuple(scored[i] for i in chosen.order[1:]))


def place_mentions_by_publisher(mentions: Sequence[dict[str, Any]], publishers: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of the `mentions` table, each weighed anew like the answers of `place_by_publisher`.

    Args:
        mentions: Rows as the stage `geocode` leaves them.
        publishers: Document -> who published it.
    """
    rows = list(mentions)
    held = [n for n, m in enumerate(rows) if m["lat"] is not None and m["detail"] and publishers.get(m["doc_id"])]
    details = [json.loads(rows[n]["detail"]) for n in held]
    kept = [(n, d) for n, d in zip(held, details, strict=True) if "score" in d]
    options = [[_own_option(rows[n], d), *d["runners_up"]] for n, d in kept]
    choices = [
        Choice(
            rows[n]["doc_id"],
            tuple((o[1] or "", o[6]) for o in found),
            tuple(o[4] for o in found),
            any(r[0] in FIXED for r in d["reasons"]),
        )
        for (n, d), found in zip(kept, options, strict=True)
    ]
    for (n, detail), found, chosen in zip(kept, options, choose(choices, publishers), strict=True):
        if chosen and chosen.order[0]:
            rows[n] = _row_again(rows[n], detail, found, chosen)
    return rows


def _own_option(row: Mapping[str, Any], detail: Mapping[str, Any]) -> list[Any]:
    """The answer of a row, in the shape of its runners-up."""
    point = [row["lat"], row["lon"], detail["score"], detail["level"], detail.get("admin1") or ""]
    return [detail["place"], detail["country"], *point, row["geonames_id"], row["precision_m"], detail["source"]]


def _row_again(row: dict[str, Any], detail: dict[str, Any], options: Sequence[list[Any]], chosen: Chosen) -> dict[str, Any]:
    best = chosen.order[0]
    name, country, lat, lon, score, level, admin1, geonames_id, precision_m, source = options[best]
    added, seen = chosen.added[best]
    scored = [[*o[:4], round(o[4] + a, 2), *o[5:]] for o, (a, _) in zip(options, chosen.added, strict=True)]
    again = {"place": name, "country": country, "level": level, "admin1": admin1, "source": source, "score": scored[best][4]}
    again["reasons"] = [[IN_DOCUMENT, score, "runner-up there"], [OTHERS, round(added, 2), seen]]
    again["runners_up"] = [scored[i] for i in chosen.order[1:]]
    again["close_call"] = scored[best][4] - scored[chosen.order[1]][4] < CLOSE_CALL
    point = {"lat": lat, "lon": lon, "geonames_id": geonames_id, "precision_m": precision_m}
    return {**row, **point, "detail": json.dumps(detail | again, ensure_ascii=False, sort_keys=True)}
