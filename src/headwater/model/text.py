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
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
