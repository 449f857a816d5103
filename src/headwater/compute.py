"""What a worker does: the stages of a group over one part; and the hashes that decide whether it must be done.

Where a stage raises, its documents are taken one at a time, so that one bad document is a reject and the rest is built.
"""

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl

from headwater.config import Config, as_dict
from headwater.errors import HeadwaterError
from headwater.model.ids import hash_parts
from headwater.model.reject import Reject
from headwater.model.spec import concat_tables
from headwater.model.stage import Stage, Tables
from headwater.model.tables import BY_NAME, REJECTS
from headwater.native import is_compiled
from headwater.store.case import Case, open_case
from headwater.workers import find_function

SHARED_CODE = ("model", "values", "schema", "errors.py")
"""What every stage stands on; a change here recomputes all but the parses."""


SAME_FAILURE = 8
"""So many documents that all fail, and not one that does not: a bug in the program, which must not pass as rejects."""


@dataclass(frozen=True, slots=True)
class Group:
    """Stages that are run one after the other over the same part.

    Attributes:
        name: Folder of its parts.
        doing: What a person reads on the progress bar.
        unit: What the bar counts.
        stages: In order.
    """

    name: str
    doing: str
    unit: str
    stages: tuple[Stage, ...]

    @property
    def outputs(self) -> tuple[str, ...]:
        """Tables that its parts hold."""
        return tuple(sorted({t for s in self.stages for t in s.outputs} | {"rejects"}))


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs to compute one part; see `compute_part`."""

    case_path: Path
    config: Config
    group: Group
    key: str
    inputs: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    tables: Mapping[str, pl.DataFrame] | None = None
    originals: pl.DataFrame | None = None
    doc_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a whole table stands: parts of one group."""

    group: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WholeTask:
    """What a worker needs to run a stage over whole tables; see `compute_whole`."""

    case_path: Path
    config: Config
    stage: Stage
    key: str
    sources: Mapping[str, Source]
    tables: Mapping[str, pl.DataFrame]


def compute_whole(task: WholeTask) -> None:
    """Run a stage over whole tables and write what it makes; runs in a worker."""
    parts = open_case(task.case_path).parts
    read = {name: parts.read_all(s.group, s.keys, name) for name, s in task.sources.items()}
    parts.write(task.stage.name, task.key, call_stage(task.stage, {**read, **task.tables}, task.config))


def compute_part(task: Task) -> int:
    """Compute one part and write it; runs in a worker.

    Where a stage raises, its documents are taken one at a time, and one that raises alone becomes a reject.

    Returns:
        Rows in the part's `rejects`.
    """
    case = open_case(task.case_path)
    tables = load_tables(case, task)
    for stage in task.group.stages:  # what fails here is the program or its set-up, never a document
        find_function(stage.function)
        _load_model(stage.load)
    try:
        result = run_stages(task.group, tables, task.config)
    except HeadwaterError:
        raise
    except Exception as error:
        if isinstance(error, TypeError) and is_compiled():
            raise  # the worker makes the call once more, from source
        result = _run_each(task, tables)
    case.parts.write(task.group.name, task.key, result)
    return result["rejects"].height


def run_stages(group: Group, tables: Tables, config: Config) -> dict[str, pl.DataFrame]:
    """The tables that a group's stages make from some tables; rejects of all stages together."""
    known, rejects = dict(tables), [REJECTS.empty()]
    made: dict[str, pl.DataFrame] = {}
    for stage in group.stages:
        found = call_stage(stage, {name: known[name] for name in stage.inputs}, config)
        rejects.append(found.pop("rejects", REJECTS.empty()))
        known |= found
        made |= found
    return made | {"rejects": pl.concat(rejects)}


def call_stage(stage: Stage, tables: Tables, config: Config) -> dict[str, pl.DataFrame]:
    """Call a stage's function and check what it returns against the declared tables."""
    section = getattr(config, stage.config)
    found = find_function(stage.function)(tables, config=section, model=_load_model(stage.load))
    return {name: BY_NAME[name].check(found[name]) for name in stage.outputs}


@cache
def _load_model(target: str | None) -> Any:
    return find_function(target)() if target else None


def load_tables(case: Case, task: Task) -> dict[str, pl.DataFrame]:
    """All tables that a task needs: its own, those of its input parts, and originals with their bytes."""
    tables = dict(task.tables or {})
    for group, key, names in task.inputs:
        for name in names:
            if name != "rejects":
                tables[name] = case.parts.read(group, key, name)
    if task.originals is not None:
        tables["originals"] = case.read_originals(task.originals)
    if task.doc_ids is not None:
        tables = {n: _only(t, task.doc_ids) for n, t in tables.items()}
    return tables


def _only(table: pl.DataFrame, doc_ids: Sequence[str]) -> pl.DataFrame:
    return table.filter(pl.col("doc_id").is_in(doc_ids)) if "doc_id" in table.columns else table


def _run_each(task: Task, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """A group over each document (or sentence) alone; one that raises becomes a reject with its traceback."""
    column = "doc_id" if any("doc_id" in t.columns for t in tables.values()) else "sentence_id"
    names = sorted({v for t in tables.values() if column in t.columns for v in t[column].to_list()})
    results: list[Mapping[str, pl.DataFrame]] = []
    failures: list[str] = []
    for name in names:
        alone = {n: t.filter(pl.col(column) == name) if column in t.columns else t for n, t in tables.items()}
        try:
            results.append(run_stages(task.group, alone, task.config))
        except Exception:  # noqa: BLE001 - the per-document border
            failures.append(traceback.format_exc(limit=-3))
            results.append({"rejects": reject_one(task.group, name, failures[-1], "failed")})
    if len(failures) == len(names) >= SAME_FAILURE:
        raise HeadwaterError(f"{task.group.doing}: all {len(names)} fail alike, so the program is at fault:\n{failures[0]}")
    return merge_results(task.group, results)


def merge_results(group: Group, results: Sequence[Mapping[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    """The tables of a part from those of its documents; what a lost document lacks is left out."""
    return {t: concat_tables(BY_NAME[t], [r[t] for r in results if t in r]) for t in group.outputs}


def reject_one(group: Group, name: str, detail: str, code: str) -> pl.DataFrame:
    """The `rejects` row of one document (or sentence) that a group could not be run on."""
    is_document = name.startswith("doc-")
    row = Reject(
        group.name, name, code, f"{group.doing} failed: {detail.strip()[-1500:]}",
        "the original is kept; report the document's kind and this text, or leave it out",
        name if is_document else None, None,
    )  # fmt: skip
    return REJECTS.from_rows([{f: getattr(row, f) for f in REJECTS.names}])


@cache
def fingerprint_code(paths: tuple[str, ...]) -> str:
    """Hash of the source files of some packages or files of Headwater: a change recomputes what stands on them."""
    root = Path(str(files("headwater")))
    found: list[str | bytes] = []
    for path in paths:
        target = root / path
        sources = [target] if target.is_file() else sorted(p for p in target.rglob("*") if p.suffix in {".py", ".yaml", ".npz"})
        for source in sources:
            found += [source.relative_to(root).as_posix(), source.read_bytes()]
    return hash_parts(*found).hex()[:32]


def fingerprint_stage(stage: Stage, config: Config) -> str:
    """Hash of all that decides a stage's result but its input: code, configuration, models."""
    versions = str(find_function(stage.versions)()) if stage.versions else ""
    settings = repr(sorted(as_dict(getattr(config, stage.config)).items())) if stage.by != "sentence" else ""
    code = stage.code if stage.by == "sentence" else stage.code + SHARED_CODE
    return hash_parts(stage.name, stage.function, fingerprint_code(code), settings, versions).hex()[:32]
