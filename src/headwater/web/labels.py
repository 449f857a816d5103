"""Names of the parts of the site."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the navigation.

    Attributes:
        name: Key by which a page says that it is open.
        label: What a reader sees.
        path: Address.
    """

    name: str
    label: str
    path: str


SECTIONS: tuple[Section, ...] = (
    Section("home", "Case", "/"),
    Section("programmes", "Programme", "/programmes"),
    Section("items", "Items", "/items"),
    Section("claims", "Claims", "/claims"),
    Section("documents", "Documents", "/documents"),
    Section("entities", "Entities", "/entities"),
    Section("map", "Map", "/map"),
    Section("timeline", "Timeline", "/timeline"),
    Section("judge", "Judge", "/judge"),
)
