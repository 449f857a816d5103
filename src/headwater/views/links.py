"""Addresses that may stand in a link: a document chose them, so they are checked and spelled safely."""

from urllib.parse import quote

from headwater.values.url import is_url

_UNSAFE = frozenset("\"<>\\^`{|}' ")


def link_address(address: str | None) -> str | None:
    """An http or https address in which no character can end an attribute, an angle bracket or a line.

    Args:
        address: What the document's record or page says.

    Returns:
        The address, with unsafe and invisible characters percent-encoded; None where it is not one that a link may have.

    Example:
        >>> link_address("https://example.org/a b>"), link_address("javascript:alert(1)")
        (None, None)
    """
    if not address or not is_url(address):
        return None
    return "".join(quote(c, safe="") if c in _UNSAFE or not c.isprintable() else c for c in address.strip())
