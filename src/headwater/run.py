"""The runner: cuts tables into parts, calls stages in worker processes, keeps what is done. It knows no stage.

Three shapes of work run here: map (a group of stages over each part), distinct (a stage over sentences that no part
holds yet), and join (rows of one set of parts dealt out to the parts of another). A part is keyed by all that decides
its content, so a rerun finds it and a kill costs at most the parts that were being computed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from headwater.compute import Group, Task, fingerprint_stage, load_tables, merge_results, reject_one
from headwater.errors import HeadwaterError
from headwater.model.ids import hash_parts
from headwater.model.tables import REJECTS
from headwater.progress import Progress
from headwater.store.case import Case, hash_table
from headwater.workers import Job, Outcome, Pool

FEWEST_SENTENCES = 64
"""Smallest piece worth a job: loading a language model takes as long as parsing some hundred sentences."""


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
        self.progress = progress
        self.pool = pool

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
        most = self.case.config.run.sentences_per_part
        pieces = _cut_sentences(needed, most)
        tasks = [self._task(named, hash_table(p.select("sentence_id")), tables={"sentences": p}) for p in pieces]
        self._compute(named, tasks, [p.height for p in pieces])
        self.reused[name] = self.reused.get(name, 0) + len(held)
        keys = store.keys(name)
        self._keep(name, keys)
        return Parts(name, tuple(keys), tuple(1 for _ in keys), group.outputs)

    def deal(
        self,
        found: Parts,
        source: Parts,
        *,
        tables: Sequence[str],
        column: str,
        by_document: Mapping[str, pl.DataFrame] | None = None,
    ) -> "Dealer":
        """Join: for each part of `source` the rows of `found` whose `column` stands in its sentences.

        Args:
            found: Parts with the rows to deal out.
            source: Parts to deal them to.
            tables: Tables of `found`.
            column: Column that joins them.
            by_document: Whole tables whose rows go to the part that holds their document.
        """
        return Dealer(self.case, found, source, tuple(tables), column, by_document or {})

    def rejects(self, *sets: Parts) -> pl.DataFrame:
        """What was rejected on the way in and in all parts of several groups, with the names that the documents are known by."""
        store = self.case.parts
        found = [self.case.read_rejects(), *(store.read_all(p.group, p.keys, "rejects") for p in sets if "rejects" in p.tables)]
        last = next(p for p in reversed(sets) if "documents" in p.tables)
        documents = store.read_all(last.group, last.keys, "documents")
        together = (
            pl.concat(found)
            .join(documents.select("doc_id", known="external_id", file="name"), on="doc_id", how="left")
            .with_columns(pl.coalesce("external_id", "known").alias("external_id"))
        )
        return REJECTS.check(together.drop("known", "file")).unique()

    def note(self, name: str, key: str, *, is_new: bool) -> None:
        """Keep a part that a stage over the whole case has computed, or will, and count it."""
        self._keep(name, [key])
        (self.computed if is_new else self.reused)[name] = 1

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
        self.progress.update(group.doing, done, total, group.unit)
        jobs = [Job("headwater.compute:compute_part", t, n, seconds) for t, n in todo]
        lost: list[Outcome] = []
        for outcome in self.pool.run(jobs):
            if outcome.state == "done":
                done += outcome.job.size
                self.progress.update(group.doing, done, total, group.unit)
            else:
                lost.append(outcome)
        for outcome in lost:
            self._rescue(outcome)
            done += outcome.job.size
            self.progress.update(group.doing, done, total, group.unit)

    def _rescue(self, outcome: Outcome) -> None:
        """Compute a part whose worker died or hung document by document, so that only the culprit is lost."""
        task: Task = outcome.job.argument
        if outcome.state == "failed":
            raise HeadwaterError(f"{task.group.doing} failed:\n{outcome.detail}")
        tables = load_tables(self.case, task)
        column = next((t["doc_id"] for t in tables.values() if "doc_id" in t.columns), None)
        if column is None:
            raise HeadwaterError(f"{task.group.doing}: {outcome.detail}; free some memory and run the build again")
        names = sorted(set(column.to_list()))
        single = replace(task.group, name=f"{task.group.name}-single")
        jobs = [
            Job(
                "headwater.compute:compute_part",
                replace(task, group=single, key=f"{task.key}-{i}", doc_ids=(name,)),
                1,
                outcome.job.seconds or 300.0,
            )
            for i, name in enumerate(names)
        ]
        results: list[Mapping[str, pl.DataFrame]] = []
        for found in self.pool.run(jobs):
            alone: Task = found.job.argument
            if found.state == "done":
                results.append({t: self.case.parts.read(single.name, alone.key, t) for t in single.outputs})
            else:
                name = (alone.doc_ids or ("",))[0]
                results.append({"rejects": reject_one(task.group, name, found.detail, found.state)})
        self.case.parts.write(task.group.name, task.key, merge_results(task.group, results))


class Dealer(Mapping[str, Mapping[str, pl.DataFrame]]):
    """Deals rows of some parts out to the parts of others; joins nothing until it is asked for a part."""

    def __init__(
        self,
        case: Case,
        found: Parts,
        source: Parts,
        tables: tuple[str, ...],
        column: str,
        by_document: Mapping[str, pl.DataFrame],
    ) -> None:
        self._case, self._found, self._source, self._tables, self._column = case, found, source, tables, column
        self._by_document = by_document
        self._whole: dict[str, pl.DataFrame] | None = None

    def __getitem__(self, key: str) -> Mapping[str, pl.DataFrame]:
        store = self._case.parts
        if self._whole is None:
            self._whole = {
                t: store.read_all(self._found.group, self._found.keys, t).unique(maintain_order=True) for t in self._tables
            }
        ids = store.read(self._source.group, key, "sentences", [self._column]).unique()
        dealt = {t: whole.join(ids, on=self._column, how="semi", maintain_order="left") for t, whole in self._whole.items()}
        if self._by_document:
            own = store.read(self._source.group, key, "documents", ["doc_id"])
            dealt |= {t: w.join(own, on="doc_id", how="semi", maintain_order="left") for t, w in self._by_document.items()}
        return dealt

    def __iter__(self) -> Iterator[str]:
        return iter(self._source.keys)

    def __len__(self) -> int:
        return len(self._source.keys)


def _cut_sentences(needed: pl.DataFrame, most: int) -> list[pl.DataFrame]:
    """Pieces of one language each, so that a worker loads the models it needs and no more.

    Small enough that every worker of a laptop has some, never more than `most` sentences in one.
    """
    size = most
    while size > FEWEST_SENTENCES and size * 8 > needed.height:
        size //= 2
    pieces = []
    for _, rows in sorted(needed.partition_by("language", as_dict=True, maintain_order=True).items()) if needed.height else []:
        pieces += [rows.slice(i, max(1, size)) for i in range(0, rows.height, max(1, size))]
    return pieces


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
