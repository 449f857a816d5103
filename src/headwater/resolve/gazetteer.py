"""Names to places: countries, regions and sites of our own lists, and the built file of towns, divisions and airfields.

The file is made by build_gazetteer.py when the package is built; without it the own lists still work, and every answer
and every "unresolved" says that they stood alone.
"""

import logging
import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from headwater.errors import ModelError, SchemaError
from headwater.resolve.folding import fold_name, has_site_word, key_of, site_key, split_words, strip_division_words

log = logging.getLogger(__name__)

Level = Literal["country", "admin1", "admin2", "city", "site", "area"]
Rank = int
"""0 own name, 1 name of a country or place in another language, 2 alternate, 3 shortened, 4 demonym."""

GAZETTEER_FILE = "data/gazetteer.sqlite"
MAX_CANDIDATES = 80
NAME_LOCALES = ("en", "es", "fr", "pt", "de", "it", "ru", "uk", "ar", "fa", "tr")
ADVICE = (
    "install a built wheel of headwater, or build the file: `npm ci --prefix gazetteer` and `python build_gazetteer.py` in "
    "the repository"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a name may mean.

    Attributes:
        key: Unique: `c:IR`, `r:black_sea`, `s:natanz` of the own lists, `g:` and a number of the file.
        name: Its name as its source writes it.
        level: What kind of answer it is: an area is a region or sea, a site a base, plant, airfield or port.
        feature: GeoNames feature code (PPLC, ADM1, ...), or the kind of site.
        country: ISO 3166-1 alpha-2, empty for areas.
        admin1: GeoNames code of the first division, empty where not known.
        admin2: Likewise, second division.
        lat: Degrees, WGS84.
        lon: Degrees.
        population: Inhabitants; the sum over its places for divisions.
        radius_m: Metres around the point that hold the place.
        geonames_id: GeoNames id, where there is one.
        source: Who says so.
    """

    key: str
    name: str
    level: Level
    feature: str
    country: str
    admin1: str
    admin2: str
    lat: float
    lon: float
    population: int
    radius_m: float
    geonames_id: int | None
    source: str

    def contains(self, other: "Place") -> bool:
        """Whether the other lies in it, by the codes of country and divisions; an area never contains by code."""
        if self.key == other.key or not self.country or self.country != other.country:
            return False
        if self.level == "country":
            return True
        if self.level == "admin1":
            return bool(other.admin1) and other.admin1 == self.admin1 and other.level not in {"country", "admin1"}
        same = bool(other.admin2) and (other.admin1, other.admin2) == (self.admin1, self.admin2)
        return self.level == "admin2" and same and other.level in {"city", "site"}


Candidate = tuple[Place, Rank]


@dataclass(frozen=True)
class Gazetteer:
    """Looks names up; made by `load_gazetteer` or `open_gazetteer`.

    Attributes:
        names: Folded name -> places of the own lists with the rank of the name.
        divisions: Folded short name ("La.", "W.Va.") -> code of the division ("US.LA").
        points: Code of a division -> middle of its area, where the centre of its towns lies far from it.
        path: The built file, or None where only the own lists are known.
        people: Folded word for the people of a division ("texan") -> code of the division.
        short_names: Exact short form of a place ("L.A.") -> its name.
        own_names: Folded name -> GeoNames id of the city that everyone calls so, where its own name is longer.
        bare_words: Folded words that alone name no place ("west").
    """

    names: Mapping[str, tuple[Candidate, ...]]
    divisions: Mapping[str, tuple[str, ...]]
    points: Mapping[str, tuple[float, float]]
    path: Path | None
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    short_names: Mapping[str, str] = field(default_factory=dict)
    own_names: Mapping[str, int] = field(default_factory=dict)
    bare_words: frozenset[str] = frozenset()
    _cache: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, repr=False, compare=False)
    _own: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_complete(self) -> bool:
        """Whether the built file is there."""
        return self.path is not None

    @cached_property
    def _db(self) -> sqlite3.Connection | None:
        if self.path is None:
            return None
        return _connect(self.path)

    def close(self) -> None:
        """Close the file, where one is open; the gazetteer opens it again when it is asked."""
        if "_db" in self.__dict__ and self._db is not None:
            self._db.close()
            del self.__dict__["_db"]

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Places that a name may mean, likeliest first, with the rank of the name; empty where none is known.

        Args:
            name: As the text writes it: "Bandar Abbas", "the U.S.", "W.Va.", "El Libertador Air Base", "Iranians".
        """
        folded = fold_name(self.short_names.get(name, name))
        if folded not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[folded] = self._find(folded)
        return self._cache[folded]

    def find_own(self, name: str) -> tuple[Candidate, ...]:
        """Places that bear just this name: without the article, plural, part or people that `find` forgives; quick.

        Args:
            name: As the text writes it.
        """
        folded = fold_name(name)
        if folded not in self._own:
            if len(self._own) > 200_000:
                self._own.clear()
            self._own[folded] = self._exact(folded)
        return self._own[folded]

    def find_site(self, name: str) -> tuple[Candidate, ...]:
        """Sites that a name may mean, also without the word for its kind; other places where no site bears it."""
        found = self.find(name)
        if sites := tuple(c for c in found if c[0].level == "site"):
            return sites
        key = site_key(fold_name(name))
        return (self._exact(key) if key else ()) or found

    def _find(self, folded: str) -> tuple[Candidate, ...]:
        for variant in _variants(folded):
            if found := self._exact(variant):
                return found
        if has_site_word(folded) and (key := site_key(folded)):
            return self._exact(key)
        return self._part_or_people(folded)

    def _part_or_people(self, folded: str) -> tuple[Candidate, ...]:
        """What "southern Lebanon" is a part of, or "Ohioans" are the people of; only places that are areas or towns."""
        first, _, rest = folded.partition(" ")
        if rest and first in _PARTS:
            whole = f"{_POINTS[first]} {rest}" if first in _POINTS else ""
            found = (self._exact(whole) if whole else ()) or self._exact(rest) or self._people(rest)
            return tuple((place, 3) for place, _ in found if place.level != "site")
        return self._people(folded)

    def _people(self, folded: str) -> tuple[Candidate, ...]:
        """The country or division whose people a word names: "Ohioans", "Texan"."""
        for word in (folded, folded.removesuffix("s")):
            if codes := self.people.get(word):
                return tuple((p, 4) for code in codes for p, _ in self._rows("select *, 1 from place where code = ?", code))
        for ending in ("ans", "ns", "an", "n"):
            if len(folded) > len(ending) + 4 and folded.endswith(ending):
                held = self._exact(folded.removesuffix(ending))
                if kept := tuple(
                    (place, 4) for place, rank in held if place.level in {"country", "admin1", "area"} and rank < 2
                ):
                    return kept
        return ()

    def _exact(self, folded: str) -> tuple[Candidate, ...]:
        found = {place.key: (place, rank) for place, rank in self.names.get(folded, ())}
        for code in self.divisions.get(folded, ()):
            for place, _ in self._rows("select *, 1 from place where code = ?", code):
                found.setdefault(place.key, (place, 1))
        sql = "select place.*, rank from name join place on place.id = name.place where key = ?"
        for place, own_rank in self._rows(sql, key_of(folded)):
            rank = 0 if place.geonames_id is not None and self.own_names.get(folded) == place.geonames_id else own_rank
            if not (place.level == "city" and rank >= 2 and place.population < 500 and found):
                found.setdefault(place.key, (place, rank))
        ranked = sorted(found.values(), key=lambda c: (-c[0].population / 10 ** c[1], c[0].key))
        return tuple(ranked[:MAX_CANDIDATES])

    def _rows(self, sql: str, value: int | str) -> Iterable[Candidate]:
        if self._db is None:
            return
        for row in self._db.execute(sql, (value,)):
            number, code, name, level, feature, country, admin1, admin2, lat, lon, population, radius, geonames_id, rank = row
            lat, lon = self.points.get(code, (lat, lon)) if level == "admin1" else (lat, lon)
            source = "GeoNames" if number > 0 else _SOURCES.get(level if level != "site" else feature, "OurAirports")
            places = (country, admin1, admin2, lat, lon, population, float(radius), geonames_id)
            yield Place(f"g:{number}", name, level, feature, *places, source), rank

    def country(self, code: str) -> Place | None:
        """The country of an ISO 3166-1 code."""
        found = self.names.get(f"iso:{code}")
        return found[0][0] if found else None


_PARTS = split_words(
    """north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern central downtown upper lower greater inner outer mid rural metropolitan norte
    sur este oeste nord sud est ouest n s e w"""
)
_POINTS = {"n": "north", "s": "south", "e": "east", "w": "west"}
_SOURCES = {"admin1": "GeoNames, centre computed", "admin2": "GeoNames, centre computed", "PRT": "sea-ports"}


def _variants(folded: str) -> Iterable[str]:
    """The name itself, then without article, possessive and plural of a demonym, and without the word for its kind."""
    yield folded
    bare = folded
    for lead in ("the ", "el ", "la ", "los ", "las ", "le ", "les ", "l "):
        if folded.startswith(lead) and len(folded) > len(lead) + 1:
            bare = folded.removeprefix(lead)
            yield bare
            break
    if len(bare) > 3 and bare.endswith("s"):
        yield bare[:-1]
    if (short := strip_division_words(bare)) != bare and len(short) > 2:
        yield short


def load_gazetteer() -> Gazetteer:
    """The gazetteer of this installation: the built file where it is there, else the own lists alone, with a warning."""
    try:
        return open_gazetteer(built_file())
    except ModelError as error:
        log.warning("places are limited to countries, regions and listed sites: %s", error)
        return _own_lists(None)


def open_gazetteer(path: Path) -> Gazetteer:
    """The gazetteer with the built file.

    Raises:
        ModelError: The file is missing or is no gazetteer; says how to build it.
    """
    if not path.is_file():
        raise ModelError(f"gazetteer file {path.name} is missing: {ADVICE}")
    gazetteer = _own_lists(path)
    try:
        gazetteer._exact("paris")  # noqa: SLF001
    except sqlite3.Error as error:
        gazetteer.close()
        raise ModelError(f"gazetteer file {path.name} cannot be read ({error}): {ADVICE}") from error
    return gazetteer


def built_file() -> Path:
    """Where the built file stands in this installation."""
    return Path(str(resources.files("headwater.resolve"))) / GAZETTEER_FILE


def gazetteer_version() -> str:
    """Names what decides the result beside the code: the digest of the built file's rows, or that there is none."""
    path = built_file()
    if not path.is_file():
        return "gazetteer own lists"
    try:
        with closing(_connect(path)) as db:
            found = db.execute("select value from source where name = 'digest'").fetchone()
    except sqlite3.Error:
        return "gazetteer unreadable"
    return f"gazetteer {found[0] if found else path.stat().st_size}"


def _connect(path: Path) -> sqlite3.Connection:
    """The file read-only; immutable, so that no lock and no journal is ever written beside it."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _own_lists(path: Path | None) -> Gazetteer:
    names: dict[str, dict[str, Candidate]] = {}
    regions = _read("regions.yaml")
    areas = [*_areas(regions["regions"]), *_features(_read("areas.yaml")["areas"])]
    for place, words in [*_countries(regions["countries"]), *areas, *_sites(_read("sites.yaml"))]:
        for word, rank in words:
            if word:
                names.setdefault(word, {}).setdefault(place.key, (place, rank))
    return Gazetteer(
        names={k: tuple(v.values()) for k, v in names.items()},
        divisions=_codes_by_name(regions["divisions"]),
        points={k: (float(lat), float(lon)) for k, (lat, lon) in regions["division_points"].items()},
        path=path,
        people=_codes_by_name(regions["division_people"]),
        short_names=regions["short_names"],
        own_names={fold_name(name): number for name, number in regions["own_names"].items()},
        bare_words=frozenset(fold_name(word) for word in regions["bare_words"]),
    )


def _codes_by_name(rows: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, words in rows.items():
        for word in words:
            found.setdefault(fold_name(word), []).append(code)
    return {k: tuple(v) for k, v in found.items()}


def _read(name: str) -> Any:
    import yaml  # the build of the gazetteer has no YAML

    text = (resources.files("headwater.schema") / name).read_text(encoding="utf-8")
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError as error:
        raise SchemaError(f"schema/{name}: not valid YAML: {error}") from error


def _countries(rows: Mapping[str, Mapping[str, Any]]) -> Iterable[tuple[Place, list[tuple[str, Rank]]]]:
    from babel import Locale

    territories = [Locale.parse(code).territories for code in NAME_LOCALES]
    for code, row in rows.items():
        spoken = [str(t[code]) for t in territories if code in t]
        name = spoken[0] if spoken else row["names"][0]
        source = "GeoNames" if row.get("basis", "geonames") == "geonames" else "own, not GeoNames"
        radius = 1000 * math.sqrt(row["area_km2"] / math.pi) + 1000
        point = (float(row["lat"]), float(row["lon"]))
        place = Place(f"c:{code}", name, "country", "PCLI", code, "", "", *point, 0, radius, row.get("geonames_id"), source)
        words = [(f"iso:{code}", 0)] + [(fold_name(w), 1 if n else 0) for n, w in enumerate([*spoken, *row.get("names", ())])]
        yield place, words + [(fold_name(w), 4) for w in row.get("demonyms", ())]


def _areas(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[Place, list[tuple[str, Rank]]]]:
    for row in rows:
        point = (float(row["lat"]), float(row["lon"]))
        key, radius = f"r:{row['id']}", 1000.0 * row["radius_km"]
        place = Place(key, row["names"][0], "area", "RGN", "", "", "", *point, 0, radius, None, "own list of regions")
        yield place, [(fold_name(w), 0) for w in row["names"]]


def _features(rows: Iterable[Sequence[Any]]) -> Iterable[tuple[Place, list[tuple[str, Rank]]]]:
    """Natural features and areas of `areas.yaml`: names, lat, lon, radius in km, kind, and whether towns bear the name."""
    for names, lat, lon, radius_km, kind, *more in rows:
        key, feature = f"r:{fold_name(names[0]).replace(' ', '_')}", "MINOR" if more else kind
        point = (float(lat), float(lon))
        yield (
            Place(key, names[0], "area", feature, "", "", "", *point, 0, 1000.0 * radius_km, None, "own list of areas"),
            [(fold_name(w), 0) for w in names],
        )


def _sites(rows: Mapping[str, Any]) -> Iterable[tuple[Place, list[tuple[str, Rank]]]]:
    for row in rows["sites"]:
        point = (float(row["lat"]), float(row["lon"]))
        radius = float(row.get("precision_m", 1500))
        key, source = f"s:{row['id']}", f"own list of sites: {row['source']}"
        place = Place(key, row["names"][0], "site", row["kind"], row["country"], "", "", *point, 0, radius, None, source)
        words = [(fold_name(w), 0) for w in row["names"]]
        yield place, words + [(site_key(w), 0) for w, _ in words if has_site_word(w)]
