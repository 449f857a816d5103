"""Publishers called by what they are: "a newspaper", "an exile site", "the American daily", "la agencia rusa"."""

from headwater.origins.naming import DEFINITE, name_actor
from headwater.origins.nouns import STOPPERS
from headwater.origins.who import Actor, Sentence, clean_name

THAT = frozenset(
    {"that", "ese", "esa", "aquel", "aquella", "dicho", "dicha", "said", "same", "mismo", "misma", "cet", "esse", "essa"}
)
SOME = frozenset(
    {"a", "an", "one", "another", "some", "several", "two", "un", "una", "otro", "otra", "varios", "varias", "algún", "alguna"}
)
MAX_MEDIUM_WORDS = 3


def some_medium(sentence: Sentence, end: int) -> Actor | None:
    """A publisher without a name that nothing names before: "a newspaper", "an exile site", "una revista local"."""
    words = sentence.words
    for first in range(end - 2, max(-1, end - 2 - MAX_MEDIUM_WORDS), -1):
        if words[first].low in SOME:
            _, _, text = clean_name(words, first + 1, end, sentence.cues)
            return Actor(first, end, first + 1, end, text, "unnamed")
        if not words[first].text.isalpha() or words[first].low in STOPPERS:
            return None
    return None


def that_medium(sentence: Sentence, end: int) -> Actor | None:
    """A publisher told by an adjective: "the American daily", "the exile site"; a name of a publisher before the noun is who is meant."""
    words = sentence.words
    for first in range(end - 2, max(-1, end - 2 - MAX_MEDIUM_WORDS), -1):
        if words[first].low in DEFINITE | THAT:
            name = sentence.by_last.get(end - 1)
            actor = name_actor(sentence, name) if name is not None else None
            if actor is not None and actor.kind in {"outlet", "agency"}:
                return Actor(first, end, actor.cited_first, actor.cited_last, actor.name, actor.kind)
            text = " ".join(w.text for w in words[first + 1 : end])
            return Actor(first, end, first + 1, end, text, "outlet") if first < end - 2 else None
        if not words[first].text[0].isalpha() or words[first].low in STOPPERS:
            return None
    return None
