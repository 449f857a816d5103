"""Roots of one value that are one party, or likely one because they give one answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.origins.days import Days
from headwater.origins.forest import Holder
from headwater.origins.parties import Merge, Names
from headwater.origins.reasons import word_merges
from headwater.origins.same_answer import find_merges, is_in_office, is_publication, is_title

DAY = {f"d{i}": Days(day, day) for i, day in enumerate((100, 103, 140, 900))}
DOC: list[Holder] = [("document", f"d{i}") for i in range(4)]
RUIZ: Holder = ("named", "ruiz")
ARMY: Holder = ("named", "army")
GOVERNOR: Holder = ("named", "governor")
COURIER: Holder = ("unheld", "Daily Courier")
NAMES = Names(
    {RUIZ: "Ana Ruiz", ARMY: "Marland's army", GOVERNOR: "Norland Governor"},
    {f"d{i}": f"d{i}" for i in range(4)},
    {f"d{i}": "" for i in range(4)},
    {RUIZ: {"General Ana Ruiz, spokeswoman of the army, said"}, ARMY: {"The army said"}},
)


def unnamed(words: str, owner: str = "d0") -> Holder:
    return ("unnamed", f"{words}|{owner}")


def merges(*roots: tuple[Holder, str], is_specific: bool = True, names: Names = NAMES) -> dict[Holder, Merge]:
    found = find_merges({h: [d] for h, d in roots}, DAY, names, is_specific=is_specific)
    return {m.root: m for m in found}


@pytest.mark.parametrize(
    ("roots", "root", "into", "least", "most", "why"),
    [
        ([(RUIZ, "d0"), (DOC[1], "d1")], DOC[1], RUIZ, 0.7, 0.8, "no source shown, three days later: from her"),
        ([(RUIZ, "d0"), (DOC[3], "d3")], DOC[3], RUIZ, 0.3, 0.49, "years later: rather a retelling, but not held to be one"),
        ([(RUIZ, "d3"), (DOC[0], "d0")], DOC[0], RUIZ, 0.05, 0.2, "years before she spoke: not from her"),
        ([(RUIZ, "d0"), (COURIER, "d3")], COURIER, RUIZ, 0.5, 0.7, "nobody knows when a text that is not held was written"),
        ([(RUIZ, "d0"), (unnamed("officials", "d1"), "d1")], unnamed("officials", "d1"), RUIZ, 0.5, 0.7, "she is likely one"),
        ([(RUIZ, "d0"), (unnamed("company", "d1"), "d1")], unnamed("company", "d1"), RUIZ, 0.7, 0.8, "others say which one"),
        ([(RUIZ, "d0"), (GOVERNOR, "d1")], GOVERNOR, RUIZ, 0.7, 0.8, "a title without a name is whom others name"),
        ([(ARMY, "d0"), (RUIZ, "d1")], RUIZ, ARMY, 0.75, 0.85, "introduced as its spokeswoman"),
        ([(unnamed("police source", "d0"), "d0"), (unnamed("police officers", "d1"), "d1")],
         unnamed("police officers", "d1"), unnamed("police source", "d0"), 0.5, 0.7, "one kind of source"),
        ([(unnamed("diplomats", "d0"), "d0"), (unnamed("dockers", "d1"), "d1")],
         unnamed("dockers", "d1"), unnamed("diplomats", "d0"), 0.3, 0.49, "other people, as far as the words tell"),
        ([(unnamed("officers", "Daily Courier"), "d0"), (COURIER, "d1")], COURIER, unnamed("officers", "Daily Courier"), 0.85, 1,
         "the paper's own source"),
        ([(DOC[0], "d0"), (unnamed("newspaper inquiry", "d1"), "d1")], unnamed("newspaper inquiry", "d1"), DOC[0], 0.6, 0.8,
         "a publication without its name"),
        ([(DOC[0], "d0"), (DOC[1], "d1")], DOC[1], DOC[0], 0.7, 0.8, "no source anywhere: the first of them"),
    ],
)  # fmt: skip
def test_who_is_held_to_be_whom(
    roots: list[tuple[Holder, str]], root: Holder, into: Holder, least: float, most: float, why: str
) -> None:
    found = merges(*roots)
    assert set(found) == {root}, why
    assert found[root].into == into, why
    assert least <= found[root].confidence <= most, why


def test_two_speakers_are_never_one() -> None:
    other: Holder = ("named", "paz")
    names = Names({**NAMES.shown, other: "Luis Paz"}, NAMES.external, NAMES.publishers, NAMES.phrases)
    assert merges((RUIZ, "d0"), (other, "d0"), names=names) == {}


def test_a_body_and_its_own_publication_are_one() -> None:
    names = Names({ARMY: "Balance Institute"}, NAMES.external, {**NAMES.publishers, "d1": "balance institute"}, {})
    found = merges((ARMY, "d0"), (DOC[1], "d1"), names=names)
    assert found[DOC[1]].into == ARMY
    assert "published by Balance Institute itself" in found[DOC[1]].evidence


def test_a_vague_answer_may_come_from_anybody() -> None:
    assert merges((RUIZ, "d0"), (DOC[1], "d1"), is_specific=False)[DOC[1]].confidence < 0.5


def test_a_document_that_is_a_root_in_some_forests_only_gives_the_same_answer_too() -> None:
    found = find_merges({RUIZ: ["d0"]}, DAY, NAMES, is_specific=True, possible=[RUIZ, DOC[1]])
    assert [(m.root, m.into) for m in found] == [(DOC[1], RUIZ)]


@given(
    st.permutations([(RUIZ, "d0"), (ARMY, "d1"), (COURIER, "d2"), (DOC[1], "d1"), (DOC[3], "d3"), (unnamed("officials"), "d0")])
)
def test_order_changes_nothing(roots: list[tuple[Holder, str]]) -> None:
    expected = merges((RUIZ, "d0"), (ARMY, "d1"), (COURIER, "d2"), (DOC[1], "d1"), (DOC[3], "d3"), (unnamed("officials"), "d0"))
    found = merges(*roots)
    assert found == expected
    assert not {m.into for m in found.values()} & set(found), "none leads to one that leads on"


@pytest.mark.parametrize(
    ("words", "office", "title", "publication"),
    [
        ("company", True, False, False),
        ("French firm", True, False, False),
        ("Norland Governor", True, True, False),
        ("officials", False, False, False),
        ("resident", False, False, False),
        ("newspaper inquiry", False, False, True),
        ("", False, False, False),
    ],
)
def test_what_words_for_a_source_mean(words: str, office: bool, title: bool, publication: bool) -> None:
    assert (is_in_office(words), is_title(words), is_publication(unnamed(words))) == (office, title, publication)


def test_the_reason_says_why_they_are_one() -> None:
    told = word_merges(list(merges((ARMY, "d0"), (RUIZ, "d1")).values()), NAMES)
    assert told == "; counted with Marland's army: Ana Ruiz, as it is introduced as a voice of Marland's army"
    relays = [Merge(d, RUIZ, 0.7, "shows no other source") for d in DOC]
    assert word_merges(relays, NAMES) == "; counted with Ana Ruiz: d0, d1 and 2 more, as each shows no other source"
