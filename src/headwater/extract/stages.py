"""Steps in a row, each a claim of its own."""

from collections.abc import Iterator

from headwater.extract.analysis import Analysis, Frame
from headwater.extract.figures import quantity_role
from headwater.extract.frames import credit_frame, make_frame
from headwater.extract.kinds import noun_kind
from headwater.extract.phrases import name_phrase
from headwater.extract.roles import Role, find_time
from headwater.extract.sentence import Sentence


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
