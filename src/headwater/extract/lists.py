"""Rules for lists and figures: what stands in a row says one thing each."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from headwater.extract.analysis import Analysis, Frame
from headwater.extract.credit import Credit
from headwater.extract.figures import (
    FLIGHT_TIMES,
    SHAPES,
    carried_in_list,
    counted,
    counts_something,
    is_price,
    measure_nouns,
    measured,
    measured_thing,
    quantity_role,
)
from headwater.extract.frames import credit_frame, make_frame
from headwater.extract.phrases import name_phrase
from headwater.extract.roles import Role, clause_tokens, find_time
from headwater.extract.sentence import Sentence, Spot
from headwater.extract.units import has_unit_of, unit_measure
from headwater.extract.where import find_place
from headwater.schema.claims import triggers


def listed_figures_rule(a: Analysis) -> Iterator[Frame]:
    """Figures in a row each count something else: "9,000 active, 3,000 reservists and 20,000 militia"."""
    s = a.s
    for verb, reading in a.readings.items():
        if reading.kind not in {"force_size", "equipment_spec"} and not (
            reading.kind == "funding" and is_price(s, a.clauses[reading.verb])
        ):
            continue
        kept = set(clause_tokens(s, verb, a.cuts[verb]))
        figures = [p for p in s.spots if p.kind in {"quantity", "money"} and p.last in kept]
        spots = [p for p in figures if counts_something(s, p, reading.kind)]
        frame = make_frame(a, a.clauses[verb], reading) if len(spots) > 1 else None
        if frame is None:
            continue
        main = frame.roles.get("quantity", {}).get("start")
        firsts = [p.last for p in spots if p.start == main]
        a.trimmed[verb] = s.end[_phrase_end(s, max(firsts))] if firsts else frame.end
        if reading.kind == "force_size" and _is_sum(spots, main):
            a.sums.add(verb)
        for spot in spots:
            if spot.start != main:
                yield _item_frame(a, verb, frame, spot, spots)


def _item_frame(a: Analysis, verb: int, frame: Frame, spot: Spot, spots: list[Spot]) -> Frame:
    """The claim of one figure of a row."""
    s, reading = a.s, a.readings[verb]
    end = _phrase_end(s, spot.last)
    roles = {k: v for k, v in frame.roles.items() if k not in {"quantity", "object"}}
    roles["quantity"] = quantity_role(spot)
    said = s.text[spot.end : s.end[end]].strip(" ,")
    kind = reading.kind
    if kind == "force_size":
        definition = counted(s, spot, None) or frame.definition
        text = _plain_count(s, spot, end) or definition or said or spot.text
    else:
        definition = measured(s, a.clauses[verb], spot)
        text = definition or said or spot.text
        is_price_too = spot.kind == "money" or (kind == "funding" and unit_measure(s, spot) is None)
        kind = "funding" if is_price_too else "equipment_spec"
    roles["object"] = {"start": spot.start, "end": s.end[end], "text": text}
    own, shared = find_time(s, list(range(spot.first, end + 1))), roles.get("time")
    if own is not None:
        roles["time"] = own
    elif shared is not None and any(
        p.start <= shared["start"] < s.end[_phrase_end(s, p.last)] for p in spots if p.start != spot.start
    ):
        del roles["time"]
    return Frame(
        frame.rule + " + listed_figures", reading.trigger, kind, _item_start(s, spot, definition), s.end[end], roles,
        frame.modality, frame.polarity, frame.status, definition, frame.attributed_to,
    )  # fmt: skip


def _is_sum(spots: list[Spot], main: int | None) -> bool:
    """Whether the first figure is the sum of those behind it, or of all but the last: a total with its parts."""
    values = [float(p.detail.get("best") or p.detail.get("low") or 0) for p in spots if p.start != main]
    total = next((float(p.detail.get("best") or p.detail.get("low") or 0) for p in spots if p.start == main), 0.0)
    return (
        len(values) > 1
        and total > 0
        and any(abs(sum(part) - total) <= 0.02 * total for part in (values, values[:-1]) if len(part) > 1)
    )


def _plain_count(s: Sentence, spot: Spot, end: int) -> str | None:
    """What an item counts, as written, without a preposition before it: "de reserva" counts "reserva"."""
    first = next((i for i in range(spot.first, spot.last + 1) if s.pos[i] in {"NOUN", "PROPN", "ADJ"}), spot.last + 1)
    while first <= end and s.pos[first] in {"ADP", "DET", "PUNCT"}:
        first += 1
    while end >= first and (
        s.pos[end] in {"ADP", "DET", "NUM", "PUNCT"} or ((at := s.spot_at[end]) is not None and at.kind == "date")
    ):
        end -= 1
    words = s.text[s.start[first] : s.end[end]] if first <= end else ""
    return words if words and not words[0].isdigit() else None


_GOODS: Final = frozenset({"deployment", "transfer"})


def coordinated_goods_rule(a: Analysis) -> Iterator[Frame]:
    """What is sent or handed over together, each with its own number, is claimed one by one: "three ships and 900 men"."""
    s = a.s
    for verb, reading in a.readings.items():
        first = a.clauses[reading.verb].object
        if reading.kind not in _GOODS or first is None or _number_on(s, first) is None:
            continue
        others = [k for k in s.conjuncts(first) if k != first and k > first and _number_on(s, k) is not None]
        frame = make_frame(a, a.clauses[verb], reading) if others else None
        if frame is None or reading.verb > first:
            continue
        a.goods[verb] = s.end[_own_end(s, first, others[0])]
        for n, k in enumerate(others):
            spot = _number_on(s, k)
            end = frame.end if k == others[-1] else s.end[_own_end(s, k, others[n + 1])]
            roles = {**frame.roles, "object": name_phrase(s, first if s.pos[k] == "NUM" else k, alone=True)}
            if s.pos[k] == "NUM" and (place := find_place(s, reading.kind, sorted(s.subtree(k)), None)) is not None:
                roles["place"] = place
            if spot is not None:
                roles["quantity"] = quantity_role(spot)
            definition = str(roles["object"]["text"]) if reading.kind == "transfer" else frame.definition
            yield Frame(
                frame.rule + " + coordinated_goods", reading.trigger, frame.kind, s.start[_own_start(s, k)], end, roles,
                frame.modality, frame.polarity, frame.status, definition, frame.attributed_to,
            )  # fmt: skip


def _number_on(s: Sentence, i: int) -> Spot | None:
    own = {i, *s.kids_of(i, "nummod")}
    counts = (p for p in s.spots if p.kind == "quantity" and p.detail.get("best") is not None)
    return next((p for p in counts if any(p.first <= t <= p.last for t in own)), None)


def _own_start(s: Sentence, i: int) -> int:
    """First token of a noun's own words, behind "and"."""
    first = s.left[i]
    while first < i and s.pos[first] in {"CCONJ", "PUNCT"}:
        first += 1
    return first


def _own_end(s: Sentence, i: int, other: int) -> int:
    """Last token of a noun's own words, before the next of its row."""
    end = s.left[other] - 1
    while end > i and (s.pos[end] in {"CCONJ", "PUNCT"}):
        end -= 1
    return end


def keep_first_goods(s: Sentence, frame: Frame, first: int, end: int) -> None:
    """Cuts a claim about several goods down to the first of them."""
    if frame.start < end <= frame.end:
        frame.end = end
        frame.roles["object"] = name_phrase(s, first, alone=True)


def _item_start(s: Sentence, spot: Spot, measure: str | None) -> int:
    """Where an item begins: with the noun before its figure, as in "a ceiling of 3,000 metres"."""
    for i in range(spot.first - 1, max(-1, spot.first - 5), -1):
        if s.low[i] in {",", ";", ":", "and", "y", "e"} or s.pos[i] == "VERB":
            break
        if measure is not None and s.lemma[i] in {measure.split(" ")[0], measure.split(" ")[-1]}:
            before = [k for k in s.kids_of(i, "compound", "amod") if k == i - 1 and s.lemma[k] in measure]
            return s.start[before[0] if before else i]
    return spot.start


def keep_first_item(s: Sentence, frame: Frame, end: int) -> None:
    """Cuts a claim that has the first of several figures down to that figure, in its words and in what is counted."""
    frame.end = min(frame.end, end)
    time = frame.roles.get("time")
    if (
        time is not None
        and time["start"] >= end
        and any(p.kind in {"quantity", "money"} and end <= p.start < time["start"] for p in s.spots)
    ):
        del frame.roles["time"]
    counted_in, quantity = frame.roles.get("object"), frame.roles.get("quantity")
    if counted_in is None or quantity is None or frame.kind != "force_size":
        return
    if ";" in counted_in["text"] and counted_in["start"] <= quantity["start"] < end:
        counted_in["text"], counted_in["end"] = s.text[quantity["start"] : end].strip(), end


def _phrase_end(s: Sentence, i: int) -> int:
    end = i
    figures = {p.first for p in s.spots if p.kind in {"quantity", "money"} and p.first > i}
    while (
        end + 1 < s.n
        and not {end + 1, end + 2} & figures
        and s.low[end + 1] not in {",", ";", ".", ":", "and", "y", "e", "or", "o", ")", "("}
        and s.pos[end + 1] not in {"VERB", "AUX"}
        and end - i < 8
    ):
        end += 1
    return end


_SERVING: Final = frozenset({"active troops", "reservists", "militia", "paramilitaries", "national guard"})
_FEWEST: Final = 1000
"""Below this a number of soldiers is more likely a loss or a unit than the size of a force."""


def loose_strength_rule(a: Analysis) -> Iterator[Frame]:
    """A number of people in a status of service, that no other claim took, is the strength of a force."""
    s = a.s
    for spot in s.spots:
        if (
            spot.kind != "quantity"
            or spot.start in a.used
            or (spot.detail.get("best") or spot.detail.get("low") or 0) < _FEWEST
        ):
            continue
        status = counted(s, spot, None)
        around = [t for t in range(spot.first, min(s.n, spot.last + 4)) if "strength" in s.words.classes.get(s.lemma[t], ())]
        is_plain = status == "active troops" and not any(
            s.low[t].startswith(("activ", "regular")) for t in s.subtree(spot.last)
        )
        if status not in _SERVING or not around or is_plain:
            continue
        end = _phrase_end(s, spot.last)
        roles: dict[str, Role] = {
            "subject": {"start": s.start[0], "end": s.start[0], "text": "", "needs": "implicit"},
            "object": {"start": spot.start, "end": s.end[end], "text": status},
            "quantity": quantity_role(spot),
        }
        state = next((p for p in s.spots if p.kind == "country"), None)
        if state is not None:
            roles["subject"] = {"start": state.start, "end": state.end, "text": state.name, "kind": "country"}
        frame = Frame("loose_figures", status, "force_size", spot.start, s.end[end], roles)
        frame.definition = status
        _credit_by_root(a, frame)
        yield frame


def arms_of_service_rule(a: Analysis) -> Iterator[Frame]:
    """A bare number "in the army" or "in the navy", that no other claim took, is the strength of that arm."""
    s = a.s
    for spot in s.spots:
        if (
            spot.kind != "quantity"
            or spot.start in a.used
            or spot.detail.get("unit")
            or (spot.detail.get("best") or 0) < _FEWEST
        ):
            continue
        arm = next((o for p, o in s.preps(spot.last) if p in {"in", "en"} and "strength" in s.classes_of(o)), None)
        if arm is None:
            continue
        roles: dict[str, Role] = {
            "subject": {"start": s.start[0], "end": s.start[0], "text": "", "needs": "implicit"},
            "object": name_phrase(s, arm, alone=True),
            "quantity": quantity_role(spot),
        }
        state = next((p for p in s.spots if p.kind in {"country", "demonym"}), None)
        if state is not None:
            roles["subject"] = {"start": state.start, "end": state.end, "text": state.name, "kind": "country"}
        frame = Frame("loose_figures", s.lemma[arm], "force_size", spot.start, s.end[arm], roles)
        frame.definition = name_phrase(s, arm, alone=True)["text"]
        _credit_by_root(a, frame)
        yield frame


def _credit_by_root(a: Analysis, frame: Frame) -> None:
    verb = min(a.clauses, default=None)
    if verb is not None and verb in a.credits:
        frame.modality = a.credits[verb].modality
        credit_frame(a.s, frame, a.credits[verb])
        return
    s, clause = a.s, a.clauses.get(verb) if verb is not None else None
    if (
        clause is None
        or verb in a.readings
        or s.language != "en"
        or clause.subject is None
        or clause.is_passive
        or clause.subject > clause.verb
    ):
        return
    modality = s.cues.report_verbs.get(clause.lemma)
    noun = s.lemma[clause.subject]
    spot = s.spot_at[clause.subject]
    is_speaker = spot is not None and spot.kind in {"outlet", "organisation", "person"}
    if modality is not None and (is_speaker or noun in s.cues.speaker_nouns or noun in s.cues.cue_nouns):
        # "The paper reported a range of 200 km and a flight time of 90 minutes."
        needs = str(name_phrase(s, clause.subject).get("needs") or "") or None
        credit = Credit(s.left[clause.subject], clause.verb, clause.subject, "reported", "report_verb", needs)
        frame.modality = "reported"
        credit_frame(s, frame, credit)


@cache
def _spec_nouns(language: str) -> frozenset[str]:
    return frozenset(k for k, v in triggers(language).nouns.items() if "equipment_spec" in v)


def loose_figures_rule(a: Analysis) -> Iterator[Frame]:
    """A figure that no other claim took says what a model can do or how strong a force is, where a noun says so."""
    s = a.s
    if not any(spot.kind == "quantity" for spot in s.spots):
        return
    specs = _spec_nouns(s.language)
    for spot in s.spots:
        if spot.kind != "quantity" or spot.start in a.used:
            continue
        head = spot.last if s.pos[spot.last] in {"NOUN", "PROPN"} else s.head[spot.last]
        by_unit = unit_measure(s, spot)
        near = {head, *(k for k in s.kids[head] if s.dep[k] not in {"conj", "appos"}), *(o for _, o in s.preps(head))}
        up = s.head[s.head[head]] if s.dep[head] == "pobj" and s.language == "en" else s.head[head]
        near |= {up} if s.pos[up] == "NOUN" and (s.dep[head] in {"pobj", "compound", "nummod", "nmod"}) else set()
        nouns = (noun for i in sorted(near) if s.pos[i] == "NOUN" for noun in measure_nouns(s, i) if noun in specs)
        measure = next((noun for noun in nouns if has_unit_of(noun, by_unit)), None)
        before = spot.first - 1
        if measure is None and before >= 0 and spot.detail.get("unit"):
            # "weight 200 kg" in a list of figures.
            noun = SHAPES.get(s.low[before], s.lemma[before])
            measure = noun if noun in specs and has_unit_of(noun, by_unit) else None
        model = next((p for p in s.spots if p.kind == "equipment"), None)
        if measure is None and model is not None and model.start < spot.start:
            measure = carried_in_list(s, by_unit)
        if measure is None or not spot.detail.get("unit") or by_unit is None:
            continue
        named = next((i for i in near if measure in measure_nouns(s, i)), None)
        thing = measured_thing(s, named) if named is not None and s.language == "en" else None
        last = max([spot.last, *(i for i in near if measure in measure_nouns(s, i) and abs(i - spot.last) < 4)])
        start = _item_start(s, spot, measure)
        measure = "endurance" if s.language == "en" and measure in FLIGHT_TIMES else measure
        subject: Role = {"start": s.start[0], "end": s.start[0], "text": "", "needs": "implicit"}
        if model is not None:
            subject = {"start": model.start, "end": model.end, "text": model.text, "kind": "equipment"}
        if thing is not None:
            subject = name_phrase(s, thing)
        roles = {
            "subject": subject,
            "object": {"start": spot.start, "end": s.end[last], "text": measure},
            "quantity": quantity_role(spot),
        }
        frame = Frame("loose_figures", measure, "equipment_spec", start, max(spot.end, s.end[last]), roles)
        frame.definition = measure
        _credit_by_root(a, frame)
        yield frame
