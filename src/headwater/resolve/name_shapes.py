"""Shapes in which one name is written in several ways: digits for letters, split words, initials run together."""

_DIGITS = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g"})
_SERVANT = frozenset(["abd", "abdal", "abdel", "abdol", "abdoul", "abdul", "abdu"])
_JOINTS = frozenset(["al", "el", "ul", "ol", "oul", "ar", "as", "az", "ur", "us", "il"])


def mend_digits(word: str) -> str:
    """A word with letters for the digits that hide in it: "sech1n" is "sechin"; numbers stay.

    Example:
        >>> mend_digits("sech1n"), mend_digits("2nd"), mend_digits("44")
        ('sechin', '2nd', '44')
    """
    if word.isalpha() or (word[0].isdigit() and not word[-1:].isalpha()) or sum(c.isdigit() for c in word) * 2 > len(word):
        return word
    return word if word[0].isdigit() else word.translate(_DIGITS)


def join_servant(words: tuple[str, ...]) -> tuple[str, ...]:
    """Make one word of "Abd al-", "Abdel" and "Abdul", as the name of God that follows belongs to it.

    Example:
        >>> join_servant(("abd", "al", "aziz")), join_servant(("abdel", "aziz"))
        (('abdul', 'aziz'), ('abdul', 'aziz'))
    """
    out: list[str] = []
    for n, word in enumerate(words):
        if word in _SERVANT and n + 1 < len(words):
            out.append("abdul")
        elif not (word in _JOINTS and out and out[-1] == "abdul" and words[n - 1] in _SERVANT and n + 1 < len(words)):
            out.append(word)
    return tuple(out)


def join_split(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two neighbours of one name that are one word of the other are joined: "patr ushev" beside "patrushev"."""
    return _join(a, frozenset(b)), _join(b, frozenset(a))


def _join(words: tuple[str, ...], others: frozenset[str]) -> tuple[str, ...]:
    out: list[str] = []
    n = 0
    while n < len(words):
        if n + 1 < len(words) and len(both := words[n] + words[n + 1]) > 4 and both in others:
            out.append(both)
            n += 2
        else:
            out.append(words[n])
            n += 1
    return tuple(out)


def spell_initials(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Initials that stand together are parted where the other name has words for them: "jc" beside "jean claude"."""
    return _spell(a, b), _spell(b, a)


def _spell(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    first = "".join(w[0] for w in others)
    out: list[str] = []
    for word in words:
        is_run = len(words) > 1 and 2 <= len(word) <= 3 and word not in others and word in first and len(others) > len(words)
        out.extend(word if is_run else (word,))
    return tuple(out)
