"""Gold-toponym mode: texts and the spans of place names in them, to places; so that the resolver can be scored alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from headwater.errors import InputError
from headwater.resolve.gazetteer import Gazetteer
from headwater.resolve.places import PlaceAnswer, homes_of, place_spans
from headwater.resolve.publisher import place_by_publisher


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with the spans of names of places.

    Attributes:
        id: Name of the document, unique.
        text: Its text.
        spans: Half-open spans in Unicode code points.
        publisher: Who published it, or None.
        url: Its address, or None.
    """

    id: str
    text: str
    spans: tuple[tuple[int, int], ...]
    publisher: str | None = None
    url: str | None = None


def read_marked_text(row: Mapping[str, Any], *, number: int) -> MarkedText:
    """A marked text from a record: `text`, and `spans` ([[start, end], ...]) or `toponyms` ([{start, end}, ...]).

    Args:
        row: The record; `id` or `doc_id`, `publisher` or `source`, and `url` may be there.
        number: Number of the record, its id where it has none.

    Raises:
        InputError: The record lacks a text or spans, or a span lies outside the text.
    """
    text, marks = row.get("text"), row.get("spans", row.get("toponyms"))
    name = str(row.get("id") or row.get("doc_id") or number)
    if not isinstance(text, str) or not isinstance(marks, list):
        raise InputError(f"record {name}: expected `text` and `spans` or `toponyms`; it has {', '.join(sorted(row))}")
    try:
        spans = tuple((int(m["start"]), int(m["end"])) if isinstance(m, dict) else (int(m[0]), int(m[1])) for m in marks)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise InputError(f"record {name}: a span must be [start, end] or have `start` and `end`: {error}") from error
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise InputError(f"record {name}: span {start} to {end} lies outside the text of {len(text)} code points")
    publisher, url = row.get("publisher") or row.get("source"), row.get("url")
    return MarkedText(name, text, spans, str(publisher) if publisher else None, str(url) if url else None)


def place_texts(
    texts: Iterable[MarkedText], gazetteer: Gazetteer, *, with_publisher: bool = True
) -> list[tuple[MarkedText, list[PlaceAnswer]]]:
    """Places of marked texts, each first by itself, then by what the other texts of its publisher are about.

    Args:
        texts: Texts with spans.
        gazetteer: From `load_gazetteer`.
        with_publisher: False leaves each text to itself.

    Returns:
        Each text with one answer for each of its spans, in the order given.
    """
    texts = list(texts)
    alone = [place_spans(t.text, t.spans, gazetteer, homes=homes_of(t.publisher, t.url)) for t in texts]
    if with_publisher:
        keys = [str(n) for n in range(len(texts))]
        publishers = {k: p for k, t in zip(keys, texts, strict=True) if (p := publisher_of(t.publisher, t.url))}
        again = place_by_publisher(dict(zip(keys, alone, strict=True)), publishers)
        alone = [again[k] for k in keys]
    return list(zip(texts, alone, strict=True))


def publisher_of(publisher: str | None, url: str | None) -> str | None:
    """Who published a text: as given, else the host of its address without `www.`."""
    if publisher:
        return publisher
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def answer_row(answer: PlaceAnswer) -> dict[str, Any]:
    """One answer as it is printed: the span, the place or why there is none, the reasons and the runners-up."""
    row: dict[str, Any] = {"start": answer.start, "end": answer.end, "text": answer.text}
    if (place := answer.place) is None:
        return {**row, "lat": None, "lon": None, "unresolved": answer.unresolved}
    row |= {"name": place.name, "lat": place.lat, "lon": place.lon, "precision_m": place.radius_m, "level": place.level}
    row |= {"country": place.country, "admin1": place.admin1, "geonames_id": place.geonames_id, "source": place.source}
    row |= {"score": round(answer.score, 2), "reasons": [r.as_row() for r in answer.reasons], "metonym": answer.metonym}
    return row | {"runners_up": runner_rows(answer)}


def runner_rows(answer: PlaceAnswer) -> Sequence[list[object]]:
    """Name, country, lat, lon and score of the next candidates."""
    return [[p.name, p.country, p.lat, p.lon, round(s, 2)] for p, s in answer.runners_up]
