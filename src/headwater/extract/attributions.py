"""Every attribution of a sentence: who (source) says, thinks, asks or wants (cue) what (content).

Broader than the credits of claims, which ask only who vouches for a claim: here stand beliefs, wishes, questions, praise and
blame too, and nouns such as "her claim that". The claims' credits fall back on it, and quotations that run on over several
sentences are carried by it (`headwater.extract.quotations`).

Source: the roles source, cue and content of Pareti (2012, LREC, "A database of attribution relations") and of Newell,
Margolin and Ruths (2018, LREC, "An attribution relations corpus for political news"); the words are this project's own.
"""

from collections.abc import Callable, Iterator
from typing import Final

from headwater.extract.attribution_nouns import (
    adverb_rule,
    aside_rule,
    clear_rule,
    colon_rule,
    holder_rule,
    noun_rule,
    phrase_rule,
    predicate_rule,
    work_rule,
)  # fmt: skip
from headwater.extract.attribution_parts import Attribution, Range, Reading, quotes_of
from headwater.extract.attribution_verbs import verb_rule
from headwater.extract.clause import Clause
from headwater.extract.clauses import find_clauses
from headwater.extract.sentence import Sentence
from headwater.schema.source_cues import source_cues


def find_attributions(
    s: Sentence,
    clauses: dict[int, Clause] | None = None,
    quotes: list[Range] | None = None,
    verbs: frozenset[int] | None = None,
) -> list[Attribution]:
    """The attributions of a sentence, in the order of their cues.

    Args:
        s: The sentence.
        clauses: Its clauses, where they are known already.
        quotes: Quotations as ranges of tokens; of the sentence alone where not given.
        verbs: Where given, only these verbs are asked for, and rules for nouns and adverbs are left out.
    """
    cues = source_cues(s.language)
    r = Reading(s, find_clauses(s) if clauses is None else clauses, cues, quotes_of(s) if quotes is None else quotes, verbs)
    found: list[Attribution] = []
    taken: set[int] = set()
    for rule in RULES if verbs is None else RULES[: RULES.index(noun_rule)]:
        for a in rule(r):
            if a.head not in taken:
                taken.add(a.head)
                found.append(a)
    return sorted(found, key=lambda a: a.head)


RULES: Final[list[Callable[[Reading], Iterator[Attribution]]]] = [
    phrase_rule, holder_rule, clear_rule, verb_rule, aside_rule, noun_rule, work_rule, predicate_rule, colon_rule, adverb_rule,
]  # fmt: skip
