"""Spanish denials of what no other rule reads."""

from collections.abc import Iterator

from headwater.extract.analysis import Analysis, Frame
from headwater.extract.attitudes import DENYING
from headwater.extract.credit import Credit
from headwater.extract.frames import MOST_WORDS, credit_frame
from headwater.extract.phrases import name_phrase
from headwater.extract.spans import clause_span


def denial_rule(a: Analysis) -> Iterator[Frame]:
    """Who denies that something is so denies it, whatever it is that no other rule reads: "ha negado que arme al grupo"."""
    s = a.s
    for verb, clause in a.clauses.items():
        if s.language != "es" or clause.lemma not in DENYING or clause.subject is None or clause.link not in {"root", "conj"}:
            continue
        content = next((k for k in s.kids[verb] if s.dep[k] == "ccomp"), None)
        if content is None or any(s.left[content] <= v <= s.right[content] for v in a.readings):
            continue
        first, last = clause_span(s, clause, set())
        frame = Frame(
            "denial", clause.lemma, "statement", s.start[first], s.end[last], {"subject": name_phrase(s, clause.subject)}
        )
        words = [t for t in sorted(s.subtree(content)) if s.low[t] != "que"][:MOST_WORDS]
        frame.roles["object"] = {"start": s.start[words[0]], "end": s.end[words[-1]], "text": s.covered(words[0], words[-1])}
        needs = str(frame.roles["subject"].get("needs") or "") or None
        credit_frame(
            s, frame, Credit(s.left[clause.subject], s.right[clause.subject], clause.subject, "denied", "denial", needs)
        )
        frame.modality = "denied"
        yield frame
