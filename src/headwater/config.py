"""One typed configuration: defaults < headwater.toml < environment < flags; an unknown key is an error.

Every field has a unit or range, a default and why that default, in its metadata; the reference page and
`headwater init` are written from them.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from headwater.errors import ConfigError


def option(default: Any, meaning: str, *, low: float | None = None, high: float | None = None) -> Any:
    """A configuration field with its meaning (unit, range, why this default)."""
    return field(default=default, metadata={"meaning": meaning, "low": low, "high": high})


@dataclass(frozen=True, slots=True)
class IngestConfig:
    """Reading of documents."""

    max_document_mb: float = option(
        50.0, "largest single document, MB; a novel is 1 MB, a scanned report 20", low=0.001, high=2000
    )
    max_archive_mb: float = option(4000.0, "most bytes that one archive may unpack to, MB", low=0.001, high=100000)
    max_archive_ratio: float = option(
        200.0, "most times an archive member may grow when unpacked; text reaches 20", low=2, high=100000
    )
    max_archive_members: int = option(200000, "most members of one archive", low=1, high=10000000)
    max_text_chars: int = option(
        5000000, "longest canonical text, code points; the parser's time grows with it", low=1000, high=100000000
    )
    max_seconds: float = option(60.0, "longest time for one document, seconds; then it is a reject", low=1, high=3600)


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """Getting a page by its address."""

    timeout_s: float = option(20.0, "longest wait for a server, seconds", low=1, high=300)
    max_mb: float = option(50.0, "largest answer, MB", low=0.001, high=2000)
    max_redirects: int = option(5, "most redirects that are followed", low=0, high=20)
    allow_private: bool = option(
        False, "whether private and loopback addresses may be fetched; a page could otherwise reach your own network"
    )
    obey_robots: bool = option(True, "whether robots.txt is obeyed")


@dataclass(frozen=True, slots=True)
class AnnotateConfig:
    """Sentences and names."""

    gate: bool = option(True, "whether only sentences with a trigger, designator or name are parsed; off parses all")
    max_sentence_chars: int = option(
        2000, "longest sentence that is parsed, code points; longer ones are lists or tables", low=100, high=20000
    )


@dataclass(frozen=True, slots=True)
class ExtractConfig:
    """Claims."""

    min_confidence: float = option(0.0, "claims below this confidence are left out, 0 to 1", low=0, high=1)


@dataclass(frozen=True, slots=True)
class LanguageModelConfig:
    """A language model that proposes claims beside the rules; off unless an address and a model are set."""

    base_url: str = option("", "address of an OpenAI-compatible endpoint, such as http://127.0.0.1:8080/v1; empty means off")
    model: str = option("", "model to ask, as the endpoint names it")
    key_variable: str = option(
        "HEADWATER_LANGUAGE_MODEL_KEY", "environment variable that holds the key; the key itself is never written to the case"
    )
    timeout_s: float = option(
        120.0, "longest wait for one answer, seconds; a laptop model writes 50 tokens a second", low=1, high=3600
    )
    max_tokens: int = option(1200, "longest answer, tokens; one claim takes about 100", low=50, high=32000)
    passage_chars: int = option(
        1500,
        "longest passage that is asked about at once, code points; with the instructions it fits 4,096 tokens",
        low=200,
        high=50000,
    )
    max_passages: int = option(
        2000, "most passages that one build asks about; what is left is asked about by the next", low=0, high=10000000
    )
    price_in: float = option(
        0.0, "price of a million tokens read, in the currency you like; for the cost that is shown", low=0, high=10000
    )
    price_out: float = option(0.0, "price of a million tokens written", low=0, high=10000)


@dataclass(frozen=True, slots=True)
class ResolveConfig:
    """Entities."""

    min_score: float = option(0.85, "least score at which two names are proposed as one entity, 0 to 1", low=0, high=1)


@dataclass(frozen=True, slots=True)
class ReuseConfig:
    """Borrowed passages."""

    shingle_words: int = option(
        5, "words in a shingle (findings: word 5-grams; 3 links stock phrases, 8 misses edits)", low=2, high=20
    )
    window: int = option(
        8, "shingles in a winnowing window: every shared run of shingle + window - 1 words is found", low=1, high=64
    )
    min_shared_words: int = option(20, "least words in a borrowed passage; shorter runs are stock phrases", low=5, high=1000)


@dataclass(frozen=True, slots=True)
class OriginsConfig:
    """Who has it from whom."""

    seed: int = option(20251122, "seed of the sampled forests", low=0, high=2**31 - 1)
    samples: int = option(
        400, "forests sampled over uncertain derivations for the number of independent origins", low=1, high=100000
    )
    min_confidence: float = option(0.2, "derivations below this confidence are not shown, 0 to 1", low=0, high=1)


@dataclass(frozen=True, slots=True)
class WeighConfig:
    """Items, values and conflicts."""

    same_value_share: float = option(
        0.02, "numbers closer than this share are one value where either is approximate", low=0, high=0.5
    )


@dataclass(frozen=True, slots=True)
class RunConfig:
    """The runner."""

    workers: int = option(0, "worker processes, one thread each; 0 means one for each core", low=0, high=512)
    seed: int = option(20251122, "seed of everything that is sampled", low=0, high=2**31 - 1)
    documents_per_part: int = option(64, "documents in one part: what a kill can cost", low=1, high=100000)
    sentences_per_part: int = option(256, "distinct sentences in one part of the parse", low=1, high=100000)


@dataclass(frozen=True, slots=True)
class ServeConfig:
    """The local web server."""

    page_rows: int = option(50, "rows on one page of a list", low=5, high=1000)
    query_seconds: float = option(5.0, "longest time for one query, seconds", low=0.1, high=120)


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a case; a stage receives only its own section."""

    title: str = option("Untitled case", "name of the case, shown on every page and report")
    ingest: IngestConfig = field(default_factory=IngestConfig)
    fetch: FetchConfig = field(default_factory=FetchConfig)
    annotate: AnnotateConfig = field(default_factory=AnnotateConfig)
    extract: ExtractConfig = field(default_factory=ExtractConfig)
    language_model: LanguageModelConfig = field(default_factory=LanguageModelConfig)
    resolve: ResolveConfig = field(default_factory=ResolveConfig)
    reuse: ReuseConfig = field(default_factory=ReuseConfig)
    origins: OriginsConfig = field(default_factory=OriginsConfig)
    weigh: WeighConfig = field(default_factory=WeighConfig)
    run: RunConfig = field(default_factory=RunConfig)
    serve: ServeConfig = field(default_factory=ServeConfig)


def load_config(
    path: Path | None = None, *, environment: Mapping[str, str] | None = None, flags: Mapping[str, Any] | None = None
) -> Config:
    """The configuration of a case.

    Args:
        path: `headwater.toml`; None or a missing file means defaults.
        environment: Variables such as `HEADWATER_RUN_WORKERS=1`; None reads none.
        flags: Dotted keys from the command line, such as `{"run.workers": 1}`.

    Returns:
        The configuration, every value checked.

    Raises:
        ConfigError: Lists every unknown key, wrong type and value out of range, with where each stands.
    """
    problems: list[str] = []
    settings: dict[str, tuple[Any, str]] = {}
    if path is not None and path.is_file():
        try:
            _flatten(tomllib.loads(path.read_text(encoding="utf-8")), "", str(path), settings)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}: not valid TOML: {error}") from error
    known = {f"HEADWATER_{k.replace('.', '_').upper()}": k for k in describe_options()}
    for variable, value in (environment or {}).items():
        if variable in known:
            settings[known[variable]] = (value, f"environment variable {variable}")
    for key, value in (flags or {}).items():
        settings[key] = (value, f"flag for {key}")
    config = Config()
    for key, (value, where) in settings.items():
        config = _set(config, key, value, where, problems)
    if problems:
        raise ConfigError("configuration:\n  " + "\n  ".join(problems))
    return config


def describe_options() -> dict[str, tuple[str, Any, Mapping[str, Any]]]:
    """Dotted key -> (type name, default, metadata) for every option, in order."""
    found: dict[str, tuple[str, Any, Mapping[str, Any]]] = {}
    defaults = Config()
    for top in fields(Config):
        value = getattr(defaults, top.name)
        if hasattr(value, "__dataclass_fields__"):
            for f in fields(value):
                found[f"{top.name}.{f.name}"] = (type(getattr(value, f.name)).__name__, getattr(value, f.name), f.metadata)
        else:
            found[top.name] = (type(value).__name__, value, top.metadata)
    return found


def as_dict(config: Any) -> dict[str, Any]:
    """A configuration, or one section of it, as plain values."""
    return asdict(config)


def from_environment() -> dict[str, str]:
    """Variables of this process that may hold settings."""
    return {k: v for k, v in os.environ.items() if k.startswith("HEADWATER_")}


def _flatten(table: Mapping[str, Any], prefix: str, where: str, found: dict[str, tuple[Any, str]]) -> None:
    for key, value in table.items():
        if isinstance(value, Mapping):
            _flatten(value, f"{prefix}{key}.", where, found)
        else:
            found[prefix + key] = (value, where)


def _set(config: Config, key: str, value: Any, where: str, problems: list[str]) -> Config:
    options = describe_options()
    if key not in options:
        near = [k for k in options if k.split(".")[-1] == key.rsplit(".", maxsplit=1)[-1]] or list(options)
        problems.append(f"{where}: unknown key {key!r}; known: {', '.join(near[:6])}")
        return config
    kind, default, meta = options[key]
    try:
        cast = _cast(value, type(default))
    except ValueError:
        problems.append(f"{where}: {key} must be {kind}, got {value!r}")
        return config
    low, high = meta.get("low"), meta.get("high")
    if (low is not None and cast < low) or (high is not None and cast > high):
        problems.append(f"{where}: {key} must be between {low} and {high}, got {value!r}")
        return config
    section, _, name = key.rpartition(".")
    if not section:
        return replace(config, **{name: cast})
    return replace(config, **{section: replace(getattr(config, section), **{name: cast})})


def _cast(value: Any, kind: type) -> Any:
    if kind is bool:
        if isinstance(value, bool):
            return value
        if str(value).lower() in {"1", "true", "yes", "on"}:
            return True
        if str(value).lower() in {"0", "false", "no", "off"}:
            return False
        raise ValueError
    if isinstance(value, bool) and kind is not str:
        raise ValueError
    if kind is int and isinstance(value, float) and value != int(value):
        raise ValueError
    return kind(value)
