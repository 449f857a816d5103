"""Runs the stages over the whole case: each in a worker as soon as what it reads is there, side by side where it can.

What a stage waits for is declared in the recipe: it reads each table from the last stage before it that writes it. A stage
is keyed by the keys of what it reads, so that a rerun computes only what a change reaches.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from headwater.compute import Source, WholeTask, compute_whole, fingerprint_stage
from headwater.errors import HeadwaterError
from headwater.model.ids import hash_parts
from headwater.model.stage import Stage
from headwater.run import Parts, Runner
from headwater.store.case import hash_table
from headwater.workers import Job, Outcome


class Corpus:
    """The stages over the whole case.

    Args:
        run: The runner, with its pool of workers.
        stages: In the order of the recipe.
        sets: What the groups before have made; a table comes from the last that has it.
        given: Further tables, small enough to be sent to a worker.
        upstream: Hash of what decided the sets.
        inner: Joints between groups that nobody asks for.
    """

    def __init__(
        self,
        run: Runner,
        stages: Sequence[Stage],
        sets: Sequence[Parts],
        given: Mapping[str, pl.DataFrame],
        upstream: str,
        inner: frozenset[str] = frozenset(),
    ) -> None:
        self._run = run
        self._tasks: dict[str, WholeTask] = {}
        self._waits: dict[str, set[str]] = {}
        latest = {n: Source(p.group, p.keys) for p in sets for n in p.tables if n != "rejects"}
        made: dict[str, str] = {}
        for stage in stages:
            read = {n: latest[n] for n in stage.inputs if n not in given}
            decided = [f"{n} {latest[n].keys[0]}" for n in stage.inputs if n in made]
            own = {n: given[n] for n in stage.inputs if n in given}
            decided += [f"{n} {hash_table(table)}" for n, table in own.items()]
            key = hash_parts(fingerprint_stage(stage, run.case.config), upstream, *decided).hex()[:32]
            self._tasks[stage.name] = WholeTask(run.case.path, run.case.config, stage, key, read, own)
            self._waits[stage.name] = {made[n] for n in stage.inputs if n in made}
            latest |= dict.fromkeys(stage.outputs, Source(stage.name, (key,)))
            made |= dict.fromkeys(stage.outputs, stage.name)
        self._latest = latest
        order = {"": 0} | {s.name: i for i, s in enumerate(stages, start=1)}
        self._ends = sorted(((made.get(n, ""), n) for n in latest if n not in inner), key=lambda e: (order[e[0]], e[1]))
        self._depth: dict[str, int] = {}
        for stage in reversed(stages):
            below = [self._depth[n] for n, waits in self._waits.items() if stage.name in waits]
            self._depth[stage.name] = 1 + max(below, default=0)

    def tables(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """Run what was not run before, and give each table once it is final, in a fixed order.

        Those that no stage changes come first, while the stages run.

        Raises:
            HeadwaterError: A stage failed.
        """
        store, pool = self._run.case.parts, self._run.pool
        done = {n for n, t in self._tasks.items() if store.has(n, t.key)}
        for name, task in self._tasks.items():
            self._run.note(name, task.key, is_new=name not in done)
        todo = {n: t for n, t in self._tasks.items() if n not in done}
        jobs: deque[Job] = deque()
        ends = deque(self._ends)
        while ends or len(done) < len(self._tasks):
            self._queue(jobs, todo, done)
            pool.start(jobs)
            is_final = bool(ends) and ends[0][0] in done | {""}
            for outcome in pool.collect(0.0 if is_final else 0.5):
                done.add(self._finish(outcome))
            if is_final:
                yield self._read(ends.popleft()[1])

    def _queue(self, jobs: deque[Job], todo: dict[str, WholeTask], done: set[str]) -> None:
        """Put the stages whose input is there in line, those first that most others wait for."""
        ready = sorted((n for n in todo if self._waits[n] <= done), key=lambda n: -self._depth[n])
        for name in ready:
            task = todo.pop(name)
            self._run.progress.update(task.stage.doing, 0, 1, "steps")
            jobs.append(Job("headwater.compute:compute_whole", task))

    def _finish(self, outcome: Outcome) -> str:
        """The stage of an outcome; one whose worker died, for want of memory as a rule, is computed here."""
        task: WholeTask = outcome.job.argument
        if outcome.state == "failed":
            raise HeadwaterError(f"{task.stage.doing} failed:\n{outcome.detail}")
        if outcome.state != "done":
            compute_whole(task)
        self._run.progress.update(task.stage.doing, 1, 1, "steps")
        return task.stage.name

    def _read(self, name: str) -> tuple[str, pl.DataFrame]:
        source = self._latest[name]
        return name, self._run.case.parts.read_all(source.group, source.keys, name)
