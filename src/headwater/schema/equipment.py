"""Equipment variants with other names, maker, role and disputed identities, read from `equipment.yaml` and kept."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from headwater.errors import SchemaError
from headwater.schema.reading import read_yaml

ROLES = frozenset({"surveillance", "armed", "one-way attack", "target", "several"})
_REQUIRED = frozenset({"variant", "family", "maker", "role", "country", "sources"})
_ALLOWED = _REQUIRED | {"names", "disputed_same_as"}


@dataclass(frozen=True, slots=True)
class EquipmentVariant:
    """One design.

    Attributes:
        variant: Name to show.
        family: Name of its family.
        names: Other names of the same design that no source disputes.
        maker: Who makes it.
        role: One of `ROLES`.
        country: ISO 3166-1 alpha-2.
        disputed_same_as: Designs that some sources call the same and others do not.
        sources: Where that stands.
    """

    variant: str
    family: str
    names: tuple[str, ...]
    maker: str
    role: str
    country: str
    disputed_same_as: tuple[str, ...]
    sources: tuple[str, ...]


def equipment_key(name: str) -> str:
    """A designator without case, marks, blanks and hyphens: "Mohajer 6" and "mohajer-6" are one.

    Example:
        >>> equipment_key("Arpía-001") == equipment_key("ARPIA 001")
        True
    """
    text = unicodedata.normalize("NFKD", name.casefold())
    return "".join(re.findall(r"[^\W_]", "".join(c for c in text if not unicodedata.combining(c))))


@cache
def load_equipment() -> Mapping[str, EquipmentVariant]:
    """Key of each name -> its variant.

    Raises:
        SchemaError: Every row that is not of the declared shape, names two designs alike, or disputes an unknown one.
    """
    data: Any = read_yaml("equipment.yaml")
    problems: list[str] = []
    known: dict[str, EquipmentVariant] = {}
    rows = [row for row in data["variants"] if _check(row, problems)]
    for row in rows:
        lists = {k: tuple(row.get(k, ())) for k in ("names", "disputed_same_as", "sources")}
        variant = EquipmentVariant(**{**row, **lists})
        for name in (variant.variant, *variant.names):
            if known.setdefault(equipment_key(name), variant).variant != variant.variant:
                problems.append(f"{variant.variant}: the name {name!r} is that of {known[equipment_key(name)].variant} too")
    for variant in known.values():
        problems += [
            f"{variant.variant}: unknown {d!r} in disputed_same_as"
            for d in variant.disputed_same_as
            if equipment_key(d) not in known
        ]
    if problems:
        raise SchemaError("schema/equipment.yaml:\n  " + "\n  ".join(sorted(set(problems))))
    return known


def _check(row: Mapping[str, Any], problems: list[str]) -> bool:
    name = row.get("variant", "a row without a variant")
    before = len(problems)
    if missing := _REQUIRED - row.keys():
        problems.append(f"{name}: lacks {sorted(missing)}")
    if extra := row.keys() - _ALLOWED:
        problems.append(f"{name}: unknown {sorted(extra)}")
    if row.get("role") not in ROLES:
        problems.append(f"{name}: role must be one of {sorted(ROLES)}, not {row.get('role')!r}")
    if not row.get("sources"):
        problems.append(f"{name}: has no source")
    return len(problems) == before
