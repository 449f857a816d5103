"""Which tokens head a clause."""

from typing import Final

from headwater.extract.sentence import Sentence

_CLAUSE_DEPS: Final = frozenset(
    {
        "root",
        "ccomp",
        "xcomp",
        "advcl",
        "relcl",
        "acl",
        "pcomp",
        "conj",
        "csubj",
        "dep",
        "appos",
        "compound",
        "nmod",
        "advmod",
        "obl",
        "obj",
    }
)


def is_predicate(s: Sentence, i: int) -> bool:
    """Whether a token heads a clause: a verb, a copula, or a noun that the tagger should have called a verb."""
    dep, pos = s.dep[i], s.pos[i]
    if (
        dep == "conj"
        and s.pos[s.head[i]] not in {"VERB", "AUX"}
        and not s.kids_of(i, "subj", "subjpass", "aux", "auxpass", "cop", "cc")
    ):
        return False
    if s.kid(i, "cop") is not None:
        return True
    if pos == "VERB" and dep in {"subj", "obj", "obl"} and s.low[i] in s.words.noun_lemmas and s.kids_of(i, "det", "amod"):
        return False
    if pos == "VERB":
        if dep in {"aux", "amod", "case", "prep", "mark", "det", "nummod", "advmod", "flat", "cc"} or (
            dep == "compound" and not s.kids_of(i, "obj")
        ):
            return dep == "amod" and s.language == "es" and bool(s.preps(i)) and "VerbForm=Part" in s.morph[i]
        return dep not in {"pobj", "poss"}
    if pos == "AUX":
        return dep in _CLAUSE_DEPS and bool(s.kids_of(i, "subj", "attr", "acomp", "obj", "prep", "expl", "subjpass"))
    if (
        pos == "ADJ"
        and s.language == "es"
        and dep == "amod"
        and s.low[i].endswith(("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"))
    ):
        return bool(s.kids_of(i, "obl", "obj"))
    if dep in {"root", "ccomp", "conj", "relcl", "acl"} and pos in {"NOUN", "PROPN", "ADJ"}:
        # A tagger's slip: a noun with a subject before it and an object behind it is a verb.
        subj = s.kid(i, "subj", "subjpass")
        return subj is not None and subj < i and bool(s.kids_of(i, "obj", "prep", "ccomp", "acomp", "obl"))
    return False
