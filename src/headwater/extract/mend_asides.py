"""Hangs asides that credit a sentence on what they credit: ", he explained,", ", calculó un coronel de logística".

The parsers hang such a clause anywhere: as the main verb, coordinated, as a noun, as an adverbial.
"""

from collections.abc import Collection

from headwater.extract.asides import CLITICS, CLOSES, STARTERS, Aside, find_aside, is_going_along
from headwater.extract.mend import Tree


def mend_asides(t: Tree, language: str, forms: dict[str, str], speakers: Collection[str]) -> None:
    """Puts each aside above what it credits.

    Args:
        t: Changed in place; it stays one tree.
        language: `en` or `es`.
        forms: Word form -> lemma of the verbs of telling.
        speakers: Nouns for those who tell, and for papers and pictures that do.
    """
    if not any(low in CLOSES for low in t.low[2:]):
        return
    for v in range(2, len(t.low)):
        if t.low[v] in forms and (aside := find_aside(t, v, language, forms, speakers)) is not None:
            _seat_aside(t, aside, forms[t.low[v]], language)


def _seat_aside(t: Tree, aside: Aside, lemma: str, language: str) -> None:
    """Hangs the verb of an aside, as "aside", on the verb of what stands around it."""
    v, inside = aside.verb, range(aside.first, aside.last + 1)
    low, high = _part(t, aside)
    if (
        t.head[v] == v
        and any(k < aside.first for k in t.kids(v, "ccomp"))
        and aside.speaker is not None
        and t.head[aside.speaker] == v
    ):
        _seat_speaker(t, aside)
        return
    head, dep = list(t.head), list(t.dep)
    outside = [k for k in range(low, high + 1) if k not in inside]
    loose = [
        k
        for k in outside
        if t.head[k] in inside
        and not is_going_along(t, k, v, aside.last)
        and (t.head[k] == v or t.dep[k] not in {"relcl", "appos", "acl", "conj"} or k < aside.first)
    ]
    host = _host(t, aside, outside, loose)
    if host is None:
        return
    above, how = t.head[v], t.dep[v]
    if t.dep[host] == "acl" and t.head[host] in loose:
        noun = t.head[host]
        t.hang(host, host, "root")
        t.hang(noun, host, "subj")
        loose = [k for k in loose if k != noun]
    for k in loose:
        t.head[k] = host
    if host in loose:
        # What the aside governed takes its place.
        t.hang(host, host if above in {v, host} or above in inside else above, "root" if above == v else how)
    for k in inside:
        if k != v and t.head[k] not in inside:
            t.hang(k, v, "dep" if t.dep[k] == "root" else t.dep[k])
    if t.head[host] in inside:
        t.hang(host, host, "root")
    t.hang(v, host, "aside")
    _seat_speaker(t, aside)
    if not t.is_tree():
        t.head[:], t.dep[:] = head, dep
        return
    t.pos[v], t.lemma[v] = "VERB", lemma
    if language == "es" and "VerbForm" not in t.morph[v]:
        t.morph[v] = "Mood=Ind|Person=3|Tense=Past|VerbForm=Fin"


def _host(t: Tree, aside: Aside, outside: list[int], loose: list[int]) -> int | None:
    """The verb of what an aside is let into or stands behind."""
    verbs = [
        k for k in outside if (t.pos[k] in {"VERB", "AUX"} and t.dep[k] not in {"aux", "auxpass", "cop"}) or t.kids(k, "cop")
    ]
    behind = [k for k in verbs if k > aside.last]
    before = aside.first - 2
    if behind and (t.low[before] in STARTERS or t.pos[before] in {"SCONJ", "ADP"}):
        return behind[0]
    if behind and any(k < aside.first for k in t.kids(behind[0], "subj", "subjpass")):
        return behind[0]
    # What another verb of telling governs, not that verb: "..., she said, Reuters reports".
    told = [k for k in verbs if t.dep[k] == "ccomp" and k < aside.first and (t.head[k] > aside.last or (behind and k in loose))]
    if told:
        return told[0]
    above = [k for k in verbs if k in loose or t.head[k] == k or t.head[k] not in outside]
    own = t.head[aside.verb]
    for k in (
        *[k for k in above if t.dep[k] == "root"],
        *([own] if own in verbs and own < aside.first else []),
        *above,
        *verbs,
    ):
        return k
    return next((k for k in outside if t.head[k] == k and t.pos[k] != "PUNCT"), None)


def _seat_speaker(t: Tree, aside: Aside) -> None:
    """Hangs who tells on the verb of telling, with what stands before it."""
    v, speaker = aside.verb, aside.speaker
    if speaker is None:
        return
    for k in range(aside.first, v):
        if k != speaker and t.head[k] == v and t.dep[k] in {"det", "compound", "nmod", "amod", "nummod", "poss"}:
            t.head[k] = speaker
    for k in range(aside.first, aside.last + 1):
        if t.head[k] == v and t.dep[k] in {"subj", "obj"} and k != speaker and t.low[k] not in CLITICS and speaker > v:
            t.dep[k] = "obl"
    t.hang(speaker, v, "subj")


def _part(t: Tree, aside: Aside) -> tuple[int, int]:
    """The part of a sentence that an aside stands in: between semicolons, behind a colon where the aside is let in there."""
    low, high = aside.first, aside.last
    while low > 0 and t.low[low - 1] != ";" and not (t.low[low - 1] == ":" and aside.last + 2 < len(t.low)):
        low -= 1
    while high + 1 < len(t.low) and t.low[high + 1] != ";":
        high += 1
    return low, high
