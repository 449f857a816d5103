"""Who is credited: read to the left of a verb or to the right of a cue, and told what kind of source it is."""

from collections.abc import Sequence

from headwater.origins.cues import Cues
from headwater.origins.media import SOME, THAT, some_medium, that_medium
from headwater.origins.naming import DEFINITE, PLACE_OF, is_publisher_like, name_actor
from headwater.origins.nouns import MAX_DESCRIPTION_WORDS, STOPPERS, TIMES, any_noun, distant_noun, noun_kind
from headwater.origins.who import Actor, Sentence, clean_name
from headwater.origins.words import Name, Word

_OF = frozenset({"at", "of", "from", "in", "with", "for", "de", "del", "du", "da", "do", "en", "à", "la", "the", "el", "le"})
_PLACE_IN = frozenset({"in", "en", "à", "em", "at", "near"})
_BY = frozenset({"by", "por", "par"})


def actor_left(sentence: Sentence, end: int, *, is_loose: bool = False) -> Actor | None:
    """Who stands right before word `end`: a name, or a noun for a source without a name.

    Args:
        sentence: The sentence.
        end: Index of the word after the actor.
        is_loose: Whether any noun with an article will do ("the beekeeper said").
    """
    words = sentence.words
    last = end
    if end > 2 and words[end - 1].text == ")":
        opening = next((k for k in range(end - 2, max(-1, end - 6), -1) if words[k].text == "("), None)
        if opening is None:
            return None
        end = opening
    if name := sentence.by_last.get(end):
        if name.first and words[name.first - 1].low in _BY and (head := distant_noun(sentence, end)) is not None:
            return head
        actor = name_actor(sentence, name)
        if actor is None:
            return None
        first = _widen_left(sentence, name.first)
        if (maker := _maker(sentence, name.last)) is not None:
            return maker
        if (seated := _seated(sentence, name, actor)) is not None:
            return seated
        return _with_acronym(words, Actor(first, last, actor.cited_first, actor.cited_last, actor.name, actor.kind), name.last)
    if last != end or end < 1:
        return None
    return _noun_actor(sentence, end) or (any_noun(sentence, end) if is_loose else None)


def _maker(sentence: Sentence, end: int) -> Actor | None:
    """Who made a work that is described before a verb: "a study published on Monday by the Zarand Institute in Riga"."""
    words, cues = sentence.words, sentence.cues
    for k in range(end - 2, max(1, end - MAX_MAKER_WORDS), -1):
        if not words[k].text[0].isalnum() or words[k].low in cues.say:
            return None
        if words[k].low not in _BY or words[k - 1].low == "led":
            continue
        first = k + 1 + (words[k + 1].low in cues.sets["determiners"])
        name = sentence.by_first.get(first)
        actor = name_actor(sentence, name) if name is not None else _noun_right(sentence, first, first)
        if name is None and words[first].low not in cues.sets["unnamed"]:
            return None
        work = next((j for j in range(k - 1, max(-1, k - MAX_DESCRIPTION_WORDS - 1), -1) if words[j].low in cues.works), None)
        if actor is None or work is None or (name is not None and not is_publisher_like(actor)):
            return None
        if name is None:
            text = " ".join(w.text for w in words[first:end])
            return Actor(_widen_left(sentence, work), end, first, end, text, actor.kind)
        return Actor(_widen_left(sentence, work), end, actor.cited_first, actor.cited_last, actor.name, actor.kind)
    return None


MAX_MAKER_WORDS = 10


def _seated(sentence: Sentence, name: Name, actor: Actor) -> Actor | None:
    """A noun for sources with the place where they sit: "officials in Seoul" are not Seoul."""
    words, cues = sentence.words, sentence.cues
    i = name.first
    if i > 2 and words[i - 1].low in DEFINITE and words[i - 2].low in PLACE_OF | {"in", "en"} and actor.kind == "body":
        i -= 1
    is_of = i > 1 and words[i - 1].low in PLACE_OF
    if i < 2 or not (is_of or words[i - 1].low in _PLACE_IN) or not words[i - 2].text.isalpha():
        return None
    kinds = sentence.kinds(words[name.first].start, words[name.last - 1].end)
    noun = words[i - 2].low
    if sentence.language != "en" and i > 2 and noun not in cues.sets["unnamed"] and words[i - 3].low in cues.sets["unnamed"]:
        noun = words[i - 3].low  # "la televisión estatal de Marlandia"
    if is_of and (noun in cues.sets["titles"] or kinds & {"person"}):
        return None
    is_noun = noun in cues.sets["unnamed"] or noun in cues.sets["documents"]
    is_people = actor.kind == "body" and ((words[i - 1].low in {"in", "en"} and noun in cues.sets["unnamed"]) or noun in _STAFF)
    if not is_noun or not (is_people or kinds & {"place", "country"} or (actor.kind == "official" and not kinds)):
        return None
    plain = _noun_actor(sentence, i - 1)
    if plain is None:
        return None
    text = plain.name + " " + " ".join(w.text for w in words[i - 1 : name.last])
    h = plain.first - 1
    if h > 0 and words[plain.first].low in {"del", "de", "of"} and words[h].low in cues.sets["unnamed"]:
        head = _noun_actor(sentence, h + 1)  # "un alto cargo del ministerio de Defensa"
        if head is not None:
            text = f"{head.name} {words[plain.first].text} {text}"
            return Actor(head.first, name.last, head.cited_first, name.last, text, head.kind)
    is_any = noun in cues.sets["back_references"] and words[plain.first].low in SOME  # "a newspaper in Riga"
    return Actor(plain.first, name.last, plain.cited_first, name.last, text, "unnamed" if is_any else noun_kind(noun, cues))


def _widen_left(sentence: Sentence, first: int) -> int:
    """First word of article, description and "analysts at" before a name."""
    words, cues = sentence.words, sentence.cues
    nouns = [cues.sets[x] for x in ("unnamed", "documents", "back_references", "titles", "determiners")]
    i = first
    for _ in range(MAX_DESCRIPTION_WORDS):
        if i == 0 or not words[i - 1].text[0].isalpha() or words[i - 1].low in STOPPERS:
            break
        i -= 1
        if any(words[i].low in x for x in nouns):
            first = i
    return first


def _noun_actor(sentence: Sentence, end: int) -> Actor | None:
    words, cues = sentence.words, sentence.cues
    noun = words[end - 1].low
    if not noun[0].isalnum():
        return None
    adjective = (
        sentence.language != "en"
        and end > 1
        and words[end - 1].text.isalpha()
        and noun not in cues.sets["unnamed"]
        and noun not in cues.sets["function_words"]
        and (words[end - 2].low in cues.sets["unnamed"] or words[end - 2].low in cues.sets["documents"])
    )
    if adjective:
        noun = words[end - 2].low
    if noun in cues.sets["back_references"] and end > 1 and words[end - 2].low in DEFINITE | THAT:
        return Actor(end - 2, end, end - 1, end, words[end - 1].text, "outlet")
    if noun in cues.sets["back_references"] and (some := some_medium(sentence, end) or that_medium(sentence, end)) is not None:
        return some
    if noun in cues.works and (maker := sentence.by_last.get(end - 1)) is not None:
        actor = name_actor(sentence, maker)
        if actor is not None and is_publisher_like(actor):
            return Actor(_widen_left(sentence, maker.first), end, actor.cited_first, actor.cited_last, actor.name, actor.kind)
    if (head := distant_noun(sentence, end)) is not None:
        return head
    if noun not in cues.sets["unnamed"] and noun not in cues.sets["documents"]:
        return None
    first = end - 1
    for _ in range(MAX_DESCRIPTION_WORDS):
        if first == 0:
            break
        word = words[first - 1]
        if not word.text[0].isalnum() or word.low in STOPPERS or word.low in cues.say or word.low in TIMES:
            break
        first -= 1
        if word.low in cues.sets["determiners"]:
            break
    cited = first
    while cited < end - 1 and words[cited].low in cues.sets["determiners"]:
        cited += 1
    _, _, text = clean_name(words, cited, end, cues)
    return Actor(first, end, cited, end, text, noun_kind(noun, cues))


def _with_acronym(words: Sequence[Word], actor: Actor, name_last: int) -> Actor:
    """A name with the acronym in brackets behind it: "International Institute for Strategic Studies (IISS)"."""
    if actor.last - name_last != 3 or actor.cited_last != name_last:
        return actor
    name = f"{actor.name} ({words[name_last + 1].text})"
    return Actor(actor.first, actor.last, actor.cited_first, actor.last, name, actor.kind)


def noun_right(sentence: Sentence, start: int) -> Actor | None:
    """Whatever noun stands with its adjectives behind a cue that can mean nothing else: "according to early returns"."""
    words, cues = sentence.words, sentence.cues
    first = start
    while first < len(words) and words[first].low in cues.sets["determiners"]:
        first += 1
    last = first
    while last < min(first + MAX_NOUN_WORDS, len(words)) and words[last].text.isalpha() and not _ends_noun(words[last], cues):
        last += 1
    if last == first or len(words[last - 1].low) < MIN_NOUN_CHARS:
        return None
    _, _, text = clean_name(words, first, last, cues)
    return Actor(start, last, first, last, text, noun_kind(words[last - 1].low, cues))


def _ends_noun(word: Word, cues: Cues) -> bool:
    return word.low in STOPPERS or word.low in cues.say or word.low in _GRAMMAR or word.low in TIMES or word.low in _OF


_GRAMMAR = frozenset(
    ["on", "by", "to", "with", "for", "at", "or", "if", "than", "whose", "this", "that", "these", "those", "him", "her", "it", "them", "us", "me",
     "por", "para", "con", "a", "al", "lo", "se", "si", "como", "él", "ella", "ellos", "ello", "esto", "eso", "par", "pour", "ce", "lui", "elle"]
)  # fmt: skip
MAX_NOUN_WORDS = 5
MIN_NOUN_CHARS = 3


def actor_right(sentence: Sentence, start: int, *, only_name: bool = False) -> Actor | None:
    """Who is named right after a cue that ends before word `start`.

    Args:
        sentence: The sentence.
        start: Index of the first word after the cue.
        only_name: Whether only a name will do, at most after an article.
    """
    words, cues = sentence.words, sentence.cues
    noun: int | None = None
    back: int | None = None
    i = start
    while i < len(words) and i - start <= MAX_DESCRIPTION_WORDS:
        word = words[i]
        if name := sentence.by_first.get(i):
            actor = name_actor(sentence, name)
            is_told = (
                back is not None and i - back == 2 and sentence.language != "en" and words[back + 1].low not in _OF
            )  # "el medio digital Frontera Viva"
            if actor is None or (
                noun is not None and i > noun + 1 and not is_told and not all(w.low in _OF for w in words[noun + 1 : i])
            ):
                break
            return _named_right(sentence, start, noun, name, "outlet" if is_told else None, actor)
        if word.text == "." and i > start and words[i - 1].low in cues.sets["titles"]:
            i += 1  # "said Mr. Hale"
            continue
        is_compound = (
            noun is not None
            and noun == i - 1
            and sentence.language == "en"
            and (word.low in cues.sets["unnamed"] or word.low in cues.sets["documents"])
        )
        if is_compound:
            noun = i  # "a company official"
            i += 1
            continue
        is_adjective = back is not None and i == back + 1 and sentence.language != "en" and i + 1 in sentence.by_first
        if (
            not word.text[0].isalpha()
            or word.low in cues.say
            or (noun is not None and word.low not in _OF and not is_adjective)
        ):
            break
        if only_name and word.low not in cues.sets["determiners"] and word.low not in cues.sets["back_references"]:
            return None
        if noun is None and (word.low in cues.sets["unnamed"] or word.low in cues.sets["documents"]):
            noun = i
        if back is None and word.low in cues.sets["back_references"]:
            back = i
        i += 1
    if only_name:
        return None
    medium = _medium_right(sentence, start, back) if back is not None and noun in {None, back} and back > start else None
    if medium is not None or noun is None:
        return medium
    return _holder_right(sentence, start, noun) or _noun_right(sentence, start, noun)


def _named_right(sentence: Sentence, start: int, noun: int | None, name: Name, kind: str | None, actor: Actor) -> Actor:
    """Who a name behind a cue is, with the noun that stands before it; `kind` is what that noun says of them."""
    seated = None if noun is None else _seated_right(sentence, noun, name, actor, start)
    if seated is not None:
        return seated
    if kind is not None and actor.kind != "document":
        return Actor(start, actor.last, actor.cited_first, actor.cited_last, actor.name, kind)
    holder = None if noun is None else _office_of(sentence, start, noun, name)
    return holder or _staff_right(sentence, actor, start) or _with_office(sentence, actor, start)


def _medium_right(sentence: Sentence, start: int, back: int) -> Actor | None:
    """A publisher called by what it is behind a cue: "according to the London paper", "citing a newspaper"."""
    if (that := that_medium(sentence, back + 1)) is not None and that.first >= start:
        return that
    if sentence.words[back - 1].low in DEFINITE | THAT:
        return Actor(start, back + 1, back, back + 1, sentence.words[back].text, "outlet")
    some = some_medium(sentence, back + 1)
    return some if some is not None and some.first >= start else None


def _holder_right(sentence: Sentence, start: int, noun: int) -> Actor | None:
    """Who holds an office, named behind its comma: "in the words of the deputy minister, Karim Osso," and not of a list."""
    words, cues = sentence.words, sentence.cues
    if words[noun].low.endswith("s") or not (
        words[noun].low in cues.sets["offices"] or words[noun].low in cues.sets["unnamed"]
    ):
        return None
    for k in range(noun + 1, min(noun + MAX_DESCRIPTION_WORDS, len(words) - 1)):
        if words[k].text != ",":
            if not words[k].text[0].isalpha() or words[k].low in cues.say:
                return None
            continue
        name = sentence.by_first.get(k + 1)
        is_closed = name is not None and (name.last >= len(words) or words[name.last].text in {",", ".", ";", ":"})
        if name is None or not is_closed or name.last - name.first < 2:
            return None
        actor = name_actor(sentence, name)
        if actor is None or actor.kind != "official":
            return None
        return Actor(start, name.last, actor.cited_first, actor.cited_last, actor.name, "official")
    return None


def _staff_right(sentence: Sentence, body: Actor, start: int) -> Actor | None:
    """Who speaks for a body that stands before title and name: "Norport Shipping spokesman Ivo Kessel"."""
    words, cues = sentence.words, sentence.cues
    i = body.last
    while (
        i < len(words) and i - body.last < 3 and (words[i].low in cues.sets["titles"] or words[i].low in cues.sets["unnamed"])
    ):
        i += 1
    name = sentence.by_first.get(i) if i > body.last else None
    actor = name_actor(sentence, name) if name is not None else None
    if actor is None or actor.kind not in {"official", "body"} or words[i - 1].low.endswith("s"):
        return None
    return Actor(start, actor.last, actor.cited_first, actor.last, actor.name, "official")


def _office_of(sentence: Sentence, start: int, noun: int, name: Name) -> Actor | None:
    """An office with its department, and who holds it: "el ministro de Defensa, Juan Paz", else "ministro de Defensa"."""
    words, cues = sentence.words, sentence.cues
    is_office = words[noun].low in cues.sets["offices"] or words[noun].low in _STAFF
    if not is_office or words[name.first - 1].low not in _OF or name.first == noun + 1:
        return None
    if "person" in sentence.kinds(words[name.first].start, words[name.last - 1].end):
        return None
    at = name.last + 1
    while at < len(words) and (words[at].low in cues.sets["titles"] or words[at].low in cues.sets["determiners"]):
        at += 1
    holder = sentence.by_first.get(at) if name.last < len(words) and words[name.last].text == "," else None
    found = name_actor(sentence, holder) if holder is not None else None
    if holder is not None and found is not None and found.kind == "official" and holder.last - holder.first > 1:
        return Actor(start, holder.last, found.cited_first, found.cited_last, found.name, "official")
    cited = start
    while cited < noun and words[cited].low in cues.sets["determiners"]:
        cited += 1
    text = " ".join(w.text for w in words[cited : name.last])
    kind = "official" if words[noun].low in cues.sets["offices"] else "unnamed"
    return Actor(start, name.last, cited, name.last, text, kind)


_STAFF = frozenset(
    ["source", "sources", "person", "people", "persons", "official", "officials", "officer", "officers", "employee", "employees", "worker", "workers", "fuente",
     "fuentes", "persona", "personas", "funcionario", "funcionaria", "funcionarios", "oficial", "oficiales", "cargo", "cargos", "militar", "militares", "empleado",
     "empleados", "trabajadores", "jefe", "jefa", "head", "chief", "director", "directora", "gerente", "mando", "mandos"]
)  # fmt: skip
"""People in a body who speak as themselves; analysts and researchers of one speak for it."""


def _seated_right(sentence: Sentence, noun: int, name: Name, actor: Actor, start: int) -> Actor | None:
    found = _seated(sentence, name, actor)
    if found is None or noun != name.first - 2:
        return None
    return Actor(start, found.last, max(start, found.cited_first), found.last, found.name, found.kind)


def _with_office(sentence: Sentence, actor: Actor, start: int) -> Actor:
    """A nationality with the office that follows it: "Ukrainian military intelligence"."""
    words, cues = sentence.words, sentence.cues
    last = actor.last
    if actor.kind == "official" and actor.cited_last - actor.cited_first == 1:
        for length in (3, 2, 1):
            tail = [w.low for w in words[last : last + length]]
            if (
                len(tail) == length
                and all(t.isalpha() for t in tail)
                and any(tail[-1] in cues.sets[x] for x in ("organisation_words", "unnamed", "documents", "back_references"))
            ):
                _, _, text = clean_name(words, actor.cited_first, last + length, cues)
                kind = "body" if tail[-1] in cues.sets["organisation_words"] else noun_kind(tail[-1], cues)
                kind = "outlet" if tail[-1] in cues.sets["back_references"] else kind
                return Actor(start, last + length, actor.cited_first, last + length, text, kind)
    name_last = last
    if last + 2 < len(words) and words[last].text == "(" and words[last + 2].text == ")":
        last += 3
    return _with_acronym(words, Actor(start, last, actor.cited_first, actor.cited_last, actor.name, actor.kind), name_last)


def _noun_right(sentence: Sentence, start: int, noun: int) -> Actor:
    words, cues = sentence.words, sentence.cues
    last = noun + 1
    function = cues.sets["function_words"]
    if (
        sentence.language != "en"
        and last < len(words)
        and words[last].text.isalpha()
        and words[last].low not in function | cues.say
    ):
        last += 1
    cited = start
    while cited < noun and words[cited].low in cues.sets["determiners"]:
        cited += 1
    _, _, text = clean_name(words, cited, last, cues)
    return Actor(start, last, cited, last, text, noun_kind(words[noun].low, cues))
