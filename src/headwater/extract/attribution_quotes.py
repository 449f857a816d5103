"""Quotations and clauses that stand beside a verb of saying rather than under it."""

from typing import Final

from headwater.extract.attribution_parts import Reading, marks_of, subtree_of


def can_speak(r: Reading, v: int) -> bool:
    """Whether a quotation can stand beside a verb: who finds or knows something does not speak."""
    lemma = r.cues.mend(r.s.lemma[v])
    return r.cues.has("clause", lemma) and not r.cues.has("silent", lemma)


def quoted_beside(r: Reading, v: int) -> set[int]:
    """A quotation that stands before a verb of saying and its subject, or behind it after a comma or colon."""
    s = r.s
    if r.quoted(v) is not None or not can_speak(r, v):
        return set()
    left, right = min([v, *(s.left[k] for k in s.kids[v] if s.dep[k] == "subj" and r.quoted(k) is None)]), v
    for a, b in r.quotes:
        behind = [
            t
            for t in range(right + 1, a)
            if s.pos[t] not in {"PUNCT", "ADV", "DET", "ADP", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}
        ]
        before = [t for t in range(b + 1, left) if s.pos[t] not in {"PUNCT", "SPACE"}]
        colon = (
            a > v
            and s.low[a - 1] in {'"', "“", "''", "«"}
            and a > 1
            and s.low[a - 2] == ":"
            and not any(can_speak(r, w) for w in range(v + 1, a))
        )
        if (a > v and (colon or not behind)) or (b < left and not before):
            return set(range(a, b + 1))
    return set()


def quoted_inside(r: Reading, v: int) -> set[int]:
    """A complement that holds words in quotation marks, whatever the verb: "castigated a 'corrupt' court"."""
    s = r.s
    if (
        r.quoted(v) is not None
        or s.pos[v] != "VERB"
        or r.cues.has("opaque", r.cues.mend(s.lemma[v]))
        or s.kid(v, "subj") is None
    ):
        return set()
    for k in s.kids[v]:
        if s.dep[k] in {"obj", "xcomp", "ccomp"} and k > v:
            inside = subtree_of(s, k)
            if any(b - a >= MIN_QUOTED_WORDS - 1 and a in inside for a, b in r.quotes):
                return inside
    return set()


MIN_QUOTED_WORDS: Final = 3
"""Fewer words in quotation marks are a name or a title."""


def host_clause(r: Reading, v: int) -> set[int]:
    """The clause that "he said" is let into with commas: the parser hangs the verb on it."""
    s, cues = r.s, r.cues
    marks = marks_of(s, v)
    if s.dep[v] == "aside" and s.head[v] != v:
        return subtree_of(s, s.head[v], {v})
    if not can_speak(r, v) or s.dep[v] not in {"ccomp", "dep", "conj", "advcl", "relcl"}:
        return set()
    if s.dep[v] == "advcl" and marks & {"as", "según", "como"} and s.head[v] != v:
        # "As the paper reported": the clause around it is what was reported.
        return subtree_of(s, s.head[v], {v})
    subject = s.kid(v, "subj")
    hears = cues.has("hearers", cues.mend(s.lemma[v]))
    if (
        marks
        or subject is None
        or s.head[v] == v
        or any(s.dep[k] in {"ccomp", "xcomp"} or (s.dep[k] == "obj" and not hears) for k in s.kids[v])
    ):
        return set()
    first, last = min(s.left[subject], v), max(s.right[k] for k in (v, subject, *s.kids_of(v, "prep", "obj", "iobj", "advmod")))
    before = first == 0 or s.pos[first - 1] == "PUNCT"
    behind = last + 1 >= s.n or s.pos[last + 1] == "PUNCT"
    if not (before and behind) or first == 0 or s.low[first - 1] not in {",", "”", '"', "''", "—", "–", "-", "»"}:
        return set()
    return subtree_of(s, s.head[v], {v})


def with_quotes(r: Reading, v: int, content: set[int]) -> set[int]:
    """Content with the whole of each quotation that it holds a part of, and the one that goes on behind the cue."""
    if r.quoted(v) is not None:
        return content
    s = r.s
    for a, b in r.quotes:
        if any(a <= t <= b for t in content) and not a <= v <= b:
            content = content | set(range(a, b + 1))
    is_direct = any(r.quoted(t) for t in content) and min(content) < v
    if is_direct:
        for a, b in r.quotes:
            between = [t for t in range(v + 1, a) if s.pos[t] in {"VERB", "AUX"} and t not in s.subtree(v)]
            if a > v and not between and not set(range(a, b + 1)) & content:
                content = content | set(range(a, b + 1))
    return content
