"""A value in time: for each origin a stream of the documents that lead back to it, as plain SVG shapes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headwater.views.edtf import days_of
from headwater.web.lineage import Branch, walk
from headwater.web.render import say_language

WIDTH = 900.0
_LEFT, _RIGHT = 40.0, 14.0
_LANE = 30.0
_MOST_LANES = 12
_MOST_BINS = 72
LANGUAGES = 5
"""Languages with a colour of their own; the rest share one."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Documents of one lane, one span of time and one language.

    Attributes:
        x: Middle.
        y: Likewise.
        r: Radius; its area goes with the number.
        tone: Number of the language, from 0; `LANGUAGES` for all others.
        title: In words.
        doc_id: The document, where it is one alone.
    """

    x: float
    y: float
    r: float
    tone: int
    title: str
    doc_id: str | None


@dataclass(frozen=True, slots=True)
class Lane:
    """The stream of one origin.

    Attributes:
        y: Middle.
        first: Left end of its line.
        last: Right end.
        is_held: Whether the case holds its beginning; else the line begins dashed.
        number: Of the origin, as the page lists them, from 1.
        title: Name of the origin.
    """

    y: float
    first: float
    last: float
    is_held: bool
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Streams:
    """The picture.

    Attributes:
        width: Of the box.
        height: Of the box.
        lanes: One for each origin, most documents first.
        drops: Documents.
        ticks: Dates to write: place, anchor and words.
        languages: Names of the languages with a colour, and how many documents each has.
        n_undated: Documents that cannot be drawn.
    """

    width: float
    height: float
    lanes: tuple[Lane, ...]
    drops: tuple[Drop, ...]
    ticks: tuple[tuple[float, str, str], ...]
    languages: tuple[tuple[str, int], ...]
    n_undated: int


def draw_streams(branches: Sequence[Branch]) -> Streams | None:
    """Streams of a value; None where fewer than two documents have a date, since there is nothing to see."""
    # An origin of one document needs no lane of its own; where there are many, they share the last.
    own = [b for n, b in enumerate(branches) if n < _MOST_LANES - 1 and (b.n_documents > 1 or len(branches) <= _MOST_LANES)]
    others = branches[len(own) :]
    lanes = [[b for b in walk([branch]) if b.document is not None] for branch in own]
    lanes += [[b for b in walk(others) if b.document is not None]] if others else []
    dated = [(n, b, day) for n, lane in enumerate(lanes) for b in lane if (day := _day(b)) is not None]
    if len(dated) < 2:
        return None
    languages = Counter(say_language((b.document or {}).get("language")) for lane in lanes for b in lane).most_common(LANGUAGES)
    first, last = min(d for _, _, d in dated), max(d for _, _, d in dated)
    drops = _drops(dated, first, last, {name: n for n, (name, _) in enumerate(languages)})
    ends = {n: [d.x for d in drops if d.y == _middle(n)] or [_LEFT] for n in range(len(lanes))}
    drawn = [
        Lane(_middle(n), min(ends[n]), max(ends[n]), branch.document is not None, n + 1, _name(branch))
        for n, branch in enumerate(own)
    ]
    if others:
        words = f"{len(others)} more origins" if len(others) > 1 else _name(others[0])
        drawn.append(Lane(_middle(len(own)), min(ends[len(own)]), min(ends[len(own)]), True, len(own) + 1, words))
    return Streams(
        WIDTH, len(lanes) * _LANE + 26, tuple(drawn), tuple(drops), _ticks(first, last), tuple(languages),
        sum(len(lane) for lane in lanes) - len(dated),
    )  # fmt: skip


def _drops(dated: Sequence[tuple[int, Branch, int]], first: int, last: int, tones: Mapping[str, int]) -> list[Drop]:
    bins: dict[tuple[int, int, int], list[Branch]] = {}
    for lane, branch, day in dated:
        at = 0 if last == first else min(_MOST_BINS - 1, (day - first) * _MOST_BINS // (last - first + 1))
        tone = tones.get(say_language((branch.document or {}).get("language")), LANGUAGES)
        bins.setdefault((lane, at, tone), []).append(branch)
    drops = []
    beside: Counter[tuple[int, int]] = Counter()
    for (lane, at, tone), held in sorted(bins.items(), key=lambda b: (-len(b[1]), b[0])):
        # Languages of one lane and time stand side by side.
        x = _LEFT + (WIDTH - _LEFT - _RIGHT) * ((at + 0.5) / _MOST_BINS if last > first else 0.5) + 7 * beside[lane, at]
        beside[lane, at] += 1
        r = min(_LANE / 2 - 1, 3.4 + 1.3 * (len(held) - 1) ** 0.5)
        drops.append(Drop(round(x, 1), _middle(lane), round(r, 1), tone, _say(held), _only(held)))
    return drops


def _middle(lane: int) -> float:
    return lane * _LANE + _LANE / 2


def _day(branch: Branch) -> int | None:
    days = days_of((branch.document or {}).get("published"))
    day = days.first or days.last
    return date.fromisoformat(day).toordinal() if day else None


def _only(held: Sequence[Branch]) -> str | None:
    return str(held[0].document["doc_id"]) if len(held) == 1 and held[0].document else None


def _name(branch: Branch) -> str:
    return str((branch.document or {}).get("publisher") or branch.name)


def _say(held: Sequence[Branch]) -> str:
    names = [_name(b) for b in held[:4]]
    more = f" and {len(held) - 4} more" if len(held) > 4 else ""
    published = sorted((b.document or {}).get("published") or "" for b in held)
    span = published[0] if published[0] == published[-1] else f"{published[0]} to {published[-1]}"
    return f"{', '.join(names)}{more}: {span}"


def _ticks(first: int, last: int) -> tuple[tuple[float, str, str], ...]:
    """The ends, and between them years, or months where the whole is shorter than two years."""
    days = [date.fromordinal(first), date.fromordinal(last)]
    inner = _steps(days[0], days[1])
    words = "%Y" if last - first > 800 else "%b %Y" if last - first > 60 else "%d %b %Y"
    if last == first:
        return ((WIDTH / 2, "middle", f"{days[0]:%d %b %Y}"),)
    scale = (WIDTH - _LEFT - _RIGHT) / (last - first + 1)
    places = [(_LEFT, "start", f"{days[0]:{words}}"), (WIDTH - _RIGHT, "end", f"{days[1]:{words}}")]
    spots = [(round(_LEFT + (d.toordinal() - first) * scale, 1), "middle", f"{d:{words}}") for d in inner]
    kept: list[tuple[float, str, str]] = []
    for spot in spots:
        if spot[0] - (kept[-1][0] if kept else _LEFT) > 110 and WIDTH - _RIGHT - spot[0] > 110:
            kept.append(spot)
    return (places[0], *kept, places[1])


def _steps(first: date, last: date) -> list[date]:
    if (last - first).days > 800:
        return [date(y, 1, 1) for y in range(first.year + 1, last.year + 1)]
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    return [date(m // 12, m % 12 + 1, 1) for m in months]
