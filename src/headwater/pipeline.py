"""The recipe: the whole journey on one page.

documents -> sentences -> parses -> mentions and claims -> entities -> passages -> origins -> items -> a published snapshot
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from headwater import __version__
from headwater.compute import Group, fingerprint_stage
from headwater.config import as_dict
from headwater.corpus import Corpus
from headwater.model.ids import hash_parts
from headwater.model.reject import Reject
from headwater.model.stage import Stage
from headwater.model.tables import REPLIES
from headwater.progress import NULL, Progress
from headwater.run import Parts, Runner
from headwater.store.case import Case, Original, hash_table
from headwater.store.judgements import read_judgements
from headwater.store.snapshot import drop_old_snapshots, record_run, write_snapshot
from headwater.workers import Pool, few_collections

if TYPE_CHECKING:
    from headwater.proposing import Asked

# --- what each stage reads, writes and stands on ----------------------------------------------------------------------

INGEST = Stage(
    "ingest", "Reading documents", "document", ("originals",), ("documents", "texts", "pages", "dates", "rejects"),
    "headwater.ingest.read:read_documents", "ingest", ("ingest",), versions="headwater.ingest.versions:reader_versions",
)  # fmt: skip
SPLIT = Stage(
    "split", "Finding sentences", "document", ("documents", "texts"), ("sentences", "rejects"),
    "headwater.annotate.sentences:split_documents", "annotate", ("annotate",),
    versions="headwater.annotate.models:model_versions",
)  # fmt: skip
PARSE = Stage(
    "parse", "Parsing sentences", "sentence", ("sentences",), ("parses",),
    "headwater.annotate.parse:parse_sentences", "annotate", ("annotate/parse.py", "annotate/reader.py", "annotate/network.py", "annotate/labels.py", "annotate/models.py", "annotate/lookup.py", "schema/lexicon.py", "schema/lexicon", "schema/reading.py"),
    load="headwater.annotate.models:load_parsers", versions="headwater.annotate.models:model_versions",
)  # fmt: skip
SPOT = Stage(
    "spot", "Finding names", "part", ("parses",), ("sentence_mentions",),
    "headwater.annotate.mentions:find_mentions", "annotate", ("annotate",),
)  # fmt: skip
READ = Stage(
    "read", "Reading claims", "part", ("parses", "sentence_mentions"), ("frames",),
    "headwater.extract.read:read_sentences", "extract", ("extract",),
)  # fmt: skip
LOCATE = Stage(
    "locate", "Placing names", "document", ("documents", "texts", "sentences", "sentence_mentions"), ("mentions",),
    "headwater.annotate.locate:locate_mentions", "annotate", ("annotate",),
)  # fmt: skip
GEOCODE = Stage(
    "geocode", "Resolving places", "document", ("documents", "texts", "mentions"), ("mentions",),
    "headwater.resolve.places:resolve_places", "resolve", ("resolve",),
    load="headwater.resolve.gazetteer:load_gazetteer", versions="headwater.resolve.gazetteer:gazetteer_version",
)  # fmt: skip
PLACE = Stage(
    "place", "Placing claims", "document", ("documents", "texts", "sentences", "mentions", "frames"), ("claims",),
    "headwater.extract.place:place_claims", "extract", ("extract",),
)  # fmt: skip
PROPOSE = Stage(
    "propose", "Checking what the language model proposes", "document",
    ("documents", "texts", "sentences", "mentions", "claims", "replies"), ("claims", "rejects"),
    "headwater.extract.propose:propose_claims", "language_model", ("extract",),
)  # fmt: skip
CITE = Stage(
    "cite", "Finding citations", "document", ("documents", "texts", "sentences", "mentions", "claims"), ("citations",),
    "headwater.origins.citations:find_citations", "origins", ("origins",),
)  # fmt: skip
CORRECT = Stage(
    "correct", "Applying corrections", "corpus", ("claims", "judgements"), ("claims",),
    "headwater.extract.correct:correct_claims", "extract", ("extract/correct.py",),
)  # fmt: skip
RESOLVE = Stage(
    "resolve", "Resolving people, bodies and equipment", "corpus", ("documents", "mentions", "claims", "judgements"),
    ("mentions", "entities", "claims"), "headwater.resolve.entities:resolve_entities", "resolve", ("resolve",),
)  # fmt: skip
CANDIDATES = Stage(
    "candidates", "Finding what a person should compare", "corpus", ("mentions", "entities", "judgements"),
    ("candidates",), "headwater.resolve.candidates:find_candidates", "resolve", ("resolve",),
)  # fmt: skip
REUSE = Stage(
    "reuse", "Finding borrowed passages", "corpus", ("documents", "texts"), ("passages",),
    "headwater.reuse.passages:find_passages", "reuse", ("reuse",),
)  # fmt: skip
DERIVE = Stage(
    "derive", "Tracing who has it from whom", "corpus",
    ("documents", "texts", "sentences", "mentions", "claims", "citations", "passages", "entities"), ("citations", "derivations"),
    "headwater.origins.derive:derive_documents", "origins", ("origins",),
)  # fmt: skip
GROUP = Stage(
    "group", "Finding which claims answer one question", "corpus", ("documents", "claims", "entities", "judgements"),
    ("claims", "asked"), "headwater.weigh.group:group_claims", "weigh", ("weigh",),
)  # fmt: skip
COUNT = Stage(
    "count", "Counting independent origins", "corpus", ("documents", "claims", "citations", "derivations", "entities"),
    ("origins", "origin_counts"), "headwater.origins.count:count_origins", "origins", ("origins",),
)  # fmt: skip
TABULATE = Stage(
    "tabulate", "Comparing values", "corpus",
    ("documents", "claims", "asked", "origins", "origin_counts"), ("items", "values", "conflicts"),
    "headwater.weigh.tabulate:tabulate_items", "weigh", ("weigh",),
)  # fmt: skip

WARN = Stage(
    "warn", "Looking for what misleads", "corpus",
    ("documents", "claims", "entities", "citations", "derivations", "origins", "items", "values", "conflicts", "judgements"),
    ("warnings", "dependents"), "headwater.weigh.warn:warn_of_case", "weigh", ("weigh",),
)  # fmt: skip

OPEN = Group("open", "Reading documents", "documents", (INGEST, SPLIT))
SENTENCES = Group("parse", "Parsing sentences", "sentences", (PARSE,))
SENTENCE_CLAIMS = Group("read", "Finding names and claims", "parts", (SPOT, READ))
DOCUMENT_CLAIMS = Group("place", "Placing claims in their documents", "documents", (LOCATE, GEOCODE, PLACE, PROPOSE, CITE))
CORPUS: tuple[Stage, ...] = (CORRECT, RESOLVE, CANDIDATES, REUSE, DERIVE, GROUP, COUNT, TABULATE, WARN)
STAGES: tuple[Stage, ...] = (*OPEN.stages, *SENTENCES.stages, *SENTENCE_CLAIMS.stages, *DOCUMENT_CLAIMS.stages, *CORPUS)


MANY_DOCUMENTS = 2_000
"""From so many on, steps over the whole case run one after another, in a worker without models: memory is bounded first."""

# --- the journey ------------------------------------------------------------------------------------------------------


def build_case(case: Case, *, progress: Progress = NULL) -> "BuildResult":
    """Run what is not yet built, and publish a snapshot.

    Args:
        case: The case.
        progress: Told how far the work has come.

    Returns:
        What was done.

    Raises:
        StoreError: The case is locked by another process, or an original was changed.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    with case.lock(), few_collections():
        try:
            replies, asked = _ask(case, progress)
            snapshot = snapshot_name(case, replies=replies)
            counts = {} if asked is None else {"language model": asked.counts()}
            if case.current() == snapshot and (case.path / "snapshots" / snapshot).is_dir():
                return _finish(case, started, clock, snapshot, "unchanged", counts)
            counts |= _build(case, snapshot, replies, progress)
        except BaseException as error:
            outcome = "stopped" if isinstance(error, KeyboardInterrupt) else "failed"
            _finish(case, started, clock, None, outcome, {})
            raise
        return _finish(case, started, clock, snapshot, "published", counts)


def _ask(case: Case, progress: Progress) -> "tuple[pl.DataFrame, Asked | None]":
    """What the language model of the case says of its passages; nothing where none is configured."""
    if not case.config.language_model.base_url:
        return REPLIES.empty(), None
    from headwater.proposing import ask_passages

    with Pool(case.config.run.workers) as pool:
        opened = Runner(case, progress, pool).per_original(OPEN)
    return ask_passages(case, opened, progress)


def _build(case: Case, snapshot: str, replies: pl.DataFrame, progress: Progress) -> dict[str, Any]:
    with Pool(case.config.run.workers) as pool:
        run = Runner(case, progress, pool)
        opened = run.per_original(OPEN)
        parsed = run.per_sentence(SENTENCES, opened, wanted="is_parsed")
        found = run.per_part(SENTENCE_CLAIMS, parsed)
        dealt = run.deal(
            found, opened, tables=("sentence_mentions", "frames"), column="sentence_id", by_document={"replies": replies}
        )
        upstream = hash_parts(snapshot_name(case, SENTENCES, SENTENCE_CLAIMS), hash_table(replies)).hex()
        placed = run.per_document(DOCUMENT_CLAIMS, opened, dealt, upstream=upstream)
        counts = _weigh(run, snapshot, (opened, found, placed))
    case.parts.sweep(run.kept)
    drop_old_snapshots(case)
    progress.update("Publishing", 1, 1, "steps")
    return counts


def _weigh(run: Runner, snapshot: str, sets: tuple[Parts, Parts, Parts]) -> dict[str, Any]:
    """Run the stages over the whole case and publish what all stages have made; the counts."""
    case, judgements = run.case, read_judgements(run.case.path)
    if case.read_intake().height > MANY_DOCUMENTS:
        run.pool.renew(1)
    upstream = hash_parts(*sets[-1].keys).hex()[:32]
    corpus = Corpus(
        run, CORPUS, sets, {"judgements": judgements}, upstream, frozenset({"frames", "sentence_mentions", "asked"})
    )

    def published() -> Iterable[tuple[str, pl.DataFrame]]:
        yield from corpus.tables()
        run.progress.update("Publishing", 0, 1, "steps")
        yield "rejects", run.rejects(*sets)

    def manifest(rows: Mapping[str, int]) -> dict[str, Any]:
        return {
            "snapshot": snapshot, "code_version": __version__, "config": as_dict(case.config), "rows": dict(sorted(rows.items())),
            "judgements": judgements["seq"].max() or 0,
            "stages": {s.name: fingerprint_stage(s, case.config) for s in STAGES},
        }  # fmt: skip

    rows = write_snapshot(case, snapshot, published(), manifest)
    return {"rows": dict(sorted(rows.items())), "parts computed": run.computed, "parts reused": run.reused}


def snapshot_name(case: Case, *groups: Group, replies: pl.DataFrame | None = None) -> str:
    """Hash of everything that decides a snapshot: originals, judgements, configuration, code, models.

    Args:
        case: The case.
        groups: Where given, only the code, configuration and models of these groups' stages.
        replies: What a language model answered, if one was asked.
    """
    stages = tuple(s for g in groups for s in g.stages) or STAGES
    prints = [fingerprint_stage(s, case.config) for s in stages]
    if groups:
        return hash_parts(*prints).hex()[:24]
    inputs = [hash_table(case.read_intake()), hash_table(case.read_rejects()), hash_table(read_judgements(case.path))]
    if replies is not None and not replies.is_empty():
        inputs.append(hash_table(replies))
    return hash_parts(__version__, *inputs, *prints).hex()[:24]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did.

    Attributes:
        outcome: `published` or `unchanged`.
        snapshot: Name of the published snapshot.
        seconds: Wall time.
        counts: Rows by table, and parts computed and reused by stage; empty where nothing changed.
    """

    outcome: str
    snapshot: str | None
    seconds: float
    counts: dict[str, Any]


def _finish(
    case: Case, started: datetime, clock: float, snapshot: str | None, outcome: str, counts: dict[str, Any]
) -> BuildResult:
    seconds = round(time.monotonic() - clock, 3)
    record_run(
        case,
        {
            "run_id": f"ru-{started:%Y%m%dT%H%M%S%f}", "started": started.isoformat(timespec="seconds"), "seconds": seconds,
            "snapshot": snapshot, "code_version": __version__, "seed": case.config.run.seed, "outcome": outcome,
            "counts": json_text(counts), "config": json_text(as_dict(case.config)),
        },
    )  # fmt: skip
    return BuildResult(outcome, snapshot, seconds, counts)


def json_text(value: object) -> str:
    """One JSON value, in one order of keys."""
    import json

    return json.dumps(value, ensure_ascii=False, sort_keys=True)


# --- taking documents in ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of what was added.

    Attributes:
        kept: New documents.
        known: Documents whose very bytes the case already held.
        rejects: What could not be taken in or read.
    """

    kept: int
    known: int
    rejects: tuple[Reject, ...]


def add_documents(case: Case, paths: Iterable[str], *, progress: Progress = NULL) -> AddResult:
    """Keep the originals that files, folders, archives, record files and addresses hold, and try to read them.

    Args:
        case: The case.
        paths: What to add; see `store.sources.open_sources`.
        progress: Told how far the work has come.

    Raises:
        InputError: A path does not exist.
        StoreError: The case is locked, or cannot be written.
    """
    from headwater.store.sources import open_sources

    rejects: list[Reject] = []

    def originals() -> Iterable[Original]:
        for found in open_sources(list(paths), config=case.config, progress=progress):
            if isinstance(found, Reject):
                rejects.append(found)
            else:
                yield Original(found.read(), **{f: getattr(found, f) for f in Original.__slots__ if f != "data"})

    kept: set[str] = set()
    known = 0
    with case.lock():
        for _, doc_id, state in case.keep(originals()):
            if isinstance(state, Reject):
                rejects.append(state)
            elif state == "known":
                known += 1
            else:
                kept.add(doc_id)
            progress.update("Keeping originals", len(kept) + known, 0, "documents")
        case.keep_rejects(rejects)
        rejects += _try_to_read(case, kept, progress)
    return AddResult(len(kept), known, tuple(rejects))


def _try_to_read(case: Case, kept: set[str], progress: Progress) -> list[Reject]:
    """Open what was kept, so that what cannot be read is said at once; the build finds the parts done."""
    if not kept:
        return []
    with Pool(case.config.run.workers) as pool:
        opened = Runner(case, progress, pool).per_original(OPEN)
    found = []
    for key in opened.keys:
        for row in case.parts.read(opened.group, key, "rejects").iter_rows(named=True):
            if row["doc_id"] in kept:
                found.append(Reject(**row))
    return found
