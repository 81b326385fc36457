"""An end to how long a file from outside may keep the processor busy."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from generator.load.returned.base import Unreadable

SECONDS = 2.0
"""How much processor time one file may take."""


class _Late(BaseException):
    """Time is over. No library that catches its own errors may catch this one."""


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """What stands inside takes no more processor time than this; Unreadable otherwise.

    Without such a clock (Windows), the limits of each reader must do.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise _Late

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except _Late as late:
        message = f"it takes longer than {seconds:g} seconds to read"
        raise Unreadable(message, "copy what was written into the paper as you published it, and read that") from late
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
