"""The runner: cuts tables into parts, calls stages in worker processes, keeps what is done. It knows no stage.

Three shapes of work run here: map (a group of stages over each part), distinct (a stage over sentences that no part
holds yet), and join (rows of one set of parts dealt out to the parts of another). A part is keyed by all that decides
its content, so a rerun finds it and a kill costs at most the parts that were being computed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from headwater.progress import Progress
from headwater.store.case import Case, hash_table, open_case
from headwater.workers import Job, Outcome, Pool, find_function

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
class Parts:
    """Parts of one group, in a fixed order.

    Attributes:
        group: Folder of the parts.
        keys: One for each part.
        sizes: Documents or sentences in each part.
        tables: Tables in each part.
    """

    group: str
    keys: tuple[str, ...]
    sizes: tuple[int, ...]
    tables: tuple[str, ...]


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


def compute_part(task: Task) -> int:
    """Compute one part and write it; runs in a worker.

    Where a stage raises, its documents are taken one at a time, and one that raises alone becomes a reject.

    Returns:
        Rows in the part's `rejects`.
    """
    case = open_case(task.case_path)
    tables = _load(case, task)
    for stage in task.group.stages:  # what fails here is the program or its set-up, never a document
        find_function(stage.function)
        _load_model(stage.load)
    try:
        result = run_stages(task.group, tables, task.config)
    except HeadwaterError:
        raise
    except Exception:  # noqa: BLE001 - the per-document border
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


def _load(case: Case, task: Task) -> dict[str, pl.DataFrame]:
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
    import traceback

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
            results.append({"rejects": _reject_one(task.group, name, failures[-1], "failed")})
    if len(failures) == len(names) >= SAME_FAILURE:
        raise HeadwaterError(f"{task.group.doing}: all {len(names)} fail alike, so the program is at fault:\n{failures[0]}")
    return _merge(task.group, results)


def _merge(group: Group, results: Sequence[Mapping[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    return {t: concat_tables(BY_NAME[t], [r[t] for r in results if t in r]) for t in group.outputs}


def _reject_one(group: Group, name: str, detail: str, code: str) -> pl.DataFrame:
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
        sources = [target] if target.is_file() else sorted(p for p in target.rglob("*") if p.suffix in {".py", ".yaml"})
        for source in sources:
            found += [source.relative_to(root).as_posix(), source.read_bytes()]
    return hash_parts(*found).hex()[:32]


def fingerprint_stage(stage: Stage, config: Config) -> str:
    """Hash of all that decides a stage's result but its input: code, configuration, models."""
    versions = str(find_function(stage.versions)()) if stage.versions else ""
    settings = repr(sorted(as_dict(getattr(config, stage.config)).items())) if stage.by != "sentence" else ""
    code = stage.code if stage.by == "sentence" else stage.code + SHARED_CODE
    return hash_parts(stage.name, stage.function, fingerprint_code(code), settings, versions).hex()[:32]


class Runner:
    """Runs groups of stages over a case.

    Args:
        case: The case, locked by the caller.
        progress: Told how far the work has come.
        pool: Worker processes.
    """

    def __init__(self, case: Case, progress: Progress, pool: Pool) -> None:
        self.case = case
        self.computed: dict[str, int] = {}
        self.reused: dict[str, int] = {}
        self.kept: dict[str, set[str]] = {}
        self._progress = progress
        self._pool = pool

    def per_original(self, group: Group) -> Parts:
        """Map a group over the originals, cut by the hash of their ids into parts of a size that suits the case."""
        intake = self.case.read_intake()
        key = self._key(group)
        tasks, keys, sizes = [], [], []
        for rows in _cut(intake, self.case.config.run.documents_per_part):
            keys.append(hash_parts(key, hash_table(rows)).hex()[:32])
            sizes.append(rows.height)
            tasks.append(self._task(group, keys[-1], originals=rows))
        self._compute(group, tasks, sizes, seconds=self.case.config.ingest.max_seconds)
        return Parts(group.name, tuple(keys), tuple(sizes), group.outputs)

    def per_document(
        self, group: Group, source: Parts, dealt: Mapping[str, Mapping[str, pl.DataFrame]], upstream: str
    ) -> Parts:
        """Map a group over the parts of another, each with the rows dealt to it.

        Args:
            group: What to run.
            source: Parts to run over.
            dealt: Part key -> further tables; only read for parts that must be computed.
            upstream: What decides the dealt rows besides the part's own content.
        """
        key = self._key(group)
        keys = [hash_parts(key, k, upstream).hex()[:32] for k in source.keys]
        tasks = []
        for own, k in zip(keys, source.keys, strict=True):
            further = None if self.case.parts.has(group.name, own) else dealt[k]
            tasks.append(self._task(group, own, inputs=((source.group, k, source.tables),), tables=further))
        self._compute(group, tasks, source.sizes)
        return Parts(group.name, tuple(keys), source.sizes, group.outputs)

    def per_part(self, group: Group, source: Parts) -> Parts:
        """Map a group over the parts of another, one to one."""
        return self.per_document(group, source, {k: {} for k in source.keys}, "")

    def per_sentence(self, group: Group, source: Parts, *, wanted: str) -> Parts:
        """Run a group over the distinct sentences that no part of it holds yet.

        Args:
            group: One stage with `by="sentence"`.
            source: Parts with the table `sentences`.
            wanted: Yes/no column of it that says which sentences to take.
        """
        name = f"{group.name}-{self._key(group)[:12]}"
        store, named = self.case.parts, replace(group, name=name)
        columns = ["sentence_id", "language", "text"]
        read = [
            store.read(source.group, k, "sentences", [*columns, wanted]).filter(pl.col(wanted)).select(columns)
            for k in source.keys
        ]
        needed = pl.concat(read).unique("sentence_id").sort("sentence_id") if read else pl.DataFrame()
        held = [store.read(name, k, "parses", ["sentence_id"])["sentence_id"] for k in store.keys(name)]
        if held and needed.height:
            needed = needed.filter(~pl.col("sentence_id").is_in(pl.concat(held).to_list()))
        size = _piece_size(needed.height, self.case.config.run.sentences_per_part)
        pieces = [needed.slice(i, size) for i in range(0, needed.height, size)]
        tasks = [self._task(named, hash_table(p.select("sentence_id")), tables={"sentences": p}) for p in pieces]
        self._compute(named, tasks, [p.height for p in pieces])
        self.reused[name] = self.reused.get(name, 0) + len(held)
        keys = store.keys(name)
        self._keep(name, keys)
        return Parts(name, tuple(keys), tuple(1 for _ in keys), group.outputs)

    def deal(self, found: Parts, source: Parts, *, tables: Sequence[str], column: str) -> "Dealer":
        """Join: for each part of `source` the rows of `found` whose `column` stands in its sentences."""
        return Dealer(self.case, found, source, tuple(tables), column)

    def gather(self, *sets: Parts) -> dict[str, pl.DataFrame]:
        """Whole tables from all parts of several groups; rejects are added up, other tables come from the last that has them."""
        tables: dict[str, pl.DataFrame] = {}
        rejects = [self.case.read_rejects()]
        for parts in sets:
            for name in parts.tables:
                whole = self.case.parts.read_all(parts.group, parts.keys, name)
                if name == "rejects":
                    rejects.append(whole)
                else:
                    tables[name] = whole
        documents = tables["documents"].select("doc_id", pl.col("external_id").alias("known"), pl.col("name").alias("file"))
        together = (
            pl.concat(rejects)
            .join(documents, on="doc_id", how="left")
            .with_columns(pl.coalesce("external_id", "known").alias("external_id"))
        )
        return tables | {"rejects": REJECTS.check(together.drop("known", "file")).unique()}

    def over_corpus(self, stage: Stage, tables: dict[str, pl.DataFrame], upstream: str) -> tuple[dict[str, pl.DataFrame], str]:
        """Run a stage over whole tables.

        Args:
            stage: The stage.
            tables: All tables so far.
            upstream: Hash of what decided them.

        Returns:
            All tables, those of the stage replaced; and the hash of what decided them now.
        """
        key = hash_parts(fingerprint_stage(stage, self.case.config), upstream).hex()[:32]
        store = self.case.parts
        self._progress.update(stage.doing, 0, 1, "steps")
        if store.has(stage.name, key):
            self.reused[stage.name] = 1
        else:
            made = call_stage(stage, {name: tables[name] for name in stage.inputs}, self.case.config)
            store.write(stage.name, key, made)
            self.computed[stage.name] = 1
        self._keep(stage.name, [key])
        self._progress.update(stage.doing, 1, 1, "steps")
        return tables | {t: store.read(stage.name, key, t) for t in stage.outputs}, hash_parts(upstream, key).hex()[:32]

    def _key(self, group: Group) -> str:
        return hash_parts(group.name, *[fingerprint_stage(s, self.case.config) for s in group.stages]).hex()[:32]

    def _task(self, group: Group, key: str, **more: Any) -> Task:
        return Task(self.case.path, self.case.config, group, key, **more)

    def _keep(self, group: str, keys: Iterable[str]) -> None:
        self.kept.setdefault(group, set()).update(keys)

    def _compute(self, group: Group, tasks: Sequence[Task], sizes: Sequence[int], *, seconds: float | None = None) -> None:
        """Compute the parts that are not there yet."""
        store = self.case.parts
        todo = [(t, n) for t, n in zip(tasks, sizes, strict=True) if not store.has(group.name, t.key)]
        self._keep(group.name, [t.key for t in tasks])
        self.reused[group.name] = len(tasks) - len(todo)
        self.computed[group.name] = len(todo)
        total, done = sum(sizes), sum(sizes) - sum(n for _, n in todo)
        self._progress.update(group.doing, done, total, group.unit)
        jobs = [Job("headwater.run:compute_part", t, n, seconds) for t, n in todo]
        lost: list[Outcome] = []
        for outcome in self._pool.run(jobs):
            if outcome.state == "done":
                done += outcome.job.size
                self._progress.update(group.doing, done, total, group.unit)
            else:
                lost.append(outcome)
        for outcome in lost:
            self._rescue(outcome)
            done += outcome.job.size
            self._progress.update(group.doing, done, total, group.unit)

    def _rescue(self, outcome: Outcome) -> None:
        """Compute a part whose worker died or hung document by document, so that only the culprit is lost."""
        task: Task = outcome.job.argument
        if outcome.state == "failed":
            raise HeadwaterError(f"{task.group.doing} failed:\n{outcome.detail}")
        tables = _load(self.case, task)
        column = next((t["doc_id"] for t in tables.values() if "doc_id" in t.columns), None)
        if column is None:
            raise HeadwaterError(f"{task.group.doing}: {outcome.detail}; free some memory and run the build again")
        names = sorted(set(column.to_list()))
        single = replace(task.group, name=f"{task.group.name}-single")
        jobs = [
            Job(
                "headwater.run:compute_part",
                replace(task, group=single, key=f"{task.key}-{i}", doc_ids=(name,)),
                1,
                outcome.job.seconds or 300.0,
            )
            for i, name in enumerate(names)
        ]
        results: list[Mapping[str, pl.DataFrame]] = []
        for found in self._pool.run(jobs):
            alone: Task = found.job.argument
            if found.state == "done":
                results.append({t: self.case.parts.read(single.name, alone.key, t) for t in single.outputs})
            else:
                name = (alone.doc_ids or ("",))[0]
                results.append({"rejects": _reject_one(task.group, name, found.detail, found.state)})
        self.case.parts.write(task.group.name, task.key, _merge(task.group, results))


class Dealer(Mapping[str, Mapping[str, pl.DataFrame]]):
    """Deals rows of some parts out to the parts of others; joins nothing until it is asked for a part."""

    def __init__(self, case: Case, found: Parts, source: Parts, tables: tuple[str, ...], column: str) -> None:
        self._case, self._found, self._source, self._tables, self._column = case, found, source, tables, column
        self._whole: dict[str, pl.DataFrame] | None = None

    def __getitem__(self, key: str) -> Mapping[str, pl.DataFrame]:
        store = self._case.parts
        if self._whole is None:
            self._whole = {
                t: store.read_all(self._found.group, self._found.keys, t).unique(maintain_order=True) for t in self._tables
            }
        ids = store.read(self._source.group, key, "sentences", [self._column]).unique()
        return {t: whole.join(ids, on=self._column, how="semi", maintain_order="left") for t, whole in self._whole.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._source.keys)

    def __len__(self) -> int:
        return len(self._source.keys)


def _piece_size(count: int, most: int) -> int:
    """Sentences in one piece: enough pieces for every worker of a laptop, and never more than `most` in one."""
    size = most
    while size > 16 and size * 8 > count:
        size //= 2
    return max(1, size)


def _cut(intake: pl.DataFrame, mean_size: int) -> list[pl.DataFrame]:
    """Rows cut by the hash in their ids into a power of two of parts, so that one more document changes one part."""
    count = 1
    while count * mean_size < intake.height:
        count *= 2
    if intake.is_empty():
        return []
    parts: dict[int, list[int]] = {}
    for i, doc_id in enumerate(intake["doc_id"].to_list()):
        parts.setdefault(int(doc_id.rpartition("-")[2][:8], 16) % count, []).append(i)
    return [intake[rows] for _, rows in sorted(parts.items())]
