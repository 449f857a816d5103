"""Text made comparable."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Lower case without accents.

    Example:
        >>> fold("Maracay, CHÁVEZ")
        'maracay, chavez'
    """
    lower = text.casefold()
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
