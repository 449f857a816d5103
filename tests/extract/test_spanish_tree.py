"""Slips of the Spanish parser, mended in the tree, and the names that a Spanish text gives to states."""

import pytest

from headwater.extract.mend import Tree
from headwater.extract.spanish_names import name_in_spanish
from headwater.extract.spanish_tree import mend_spanish
from headwater.schema.claims import verb_forms

ROWS = [
    ("presidente/NOUN/root/0 tayiko/PROPN/appos/0", (1,), 1, ("tayiko", "ADJ", "amod"), "a people's adjective is no apposition"),
    ("buque/NOUN/root/0 zarpó/ADJ/amod/0", (), 1, ("zarpar", "VERB", "root"), "a word with a verb's ending is the verb"),
    ("aparatos/NOUN/root/0 fabricados/ADJ/amod/0 en/ADP/case/3 isfahán/PROPN/obl/1", (), 1, ("fabricar", "ADJ", "amod"),
     "a participle with a place has its verb's lemma"),
    ("acceso/NOUN/subj/2 está/AUX/cop/2 restringido/ADJ/root/2", (), 1, ("estar", "AUX", "auxpass"), "a participle makes a passive"),
    ("vuela/PROPN/subj/3 16/NUM/nummod/2 horas/NOUN/nmod/0 sube/VERB/root/3 m/NOUN/obj/3", (), 3, ("sube", "VERB", "root"),
     "without a comma the capital may be a name"),
    ("vuela/PROPN/subj/4 16/NUM/nummod/2 horas/NOUN/nmod/0 ,/PUNCT/punct/0 sube/VERB/root/4 m/NOUN/obj/4", (), 0, ("volar", "VERB", "root"),
     "a capital before a figure and a comma is a verb"),
    ("un/DET/det/1 segundo/ADJ/root/1 lote/NOUN/amod/1", (), 2, ("lote", "NOUN", "root"), "the noun behind an ordinal is the head"),
    ("poder/AUX/cop/1 emplearlos/NOUN/root/1", (), 1, ("emplear", "VERB", "root"), "a modal is no copula"),
    ("envió/VERB/root/0 3.000/NUM/nummod/2 soldados/NOUN/obj/0 y/CCONJ/cc/4 1.200/NUM/conj/0", (), 4, ("1.200", "NUM", "conj"),
     "a bare number is coordinated with what was counted"),
    ("se/PRON/obj/1 trata/VERB/root/1 de/ADP/case/3 copia/NOUN/obl/1", (), 1, ("ser", "VERB", "cop"), "no more than a copula"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "people", "at", "expected", "why"), ROWS)
def test_slips_are_mended_and_leave_one_tree(
    words: str, people: tuple[int, ...], at: int, expected: tuple[str, str, str], why: str
) -> None:
    low, pos, dep, heads = (list(c) for c in zip(*(w.split("/") for w in words.split()), strict=True))
    lemma = ["estar" if w == "está" else w for w in low]
    tree = Tree(low, lemma, pos, dep, [int(h) for h in heads], people=people)
    mend_spanish(tree, verb_forms("es"))
    assert (tree.lemma[at], tree.pos[at], tree.dep[at]) == expected, why
    (root,) = [i for i, h in enumerate(tree.head) if h == i]
    for start in range(len(tree.head)):
        i = start
        for _ in tree.head:
            i = tree.head[i]
        assert i == root


@pytest.mark.parametrize(
    ("given", "is_journey", "expected", "why"),
    [
        (("Teherán", "Caracas", "Moscú"), False, ("Irán", "Venezuela", "Moscú"), "capitals act for states; places stay"),
        (("United States", None, None), False, ("Estados Unidos", None, None), "a Spanish text names states in Spanish"),
        (("Irán", "Caracas", None), True, ("Irán", "Caracas", None), "a journey ends in the city"),
    ],
)
def test_sides_have_the_names_of_their_text(
    given: tuple[str | None, ...], is_journey: bool, expected: tuple[str | None, ...], why: str
) -> None:
    claim = dict(zip(("subject", "object", "place"), given, strict=True))
    name_in_spanish(claim, is_journey=is_journey)
    assert tuple(claim.values()) == expected, why
