"""Forms of regular verbs, so that a list of cues need not spell each one out."""

from collections.abc import Iterable

_SPANISH = {
    "ar": ("a", "an", "ó", "aron", "aba", "aban", "ara", "aran", "ará", "arán"),
    "er": ("e", "en", "ió", "ieron", "ía", "ían"),
    "ir": ("e", "en", "ió", "ieron", "ía", "ían"),
}
_DOUBLED = frozenset({"admit", "fret", "rebut", "quip"})
"""English verbs that double their last letter: "admitted"."""
_IRREGULAR = frozenset(
    ["said", "told", "given", "shown", "written", "heard", "seen", "spoken", "broken", "read", "overheard", "dicho",
     "dicha", "escrito", "escrita", "visto", "vista", "vistos", "vistas", "descrito", "descrita"]
)  # fmt: skip
_NO_CREDIT = frozenset(
    ["called", "named", "asked", "urged", "placed", "turned", "listed", "joined", "thanked", "praised", "blamed", "accused", "agreed", "used",
     "demanded", "threatened", "admitted", "assumed", "contado", "pedido", "llamado", "puesto", "pasado"]
)  # fmt: skip
"""Participles behind which "by" says who did something and not who told it."""


def third_persons(verb: str, group: str) -> tuple[str, ...]:
    """Forms of the third person and, in English, participles.

    Args:
        verb: The infinitive in English, the stem in Spanish.
        group: "en", or the ending of the Spanish infinitive.

    Example:
        >>> third_persons("deny", "en")
        ('deny', 'denies', 'denied', 'denying')
        >>> third_persons("afirm", "ar")[:3]
        ('afirma', 'afirman', 'afirmó')
    """
    if group != "en":
        return tuple(verb + tail for tail in _SPANISH[group])
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    return verb, verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s"), stem + "ed", stem + "ing"


def participles(verbs: Iterable[str]) -> frozenset[str]:
    """Past participles of verbs whose forms are given: "reported", and "difundida" of "difundió".

    Example:
        >>> {"reported", "difundidas"} <= participles(["reported", "reports", "difundió"])
        True
    """
    found = set(_IRREGULAR)
    for verb in verbs:
        if verb.endswith("ed"):
            found.add(verb)
        elif verb.endswith("ó"):
            stem = verb[:-2] + "id" if verb.endswith("ió") else verb[:-1] + "ad"
            found.update(stem + tail for tail in ("o", "a", "os", "as"))
    return frozenset(found - _NO_CREDIT)
