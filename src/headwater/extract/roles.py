"""Who, to whom, where, when and how much: the roles of a claim, taken along the dependency path."""

from typing import Any, Final

from headwater.extract.clause import Clause
from headwater.extract.figures import is_price, measured, pick_quantity, quantity_role
from headwater.extract.links import is_place, owner_of
from headwater.extract.parties import pick_pair
from headwater.extract.phrases import name_phrase
from headwater.extract.sentence import RELATIVES, Sentence, Spot
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
        "capital",
        "waters",
        "zona",
        "mar",
        "estrecho",
        "isla",
        "provincia",
    ]
)
"""Nouns that say where without a name."""


def clause_tokens(s: Sentence, verb: int, cut: set[int]) -> list[int]:
    """Tokens of a clause without what was cut off, in order."""
    kept, todo = [], [verb]
    while todo:
        j = todo.pop()
        kept.append(j)
        todo.extend([k for k in s.kids[j] if k not in cut])
    return sorted(kept)


def fill_roles(s: Sentence, kind: str, outer: Clause, clause: Clause, tokens: list[int]) -> dict[str, Role]:
    """Roles of one claim.

    Args:
        s: Sentence.
        kind: Claim kind.
        outer: Clause whose words carry the claim.
        clause: Clause whose arguments fill the roles: the outer one, or its infinitive.
        tokens: Tokens of the outer clause.
    """
    subject = clause.subject if clause.subject is not None else outer.subject
    roles: dict[str, Role] = {}
    spot = pick_quantity(s, kind, clause, tokens)
    if spot is not None:
        roles["quantity"] = quantity_role(spot)
    if (time := find_time(s, tokens)) is not None:
        roles["time"] = time
    subject_i, object_i = pick_pair(s, kind, clause, subject)
    if subject_i is not None and s.low[subject_i] not in RELATIVES:
        sides = subject_i != object_i and object_i is not None and object_i in s.conjuncts(subject_i)
        roles["subject"] = name_phrase(s, subject_i, alone=sides)
    if object_i is not None and object_i != subject_i:
        roles["object"] = name_phrase(s, object_i)
    if s.language == "es" and kind == "funding" and clause.lemma in {"cobrar", "percibir"} and object_i is None:
        roles["object"] = {"start": s.start[clause.verb], "end": s.end[clause.verb], "text": "salario"}
    if s.language == "es" and object_i is None and (held := _enclitic(s, clause, outer)) is not None:
        roles["object"] = held
    has_measure = kind == "equipment_spec" or (kind == "funding" and spot is not None and is_price(s, clause))
    if has_measure and subject_i is None:
        roles["subject"] = {"start": s.start[outer.verb], "end": s.start[outer.verb], "text": "", "needs": "implicit"}
    if has_measure and spot is not None and (measure := measured(s, clause, spot)):
        roles["object"] = {"start": spot.start, "end": spot.end, "text": measure}
    if (place := find_place(s, kind, tokens, object_i)) is not None:
        roles["place"] = place
    return roles


_ENCLITICS: Final = ("arlo", "arla", "arlos", "arlas", "erlo", "erla", "erlos", "erlas", "irlo", "irla", "irlos", "irlas")


def _enclitic(s: Sentence, clause: Clause, outer: Clause) -> Role | None:
    """The object that hangs on a Spanish infinitive: "aprendieron a usarlos"."""
    for verb in (clause.verb, clause.inner, outer.inner):
        if verb is not None and s.low[verb].endswith(_ENCLITICS) and s.pos[verb] == "VERB":
            at = s.end[verb]
            return {"start": at, "end": at, "text": "", "head": "lo", "needs": "pronoun", "kind": "thing"}
    return None


def find_place(s: Sentence, kind: str, tokens: list[int], object_i: int | None) -> Role | None:
    """Where: a named or described place under a preposition of place, with the places inside it."""
    kept = set(tokens)
    is_journey = s.language == "es" and kind == "cooperation"
    directed = kind == "deployment" or is_journey
    for t in tokens:
        for word, o in s.preps(t):
            if (
                o not in kept
                or (o == object_i and not is_journey)
                or word not in WHERE
                or (word in {"to", "a", "al", "from", "desde", "por"} and not directed)
            ):
                continue
            if is_place(s, o) or "site" in s.classes_of(o) or s.lemma[o] in AREAS or _is_unlisted_place(s, word, o):
                owner = owner_of(s, o) if s.lemma[o] in _LANDS else None
                role = name_phrase(s, o if owner is None else owner)
                inner = [name_phrase(s, x)["text"] for p, x in s.preps(o) if p in {"in", "en", "at"} and (is_place(s, x))]
                if inner and inner[0] not in role["text"]:
                    role["text"] = f"{role['text']}, {inner[0]}"
                return role
    if s.language == "es" and kind == "access_control" and object_i is not None:
        site = next(
            (o for t in sorted(s.subtree(object_i)) for p, o in s.preps(t) if p in {"de", "del"} and "site" in s.classes_of(o)),
            None,
        )
        if site is not None:
            return name_phrase(s, site)
    owner = owner_of(s, object_i) if kind == "access_control" else None
    if owner is not None and s.spot_at[owner] is not None and s.dep[owner] == "poss":
        return name_phrase(s, owner)
    return None


_LANDS: Final = frozenset({"territorio", "suelo"})
"""Nouns that say no more of a place than whose it is: "en suelo iraní" is in Iran."""
_STATIC: Final = frozenset({"in", "near", "at", "outside", "en", "cerca"})
_NO_PLACES: Final = frozenset({"organisation", "person", "outlet", "equipment", "date", "demonym", "money", "quantity"})


def _is_unlisted_place(s: Sentence, word: str, o: int) -> bool:
    """Whether a name that no list knows stands behind a preposition of place: "near Omdurman"."""
    spot = s.spot_at[o]
    barred = _NO_PLACES - {"person"} if word == "en" else _NO_PLACES
    if word not in _STATIC or s.pos[o] != "PROPN" or (spot is not None and spot.kind in barred):
        return False
    words = WORDS[s.language]
    is_calendar = s.low[o] in words.months or s.low[o] in words.weekdays
    is_figure = any(s.pos[t] == "NUM" for t in s.subtree(o))
    return s.text[s.start[o]].isupper() and len(s.low[o]) > 3 and not is_calendar and not is_figure


def find_time(s: Sentence, tokens: list[int]) -> Role | None:
    """When: the first date of a clause, one with a calendar date before one without."""
    kept = set(tokens)
    dates = [p for p in s.spots if p.kind == "date" and (p.last in kept or p.first in kept)]
    dates = [p for p in dates if not _dates_another(s, p)]
    if not dates:
        return None
    best = next((d for d in dates if d.detail.get("edtf") or d.detail.get("relative")), dates[0])
    return time_role(s, best)


_APART: Final = frozenset({"after", "before", "since", "despite", "with", "under", "tras", "con", "bajo"})


def _dates_another(s: Sentence, spot: Spot) -> bool:
    """Whether a date belongs to a noun behind "after" or "with", and not to the clause: "after the January 3 attacks"."""
    i = next((t for t in range(spot.first, spot.last + 1) if not spot.first <= s.head[t] <= spot.last), spot.last)
    noun = s.head[i]
    if (
        s.dep[i] not in {"nmod", "compound", "nummod", "poss", "amod"}
        or s.pos[noun] not in {"NOUN", "PROPN"}
        or s.dep[noun] != "pobj"
    ):
        return False
    return s.low[s.head[noun]] in _APART


def time_role(s: Sentence, spot: Spot) -> Role:
    """Role of a date, with the preposition before it."""
    first = spot.first
    word = ""
    while (
        first > 0
        and (s.pos[first - 1] in {"ADP", "SCONJ"} or s.low[first - 1] in {"late", "early", "el", "la", "los", "the"})
        and spot.first - first < 3
    ):
        first -= 1
    if first != spot.first:
        word = s.low[first] if s.pos[first] in {"ADP", "SCONJ"} else ""
    return {"start": s.start[first], "end": spot.end, "text": s.text[s.start[first] : spot.end], "edtf": spot.detail.get("edtf"),
            "relative": spot.detail.get("relative"), "word": word}  # fmt: skip
