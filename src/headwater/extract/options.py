"""Options for a side of a claim: what its document offers for subject, object and place, with the traits of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from headwater.extract.context import Named
from headwater.extract.reader import Reader

BACK: Final = 5
"""Sentences over which a name can be a side of a claim that leaves it out."""
MOST_NAMES: Final = 7
NOBODY: Final = ""
Claim = Mapping[str, Any]


@dataclass(slots=True)
class Option:
    """One answer to who, to whom or where.

    Attributes:
        text: The name or phrase; empty for nobody.
        traits: What speaks for or against it, one word each.
    """

    text: str
    traits: dict[str, None] = field(default_factory=dict)


def offer(reader: Reader, n: int, frame: Claim) -> dict[str, Option]:
    """Phrases of a claim's sentence and names of the sentences before, which can be any side of it.

    Args:
        reader: The document so far.
        n: Number of the sentence.
        frame: Row of the frame, with `near` among its roles.

    Returns:
        Case-folded text -> option.
    """
    found: dict[str, Option] = {}
    clause = frame["roles"].get("clause") or {}
    verb, voice = str(clause.get("text") or frame["trigger"]), "passive" if clause.get("passive") else "active"
    for order, phrase in enumerate(frame["roles"].get("near") or ()):
        if text := _named(reader, n, frame, phrase):
            _add(found, text, _phrase_traits(phrase, order, verb, voice) | _held_by(frame, phrase))
    for text, traits in names_before(reader, n):
        _add(found, text, traits)
    return found


def _add(found: dict[str, Option], text: str, traits: dict[str, None]) -> None:
    key = text.casefold()
    if key in found:
        found[key].traits.update(traits)
    else:
        found[key] = Option(text, traits)


def list_options(reader: Reader, frame: Claim, claim: Claim, role: str, offered: Mapping[str, Option]) -> list[Option]:
    """What can be a side of a claim: the rules' answer, nobody, phrases of its sentence, names of the sentences before.

    Args:
        reader: The document so far.
        frame: Row of the frame.
        claim: Subject, object and place as the rules have them, or as chosen before.
        role: `subject`, `object` or `place`.
        offered: Of `offer`.

    Returns:
        Options without doubles, the rules' answer first.
    """
    found = {key: Option(option.text, dict(option.traits)) for key, option in offered.items()}
    given = frame["roles"].get(role) or {}
    rule = str(frame["rule"]).split(" + ", maxsplit=1)[0]
    needs = str(given.get("needs") or ("said" if given.get("text") else "none"))
    answer = claim[role] or NOBODY
    _add(
        found,
        answer,
        dict.fromkeys(["rule", "rule:" + rule, "rule:needs=" + needs, f"rule:kind={given.get('kind') or 'none'}"]),
    )
    _add(found, NOBODY, dict.fromkeys(["nobody", "nobody:rule=" + ("some" if answer else "none"), "nobody:" + rule]))
    others = [(other, str(said), _stems(str(said))) for other in _ROLES if other != role and (said := claim.get(other))]
    for option in found.values():
        if option.text:
            _relate(reader, frame, role, option, others)
    first = found.pop(answer.casefold())
    return [first, *found.values()]


def _named(reader: Reader, n: int, frame: Claim, phrase: Claim) -> str | None:
    if not phrase.get("needs") or phrase["needs"] == "number":
        return str(phrase.get("text") or "") or None
    at = frame["base"] + phrase["start"]
    found = reader.context.resolve(phrase, n, at, is_subject=phrase["path"] == "subj")
    return found.text if found is not None else str(phrase.get("text") or "") or None


def _phrase_traits(phrase: Claim, order: int, verb: str, voice: str) -> dict[str, None]:
    path, kind, side = phrase["path"], phrase["kind"], phrase["side"]
    traits = dict.fromkeys(
        [
            "near",
            "path=" + path,
            f"path={path}:{kind}",
            f"path={path}:{voice}",
            f"v={verb}:path={path}",
            f"v={verb}:kind={kind}",
            "last=" + path.rsplit(".", 1)[-1].rsplit("^", 1)[-1],
            "side=" + side,
            "kind=" + kind,
            f"kind={kind}:{side}",
            "needs=" + (phrase.get("needs") or "said"),
            f"order={min(order, 6)}",
            "head=" + str(phrase["head"]),
        ]
    )
    if phrase.get("is_of_state"):
        traits["of_state"] = None
    return traits


def _held_by(frame: Claim, phrase: Claim) -> dict[str, None]:
    """Sides of which a phrase is a part: "Venezuelan" of "Venezuelan engineers"."""
    found: dict[str, None] = {}
    for name in ("subject", "object"):
        side = frame["roles"].get(name)
        if (
            side
            and side["start"] <= phrase["start"]
            and phrase["end"] <= side["end"]
            and side["end"] - side["start"] > phrase["end"] - phrase["start"]
        ):
            found["part_of_" + name] = None
    return found


def names_before(reader: Reader, n: int) -> list[tuple[str, dict[str, None]]]:
    """Names up to a sentence, the commonest first, with their traits; worked out once a sentence."""
    if reader.offered is None or reader.offered[0] != (n, len(reader.context.named)):
        reader.offered = ((n, len(reader.context.named)), _names_before(reader, n))
    return [(text, dict(traits)) for text, traits in reader.offered[1]]


def _names_before(reader: Reader, n: int) -> list[tuple[str, dict[str, None]]]:
    seen: dict[str, Named] = {}
    times: dict[str, int] = {}
    subjects: dict[str, int] = {}
    for named in reader.context.named:
        text = named.text
        seen[text] = named
        times[text] = times.get(text, 0) + 1
        subjects[text] = subjects.get(text, 0) + named.is_subject
    recent = [m for m in seen.values() if m.is_name or n - m.sentence <= BACK]
    recent.sort(key=lambda m: (-times[m.text], -m.start))
    found = []
    for rank, m in enumerate(recent[:MOST_NAMES]):
        back = min(n - m.sentence, BACK)
        distance = "same" if back == 0 else "near" if back == 1 else "far"
        traits = dict.fromkeys(
            [
                "before",
                f"back={back}",
                "bkind=" + m.kind,
                f"bkind={m.kind}:{distance}",
                f"times={min(times[m.text], 4)}",
                f"bsubj={min(subjects[m.text], 3)}",
                f"rank={min(rank, 5)}",
            ]
        )
        if m.is_name:
            traits["bname"] = None
        found.append((m.text, traits))
    return found


_ROLES: Final = ("subject", "object", "place")
_STEM: Final = 5
"""Letters that a state and its people have in common: "Venezuela", "Venezuelan engineers"."""


@lru_cache(maxsize=4096)
def _stems(name: str) -> frozenset[str]:
    return frozenset(word[:_STEM].casefold() for word in name.split() if len(word) >= _STEM)


def is_akin(one: str, other: str) -> bool:
    """Whether two names begin a word alike, as a state and its people do."""
    return not _stems(one).isdisjoint(_stems(other))


def _relate(reader: Reader, frame: Claim, role: str, option: Option, others: Sequence[tuple[str, str, frozenset[str]]]) -> None:
    """Adds how an option stands to what else is known: other sides, whoever is credited, the claim before."""
    text, traits = option.text, option.traits
    for other, said, stems in others:
        if said == text:
            traits["is_" + other] = None
        elif stems and not stems.isdisjoint(_stems(text)):
            traits["akin_" + other] = None
    if frame["attributed_to"] == text:
        traits["is_credited"] = None
    sides = reader.sides.get(frame["kind"])
    if sides is not None:
        if sides.subject == text:
            traits["was_subject"] = None
        if sides.object == text:
            traits["was_object"] = None
    if reader.last_sides is not None:
        if text in reader.last_sides:
            traits["was_side"] = None
        if role != "place" and reader.last_sides[0 if role == "subject" else 1] == text:
            traits["was_same"] = None
    if text == reader.country:
        traits["main_state"] = None
    if "near" not in traits and "rule" not in traits:
        traits["only_before"] = None
