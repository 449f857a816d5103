"""A phrase that credits someone, as the rules of `phrases` and `frames` yield it."""

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.origins.who import Actor, Sentence
from headwater.origins.words import Word


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that credit someone.

    Attributes:
        start: First code point of the phrase in the text.
        end: One past the last.
        cited_start: First code point of the words that name who is credited.
        cited_end: One past the last.
        cited: Name, cleaned.
        kind: outlet, agency, official, body, document or unnamed.
        rule: Rule that found it.
        rank: 0 for who is named first, 1 for whom they cite in turn.
    """

    start: int
    end: int
    cited_start: int
    cited_end: int
    cited: str
    kind: str
    rule: str
    rank: int = 0


def make_phrase(words: Sequence[Word], first: int, last: int, actor: Actor, rule: str, rank: int = 0) -> Phrase:
    """The phrase of words `first` to `last`, one past the last, that credits an actor."""
    return Phrase(
        words[first].start, words[last - 1].end, words[actor.cited_first].start, words[actor.cited_last - 1].end,
        actor.name, actor.kind, rule, rank,
    )  # fmt: skip


def phrase_tail(sentence: Sentence, v: int) -> int:
    """Words behind a verb that make one verb with it: 3 for "dio a conocer"'s "dio"; 0 where it stands alone."""
    words = sentence.words
    for rest in sentence.cues.phrases.get(words[v].low, ()):
        if tuple(w.low for w in words[v + 1 : v + 1 + len(rest)]) == rest:
            return len(rest)
    return 0
