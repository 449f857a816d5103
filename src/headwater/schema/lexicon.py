"""Names that lists give: countries, outlets, bodies, equipment, titles, sites; validated on load and kept.

The lists are YAML files in `schema/lexicon/`, each with its source in its head. A file that is not of the declared shape
is an error at the first load, with every problem of the file in one message.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

from headwater.errors import SchemaError

LANGUAGES = ("en", "es", "fr", "pt")
"""Languages that the lists cover; English and Spanish in full."""


@dataclass(frozen=True, slots=True)
class ListedName:
    """A thing with the forms in which its name is written.

    Attributes:
        name: Canonical name.
        kind: Mention kind of `entity_kinds.yaml`.
        forms: Spellings; one in capitals matches in capitals alone, one that begins with a small letter in either case.
        detail: What the list says of it: country, class, domain, family, variant.
    """

    name: str
    kind: str
    forms: tuple[str, ...]
    detail: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EquipmentFamily:
    """A family of equipment.

    Attributes:
        name: Canonical name.
        stems: Words that may stand before a number: `Mohajer`, `Muhajer`.
        forms: Names that stand alone, with the variant that each names (its own words where it is a variant).
        is_numbered: Whether variants are written as stem and number.
        detail: class and country.
        spellings: Other ways to write a variant: `Harpy-001` for `Arpía-001`.
        same_as: Designs that are one under two names: `Geran-2` is `Shahed-136`.
    """

    name: str
    stems: tuple[str, ...]
    forms: tuple[str, ...]
    is_numbered: bool
    detail: Mapping[str, str | None]
    spellings: Mapping[str, str]
    same_as: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Designators:
    """What tells an equipment designator from another word with a number.

    Attributes:
        families: All families.
        prefixes: Letters before a number that tell the family: `Su`, `F`; with family, class, country.
        not_before_number: Words and letters that stand before numbers of other things, case-folded.
    """

    families: tuple[EquipmentFamily, ...]
    prefixes: Mapping[str, Mapping[str, str | None]]
    not_before_number: frozenset[str]


@dataclass(frozen=True, slots=True)
class GateWords:
    """Words that make a sentence of a language worth a parse, all case-folded."""

    cues: frozenset[str]
    units: frozenset[str]
    numbers: frozenset[str]
    pronouns: frozenset[str]
    relatives: frozenset[str]
    clitics: frozenset[str]
    participles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteWords:
    """Head nouns of sites in one language: after the name, and before it."""

    after: tuple[str, ...]
    before: tuple[str, ...]


def read_list(name: str) -> Mapping[str, Any]:
    """One YAML file of `schema/lexicon/`.

    Raises:
        SchemaError: The file is missing or no mapping.
    """
    try:
        text = resources.files("headwater.schema").joinpath("lexicon", f"{name}.yaml").read_text(encoding="utf-8")
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    except (OSError, yaml.YAMLError) as error:
        raise SchemaError(f"schema/lexicon/{name}.yaml cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise SchemaError(f"schema/lexicon/{name}.yaml must hold a mapping, not {type(data).__name__}")
    return data


def _check(name: str, problems: list[str]) -> None:
    if problems:
        raise SchemaError(f"schema/lexicon/{name}.yaml: " + "; ".join(problems))


def _rows(file: str, key: str, required: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = read_list(file).get(key)
    if not isinstance(rows, list):
        raise SchemaError(f"schema/lexicon/{file}.yaml: {key} must be a list")
    problems = [f"{row.get('name', row)!r} lacks {k}" for row in rows for k in required if k not in row]
    problems += [
        f"{row['name']!r}: {v!r} is not text"
        for row in rows
        for v in [row.get("name"), *row.get("aliases", [])]
        if not isinstance(v, str)
    ]
    names = [row.get("name") for row in rows]
    problems += [f"{n!r} stands twice" for n in sorted({str(n) for n in names if names.count(n) > 1})]
    _check(file, problems)
    return rows


@cache
def load_outlets() -> tuple[ListedName, ...]:
    """News outlets and agencies; detail has domain, language, country and class."""
    rows = _rows("outlets", "outlets", ("name", "domain", "language", "country", "class", "aliases"))
    return tuple(
        ListedName(row["name"], "outlet", _forms(row), {k: row[k] for k in ("domain", "language", "country", "class")})
        for row in rows
    )


@cache
def load_weak_names() -> Mapping[str, str]:
    """Short names of outlets that count only beside the full one, case-folded: `herald` for Miami Herald."""
    rows = _rows("outlets", "outlets", ("name",))
    return {weak.casefold(): row["name"] for row in rows for weak in row.get("weak", [])}


@cache
def load_bodies() -> tuple[ListedName, ...]:
    """Organisations; detail has country and class."""
    rows = _rows("bodies", "bodies", ("name", "country", "class", "aliases"))
    return tuple(
        ListedName(row["name"], "organisation", _forms(row), {k: row[k] for k in ("country", "class")}) for row in rows
    )


def _forms(row: Mapping[str, Any]) -> tuple[str, ...]:
    if "strict" in row:
        return tuple(dict.fromkeys(row["strict"]))
    weak = set(row.get("weak", []))
    bare = row["name"].split(" (")[0]
    return tuple(dict.fromkeys(f for f in (bare, *row["aliases"]) if f not in weak))


@cache
def load_countries() -> tuple[ListedName, ...]:
    """Countries and territories in all languages of the lists; name in English, detail has the ISO 3166-1 code.

    Source: Unicode CLDR territory names, through babel, and `countries.yaml`.
    """
    names = country_names()
    forms = _country_forms()
    return tuple(ListedName(names[code], "country", tuple(forms[code]), {"country": code}) for code in sorted(names))


@cache
def country_names() -> Mapping[str, str]:
    """English name of each country by its ISO 3166-1 alpha-2 code."""
    from babel import Locale

    data = read_list("countries")
    territories = Locale("en").territories
    names = {
        code: str(territories[code])
        for code in territories
        if isinstance(code, str) and len(code) == 2 and code.isalpha() and code not in data["skip"]
    }
    names |= data["historic"]
    short = {"HK": "Hong Kong", "MO": "Macao", "PS": "Palestine", "MM": "Myanmar", "CD": "Democratic Republic of the Congo"}
    return {**names, **{k: v for k, v in short.items() if k in names}, "CG": "Republic of the Congo", "TR": "Türkiye"}


def _country_forms() -> dict[str, list[str]]:
    from babel import Locale

    aliases = read_list("countries")["aliases"]
    names = country_names()
    problems = [f"{code} has aliases but is no country of CLDR" for code in sorted(aliases) if code not in names]
    _check("countries", problems)
    local = [Locale(language).territories for language in LANGUAGES]
    forms = {}
    for code in names:
        found = [names[code], *(str(t[code]) for t in local if code in t), *aliases.get(code, [])]
        forms[code] = list(dict.fromkeys(f for f in found if len(f) > 1))
    return forms


@cache
def load_demonyms() -> tuple[ListedName, ...]:
    """Words for "of this country"; name is the country's, detail has its code."""
    rows = read_list("demonyms")["demonyms"]
    names = country_names()
    _check("demonyms", [f"{code!r} is no country" for code in rows if code not in names])
    return tuple(
        ListedName(names[code], "demonym", tuple(dict.fromkeys(_demonym_forms(words))), {"country": code})
        for code, words in rows.items()
    )


def _demonym_forms(words: Mapping[str, list[str]]) -> Iterator[str]:
    for word in words.get("en", []):
        yield word
        if not word.endswith(("ese", "sh", "ch", "s", "men", "man", "i")) or word.endswith("i"):
            yield word + "s"
    for word in words.get("es", []):
        yield from _inflect_es(word)
    for word in words.get("fr", []):
        yield from _inflect_fr(word)
    for word in words.get("pt", []):
        yield from _inflect_pt(word)


def _inflect_es(word: str) -> Iterator[str]:
    yield word
    if word.endswith("o"):
        yield from (word[:-1] + e for e in ("a", "os", "as"))
    elif word.endswith(("és", "án", "ón", "ol", "ín")):
        plain = word[:-2] + word[-2:].translate(str.maketrans("éáóí", "eaoi"))
        yield from (plain + e for e in ("a", "es", "as"))
    elif word.endswith(("í", "ú")):
        yield from (word + "es", word + "s")
    else:
        yield word + "s"


def _inflect_fr(word: str) -> Iterator[str]:
    yield word
    if word.endswith(("en", "on")):
        yield from (word + "s", word + "ne", word + "nes")
    elif word.endswith(("ais", "ois")):
        yield from (word + "e", word + "es")
    elif word.endswith("e"):
        yield word + "s"
    elif word.endswith("c"):
        yield from (word + "s", word[:-1] + "que", word[:-1] + "ques")
    else:
        yield from (word + "s", word + "e", word + "es")


def _inflect_pt(word: str) -> Iterator[str]:
    yield word
    if word.endswith("o") and not word.endswith("ão"):
        yield from (word[:-1] + e for e in ("a", "os", "as"))
    elif word.endswith("ês"):
        yield from (word[:-2] + e for e in ("esa", "eses", "esas"))
    elif word.endswith("ão"):
        yield from (word[:-2] + e for e in ("ã", "ães", "ãos", "ãs"))
    else:
        yield word + "s"


@cache
def load_people() -> tuple[ListedName, ...]:
    """Holders of public office; detail has country."""
    rows = _rows("people", "people", ("name", "country", "aliases", "surname"))
    return tuple(
        ListedName(row["name"], "person", (row["name"], *row["aliases"], *row["surname"]), {"country": row["country"]})
        for row in rows
    )


@cache
def load_given_names() -> frozenset[str]:
    """Given names, case-folded: a capitalised word after one of them is a surname."""
    return frozenset(str(name).casefold() for name in read_list("people")["given"])


@cache
def load_capitals() -> tuple[ListedName, ...]:
    """Capitals; detail has the code of their country."""
    rows = read_list("capitals")["capitals"]
    _check("capitals", [f"{code!r} is no country" for code in rows if code not in country_names()])
    return tuple(
        ListedName(names[0], "place", tuple(names), {"country": code, "is_capital": "yes"}) for code, names in rows.items()
    )


@cache
def load_sites() -> tuple[ListedName, ...]:
    """Sites that reports name often, of `schema/sites.yaml`; detail has country and class."""
    text = resources.files("headwater.schema").joinpath("sites.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["sites"]  # noqa: S506
    return tuple(
        ListedName(row["names"][0], "site", tuple(row["names"]), {"country": row["country"], "class": row["kind"]})
        for row in rows
    )


@cache
def load_designators() -> Designators:
    """Equipment families and what tells a designator."""
    rows = _rows("equipment", "families", ("name", "class", "country", "aliases"))
    data = read_list("equipment")
    words = frozenset(str(w).casefold() for w in data["not_before_number"])
    return Designators(tuple(_family(row) for row in rows), data["prefixes"], words)


def _family(row: Mapping[str, Any]) -> EquipmentFamily:
    name = row["name"].split(" (")[0]
    is_numbered, is_bare = bool(row.get("numbered")), bool(row.get("bare"))
    never = set(row.get("never_bare", []))
    plain = [a for a in row["aliases"] if not any(c.isdigit() for c in a) and " " not in a and "-" not in a]
    full = [a for a in row["aliases"] if a not in plain or not is_numbered or (is_bare and a not in never)]
    forms = [*full, *([name, name + "s"] if is_bare else [])]
    return EquipmentFamily(
        name=name,
        stems=(name, *row["aliases"]) if is_numbered else (name,),
        forms=tuple(dict.fromkeys(forms)),
        is_numbered=is_numbered,
        detail={"class": row["class"], "country": row["country"]},
        spellings={s: to for to, others in row.get("spellings", {}).items() for s in others},
        same_as={s: to for to, others in row.get("same", {}).items() for s in others},
    )


@cache
def load_gate_words(language: str) -> GateWords:
    """Words of the gate for a language; empty where the list has none."""
    data = read_list("gate")
    words = {
        name: frozenset(str(w).casefold() for w in data[name].get(language, []))
        for name in ("cues", "units", "numbers", "pronouns", "relatives", "clitics")
    }
    return GateWords(**words, participles=tuple(data["participles"].get(language, ())))


@cache
def load_words(name: str) -> frozenset[str]:
    """One set of `words.yaml`, where its meaning stands.

    Raises:
        SchemaError: There is no such set.
    """
    rows = read_list("words")
    if name not in rows:
        raise SchemaError(f"schema/lexicon/words.yaml has no set {name!r}; it has {', '.join(rows)}")
    return frozenset(str(word) for word in rows[name])


@cache
def load_titles(language: str) -> tuple[str, ...]:
    """Ranks and offices that stand before a person's name, longest first."""
    rows = read_list("titles")["before"]
    return tuple(sorted(dict.fromkeys(str(w) for w in rows.get(language, [])), key=lambda w: (-len(w), w)))


@cache
def load_site_words(language: str) -> SiteWords:
    """Head nouns of sites, longest first."""
    data = read_list("sites")
    after, before = (
        sorted({str(w) for w in data[key].get(language, [])}, key=lambda w: (-len(w), w)) for key in ("after", "before")
    )
    return SiteWords(tuple(after), tuple(before))
