"""What a site lets programs fetch (robots.txt).

Source: RFC 9309, Robots Exclusion Protocol, 2022.
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

MAX_BYTES = 512_000
"""RFC 9309, 2.5: at least 500 KiB must be read; the rest may be left."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a group: a path pattern that is allowed or not."""

    pattern: str
    is_allowed: bool


def parse_robots(text: str, *, agent: str) -> tuple[Rule, ...]:
    r"""The rules for one agent: those of the groups that name it, else those for all.

    Args:
        text: The file.
        agent: Product name, compared without regard to case.

    Example:
        >>> parse_robots("User-agent: *\nDisallow: /private", agent="headwater")
        (Rule(pattern='/private', is_allowed=False),)
    """
    groups: dict[str, list[Rule]] = {}
    agents: list[str] = []
    is_open = False
    for raw in text.splitlines()[:20000]:
        name, _, value = raw.split("#", 1)[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if name == "user-agent":
            agents = [*agents, value.lower()] if is_open else [value.lower()]
            is_open = True
            groups.setdefault(value.lower(), [])
        elif name in {"allow", "disallow"}:
            is_open = False
            if value:
                for one in agents:
                    groups[one].append(Rule(_normalise(value[:2000]), name == "allow"))
    own = [rules for name, rules in groups.items() if name != "*" and name.split("/")[0].strip() == agent.lower()]
    return tuple(rule for rules in own or [groups.get("*", [])] for rule in rules)


def is_allowed(url: str, rules: tuple[Rule, ...]) -> bool:
    """Whether an address may be fetched: the longest rule that matches it decides, and of equals the one that allows."""
    parts = urlsplit(url)
    path = _normalise((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    if path == "/robots.txt":
        return True
    found = [rule for rule in rules if _matches(rule.pattern, path)]
    return max(found, key=lambda r: (len(r.pattern), r.is_allowed)).is_allowed if found else True


def _normalise(path: str) -> str:
    return quote(unquote(path), safe="/?*$=&;:@!,+~-._()'")


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern with `*` and a final `$` matches the start of a path; takes the first place for each piece."""
    is_anchored = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    place = len(pieces[0])
    for n, piece in enumerate(pieces[1:], start=1):
        if is_anchored and n == len(pieces) - 1:
            return path.endswith(piece) and len(path) - len(piece) >= place
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not is_anchored or place == len(path)
