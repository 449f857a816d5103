"""Names made comparable, and compared with reasons.

A name is folded to Latin lower-case words; words are compared by equality, by a skeleton that forgives transliteration
(Qods/Quds, Baqeri/Bagheri, Muhammad/Mohamed), by initials, by nicknames and by few typing errors; words are then aligned
one to one, and what is left unmatched on both sides counts against.

Source: the alignment of name parts follows the idea of OpenSanctions' `logic-v2` matcher
(https://github.com/opensanctions/nomenklatura); rules and weights are our own, set on the pairs in `bench/names.py`.
It fails on names that differ in one syllable by custom (Korean given names) and on names in scripts without a letter
table here (Chinese, Khmer, Ethiopic).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from headwater.resolve.name_shapes import join_servant, join_split, mend_digits, spell_initials
from headwater.schema.name_words import load_name_words

NameKind = Literal["person", "organisation"]

MAX_NAME_CHARS = 200
CACHED_NAMES = 131072
"""Names whose folded words are kept in memory, some 20 MB for each kind of result."""
_JOINERS = re.compile(r"['’ʼ‘`ʻʹʿʾ´ʽ]")
_POINTED = re.compile(r"(?<!\w)((?:\w\.){2,}\w?)(?!\w)")
_WORD = re.compile(r"[^\W_]+")
_SKELETON = (
    (re.compile("tsch|tch|tsh|cz"), "ch"), (re.compile("sch|sz"), "sh"), (re.compile("dzh|dj|zh"), "j"), (re.compile("kh"), "h"),
    (re.compile("gh|qh|q|ck"), "k"), (re.compile("ph"), "f"), (re.compile("th"), "t"), (re.compile("dh"), "d"),
    (re.compile("^x(?=[iu])"), "sh"), (re.compile("x"), "ks"), (re.compile("c(?!h)"), "k"), (re.compile("w"), "v"),
    (re.compile("ou|oo|u|o"), "u"), (re.compile("j(?![aeiou])"), "i"), (re.compile("ee|iy|yi|ii|y"), "i"), (re.compile("[ae]i|ei|ae"), "e"),
    (re.compile("[ae]+"), "a"), (re.compile("i+"), "i"), (re.compile("u+"), "u"), (re.compile("(?<=[aiu])h(?![aiu])"), ""),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_SAME_PARTICLE = ({"bin", "ben", "ibn"}, {"al", "el", "ul"}, {"de", "del", "du", "di", "da"}, {"van", "von"})
_TENS = frozenset(["20", "30", "40", "50"])
_VOWELLESS = re.compile("[\u0590-\u074f\u08a0-\u08ff\u30a0-\u30ff]")
_PARTICLE_WEIGHT = 0.25
_GENERIC_WEIGHT = 0.5
_PATRONYMIC_WEIGHT = 0.3
_PATRONYMIC = re.compile(
    r"(?:ovich|evich|ovic|evic|ovych|yevich|ovna|evna|ivna|ovych|oglu|ogly|ovich|ovitch|evitch|kyzy|qizi)$"
)
OTHER_FORM = 0.65
TITLED_SURNAME = 0.72
ONLY_GENERIC = 0.6
"""Factor where the words in common are such as many organisations share, and one has another word."""


@dataclass(frozen=True, slots=True)
class NameScore:
    """How far two names may be of one thing.

    Attributes:
        score: 0 to 1; 1 where they are the same words.
        reasons: What speaks for and against, in words.
    """

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart.

    Attributes:
        words: Folded words without titles and legal form.
        form: Class of its legal form, or None.
        is_vowelless: Whether its script leaves vowels out, or adds some (Arabic, Hebrew, kana).
        has_title: Whether a title stood with it.
    """

    words: tuple[str, ...]
    form: int | None
    is_vowelless: bool
    has_title: bool = False


@lru_cache(maxsize=CACHED_NAMES)
def fold_words(name: str) -> tuple[str, ...]:
    """Words of a name in Latin lower case without marks; points inside initials go.

    Example:
        >>> fold_words("Al-Qa'ida, U.S.A."), fold_words("Лавров")
        (('al', 'qaida', 'usa'), ('lavrov',))
    """
    text = unicodedata.normalize("NFKC", name[:MAX_NAME_CHARS]).casefold()
    text = _POINTED.sub(lambda found: found[1].replace(".", ""), _JOINERS.sub("", text))
    if not text.isascii():
        letters = dict(load_name_words().letters)
        text = unicodedata.normalize("NFKD", text.translate(letters))
        text = "".join(c for c in text if unicodedata.category(c) not in {"Mn", "Cf"}).translate(letters)
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=CACHED_NAMES)
def take_apart(name: str, kind: NameKind) -> NameParts:
    """Words of a name without titles (persons) or legal form (organisations); never empty where the name has words."""
    words = fold_words(_swap_comma(name) if kind == "person" else name)
    lists = load_name_words()
    words = tuple(lists.shortened.get(w, w) for w in words)
    form = None
    if kind == "person":
        kept = tuple(w for w in words if w not in lists.titles)
        words = join_servant(tuple(mend_digits(w) for w in kept or words))
    for letters, number in lists.legal_forms.items():
        n = len(letters)
        if len(words) > n and words[-n:] == letters:
            words, form = words[:-n], number if form is None else form
        if len(words) > n and words[:n] == letters:
            words, form = words[n:], number if form is None else form
    if kind == "organisation" and len(words) > 1:
        words = tuple(w for w in _join_numbers(words) if w != "the") or words
    has_title = kind == "person" and bool(lists.titles.intersection(fold_words(name)))
    return NameParts(words, form, _VOWELLESS.search(name[:MAX_NAME_CHARS]) is not None, has_title)


def _join_numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    """A number of tens takes the digit that follows: "Forty-four" is 44."""
    lists = load_name_words()
    joined: list[str] = []
    for word in words:
        number = lists.numbers.get(word, word)
        if joined and len(joined[-1]) == 2 and joined[-1] in _TENS and len(number) == 1 and number.isdigit():
            joined[-1] = joined[-1][0] + number
        else:
            joined.append(number if number in _TENS else word)
    return tuple(joined)


def _swap_comma(name: str) -> str:
    """Family name after the given one: "Putin, Vladimir" is "Vladimir Putin"."""
    family, comma, given = name.partition(",")
    return f"{given} {family}" if comma and given.strip() and "," not in given else name


@lru_cache(maxsize=CACHED_NAMES)
def name_key(name: str, kind: NameKind) -> str:
    """One key for spellings that differ only in case, marks, punctuation, title or legal form."""
    return " ".join(take_apart(name, kind).words)


@lru_cache(maxsize=CACHED_NAMES)
def skeleton(word: str) -> str:
    """What is left of a folded word when the freedom of transliteration is taken away.

    Example:
        >>> skeleton("qods") == skeleton("quds"), skeleton("bagheri") == skeleton("baqheri"), skeleton("mahmud") == skeleton("mohamed")
        (True, True, False)
    """
    out = word
    for pattern, replacement in _SKELETON:
        out = pattern.sub(replacement, out)
    return _DOUBLED.sub(r"\1", out)


def initials(name: str) -> str:
    """First letters of an organisation's words without particles, as an acronym is made."""
    lists = load_name_words()
    return "".join(w[0] for w in fold_words(name) if w not in lists.particles)


def compare_names(left: str, right: str, *, kind: NameKind) -> NameScore:
    """How far two names may be of one person or organisation, with reasons.

    Args:
        left: A name as written.
        right: Another.
        kind: `person` forgives titles, initials, nicknames and middle names; `organisation` legal forms.

    Returns:
        Score from 0 to 1. About 0.7 balances precision and recall on `bench/names.py`; a merge without a person's
        look needs more.

    Example:
        >>> compare_names("Gen. Mohammad Baqeri", "Mohammad Bagheri", kind="person").score > 0.9
        True
    """
    if "/" in left or "/" in right:
        pairs = [(x, y) for x in _alternatives(left) for y in _alternatives(right)]
        return max((_compare(x, y, kind) for x, y in pairs), key=lambda s: s.score)
    return _compare(left, right, kind)


def _alternatives(name: str) -> list[str]:
    """A name and, where strokes part it, each of its parts: "Al-Qa'ida/Islamic Army"."""
    parts = [p.strip() for p in name.split("/") if len(p.strip()) > 3]
    return [name, *parts[:4]] if len(parts) > 1 else [name]


def _compare(left: str, right: str, kind: NameKind) -> NameScore:
    a, b = take_apart(left, kind), take_apart(right, kind)
    if not a.words or not b.words:
        return NameScore(0.0, ("a name has no letters that can be compared",))
    if a.words == b.words:
        if a.form is not None and b.form is not None and a.form != b.form:
            return NameScore(OTHER_FORM, ("same words", "different legal form"))
        return NameScore(1.0, ("same words",))
    x, y = join_split(a.words, b.words)
    if kind == "person":
        x, y = spell_initials(x, y)
    aligned = _compare_aligned(x, y, kind, is_vowelless=a.is_vowelless or b.is_vowelless)
    best = max(_compare_joined(a.words, b.words), aligned, key=lambda s: s.score)
    if kind == "person" and best.score < TITLED_SURNAME and _is_titled_surname(a, b):
        return NameScore(TITLED_SURNAME, (*best.reasons, "a title and the family name"))
    if kind == "organisation" and best.score < 0.75 and _is_acronym(left, right):
        return NameScore(0.75, ("one is the initials of the other",))
    return best


def _is_titled_surname(a: NameParts, b: NameParts) -> bool:
    """Whether one is a title and the other's last name: "President Erdoğan"."""
    short, long = sorted((a, b), key=lambda p: len(p.words))
    return short.has_title and len(short.words) == 1 < len(long.words) and short.words[0] == long.words[-1]


def _is_acronym(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    letters = "".join(fold_words(short))
    return len(fold_words(short)) == 1 and 2 < len(letters) <= 7 and letters == initials(long)


def _compare_joined(a: tuple[str, ...], b: tuple[str, ...]) -> NameScore:
    """The same letters with other blanks: "SergeiLavrov", "van der bilt"."""
    left, right = "".join(a), "".join(b)
    if len(a) == len(b) or min(len(left), len(right)) < 5:
        return NameScore(0.0, ())
    if left == right:
        return NameScore(0.97, ("same letters, other blanks",))
    is_long = min(len(left), len(right)) >= 8
    share = _typing_score(left, right) if left[0] == right[0] or is_long else 0.0
    return NameScore(0.9 * share, ("nearly the same letters, other blanks",))


@lru_cache(maxsize=CACHED_NAMES)
def compare_words(a: str, b: str, kind: NameKind, *, is_vowelless: bool = False) -> tuple[float, str]:
    """Score of two folded words, 0 to 1, and what makes them alike; see `NameParts` for `is_vowelless`."""
    if a == b:
        return 1.0, "same"
    lists = load_name_words()
    if lists.numbers.get(a, a) == lists.numbers.get(b, b):
        return 0.98, "same number"
    if a.isdigit() or b.isdigit():
        return 0.0, ""
    if min(len(a), len(b)) > 1 and max(len(a), len(b)) > 2 and skeleton(a) == skeleton(b):
        return 0.95, "spelling of another script"
    if any(a in group and b in group for group in _SAME_PARTICLE):
        return 0.95, "same particle"
    if is_vowelless and len(_consonants(a)) > 1 and _consonants(a) == _consonants(b):
        return 0.85, "same consonants"
    if kind == "person":
        if min(len(a), len(b)) == 1:
            return (0.8, "initial") if a[0] == b[0] else (0.0, "")
        if lists.nicknames.get(a, frozenset()) & lists.nicknames.get(b, frozenset()):
            return 0.85, "short form"
    return _typing_score(a, b), "typing error"


def _consonants(word: str) -> str:
    """What a script without vowels keeps; Arabic has one letter for b and p, and one for f and v."""
    return re.sub("[aiu]", "", skeleton(word)).replace("p", "b").replace("v", "f").replace("j", "g")


def _typing_score(a: str, b: str) -> float:
    """Share of letters left after few errors; 0 where there are too many for the length."""
    longest = max(len(a), len(b))
    allowed = (longest - 1) // 4 if longest < 9 else longest // 4
    if longest < 4 or allowed < 1:
        return 0.0
    limit = 2 if longest < 12 else 3
    errors = OSA.distance(a, b, score_cutoff=min(allowed, limit))
    if errors > min(allowed, limit):
        errors = OSA.distance(skeleton(a), skeleton(b), score_cutoff=1)
        if errors > 1 or longest < 7:
            return 0.0
        errors = 2
    penalty = 1.25 if a[0] == b[0] else 1.6
    return max(0.0, 1 - penalty * errors / longest)


def _weight(words: tuple[str, ...], n: int, kind: NameKind) -> float:
    """Little for particles, but not for the last word: a name does not end in one."""
    lists = load_name_words()
    word = words[n]
    if word in lists.particles and n < len(words) - 1:
        return _PARTICLE_WEIGHT
    if kind == "organisation" and word in lists.generic:
        return _GENERIC_WEIGHT
    if kind == "person" and 0 < n < len(words) - 1 and _PATRONYMIC.search(word):
        return _PATRONYMIC_WEIGHT
    return 1.0


def _compare_aligned(a: tuple[str, ...], b: tuple[str, ...], kind: NameKind, *, is_vowelless: bool) -> NameScore:
    """Align words one to one, best pairs first, and weigh what matches and what is left."""
    pairs = [(*compare_words(x, y, kind, is_vowelless=is_vowelless), i, j) for i, x in enumerate(a) for j, y in enumerate(b)]
    pairs.sort(key=lambda p: (-p[0], abs(p[2] - p[3]), p[2], p[3]))
    left, right = set(range(len(a))), set(range(len(b)))
    total = weight = 0.0
    worst = 1.0
    is_only_generic = True
    reasons: list[str] = []
    for score, why, i, j in pairs:
        if score <= 0 or i not in left or j not in right:
            continue
        left.discard(i)
        right.discard(j)
        w = max(_weight(a, i, kind), _weight(b, j, kind))
        total, weight = total + w * score, weight + w
        worst = min(worst, score) if w == 1.0 else worst
        is_only_generic = is_only_generic and w < 1.0
        if why != "same":
            reasons.append(f"{a[i]} / {b[j]}: {why}")
    if not weight:
        return NameScore(0.0, ("no word in common",))
    rest_a, rest_b = sum(_weight(a, i, kind) for i in left), sum(_weight(b, j, kind) for j in right)
    if rest_a and rest_b:  # two patronymics that differ count in full
        rest_a, rest_b = max(rest_a, _patronymics(a, left)), max(rest_b, _patronymics(b, right))
    score = min(total / weight, (total / weight + worst) / 2) * _left_over(weight, rest_a, rest_b, kind)
    if kind == "organisation" and is_only_generic and max(rest_a, rest_b) >= 1:
        score *= ONLY_GENERIC
        reasons.append("only common words are shared")
    for rest, words in ((left, a), (right, b)):
        if rest:
            reasons.append("only one has “" + " ".join(words[i] for i in sorted(rest)) + "”")
    return NameScore(round(score, 4), tuple(reasons) or ("same words in another order",))


def _patronymics(words: tuple[str, ...], left: set[int]) -> float:
    return float(sum(_PATRONYMIC.search(words[i]) is not None for i in left))


def _left_over(matched: float, rest_a: float, rest_b: float, kind: NameKind) -> float:
    """Factor for words without counterpart: little where one name is only longer, much where both have such words."""
    both, more = min(rest_a, rest_b), max(rest_a, rest_b)
    if both >= 0.5:
        return 0.6 * matched / (matched + both)
    factor = 1 - 0.4 * both
    extra = more / (matched + more)
    if kind == "person":
        return factor * (1 - 0.15 * extra if matched >= 2 else 1 - 0.5 * extra)
    return factor * (1 - 0.5 * extra)
