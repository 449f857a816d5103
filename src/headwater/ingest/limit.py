"""A bound on the time that one document may take."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTimeError(BaseException):
    """One document took too long; not an `Exception`, so that no library on the way can swallow it."""


@contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """Stop what runs inside after some seconds of processor time.

    Processor time and not time on the wall: a busy machine must not change what a case holds. It works in the main
    thread of a process on systems with interval timers, as worker processes are; elsewhere there is no limit.

    Args:
        seconds: Longest time, in seconds of this process.

    Raises:
        OutOfTimeError: Inside, when the time is over.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def _stop(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
