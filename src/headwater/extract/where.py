"""Where a claim goes on, as its own words say."""

from typing import Any, Final

from headwater.extract.links import is_place, is_time, owner_of
from headwater.extract.phrases import name_phrase
from headwater.extract.sentence import RELATIVES, Sentence
from headwater.values.calendar_words import WORDS

Role = dict[str, Any]

WHERE: Final = frozenset(
    [
        "in",
        "at",
        "on",
        "off",
        "near",
        "inside",
        "within",
        "across",
        "around",
        "into",
        "throughout",
        "along",
        "toward",
        "towards",
        "outside",
        "over",
        "above",
        "beside",
        "from",
        "to",
        "en",
        "a",
        "al",
        "hacia",
        "sobre",
        "frente",
        "cerca",
        "por",
        "desde",
    ]
)


_OVER: Final = frozenset({"over", "above", "beside"})
"""Prepositions that say where only before a place: "over Kidal", not "over a year"."""


AREAS: Final = frozenset(
    [
        "region",
        "border",
        "coast",
        "water",
        "territory",
        "región",
        "frontera",
        "costa",
        "agua",
        "territorio",
        "area",
        "zone",
        "frontier",
        "sea",
        "strait",
        "island",
        "province",
        "state",
        "city",
        "town",
        "village",
        "district",
        "capital",
        "estado",
        "ciudad",
        "localidad",
        "municipio",
        "waters",
        "zona",
        "mar",
        "estrecho",
        "isla",
        "provincia",
    ]
)
"""Nouns that say where without a name."""


_PARTS: Final = frozenset(
    ["edge", "outskirt", "outskirts", "shore", "bank", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "part", "side",
     "centre", "center", "heart", "street", "tip", "mouth", "hill", "mountain", "forest", "desert", "valley", "field", "river", "lake", "gulf", "peninsula",
     "suburb", "foot", "end", "interior", "countryside", "corner", "shore", "harbour", "harbor", "quarter", "highland", "steppe", "delta", "jungle",
     "canal", "road", "highway", "crossing", "front", "line", "neighbourhood", "neighborhood", "settlement", "enclave"]
)  # fmt: skip
"""Nouns for a part of a place or a sort of land, which say where when a place or site stands behind them or before them."""
_POINTS: Final = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
_GOING: Final = frozenset({"deployment", "transfer", "site_activity", "training"})
"""Kinds of which "to" says where."""
_ENTERED: Final = frozenset({"deployment", "use"})
_ANYWHERE: Final = frozenset({"worldwide", "abroad", "overseas", "nationwide"})


def find_place(s: Sentence, kind: str, tokens: list[int], object_i: int | None) -> Role | None:
    """Where: a named or described place under a preposition of place, with the places inside it."""
    kept = set(tokens)
    is_english = s.language == "en"
    is_journey = s.language == "es" and kind == "cooperation"
    found = [
        (word, o) for t in tokens for word, o in s.preps(t) if o in kept and (o != object_i or is_journey) and word in WHERE
    ]
    # Where something goes to says more than where it comes from.
    for word, o in sorted(found, key=lambda x: x[0] == "from") if is_english else found:
        if _is_going(word) and kind != "deployment" and not is_journey and not (is_english and _goes_there(s, kind, word, o)):
            continue
        if _is_where(s, word, o):
            land = owner_of(s, o) if s.lemma[o] in _LANDS else None
            return _place_role(s, o if land is None else land)
    if not is_english and kind == "access_control" and (site := _site_of(s, object_i)) is not None:
        return name_phrase(s, site)
    owner = owner_of(s, object_i) if kind == "access_control" else None
    if owner is not None and s.spot_at[owner] is not None and s.dep[owner] == "poss":
        return name_phrase(s, owner)
    if not is_english:
        return None
    if object_i is not None and kind in _ENTERED and object_i in kept and _is_named_object(s, object_i):
        return name_phrase(s, object_i)
    for t in tokens:
        if s.dep[t] == "obj" and t != object_i and kind in _GOING and (is_place(s, t) or "site" in s.classes_of(t)):
            # "The containers left the port of Rajin."
            return _place_role(s, t)
        if s.low[t] in _ANYWHERE:
            return {"start": s.start[t], "end": s.end[t], "text": s.low[t]}
        if (
            s.low[t] in _POINTS
            and (land := next((x for p, x in s.preps(t) if p == "of"), None)) is not None
            and _is_land(s, land)
        ):
            return {"start": s.start[t], "end": s.end[s.right[land]], "text": f"{s.low[t]} of {name_phrase(s, land)['text']}"}
    return None


def _site_of(s: Sentence, object_i: int | None) -> int | None:
    """The site that something belongs to: "el acceso a los hangares de la base"."""
    inside = sorted(s.subtree(object_i)) if object_i is not None else []
    return next((o for t in inside for p, o in s.preps(t) if p in {"de", "del"} and "site" in s.classes_of(o)), None)


def _is_going(word: str) -> bool:
    return word in {"to", "a", "al", "from", "desde", "por"}


def _goes_there(s: Sentence, kind: str, word: str, o: int) -> bool:
    """Whether "to" or "from" says where something goes on: to a named place or a site, from a plant that is barred."""
    if word == "from":
        return kind == "access_control" and "site" in s.classes_of(o)
    spot = s.spot_at[o]
    is_named = spot is not None and spot.kind in {"place", "site"}
    return kind in _GOING and (is_named or "site" in s.classes_of(o))


def _is_where(s: Sentence, word: str, o: int) -> bool:
    if is_place(s, o):
        return True
    if word in _OVER:
        return False
    return _is_named_spot(s, word, o) or "site" in s.classes_of(o) or _is_land(s, o) or _is_unlisted_place(s, word, o)


def _is_land(s: Sentence, o: int) -> bool:
    """Whether a noun says where without a name: "the coast", and "the edge" where a place or site stands beside it."""
    if is_place(s, o) or s.lemma[o] in AREAS or s.low[o] in AREAS:
        return True
    if s.language != "en" or not {s.lemma[o], s.low[o]} & _PARTS:
        return False
    around = [x for p, x in s.preps(o) if p in {"of", "in"}] + s.kids_of(o, "compound", "amod", "nmod")
    return any(
        is_place(s, x) or s.lemma[x] in AREAS | {"country", "base"} or "site" in s.classes_of(x) or s.pos[x] == "PROPN"
        for x in around
    )


def _is_named_object(s: Sentence, o: int) -> bool:
    spot = s.spot_at[o]
    return (spot is not None and spot.kind in {"place", "country"} and not is_time(s, o)) or (
        _is_land(s, o) and bool(s.preps(o))
    )


def _place_role(s: Sentence, o: int) -> Role:
    role = name_phrase(s, o)
    words = {"in", "en", "at"}
    inner = [
        x for p, x in s.preps(o) if p in words and s.low[x] not in RELATIVES and (is_place(s, x) or _is_unlisted_place(s, p, x))
    ]
    text = name_phrase(s, inner[0])["text"] if inner else ""
    if text and text not in role["text"]:
        role["text"] = f"{role['text']}, {text}"
    return role


_LANDS: Final = frozenset({"territorio", "suelo"})
"""Nouns that say no more of a place than whose it is: "en suelo iraní" is in Iran."""
_STATIC: Final = frozenset({"in", "near", "at", "outside", "en", "cerca"})
_NO_PLACES: Final = frozenset({"organisation", "person", "outlet", "equipment", "date", "demonym", "money", "quantity"})


def _is_named_spot(s: Sentence, word: str, o: int) -> bool:
    """Whether a noun behind a preposition of place is one that a place names: "near Golani junction", "outside the Rajin docks"."""
    if word not in _STATIC or s.pos[o] not in {"NOUN", "PROPN"} or s.spot_at[o] is not None:
        return False
    return any(is_place(s, k) and s.pos[k] == "PROPN" for k in s.kids_of(o, "compound", "nmod"))


def _is_unlisted_place(s: Sentence, word: str, o: int) -> bool:
    """Whether a name that no list knows stands behind a preposition of place: "near Omdurman"."""
    spot = s.spot_at[o]
    # A people that no list knows is a name that the parser's model guessed at: "near Omdurman".
    is_guess = spot is not None and spot.kind == "demonym" and spot.name == spot.text
    barred = _NO_PLACES - {"person"} if word == "en" else _NO_PLACES
    if word not in _STATIC or s.pos[o] != "PROPN" or (spot is not None and spot.kind in barred and not is_guess):
        return False
    words = WORDS[s.language]
    is_calendar = s.low[o] in words.months or s.low[o] in words.weekdays
    is_figure = any(s.pos[t] == "NUM" for t in s.subtree(o))
    return s.text[s.start[o]].isupper() and len(s.low[o]) > 3 and not is_calendar and not is_figure
