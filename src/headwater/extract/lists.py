"""Rules for lists and figures: what stands in a row says one thing each."""

from collections.abc import Iterator

from headwater.extract.figures import counted, measured, quantity_role, unit_measure
from headwater.extract.frames import Analysis, Frame, credit_frame, make_frame
from headwater.extract.kinds import noun_kind
from headwater.extract.phrases import name_phrase
from headwater.extract.roles import Role, clause_tokens, find_time
from headwater.extract.sentence import Sentence


def listed_figures_rule(a: Analysis) -> Iterator[Frame]:
    """Figures in a row each count something else: "9,000 active, 3,000 reservists and 20,000 militia"."""
    s = a.s
    for verb, reading in a.readings.items():
        if reading.kind not in {"force_size", "equipment_spec"}:
            continue
        clause = a.clauses[verb]
        kept = set(clause_tokens(s, verb, a.cuts[verb]))
        spots = [p for p in s.spots if p.kind in {"quantity", "money"} and p.last in kept]
        if len(spots) < 2:
            continue
        frame = make_frame(a, clause, reading)
        if frame is None:
            continue
        main = frame.roles.get("quantity", {}).get("start")
        a.trimmed[verb] = (
            s.end[_phrase_end(s, max(p.last for p in spots if p.start == main))]
            if any(p.start == main for p in spots)
            else frame.end
        )
        for spot in spots:
            if spot.start == main:
                continue
            end = _phrase_end(s, spot.last)
            roles = {k: v for k, v in frame.roles.items() if k not in {"quantity", "object"}}
            roles["quantity"] = quantity_role(spot)
            definition = counted(s, spot, None) if reading.kind == "force_size" else measured(s, clause, spot)
            roles["object"] = {
                "start": spot.start,
                "end": s.end[end],
                "text": definition or s.text[spot.end : s.end[end]].strip() or spot.text,
            }
            start = spot.start
            yield Frame(
                frame.rule + " + listed_figures",
                reading.trigger,
                reading.kind,
                start,
                s.end[end],
                roles,
                frame.modality,
                frame.polarity,
                frame.status,
                definition,
                frame.attributed_to,
            )


def _phrase_end(s: Sentence, i: int) -> int:
    end = i
    while (
        end + 1 < s.n
        and s.low[end + 1] not in {",", ";", ".", ":", "and", "y", "e", "or", "o", ")", "("}
        and s.pos[end + 1] not in {"VERB", "AUX"}
        and end - i < 8
    ):
        end += 1
    return end


def listed_stages_rule(a: Analysis) -> Iterator[Frame]:
    """Each item of a list after a colon whose noun or participle carries a kind says one thing."""
    s = a.s
    colon = next((i for i in range(s.n) if s.low[i] == ":"), None)
    if colon is None or s.n - colon < 6:
        return
    for first, last in _list_items(s, colon + 1):
        found = next((k for i in range(first, last + 1) if (k := noun_kind(s, i)) is not None and s.pos[i] != "VERB"), None)
        verb = next((i for i in range(first, last + 1) if i in a.readings), None)
        head = next((i for i in range(first, last + 1) if s.pos[i] in {"NOUN", "ADV"} and s.lemma[i] in s.words.nouns), None)
        if verb is not None:
            reading = a.readings[verb]
            frame = make_frame(a, a.clauses[verb], reading)
            a.readings.pop(verb)
            if frame is None:
                continue
            frame.start, frame.end, frame.rule = s.start[first], s.end[last], frame.rule + " + listed_stages"
            spot = next((p for p in s.spots if p.kind == "quantity" and first <= p.first and p.last <= last), None)
            if spot is not None:
                frame.roles["quantity"] = quantity_role(spot)
            if (time := find_time(s, list(range(first, last + 1)))) is not None:
                frame.roles["time"] = time
            yield frame
        elif (
            found is not None
            and head is not None
            and found[0] in {"production", "training", "transfer", "deployment", "development"}
        ):
            what = next((o for p, o in s.preps(head) if p in {"of", "de", "for"}), None)
            roles: dict[str, Role] = {} if what is None else {"object": name_phrase(s, what)}
            frame = Frame("listed_stages", found[1], found[0], s.start[first], s.end[last], roles)
            root = min(a.clauses, default=None)
            if root is not None and root in a.credits:
                frame.modality = a.credits[root].modality
                credit_frame(s, frame, a.credits[root])
            yield frame


def _list_items(s: Sentence, first: int) -> Iterator[tuple[int, int]]:
    """(first, last) token of the items of a list: between commas that "then", "and" or a noun follow, or semicolons."""
    words = {"then", "and", "finally", "second", "third", "luego", "después", "y", "finalmente"}
    begin = first
    items: list[tuple[int, int]] = []
    for i in range(first, s.n):
        ends = s.low[i] in {";", "."} or (s.low[i] == "," and i + 1 < s.n and s.low[i + 1] in words)
        if ends:
            items.append((begin, i - 1))
            begin = i + 1
            while begin < s.n and s.low[begin] in words:
                begin += 1
    yield from (item for item in items if len(items) > 1 and item[1] - item[0] >= 2)


def loose_figures_rule(a: Analysis) -> Iterator[Frame]:
    """A figure that no other claim took says what a model can do or how strong a force is, where a noun says so."""
    s = a.s
    specs = {k for k, v in s.words.nouns.items() if "equipment_spec" in v}
    for spot in s.spots:
        if spot.kind != "quantity" or spot.start in a.used:
            continue
        head = spot.last if s.pos[spot.last] in {"NOUN", "PROPN"} else s.head[spot.last]
        near = {head, *s.kids[head], *(o for _, o in s.preps(head))}
        measure = next((s.lemma[i] for i in sorted(near) if s.lemma[i] in specs and s.pos[i] == "NOUN"), None)
        model = next((p for p in s.spots if p.kind == "equipment"), None)
        if measure is None and model is not None and model.start < spot.start:
            measure = unit_measure(s, spot)
        if measure is None or not spot.detail.get("unit"):
            continue
        last = max([spot.last, *(i for i in near if s.lemma[i] == measure and abs(i - spot.last) < 4)])
        subject: Role = {"start": s.start[0], "end": s.start[0], "text": "", "needs": "implicit"}
        if model is not None:
            subject = {"start": model.start, "end": model.end, "text": model.text, "kind": "equipment"}
        roles = {
            "subject": subject,
            "object": {"start": spot.start, "end": s.end[last], "text": measure},
            "quantity": quantity_role(spot),
        }
        frame = Frame("loose_figures", measure, "equipment_spec", spot.start, max(spot.end, s.end[last]), roles)
        frame.definition = measure
        verb = min(a.clauses, default=None)
        if verb is not None and verb in a.credits:
            frame.modality = a.credits[verb].modality
            credit_frame(s, frame, a.credits[verb])
        yield frame
