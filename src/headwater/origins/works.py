"""Credits to something published: "a Washington Post report", "un reportaje del Miami Herald"."""

from collections.abc import Iterator
from dataclasses import replace

from headwater.origins.cues import Cues
from headwater.origins.naming import is_publisher_like, name_actor
from headwater.origins.phrase import Phrase, make_phrase
from headwater.origins.who import Actor, Sentence
from headwater.origins.words import Name


def credit_work(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """Something that they published: "a Washington Post report", "un reportaje del Miami Herald"."""
    words, cues = sentence.words, sentence.cues
    for name in sentence.by_first.values():
        actor = name_actor(sentence, name)
        if actor is None:
            continue
        first = name.first - 1 if name.first and words[name.first - 1].low in cues.sets["determiners"] else name.first
        if words[name.last - 1].low in cues.sets["name_tails"] and name.last - name.first > 2:
            tail = Name(name.first, name.last - 1)
            shorter = name_actor(sentence, tail)
            if shorter is not None:
                yield replace(
                    make_phrase(words, first, name.last, shorter, "work"),
                    kind="body" if shorter.kind == "official" else shorter.kind,
                )
            continue
        for last in (name.last, name.last + 1):
            if last < len(words) and words[last].low in cues.works and is_publisher_like(actor):
                yield make_phrase(words, first, last + 1, actor, "work")
                break
    yield from _works_of(sentence)


def _works_of(sentence: Sentence) -> Iterator[Phrase]:
    words, cues = sentence.words, sentence.cues
    for i, word in enumerate(words[:-1]):
        if word.low not in cues.works or (i and words[i - 1].low == "under"):
            continue
        j = i + 1
        while j < min(i + 5, len(words)) and j not in sentence.by_first and _is_link(words[j].low, cues):
            j += 1
        name = sentence.by_first.get(j)
        actor = name_actor(sentence, name) if name is not None and j > i + 1 else None
        if actor is not None and actor.kind == "official" and word.low in _PRESS and not _is_known(sentence, actor):
            actor = replace(actor, kind="outlet")
        if actor is not None and is_publisher_like(actor):
            first = i - 1 if i and words[i - 1].low in cues.sets["determiners"] else i
            yield make_phrase(words, first, actor.last, actor, "work of")


def _is_known(sentence: Sentence, actor: Actor) -> bool:
    words = sentence.words
    return bool(
        sentence.kinds(words[actor.cited_first].start, words[actor.cited_last - 1].end) & {"person", "country", "place"}
    )


_PRESS = frozenset(
    {
        "scoop",
        "scoops",
        "exclusive",
        "dispatch",
        "reporting",
        "exclusiva",
        "primicia",
        "reportaje",
        "reportajes",
        "despacho",
        "cable",
    }
)
"""Works that only publishers make: an unknown name behind one is a publisher's."""


def _is_link(word: str, cues: Cues) -> bool:
    return word in cues.work_links or word in cues.sets["determiners"] or word in cues.sets["back_references"]
