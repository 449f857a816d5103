"""The words that carry a clause."""

from headwater.extract.clause import Clause
from headwater.extract.sentence import Sentence


def clause_span(s: Sentence, clause: Clause, cut: set[int]) -> tuple[int, int]:
    """First and last token of the words that carry a clause.

    Args:
        s: Sentence.
        clause: The clause.
        cut: Tokens whose subtrees say something else: claims of their own, attributions.
    """
    verb = clause.verb
    kept = _kept_tokens(s, verb, cut)
    start = verb
    for k in clause.auxes:
        start = min(start, k)
    for k in s.kids[verb]:
        if k in kept and k < verb and s.dep[k] in {"subj", "subjpass", "csubj", "neg", "aux", "auxpass", "expl", "cop"}:
            start = min(start, *(t for t in s.subtree(k) if t in kept))
        elif k in kept and k < verb and s.dep[k] == "advmod" and not _comma_behind(s, s.right[k]) and s.pos[k] == "ADV":
            start = (
                min(start, s.left[k])
                if s.low[k] not in {"now", "then", "so", "ahora", "entonces", "also", "when"} or k > start
                else start
            )
        elif k in kept and k < verb and s.dep[k] == "obj":
            start = min(start, s.left[k])
    if clause.link == "advcl" and clause.mark in {"although", "aunque"}:
        start = min(start, next((k for k in s.kids[verb] if s.dep[k] == "mark"), start))
    end = verb
    for t in kept:
        end = max(end, t)
    end = _stop_before_gap(s, verb, end, kept)
    end = next((t - 1 for t in range(verb, end) if s.low[t] == ";"), end)
    # An article or preposition with its name hung elsewhere: take the name in.
    if end + 1 < s.n and s.pos[end] in {"DET", "ADP"} and (spot := s.spot_at[end + 1]) is not None:
        end = spot.last
    while end > start and s.pos[end] in {"PUNCT", "CCONJ"} and s.low[end] not in {")", "%", "”", '"'}:
        end -= 1
    return start, end


def _comma_behind(s: Sentence, i: int) -> bool:
    return i + 1 < s.n and s.low[i + 1] == ","


def _kept_tokens(s: Sentence, verb: int, cut: set[int]) -> set[int]:
    kept: set[int] = set()
    todo = [verb]
    while todo:
        j = todo.pop()
        kept.add(j)
        todo.extend([k for k in s.kids[j] if k not in cut])
    return kept


def _stop_before_gap(s: Sentence, verb: int, end: int, kept: set[int]) -> int:
    """The last token before three or more tokens that are not of the clause, so that a quote never holds another claim."""
    gap = 0
    for i in range(verb, end + 1):
        gap = 0 if i in kept else gap + 1
        if gap >= 3 and any(s.pos[j] in {"VERB", "AUX"} for j in range(i - gap + 1, i + 1)):
            return max(verb, i - gap)
    return end
