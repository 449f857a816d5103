"""Where the places of a document are: gazetteer, prior and context, with reasons, runners-up, or an honest "unresolved".

Gold-toponym mode, for scoring against labelled spans, is `place_spans`.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from headwater.config import ResolveConfig
from headwater.model.ids import make_id
from headwater.model.tables import MENTIONS
from headwater.resolve.context import Group, group_spans, settle
from headwater.resolve.folding import fold_name
from headwater.resolve.gazetteer import Gazetteer, Place, load_gazetteer
from headwater.resolve.metonym import stands_for_government
from headwater.resolve.prior import Reason
from headwater.resolve.recognise import recognise_places
from headwater.values.coordinates import Coordinates, find_coordinates

PLACED_KINDS = frozenset({"place", "country", "site"})
RUNNERS_UP = 8
RUNNERS_SHOWN = 3
RUNNERS_WITHIN = 6.0
"""After the first three, candidates farther behind than this, in decades of population, are not kept."""
CLOSE_CALL = 0.5
"""Answers whose runner-up is nearer than this, in decades of population, are marked as a close call."""
COORDINATES_WITHIN = 60
LEAST_PART_M = 10_000.0
"""Radius of a site that is only known to lie in or by a town."""

_APPOSED = re.compile(r"\s?[\s(\[,:–-]{0,4}(?:located |situated |at |coordinates:? ){0,2}[\s(\[]{0,2}")
_CC_TLD = re.compile(r"\.([a-z]{2})(?:[:/]|$)")
_TLD_COUNTRY = {"uk": "GB"}
_NOT_HOME = frozenset({"io", "tv", "me", "co", "ai", "fm", "ly", "ws", "cc", "to", "eu", "gg", "am"})


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What a span means.

    Attributes:
        start: First code point of the span.
        end: One past the last.
        text: Its words.
        place: The place, or None where it is unresolved.
        unresolved: Why there is none.
        score: Sum of the reasons, in decades of population.
        reasons: What spoke for it.
        runners_up: The next candidates with their scores.
        metonym: Country whose government the name stands for, where the words after it say so.
    """

    start: int
    end: int
    text: str
    place: Place | None
    unresolved: str | None = None
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    runners_up: tuple[tuple[Place, float], ...] = ()
    metonym: str | None = None


def place_spans(
    text: str,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    homes: Mapping[str, float] | None = None,
    hints: Sequence[str] = (),
) -> list[PlaceAnswer]:
    """Places of spans that are known to be names of places: the mode that gold toponyms are scored in.

    Args:
        text: The document's text.
        spans: Half-open spans in code points; any order, may repeat.
        gazetteer: From `load_gazetteer` or `open_gazetteer`.
        homes: Countries the publisher writes from, ISO 3166-1 alpha-2, with weights of 0 to 1.
        hints: For each span "site", an ISO 3166-1 code of a country that a name is known to be, or ""; empty for none.

    Returns:
        One answer for each span, in the order of `spans`.

    Example:
        >>> answers = place_spans("A fire in Alexandria, La.", [(10, 20)], load_gazetteer())  # doctest: +SKIP
        >>> answers[0].place.admin1  # doctest: +SKIP
        'LA'
    """
    groups, index = group_spans(text, spans, gazetteer, hints)
    settle(groups, homes or {})
    coordinates = find_coordinates(text)
    answers = []
    for (start, end), number in zip(spans, index, strict=True):
        if (given := _given(text, end, coordinates)) is not None:
            answers.append(_from_coordinates(text, start, end, given, groups[number] if number is not None else None))
        elif number is None:
            reason = (
                "a word of direction or kind, which alone names no place"
                if fold_name(text[start:end]) in gazetteer.bare_words
                else "not in the gazetteer"
                if gazetteer.is_complete
                else "not in the own lists, and the gazetteer file is missing"
            )
            answers.append(PlaceAnswer(start, end, text[start:end], None, reason))
        else:
            answers.append(_from_group(text, start, end, groups[number]))
    return answers


def _from_group(text: str, start: int, end: int, group: Group) -> PlaceAnswer:
    order = sorted(range(len(group.scores)), key=lambda i: (-group.scores[i], i))
    place, score = group.candidates[order[0]][0], group.scores[order[0]]
    runners = tuple(
        (group.candidates[i][0], group.scores[i])
        for n, i in enumerate(order[1 : 1 + RUNNERS_UP])
        if n < RUNNERS_SHOWN or score - group.scores[i] < RUNNERS_WITHIN
    )
    stands_for = place.country if stands_for_government(text, start, end, place) else None
    return PlaceAnswer(start, end, text[start:end], place, None, score, tuple(group.reasons[order[0]]), runners, stands_for)


def _given(text: str, end: int, coordinates: Sequence[Coordinates]) -> Coordinates | None:
    """Coordinates that stand right after a name: "El Libertador (10.18 N, 67.56 W)"."""
    i = bisect_left(coordinates, end, key=lambda c: c.start)
    if i == len(coordinates) or coordinates[i].start > end + COORDINATES_WITHIN:
        return None
    return coordinates[i] if _APPOSED.fullmatch(text, end, coordinates[i].start) else None


def _from_coordinates(text: str, start: int, end: int, given: Coordinates, group: Group | None) -> PlaceAnswer:
    known = group.place if group else None
    level = known.level if known and known.level in {"city", "site"} else "site"
    country = known.country if known else ""
    point = (given.lat, given.lon)
    key = f"p:{given.lat:.5f},{given.lon:.5f}"
    place = Place(
        key, text[start:end], level, "", country, "", "", *point, 0, given.precision_m, None, "coordinates in the text"
    )
    return PlaceAnswer(start, end, text[start:end], place, None, 99.0, (Reason("coordinates", 99.0, given.text),), (), None)


def homes_of(publisher: str | None, url: str | None) -> dict[str, float]:
    """Country of a publisher by the country code of its address; empty for codes that the world uses as names."""
    for words in (url, publisher):
        host = (words or "").lower().removeprefix("https://").removeprefix("http://").split("/")[0]
        if (match := _CC_TLD.search(host)) and match[1] not in _NOT_HOME:
            return {_TLD_COUNTRY.get(match[1], match[1].upper()): 1.0}
    return {}


def resolve_places(
    tables: Mapping[str, pl.DataFrame], *, config: ResolveConfig, model: Gazetteer | None = None
) -> dict[str, pl.DataFrame]:
    """Stage `geocode`: fill lat, lon, precision_m and geonames_id of mentions of places, countries and sites.

    Coordinates that the text itself gives become mentions of kind place.

    Args:
        tables: `documents` (doc_id, external_id, publisher, url), `texts` (doc_id, text), `mentions`.
        config: Section `resolve`; nothing in it bears on places yet.
        model: The gazetteer; None loads the installed one.

    Returns:
        `mentions`. `detail` of the kinds above gains level, country, reasons [feature, weight, seen], runners_up [name,
        country, lat, lon, score, level, admin1, geonames_id, precision_m, source], metonym and close_call; or `unresolved` with the reason, and lat and lon stay null.
    """
    del config
    gazetteer = model or load_gazetteer()
    texts = dict(tables["texts"].select("doc_id", "text").iter_rows())
    homes = {r[0]: homes_of(r[1], r[2]) for r in tables["documents"].select("doc_id", "publisher", "url").iter_rows()}
    references = dict(tables["documents"].select("doc_id", "external_id").iter_rows())
    by_doc: dict[str, list[dict[str, object]]] = {doc_id: [] for doc_id in texts}
    for row in tables["mentions"].iter_rows(named=True):
        by_doc.setdefault(str(row["doc_id"]), []).append(row)
    rows: list[dict[str, object]] = []
    for doc_id in sorted(by_doc):
        text = texts.get(doc_id, "")
        by_doc[doc_id] = _with_recognised(doc_id, references.get(doc_id, doc_id), text, by_doc[doc_id], gazetteer)
        placed = [r for r in by_doc[doc_id] if r["kind"] in PLACED_KINDS]
        spans = [(_int(r["start"]), _int(r["end"])) for r in placed]
        hints = [_hint(r) for r in placed]
        answers = place_spans(text, spans, gazetteer, homes=homes.get(doc_id), hints=hints)
        for row, answer in zip(placed, answers, strict=True):
            row.update(_columns(answer, row["detail"]))
            if row["kind"] == "place" and answer.place and answer.place.level == "site":
                row |= {"kind": "site", "mention_id": make_id("me", doc_id, _int(row["start"]), _int(row["end"]), "site")}
        _place_by_part(by_doc[doc_id])
        rows += by_doc[doc_id]
        rows += _new_mentions(doc_id, references.get(doc_id, doc_id), text, by_doc[doc_id])
    return {"mentions": MENTIONS.sort(MENTIONS.from_rows(rows))}


def _with_recognised(
    doc_id: str, external_id: str, text: str, rows: list[dict[str, object]], gazetteer: Gazetteer
) -> list[dict[str, object]]:
    """The mentions of a document with the places that only the gazetteer knows; guesses that they overrule are gone."""
    found = recognise_places(text, rows, gazetteer)
    replaced = {n for f in found for n in f.replaces}
    kept = [row for n, row in enumerate(rows) if n not in replaced]
    for f in found:
        words = text[f.start : f.end]
        row: dict[str, object] = {"mention_id": make_id("me", doc_id, f.start, f.end, "place"), "doc_id": doc_id}
        row |= {"external_id": external_id, "start": f.start, "end": f.end, "text": words, "kind": "place"}
        detail = None if f.inside is None else json.dumps({"inside": rows[f.inside]["text"]}, ensure_ascii=False)
        maker = "gazetteer" if f.inside is None else "gazetteer: inside a name"
        kept.append({**row, "name": " ".join(words.split()), "maker": maker, "detail": detail})
    return kept


def _place_by_part(rows: list[dict[str, object]]) -> None:
    """A site that nobody lists is no closer than the place in its name: "usine de Douchanbé" lies in or by Dushanbe."""
    sites = [r for r in rows if r["kind"] == "site" and r.get("lat") is None]
    parts = [r for r in rows if r["kind"] in {"place", "country"} and r.get("lat") is not None] if sites else []
    for site in sites:
        held = [p for p in parts if _int(site["start"]) <= _int(p["start"]) and _int(p["end"]) <= _int(site["end"])]
        if not held:
            continue
        part = min(held, key=lambda p: (float(str(p["precision_m"])), _int(p["start"])))
        known = json.loads(str(site["detail"])) if site["detail"] else {}
        inside = json.loads(str(part["detail"]))
        known.pop("unresolved", None)
        kept = {k: inside.get(k) for k in ("level", "country", "admin1", "source")}
        known |= {**kept, "place": site["text"], "runners_up": [], "within": inside.get("place")}
        known["reasons"] = [["place in its name", 0.0, f"no closer than {inside.get('place')}"]]
        site |= {k: part[k] for k in ("lat", "lon", "geonames_id")}
        site["precision_m"] = max(LEAST_PART_M, float(str(part["precision_m"])) * 2)
        site["geonames_id"] = None
        site["detail"] = json.dumps(known, ensure_ascii=False, sort_keys=True)


def _hint(row: Mapping[str, object]) -> str:
    """What the mention already says of its kind: "site", the code of a country, or nothing."""
    if row["kind"] == "site":
        return "site"
    detail = row["detail"]
    known = json.loads(detail) if row["kind"] == "country" and isinstance(detail, str) and detail else {}
    return str(known.get("country") or "")


def _int(value: object) -> int:
    return value if isinstance(value, int) else int(str(value))


def _columns(answer: PlaceAnswer, detail: object) -> dict[str, object]:
    known = json.loads(detail) if isinstance(detail, str) and detail else {}
    place = answer.place
    if place is None:
        known["unresolved"] = answer.unresolved
        return {"detail": json.dumps(known, ensure_ascii=False, sort_keys=True)}
    known |= {
        "level": place.level,
        "country": place.country or known.get("country"),
        "source": place.source,
        "place": place.name,
        "admin1": place.admin1,
        "score": round(answer.score, 2),
    }
    known["reasons"] = [r.as_row() for r in answer.reasons]
    known["runners_up"] = [_runner_row(p, s) for p, s in answer.runners_up]
    if answer.runners_up and answer.score - answer.runners_up[0][1] < CLOSE_CALL:
        known["close_call"] = True
    if answer.metonym:
        known["metonym"] = f"government of {answer.metonym}"
    point = {"lat": place.lat, "lon": place.lon, "precision_m": place.radius_m, "geonames_id": place.geonames_id}
    return {**point, "detail": json.dumps(known, ensure_ascii=False, sort_keys=True)}


def _runner_row(place: Place, score: float) -> list[object]:
    point = [round(place.lat, 4), round(place.lon, 4), round(score, 2)]
    what = [place.level, place.admin1, place.geonames_id, place.radius_m, place.source]
    return [place.name, place.country, *point, *what]


def _new_mentions(doc_id: str, external_id: str, text: str, known: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Coordinates of the text as mentions, where no mention of a place stands on them."""
    taken = {i for r in known if r["kind"] in PLACED_KINDS for i in range(_int(r["start"]), _int(r["end"]))}
    found = []
    for c in find_coordinates(text):
        if not taken.isdisjoint(range(c.start, c.end)):
            continue
        reason = Reason("coordinates", 99.0, c.text).as_row()
        detail = {"level": "site", "country": None, "source": "coordinates in the text", "reasons": [reason], "runners_up": []}
        row: dict[str, object] = {"mention_id": make_id("me", doc_id, c.start, c.end, "place"), "doc_id": doc_id}
        row |= {"external_id": external_id, "start": c.start, "end": c.end, "text": c.text, "kind": "place", "name": c.text}
        row |= {"lat": c.lat, "lon": c.lon, "precision_m": c.precision_m, "maker": "coordinates"}
        found.append({**row, "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True)})
    return found
