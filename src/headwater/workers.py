"""Worker processes, one thread each. A worker that dies or hangs costs its job, never the run."""

import gc
import importlib
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Literal, Self

from headwater.native import is_compiled

ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "POLARS_MAX_THREADS",
        "RAYON_NUM_THREADS",
    ),
    "1",
)
"""Why: with two threads in each of two workers on two cores the parser runs at a third of its speed (findings/language.md)."""

COLLECT = (100_000, 50, 100)
"""When Python looks for rings of dead objects. Why: stages make millions of rows and hardly a ring; at the usual (700, 10, 10)
the looking takes a tenth of a build."""

MOST_SAID = 4_000
"""Characters of a traceback that are kept."""
MEMORY_BYTES = 6 * 2**30
"""Most address space of a worker: a hostile document ends its worker, not the machine."""


@dataclass(frozen=True, slots=True)
class Job:
    """One call to make in a worker.

    Attributes:
        target: `module:function`, called with `argument`.
        argument: Anything that can be pickled.
        size: How much of the progress bar it is worth.
        seconds: Longest time it may take; None for no limit.
    """

    target: str
    argument: Any
    size: int = 1
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job.

    Attributes:
        job: The job.
        state: `done`, `failed` (it raised), `died` (its process ended) or `late` (it took too long and was stopped).
        result: What the function returned.
        detail: Traceback or reason where it is not done.
    """

    job: Job
    state: Literal["done", "failed", "died", "late"]
    result: Any = None
    detail: str = ""


class _Worker:
    """A process and the line to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, far = context.Pipe()
        with _environment(ONE_THREAD), _quiet_main():
            self.process: BaseProcess = context.Process(target=_serve, args=(far,), daemon=True)
            self.process.start()
        far.close()
        self.job: Job | None = None
        self.since = 0.0

    def send(self, job: Job) -> None:
        self.job, self.since = job, time.monotonic()
        self.line.send((job.target, job.argument))

    def is_late(self, now: float) -> bool:
        return self.job is not None and self.job.seconds is not None and now - self.since > self.job.seconds

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


class Pool:
    """A few workers; use as a context manager, so that none is left behind.

    Args:
        size: Processes; 0 means one for each core.
    """

    def __init__(self, size: int) -> None:
        self._size = size or os.cpu_count() or 1
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def renew(self, size: int) -> None:
        """Stop the workers, with the models that they loaded, and start at most so many from now on; none may be at work."""
        self.__exit__(None, None, None)
        self._size = size

    def run(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Run jobs and yield their outcomes as they end, in no certain order."""
        waiting = deque(jobs)
        while waiting or any(w.job for w in self._workers):
            self.start(waiting)
            yield from self.collect()

    def start(self, waiting: deque[Job]) -> None:
        """Send jobs to idle workers, and take them off the line."""
        for worker in self._workers:
            if waiting and worker.job is None:
                worker.send(waiting.popleft())
        while waiting and len(self._workers) < self._size:
            self._workers.append(_Worker())
            self._workers[-1].send(waiting.popleft())

    def collect(self, seconds: float = 0.5) -> Iterator[Outcome]:
        """The outcomes of what has ended, after waiting for the first at most so many seconds."""
        busy = {w.line: w for w in self._workers if w.job}
        for line in wait(list(busy), timeout=seconds):
            yield self._receive(busy[line])  # type: ignore[index]
        now = time.monotonic()
        for worker in [w for w in self._workers if w.is_late(now)]:
            job = worker.job
            self._drop(worker)
            if job is not None:
                yield Outcome(job, "late", detail=f"took more than {job.seconds:g} s and was stopped")

    def _receive(self, worker: _Worker) -> Outcome:
        job = worker.job
        assert job is not None
        try:
            state, payload = worker.line.recv()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode
            self._drop(worker)
            return Outcome(job, "died", detail=f"its process ended ({_say_exit(code)})")
        worker.job = None
        return Outcome(job, "done", result=payload) if state == "done" else Outcome(job, "failed", detail=payload)

    def _drop(self, worker: _Worker) -> None:
        worker.stop()
        self._workers.remove(worker)


def find_function(target: str) -> Callable[..., Any]:
    """The function that `module:name` names."""
    module, _, name = target.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _serve(line: Connection) -> None:
    """Life of a worker: take a call, make it, answer; ends when the line does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    gc.set_threshold(*COLLECT)
    while True:
        try:
            target, argument = line.recv()
        except (EOFError, OSError):
            return
        try:
            answer = ("done", _call(target, argument))
        except Exception:  # noqa: BLE001 - the per-document border: recorded with its traceback
            answer = ("failed", traceback.format_exc(limit=-6))
        line.send(answer)


def _call(target: str, argument: Any) -> Any:
    """Make a call; where compiled modules take a type amiss that their source takes as it is, once more from the source."""
    try:
        return find_function(target)(argument)
    except TypeError:
        if not is_compiled():
            raise
        return call_from_source(target, argument)


def call_from_source(target: str, argument: Any) -> Any:
    """What a function returns in a process of its own that reads every module from its source.

    Args:
        target: `module:function`.
        argument: Anything that can be pickled.

    Raises:
        RuntimeError: It raised there too; the message is its traceback.
    """
    done = subprocess.run(
        [sys.executable, "-c", "from headwater.workers import answer_from_source; answer_from_source()"],
        input=pickle.dumps((target, argument, sys.path)),
        capture_output=True,
        env=os.environ | {"HEADWATER_PURE": "1"},
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-MOST_SAID:])
    return pickle.loads(done.stdout)  # noqa: S301 - written by the process above


def answer_from_source() -> None:
    """The other side of `call_from_source`: a call from standard input, its answer to standard output."""
    target, argument, sys.path[:] = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that started this one
    out, sys.stdout = sys.stdout, sys.stderr
    _limit_memory()
    gc.set_threshold(*COLLECT)
    answer = find_function(target)(argument)
    out.buffer.write(pickle.dumps(answer))


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _say_exit(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {signal.Signals(-code).name}"
    return f"exit status {code}"


@contextmanager
def few_collections() -> Iterator[None]:
    """Within it, Python seldom looks for rings of dead objects; see `COLLECT`."""
    before = gc.get_threshold()
    gc.set_threshold(*COLLECT)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _quiet_main() -> Iterator[None]:
    """Keep spawned processes from running the caller's script again: they need this module alone."""
    main = sys.modules["__main__"]
    spec, file = getattr(main, "__spec__", None), getattr(main, "__file__", None)
    main.__spec__ = None
    if file is not None:
        del main.__file__
    try:
        yield
    finally:
        main.__spec__ = spec
        if file is not None:
            main.__file__ = file
