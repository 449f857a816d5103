"""The parts of an attribution: its record, and how source and cue are read off the tree."""

from dataclasses import dataclass, field
from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.sentence import Sentence
from headwater.schema.source_cues import SourceCues

Range = tuple[int, int]
"""First and last token."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tokens of one attribution.

    Attributes:
        head: Token that the cue hangs on.
        source: Tokens of who is credited; empty where nobody is named.
        speaker: Head of the source, or None.
        cue: Tokens that credit.
        content: Tokens of what is credited.
        rule: Name of the rule.
    """

    head: int
    source: frozenset[int]
    speaker: int | None
    cue: frozenset[int]
    content: frozenset[int]
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence made ready for the rules.

    Attributes:
        s: The sentence.
        clauses: Its clauses by verb.
        cues: Words of its language.
        quotes: Quotations as ranges of tokens, marks left out.
        verbs: Verbs that are asked for; None for all.
    """

    s: Sentence
    clauses: dict[int, Clause]
    cues: SourceCues
    quotes: list[Range] = field(default_factory=list)
    verbs: frozenset[int] | None = None

    def quoted(self, t: int) -> Range | None:
        """The quotation that holds a token."""
        return next((q for q in self.quotes if q[0] <= t <= q[1]), None)


_OPEN: Final = frozenset('“«„"')
_CLOSE: Final = frozenset('”»"')
_MARKS: Final = _OPEN | _CLOSE


def quotes_of(s: Sentence) -> list[Range]:
    """Quotations of a sentence; one that is not closed runs to its end."""
    found: list[Range] = []
    start: int | None = None
    for t in range(s.n):
        if _MARKS.isdisjoint(s.low[t]) and s.low[t] not in {"''", "``"}:
            continue
        mark = "".join(c for c in s.low[t] if c in _MARKS) or '"'
        if start is not None and mark[0] in _CLOSE:
            found.append((start, t - 1))
            start = None
        elif start is None and mark[0] in _OPEN:
            start = t + 1
    if start is not None and start < s.n:
        found.append((start, s.n - 1))
    return [q for q in found if q[0] <= q[1]]


def subtree_of(s: Sentence, i: int, cut: set[int] | frozenset[int] = frozenset()) -> set[int]:
    """A token and everything under it, without what was cut off."""
    kept: set[int] = set()
    todo = [i]
    while todo:
        j = todo.pop()
        kept.add(j)
        todo.extend([k for k in s.kids[j] if k not in cut])
    return kept


def trim_words(s: Sentence, tokens: set[int]) -> frozenset[int]:
    """Tokens without marks at both ends."""
    kept = sorted(tokens)
    while kept and s.pos[kept[-1]] in {"PUNCT", "SPACE", "CCONJ"}:
        kept.pop()
    while kept and s.pos[kept[0]] in {"PUNCT", "SPACE"}:
        kept.pop(0)
    return frozenset(kept)


def verb_cue(s: Sentence, v: int) -> set[int]:
    """A verb with its auxiliaries, particle, negation and the adverbs that stand next to it."""
    cue = {v} | {k for k in s.kids[v] if s.dep[k] in {"aux", "auxpass", "neg", "prt"} or s.low[k] in {"n't", "n’t"}}
    adverbs = {
        k for k in s.kids[v] if s.dep[k] == "advmod" and (s.pos[k] == "ADV" or s.low[k].endswith("day")) and not s.kids[k]
    }
    for _ in range(2):
        cue |= {k for k in adverbs if k + 1 in cue or k - 1 in cue}
    return cue


def source_of(r: Reading, v: int, cue: set[int]) -> tuple[set[int], int | None]:
    """Tokens and head of who acts in a clause."""
    s = r.s
    inside = r.quoted(v)
    subjects = [k for k in s.kids[v] if s.dep[k] == "subj" and (inside is not None or r.quoted(k) is None)]
    own = min(subjects, key=lambda k: abs(k - v)) if subjects else None
    if own is not None:
        return subtree_of(s, own, cue), own
    clause = r.clauses.get(v)
    if clause is None:
        return set(), None
    subject = clause.subject
    if subject is None or (clause.is_passive and subject == clause.object):
        return set(), None
    cut = cue | {v}
    at = v
    while s.head[at] != at and at != subject:
        cut.add(at)
        at = s.head[at]
    return subtree_of(s, subject, cut - {subject}), subject


def agent_of(s: Sentence, v: int) -> tuple[set[int], int | None, set[int]]:
    """Who acts in a passive: tokens, head, and the preposition."""
    for k in s.kids[v]:
        if s.dep[k] == "prep" and s.low[k] == "by":
            o = next(iter(s.kids_of(k, "pobj")), None)
            if o is not None:
                return subtree_of(s, o), o, {k}
        case = s.kid(k, "case") if s.language == "es" and s.dep[k] in {"obl", "nmod", "obj"} else None
        if case is not None and s.low[case] == "por" and s.pos[k] in {"NOUN", "PROPN", "PRON"}:
            return subtree_of(s, k, {case}), k, {case}
    return set(), None, set()


def make_attribution(
    s: Sentence, head: int, source: set[int], speaker: int | None, cue: set[int], content: set[int], rule: str
) -> Attribution:
    """An attribution whose parts share no token: the source keeps its words, then the cue, then the content."""
    whole = set(range(min(source), max(source) + 1)) if source else set()
    if whole & cue or whole & content:
        whole = source
    whole = whole - cue
    content = content - whole - cue
    return Attribution(
        head, trim_words(s, whole), speaker, frozenset(t for t in cue if s.pos[t] != "PUNCT"), trim_words(s, content), rule
    )


def marks_of(s: Sentence, k: int) -> set[str]:
    """Subordinators and adverbs that hang on a clause, in lower case."""
    return {s.low[m] for m in s.kids[k] if s.dep[m] in {"mark", "advmod"}}


def has_to(s: Sentence, k: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(s.low[m] == "to" and s.dep[m] == "aux" for m in s.kids[k])
