"""Names of states as a Spanish text gives them, and the state that a capital stands for."""

from functools import cache
from typing import Any

from headwater.schema.lexicon import country_names, load_capitals


@cache
def _spanish_states() -> dict[str, str]:
    """English name of each state -> Spanish name (CLDR, through Babel)."""
    from babel import Locale

    local = Locale("es").territories
    return {name: str(local[code]) for code, name in country_names().items() if code in local}


@cache
def _seats() -> dict[str, str]:
    """Capital, case-folded, in every spelling -> Spanish name of its state."""
    names, states = country_names(), _spanish_states()
    found: dict[str, str] = {}
    for row in load_capitals():
        state = names.get(str(row.detail["country"]))
        if state is not None and state in states:
            found |= {form.casefold(): states[state] for form in row.forms}
    return found


def spoken_name(kind: str, name: str | None, text: str) -> str | None:
    """The name of a mention as a Spanish text gives it: its own words, of a state the Spanish name."""
    if kind in {"country", "demonym"}:
        return _spanish_states().get(name or text, name)
    return text if kind in {"organisation", "site", "place", "outlet"} else name


def state_of_seat(text: str | None) -> str | None:
    """The state that a capital stands for where it acts: "Teherán negó ..." is what Iran denied; None for other names."""
    return _seats().get(text.casefold()) if text else None


def name_in_spanish(claim: dict[str, Any], *, is_journey: bool = False) -> None:
    """Gives the sides of a claim of a Spanish text the names that the text itself would give them.

    Args:
        claim: `subject`, `object`, `place`; changed in place.
        is_journey: Whether the claim says where somebody goes, so that a capital is the city itself.
    """
    for role in ("subject", "object", "place"):
        parts = [p.strip() for p in (claim.get(role) or "").split(";")]
        if not parts[0]:
            continue
        parts = [_spanish_states().get(p, p) for p in parts]
        if role != "place" and not is_journey:
            parts = [state_of_seat(p) or p for p in parts]
        claim[role] = "; ".join(dict.fromkeys(parts))
