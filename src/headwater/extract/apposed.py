"""Nouns behind a comma that sum up what was just said: "..., a step likely to worry the neighbours"."""

from collections.abc import Iterator
from typing import Final

from headwater.extract.analysis import Analysis, Frame
from headwater.extract.credit import Credit
from headwater.extract.frames import credit_frame
from headwater.extract.phrases import name_phrase
from headwater.extract.roles import Role, clause_tokens, find_time
from headwater.extract.sentence import RELATIVES, Sentence

_SUMMING: Final = frozenset(
    ["admission", "announcement", "choice", "cifra", "claim", "decision", "development", "fact", "feat", "figure", "first", "gesto", "medida", "move", "paso", "policy", "practice", "señal", "shift", "sign", "signal", "statement", "step"]
)  # fmt: skip
"""Nouns that sum up what was just said."""


def apposed_judgement_rule(a: Analysis) -> Iterator[Frame]:
    """A noun behind a comma that sums up the clause before it: "..., a step likely to worry ..."."""
    s = a.s
    for i in range(2, s.n):
        if s.low[i - 1] != "," or s.low[i] not in {"a", "an", "una", "un", "the"}:
            continue
        head = s.head[i] if s.dep[i] == "det" else None
        if head is None:
            continue
        judged = _judged_by(s, head)
        if judged is None and s.lemma[head] not in _SUMMING:
            continue
        last = head
        while last + 1 < s.n and s.low[last + 1] not in {".", ",", ";"} and last - head < 16:
            last += 1
        if last - head < 2:
            continue
        verbs = [t for t in range(head, last + 1) if s.pos[t] == "VERB"]
        relative = any(s.low[t] in RELATIVES for t in range(head + 1, min(last, head + 3)))
        kind = "other" if relative else "assessment"
        target = next((k for v in verbs[::-1] for k in s.kids_of(v, "obj")), None)
        roles: dict[str, Role] = {"subject": name_phrase(s, head)}
        if target is not None:
            roles["object"] = name_phrase(s, target)
        up = next((v for v in sorted(a.clauses) if v < head and a.clauses[v].link == "root"), None)
        if relative and up is not None and (time := find_time(s, clause_tokens(s, up, {head}))) is not None:
            roles["time"] = time
        for verb in list(a.readings):
            if head <= verb <= last:
                a.readings.pop(verb)
        for cut in a.cuts.values():
            cut.update(t for t in range(i, last + 1) if not i <= s.head[t] <= last)
        if judged is not None:
            yield _judged_frame(s, i, head, judged, last)
            continue
        yield Frame(
            "apposed_judgement", s.lemma[head], kind, s.start[i], s.end[last], roles, "asserted" if relative else "opinion"
        )


_JUDGING: Final = frozenset(
    {"call", "consider", "describe", "deem", "find", "judge", "regard", "term", "label", "think", "believe", "dismiss", "see"}
)


def _judged_by(s: Sentence, head: int) -> int | None:
    """The verb by which somebody judges what a noun sums up: "a figure that experts call unrealistic"."""
    if s.language != "en" or s.spot_at[head] is not None or not s.classes_of(head) <= {"abstract", "talk"}:
        return None
    verbs = (k for k in s.kids_of(head, "relcl") if s.lemma[k] in _JUDGING and s.kids_of(k, "subj"))
    return next((k for k in verbs if not {s.low[x] for x in s.kids_of(k, "subj")} & RELATIVES), None)


def _judged_frame(s: Sentence, first: int, head: int, verb: int, last: int) -> Frame:
    """The judgement of whoever is the subject of a relative clause on a noun that sums up."""
    who = s.kids_of(verb, "subj")[0]
    frame = Frame(
        "apposed_judgement", s.lemma[verb], "assessment", s.start[first], s.end[last], {"subject": name_phrase(s, head)}
    )
    said = next((k for k in s.kids[verb] if k > verb and s.dep[k] in {"attr", "acomp", "xcomp", "ccomp", "prep", "obj"}), None)
    if said is not None:
        frame.roles["object"] = {
            "start": s.start[s.left[said]],
            "end": s.end[s.right[said]],
            "text": s.covered(s.left[said], s.right[said]),
        }
    frame.modality = "reported"
    credit_frame(s, frame, Credit(s.left[who], verb, who, "reported", "report_verb"))
    return frame
