"""Being asked to stop: by Ctrl+C, by a system that ends the program, by a terminal window that was closed.

Whatever runs is then left by a KeyboardInterrupt. But a library that is left in its middle may tell it as an error of
its own, as pydantic does, or swallow it, as every destructor does. So it is noted besides, for three to ask: whoever
ends the program, whoever reports a failure, and whoever puts a finished file in place. This module imports nothing
that the check that nothing changed does not load anyway.
"""

from __future__ import annotations

import signal
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

asked: list[float] = []
"""When the program was asked to stop; nothing as long as it was not."""

PATIENCE = 2.0
"""Seconds in which to clear away what was begun, even if somebody presses Ctrl+C again and again."""
_SOON = 0.01


def listen() -> None:
    """From now on a signal that asks the program to stop does so; one that is ignored, as after `nohup`, stays so."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    sys.unraisablehook = _swallowed


def go_on() -> None:
    """Nobody has asked the program to stop; else what runs is left now, whatever swallowed the first call."""
    if asked:
        raise KeyboardInterrupt


def stop_listening() -> None:
    """Nothing runs that could be stopped: a signal that comes now must not interrupt the last words."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (_stop, _stop_again, signal.default_int_handler):
            signal.signal(number, signal.SIG_IGN)


def _stop(_: int, __: FrameType | None) -> None:
    now = time.monotonic()
    if not asked or now - asked[0] > PATIENCE:
        asked.append(now)
        raise KeyboardInterrupt


def _stop_again(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def _swallowed(what: sys.UnraisableHookArgs) -> None:
    """Where nothing can be raised, in a destructor, the stop comes a moment later."""
    if not asked or not issubclass(what.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(what)
    elif hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _stop_again)
        signal.setitimer(signal.ITIMER_REAL, _SOON)
