"""Traits of a clause, as words: what the learned reading of its kind goes by."""

from collections.abc import Iterator
from typing import Final

from headwater.extract.clause import Clause
from headwater.extract.reading import Reading
from headwater.extract.sentence import Sentence
from headwater.extract.units import unit_measure

_MOST_PREPS: Final = 4
_VALUES: Final = frozenset({"quantity", "money", "date"})


def clause_traits(
    s: Sentence, clause: Clause, reading: Reading | None, clauses: dict[int, Clause], words: list[str] | None = None
) -> list[str]:
    """What is plain to see of a clause, one word a trait, without doubles, in a fixed order.

    Args:
        s: Sentence.
        clause: The clause.
        reading: What the rules make of it, if anything.
        clauses: All clauses of the sentence.
        words: Of `clause_words`, where they are known already.

    Returns:
        Words such as `v=build`, `o:equipment`, `p=to:country`; the same words for both languages where they name classes.
    """
    words = clause_words(s, clause, clauses) if words is None else words
    found = [*_verb_traits(s, clause, clauses), *_argument_traits(s, clause, clauses)]
    found += _reading_traits(s, clause, reading, clauses)
    found += ["w=" + word for word in words]
    return list(dict.fromkeys(found))


def _verb_traits(s: Sentence, c: Clause, clauses: dict[int, Clause]) -> Iterator[str]:
    yield "bias"
    verb = c.lemma + ("_" + c.particle if c.particle else "")
    yield "v=" + verb
    yield "link=" + c.link
    if c.link == "conj" or c.up is None:
        yield "top"
    if c.mark:
        yield "mark=" + c.mark
    if c.up is not None:
        up = clauses[c.up]
        yield f"up={up.lemma}:{c.link}"
        yield "upreport" if up.lemma in s.cues.report_verbs else "upplain"
    for k in c.auxes:
        yield "aux=" + s.lemma[k]
    if c.is_passive:
        yield "passive"
        yield f"v={verb}:passive"
    if c.is_negative:
        yield "neg"
    if c.inner is not None:
        yield "x=" + clauses[c.inner].lemma
        yield f"v={verb}:x={clauses[c.inner].lemma}"
        yield from (f"x:{kind}" for kind in _kinds_of_verb(s, clauses[c.inner].lemma))
    form = s.morph[c.verb]
    yield (
        "finite"
        if "VerbForm=Fin" in form
        else "part"
        if "VerbForm=Part" in form
        else "inf"
        if "VerbForm=Inf" in form
        else "nonfin"
    )
    if s.is_conditional(c.verb):
        yield "cnd"
    if any(s.low[k] == "se" for k in s.kids[c.verb]):
        yield "se"
        yield f"v={verb}:se"
    yield from (f"vk={kind}" for kind in _kinds_of_verb(s, c.lemma))


def _kinds_of_verb(s: Sentence, lemma: str) -> list[str]:
    return sorted({trigger.kind for trigger in s.words.verbs.get(lemma, ())})


def _argument_traits(s: Sentence, c: Clause, clauses: dict[int, Clause]) -> list[str]:
    verb = c.lemma + ("_" + c.particle if c.particle else "")
    vk = _kinds_of_verb(s, c.lemma)
    found: list[str] = []
    for name, i in (("s", c.subject), ("o", c.object), ("a", c.attr), ("i", c.iobject)):
        if i is None:
            found.append("no_" + name)
        else:
            found += _noun_traits(s, name, i, verb, vk)
    if c.is_inherited:
        found.append("inherited")
    for prep, i in c.preps[:_MOST_PREPS]:
        noun = s.meant(i)
        found += (f"p={prep}", f"v={verb}:p={prep}", f"p={prep}={s.lemma[noun]}")
        for class_ in sorted(s.classes_of(i)):
            found.append(f"p={prep}:{class_}")
            found += [f"vk={kind}:p:{class_}" for kind in vk]
        found += [f"p:{kind}" for kind in s.words.nouns.get(s.lemma[noun], ())]
    if c.link in {"relcl", "acl", "amod"}:
        head = s.head[c.verb]
        found.append("n=" + s.lemma[head])
        found += [f"n:{class_}" for class_ in sorted(s.classes_of(head))]
    inner = clauses[c.inner] if c.inner is not None else None
    if inner is not None and inner.object is not None:
        found += _noun_traits(s, "xo", inner.object, inner.lemma, _kinds_of_verb(s, inner.lemma))
    return [*found, *_value_traits(s, c)]


def _noun_traits(s: Sentence, name: str, i: int, verb: str, vk: list[str]) -> list[str]:
    noun = s.meant(i)
    found = [f"{name}={s.lemma[noun]}", f"{name}:{s.pos[noun]}"]
    if name != "s":
        found.append(f"v={verb}:{name}={s.lemma[noun]}")
    for class_ in sorted(s.classes_of(i)):
        found += (f"{name}:{class_}", f"v={verb}:{name}:{class_}")
        found += [f"vk={kind}:{name}:{class_}" for kind in vk]
    for kind in s.words.nouns.get(s.lemma[noun], ()):
        found.append(f"{name}k={kind}")
        found += [f"vk={v}:{name}k={kind}" for v in vk]
    for k in s.kids[noun]:
        if s.dep[k] in {"amod", "compound", "nmod", "poss"} and s.pos[k] != "PUNCT":
            found.append(f"{name}m={s.lemma[k]}")
            found += [f"{name}mk={kind}" for kind in s.words.nouns.get(s.lemma[k], ())]
    return found


def _value_traits(s: Sentence, c: Clause) -> Iterator[str]:
    left, right = s.left[c.verb], s.right[c.verb]
    for spot in s.spots:
        if spot.kind not in _VALUES or not left <= spot.first <= right:
            continue
        yield "has_" + spot.kind
        if spot.kind == "quantity":
            unit = unit_measure(s, spot)
            yield "unit=" + (unit[0] if unit else "none")
            if s.head[spot.last] == c.verb or spot.last in {c.object, c.attr, c.subject}:
                yield "unit_here=" + (unit[0] if unit else "none")
    kinds = {spot.kind for spot in s.spots if spot.kind not in _VALUES and left <= spot.first <= right}
    yield from (f"in:{kind}" for kind in sorted(kinds))


def _reading_traits(s: Sentence, c: Clause, reading: Reading | None, clauses: dict[int, Clause]) -> Iterator[str]:
    if reading is None:
        yield "r=none"
        yield "r=none:v=" + c.lemma
        return
    yield "r=" + reading.kind
    yield f"r={reading.kind}:{reading.rule}"
    yield f"r={reading.kind}:t={reading.trigger}"
    yield f"r={reading.kind}:link={c.link}"
    up = clauses[c.up] if c.up is not None else None
    if up is not None:
        yield f"r={reading.kind}:{'upreport' if up.lemma in s.cues.report_verbs else 'upplain'}"
    for name, i in (("s", c.subject), ("o", c.object), ("a", c.attr)):
        if i is None:
            yield f"r={reading.kind}:no_{name}"
        else:
            yield from (f"r={reading.kind}:{name}:{class_}" for class_ in sorted(s.classes_of(i)))


def vector_words(s: Sentence, c: Clause, clauses: dict[int, Clause]) -> tuple[str | None, str | None, str | None]:
    """The lemmas whose meaning counts: of the verb (of its infinitive, if it has one), of what it governs, of its subject."""
    inner = clauses[c.inner] if c.inner is not None else None
    verb = inner.lemma if inner is not None else c.lemma
    target = next((i for i in (inner.object if inner is not None else None, c.object, c.attr) if i is not None), None)
    if target is None:
        target = next((o for _, o in c.preps), None)
    return (
        verb,
        s.lemma[s.meant(target)] if target is not None else None,
        s.lemma[s.meant(c.subject)] if c.subject is not None else None,
    )


def clause_words(s: Sentence, c: Clause, clauses: dict[int, Clause]) -> list[str]:
    """Lemmas of the words of content under a clause, without those of the clauses below it, except its own infinitive."""
    found, todo = [], [c.verb]
    while todo:
        j = todo.pop()
        if s.pos[j] in _CONTENT:
            found.append(s.lemma[j])
        todo.extend(k for k in s.kids[j] if k not in clauses or k == c.inner)
    return found


_CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})
