"""What a name stands for: an outlet, an agency, a body or a person, by lists, by its shape and by the nouns beside it."""

from collections.abc import Sequence

from headwater.origins.bodies import is_body_noun
from headwater.origins.cues import Cues
from headwater.origins.nouns import MAX_DESCRIPTION_WORDS, STOPPERS
from headwater.origins.who import Actor, Sentence, clean_name
from headwater.origins.words import Name, Word, after_possessive, is_domain, known_publisher

PLACE_OF = frozenset({"of", "from", "de", "del", "da", "do", "du"})
DEFINITE = frozenset({"the", "el", "la", "le", "o", "a", "l'", "l’"})
_AGENCIES = frozenset({"agency", "agencia", "agence", "agência"})
_BEFORE_NOUNS = frozenset({"a", "an", "the", "un", "una", "el", "la", "le", "une", "um", "uma", "o"})


def name_actor(sentence: Sentence, name: Name) -> Actor | None:
    """The actor that a name stands for; None where the name is a thing, such as a drone."""
    words, cues = sentence.words, sentence.cues
    is_opening = name.first == 0 and name.last == 1 and words[0].low in cues.sets["unnamed"]
    if not is_opening and (found := known_publisher(words, name, cues)):
        publisher, part = found
        _, _, text = clean_name(words, part.first, part.last, cues)
        return Actor(name.first, name.last, part.first, part.last, text, publisher.kind)
    part = after_possessive(words, name)
    first, last, text = clean_name(words, part.first, part.last, cues)
    low = [w.low.removesuffix("'s").removesuffix("’s") for w in words[first:last]]
    kinds = sentence.kinds(words[first].start, words[last - 1].end)
    kind = _classify(low, words[first:last], kinds, cues)
    if kind == "official" and len(low) == 1 and low[0] in cues.sets["outlet_words"] and name.first:
        kind = "outlet" if words[name.first - 1].low in DEFINITE else kind
    if kind in {"official", "body"} and (called := _called(words, name, cues)) is not None:
        kind = called
    if kind == "official" and _opens_with_the(words, name.first) and not sentence.kinds(words[first].start, words[first].end):
        kind = "outlet"
    return None if kind is None else Actor(name.first, name.last, first, last, text, kind)


def _opens_with_the(words: Sequence[Word], first: int) -> bool:
    """Whether a name has its own article, with a capital inside a sentence, as newspapers have: "publicó El Faro", "in The Ledger"."""
    at = first - 1
    return at > 0 and words[at].text in _DETERMINERS and (words[at - 1].text[0].isalnum() or words[at - 1].text == ",")


_DETERMINERS = frozenset({"The", "El", "La", "Los", "Las"})


def _called(words: Sequence[Word], name: Name, cues: Cues) -> str | None:
    """What a noun beside a name says that it is: "the newspaper Arax", "Arax, a Yerevan daily, wrote"."""
    at = name.first - 1
    if at > 0 and words[at].text[:1].isupper() and words[at].low in DEFINITE:
        at -= 1  # "el diario El Faro": the article belongs to the name
    before = words[at].low if at >= 0 else ""
    if before in cues.sets["back_references"]:
        return "agency" if before in _AGENCIES else "outlet"
    if is_body_noun(before) and words[name.first].text[:1].isupper():
        return "body"
    if name.last + 2 < len(words) and words[name.last].text == "," and words[name.last + 1].low in _BEFORE_NOUNS:
        for word in words[name.last + 2 : name.last + 2 + MAX_DESCRIPTION_WORDS]:
            if not word.text[0].isalnum() or word.low in STOPPERS:
                return None
            if word.low in cues.sets["back_references"]:
                return "agency" if word.low in _AGENCIES else "outlet"
    return None


def _classify(low: Sequence[str], written: Sequence[Word], kinds: frozenset[str], cues: Cues) -> str | None:
    if len(low) > 1 and low[-1] in _ANY_NAME and low[0] in cues.sets["organisation_words"] - _AGENCIES:
        return "body"
    if is_domain(low[-1]) or "outlet" in kinds or _is_handle(written):
        return "outlet"
    is_titled = len(low) > 1 and low[-1] in cues.sets["outlet_words"] and "place" not in kinds
    if "equipment" in kinds and not kinds & {"organisation", "person"}:
        return "outlet" if is_titled and not any(c.isdigit() for w in low for c in w) else None
    if "person" in kinds:
        return "official"
    if len(low) > 1 and (low[-1] in cues.sets["outlet_words"] or (low[0] in cues.sets["outlet_leads"])):
        return "outlet"
    if len(low) > 2 and low[0] in cues.sets["outlet_words"] and low[1] in PLACE_OF and not kinds & {"place", "organisation"}:
        return "outlet"  # the title noun first, as in Spanish: "Heraldo de Oriente"
    if len(low) > 1 and (low[-1] in _BOOKS or low[0] in _BOOKS):
        return "body"
    is_acronym = len(written) == 1 and written[0].text.isupper() and written[0].text.isalpha() and len(written[0].text) > 2
    if "organisation" in kinds or is_acronym or any(w in cues.sets["organisation_words"] for w in low):
        return "body"
    return "official"


_ANY_NAME = frozenset(
    {
        "nacional",
        "universal",
        "international",
        "internacional",
        "independent",
        "digital",
        "sur",
        "norte",
        "mundo",
        "republic",
        "república",
    }
)
"""Last words of publishers' names that end names of bodies as well: "Policía Nacional", "Ejército Nacional"."""
_BOOKS = frozenset({"anuario", "yearbook", "atlas", "almanac", "almanaque", "índice", "ranking", "index"})
"""Nouns in the name of a work that is credited as a body is."""


def _is_handle(written: Sequence[Word]) -> bool:
    """Whether one word is made as names of news sites and channels are: "Novaport24", "TeleNorte", "Harbourwire"."""
    word = written[0].text.removesuffix("'s").removesuffix("’s")
    stem = word.rstrip("0123456789")
    if len(written) != 1 or len(stem) < 5 or not stem.isalpha() or stem.isupper():
        return False
    is_made = any(stem.startswith(x) and stem[len(x) : len(x) + 1].isupper() for x in _SHAPE_HEADS)
    low = stem.casefold()
    return stem != word or is_made or any(low.endswith(x) and len(low) > len(x) + 2 for x in _SHAPE_TAILS)


_SHAPE_HEADS = ("Tele", "Info", "Noti", "Radio", "Prensa", "News", "Diario")
_SHAPE_TAILS = ("news", "wire", "press", "media", "leaks", "noticias", "prensa", "herald", "tribune", "gazette", "radio")
"""Of names in one word: parts that say that they publish."""


def is_publisher_like(actor: Actor) -> bool:
    """Whether a report of theirs would be a publication."""
    return actor.kind in {"outlet", "agency", "body"}
