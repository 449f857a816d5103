"""Words beside names: what tells a place, a force, a unit or an office in running text; validated on load and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from headwater.errors import SchemaError
from headwater.schema.lexicon import read_list


def check(name: str, problems: list[str]) -> None:
    """Raise every problem of one list together."""
    if problems:
        raise SchemaError(f"schema/lexicon/{name}.yaml: " + "; ".join(problems))


@dataclass(frozen=True, slots=True)
class GroupWords:
    """Nouns of forces, units and movements; see `groups.yaml`. By language where languages differ."""

    of_country: Mapping[str, tuple[str, ...]]
    between: Mapping[str, tuple[str, ...]]
    unnamed: Mapping[str, tuple[str, ...]]
    office_heads: Mapping[str, tuple[str, ...]]
    office_modifiers: tuple[str, ...]
    unit_after: tuple[str, ...]
    unit_before: tuple[str, ...]
    movement_words: tuple[str, ...]
    capital_nouns: tuple[str, ...]


@cache
def load_groups() -> GroupWords:
    """Words of armed groups and organs of state; longer ones first."""
    data = read_list("groups")
    check("groups", [f"{key} is missing" for key in GroupWords.__slots__ if key not in data])
    spoken = {
        key: {lang: tuple(str(w) for w in words) for lang, words in data[key].items()}
        for key in ("of_country", "between", "unnamed", "office_heads")
    }
    plain = {key: tuple(sorted(map(str, data[key]), key=lambda w: (-len(w), w))) for key in data if key not in spoken}
    return GroupWords(
        of_country=spoken["of_country"],
        between=spoken["between"],
        unnamed=spoken["unnamed"],
        office_heads=spoken["office_heads"],
        office_modifiers=plain["office_modifiers"],
        unit_after=plain["unit_after"],
        unit_before=plain["unit_before"],
        movement_words=plain["movement_words"],
        capital_nouns=plain["capital_nouns"],
    )


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """Words that tell a place's name from another one; folded. See `place_cues.yaml`."""

    before_strong: frozenset[str]
    before_weak: frozenset[str]
    after: frozenset[str]
    person_before: frozenset[str]
    person_after: frozenset[str]
    never: frozenset[str]
    features: frozenset[str]


@cache
def load_place_cues() -> PlaceCues:
    """Words beside names of places, of all languages of the lists together."""
    data = read_list("place_cues")
    check("place_cues", [f"{key} must be a list" for key in PlaceCues.__slots__ if not isinstance(data.get(key), list)])
    return PlaceCues(*(frozenset(str(word) for word in data[key]) for key in PlaceCues.__slots__))
