"""Numbers and counts in words."""

_UNIT_WORDS = {"%": "%", "percent": "%", "per cent": "%"}


def say_number(value: float) -> str:
    """A number to read: thousands marked, whole millions and billions named.

    Example:
        >>> say_number(4500000.0)
        '4.5 million'
    """
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - the test for "not a number"
        return "not a number"
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        scaled = value / size
        if 1 <= abs(scaled) < 1000 and abs(scaled * 100 - round(scaled * 100)) < 1e-9:
            return f"{scaled:.2f}".rstrip("0").rstrip(".") + f" {name}"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.6g}"


def say_quantity(
    low: float | None,
    best: float | None,
    high: float | None,
    unit: str | None,
    *,
    is_approx: bool | None = None,
    text: str | None = None,
) -> str:
    """A quantity to read, with its range and hedge kept.

    Args:
        low: Least value in `unit`.
        best: Stated value.
        high: Greatest value.
        unit: Unit as written, money as ISO 4217.
        is_approx: Whether the words round, bound or hedge the number.
        text: The words of the number: shown where no value is known.

    Returns:
        "about 343,000 people", "20,000 to 50,000 USD", "at least 6 ships", "up to 500 km"; "" where nothing is known.

    Example:
        >>> say_quantity(20000.0, None, 50000.0, "USD")
        '20,000 to 50,000 USD'
    """
    if low is None and best is None and high is None:
        return text or ""
    if low is not None and high is not None and low != high and (best is None or not low < best < high or not is_approx):
        number = f"{say_number(low)} to {say_number(high)}"
    elif best is None and high is None and low is not None:
        number = f"at least {say_number(low)}"
    elif best is None and low is None and high is not None:
        number = f"up to {say_number(high)}"
    else:
        stated = next(x for x in (best, low, high) if x is not None)
        bound = (
            "at least "
            if high is None and low == best and is_approx
            else "up to "
            if low is None and high == best and is_approx
            else ""
        )
        number = (bound or ("about " if is_approx else "")) + say_number(stated)
    words = _UNIT_WORDS.get(unit or "", unit or "")
    return f"{number} {words}".rstrip()


def say_count(n: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: "1 document", "7 documents", "no outlets".

    Example:
        >>> say_count(1, "country", "countries")
        '1 country'
    """
    if n == 0:
        return f"no {plural or noun + 's'}"
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def say_origins(low: int, best: int, high: int) -> str:
    """A number of independent origins with its 90 % interval where it is not certain.

    Example:
        >>> say_origins(1, 1, 2)
        '1 independent origin (90 %: 1 to 2)'
    """
    words = say_count(best, "independent origin")
    return words if low == best == high else f"{words} (90 %: {low} to {high})"
