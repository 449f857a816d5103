"""Which frames are claims of the field, and which only tell of the reporting."""

from typing import Final

from headwater.extract.analysis import Frame
from headwater.extract.sentence import RELATIVES, Sentence


def trim(s: Sentence, frame: Frame) -> None:
    """Takes blanks off the ends of a frame's words."""
    while frame.start < frame.end and s.text[frame.start].isspace():
        frame.start += 1
    while frame.end > frame.start and s.text[frame.end - 1].isspace():
        frame.end -= 1


_NAMELESS: Final = frozenset({"name", "identify", "quote", "nombrar", "identificar", "citar"})


_REPLIES: Final = frozenset(
    {"respond", "answer", "reply", "comment", "speak", "describe", "responder", "contestar", "comentar", "hablar"}
)


_COVERAGE: Final = frozenset(
    {"report", "article", "story", "reportaje", "artículo", "noticia", "nota", "documento", "document", "paper", "papel"}
)


def is_about_coverage(s: Sentence, frame: Frame) -> bool:
    """Whether a frame tells of the reporting and not of the matter: who asked not to be named, what a paper obtained."""
    roles = frame.roles
    words = s.text[frame.start : frame.end].split()
    if len(words) < 2 and "quantity" not in roles:
        return True
    if frame.kind not in {"other", "statement", "cooperation"}:
        return False
    if roles.get("subject", {}).get("kind") == "outlet" and "quantity" not in roles:
        return True
    if roles.get("object", {}).get("head") in _COVERAGE and frame.trigger in _REPLIES:
        return True
    inside = [i for i in range(s.n) if frame.start <= s.start[i] < frame.end]
    is_relative = bool(inside) and s.low[inside[0]] in RELATIVES
    return (
        is_relative
        and frame.trigger in {"ask", "decline", "refuse", "pedir", "request", "solicitar"}
        and (len(inside) <= 3 or any(s.lemma[i] in _NAMELESS for i in inside))
    )


_FIELD: Final = frozenset({"arms", "equipment", "strength", "site", "programme", "instruction"})


_FIELD_SPOTS: Final = frozenset({"equipment", "country", "demonym"})


def is_in_field(s: Sentence, frame: Frame) -> bool:
    """Whether a claim's own words name equipment, forces, sites or states, or measure something."""
    subject = frame.roles.get("subject", {})
    if frame.kind == "force_size" and "quantity" in frame.roles:
        return True
    if (
        frame.kind == "equipment_spec"
        and "quantity" in frame.roles
        and (subject.get("needs") or subject.get("kind") == "equipment")
    ):
        return True
    roles = [r for name, r in frame.roles.items() if name in {"subject", "object", "place"}]
    spans = [(frame.start, frame.end), *((r["start"], r["end"]) for r in roles)]
    classes = s.words.classes
    for i, lemma in enumerate(s.lemma):
        spot = s.spot_at[i]
        if (spot is not None and spot.kind in _FIELD_SPOTS) or (lemma in classes and _FIELD & classes[lemma]):
            start, end = s.start[i], s.end[i]
            if any(a <= start and end <= b for a, b in spans):
                return True
    return False


def names_field(s: Sentence) -> bool:
    """Whether a sentence names equipment, forces, people in service, sites, places, sums or states at all."""
    classes = s.words.classes
    return any(spot.kind in _NEAR_FIELD_SPOTS for spot in s.spots) or any(
        lemma in classes and _NEAR_FIELD & classes[lemma] for lemma in s.lemma
    )


_NEAR_FIELD: Final = _FIELD | {"personnel", "goods", "structure", "hull"}
_NEAR_FIELD_SPOTS: Final = _FIELD_SPOTS | {"money", "site", "place"}


def is_double(a: Frame, b: Frame) -> bool:
    """Whether two frames of one kind stand on much the same words."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return a.kind == b.kind and shared > 0.8 * max(a.end - a.start, b.end - b.start)
