"""Two builds take turns: those of one project share what was worked out before, those of one site the site itself."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from generator.cache.writing import make_folder

if sys.platform != "win32":
    import fcntl

Waiting = Callable[[str], None]
"""Called once, with who is at work, when a turn has to be waited for."""


def wait_silently(_: str) -> None:
    """Say nothing."""


def turn_of_cache(cache: Path) -> Path:
    """The file that stands for who may change the cache."""
    return cache / "turn"


def turn_of_site(site: Path) -> Path:
    """The file that stands for who may change the site; it is there only while somebody does."""
    return site.with_name(f".{site.name}.turn")


@contextmanager
def one_at_a_time(*places: Path, waiting: Waiting = wait_silently) -> Iterator[tuple[int, ...]]:
    """No other process is inside with any of the same places; waits for its turn. Yields the open files.

    The system ends the turn of a process that dies, but not before those to whom it handed the open files have ended:
    what it had begun is never mixed with what the next one does. On Windows nothing waits.
    """
    with ExitStack() as turns:
        yield tuple(turns.enter_context(_turn(place, waiting)) for place in places)


@contextmanager
def _turn(place: Path, waiting: Waiting) -> Iterator[int]:
    make_folder(place.parent)
    opened: list[int] = []  # the last one, if any, is the file that stands for the turn
    try:
        _take(place, waiting, opened)
        os.truncate(opened[-1], 0)
        os.write(opened[-1], os.fsencode(f"{os.getpid()}: {_command()}"))  # a name may hold any bytes
        yield opened[-1]
    finally:
        _give_back(place, opened)


def _take(place: Path, waiting: Waiting, opened: list[int]) -> None:
    said = False
    while True:
        opened.append(os.open(place, os.O_RDWR | os.O_CREAT, 0o644))
        if sys.platform == "win32":
            return
        try:
            fcntl.flock(opened[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not said:
                waiting(os.pread(opened[-1], 1000, 0).decode(errors="replace"))
                said = True
            fcntl.flock(opened[-1], fcntl.LOCK_EX)
        if _is_still(place, opened[-1]):
            return
        os.close(opened.pop())


def _give_back(place: Path, opened: list[int]) -> None:
    """The turn is over, and its file gone, unless another has it by now: a stop may come before anybody has it."""
    if sys.platform != "win32":
        with suppress(OSError):  # it is gone, or another's
            if not opened:
                opened.append(os.open(place, os.O_RDWR))
            fcntl.flock(opened[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Removed while it is still ours; who waits for it sees that and begins again with a new file.
            if _is_still(place, opened[-1]):
                place.unlink()
            # Workers may still hold the file open: closing it would not be enough.
            fcntl.flock(opened[-1], fcntl.LOCK_UN)
    for handle in opened:
        os.close(handle)


def _is_still(place: Path, handle: int) -> bool:
    """True when the open file is the one that stands there now."""
    try:
        found = place.stat()
    except FileNotFoundError:
        return False
    own = os.fstat(handle)
    return (found.st_dev, found.st_ino) == (own.st_dev, own.st_ino)


def _command() -> str:
    """How this process was called, for whom it keeps waiting."""
    return shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]]) if sys.argv else "python"
