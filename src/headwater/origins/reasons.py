"""Origins and their number in words."""

from collections.abc import Mapping, Sequence

Holder = tuple[str, str]


def name_holder(holder: Holder, external: Mapping[str, str], names: Mapping[Holder, str]) -> str:
    """A holder as it is shown: a document's external id, "Miami Herald, not held", a speaker's name."""
    kind, key = holder
    if kind == "document":
        return external.get(key, key)
    return f"{key}, not held" if kind == "unheld" else names.get(holder, key)


def word_reason(origins: Sequence[tuple[str, str, int]], n_documents: int, best: int, low: int, high: int) -> str:
    """Why a value has so many independent origins, in one sentence.

    Args:
        origins: Kind, name and number of documents of each origin of the most likely forest.
        n_documents: Documents that propose the value.
        best: Most likely number of origins.
        low: 5th percentile.
        high: 95th percentile.

    Example:
        >>> word_reason([("unheld document", "Miami Herald, not held", 7)], 7, 1, 1, 1)
        'All 7 documents lead back to Miami Herald, which is not held.'
    """
    ranked = sorted(origins, key=lambda o: (-o[2], o[1]))
    doubt = "" if low == high else f"; between {low} and {high} are possible, because some derivations are uncertain"
    if len(ranked) == 1:
        return _one(ranked[0], n_documents) + doubt + "."
    shown = [f"{_short(name)} ({n})" for _, name, n in ranked[:4]]
    rest = len(ranked) - len(shown)
    listed = ", ".join(shown[:-1]) + " and " + shown[-1] if not rest else ", ".join(shown) + f" and {rest} more"
    alone = sum(1 for kind, _, n in ranked if kind == "document" and n == 1)
    own = f"; {alone} of them name no source and no upstream was found" if alone else ""
    head = (
        f"{n_documents} documents lead back to {len(ranked)} origins"
        if n_documents > 1
        else f"One document gives {len(ranked)} origins"
    )
    if best != len(ranked):
        own += f"; {best} is the most likely number over all sampled chains"
    return f"{head}: {listed}{own}{doubt}."


def _short(name: str) -> str:
    return name.removesuffix(", not held")


def _one(origin: tuple[str, str, int], n_documents: int) -> str:
    kind, name, _ = origin
    all_ = f"All {n_documents} documents" if n_documents > 1 else "The one document"
    verb = "lead" if n_documents > 1 else "leads"
    if kind == "document":
        return (
            f"{all_} {verb} back to {name}" if n_documents > 1 else "One document; it names no source and no upstream was found"
        )
    if kind == "unheld document":
        return f"{all_} {verb} back to {_short(name)}, which is not held"
    if kind == "unnamed source":
        return f"{all_} {verb} back to a source without a name: {name}"
    return f"{all_} {'report' if n_documents > 1 else 'reports'} what {name} says"
