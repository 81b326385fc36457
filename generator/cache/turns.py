"""Two builds take turns: those of one project share what was worked out before, those of one site the site itself."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
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
    handle = _locked(place, waiting)
    try:
        os.truncate(handle, 0)
        os.write(handle, os.fsencode(f"{os.getpid()}: {_command()}"))  # a name may hold any bytes
        yield handle
    finally:
        # Removed while it is still ours; who waits for it sees that and begins again with a new file.
        if sys.platform != "win32":
            place.unlink(missing_ok=True)
            # Workers may still hold the file open: closing it would not be enough.
            fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def _locked(place: Path, waiting: Waiting) -> int:
    said = False
    while True:
        handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o644)
        if sys.platform == "win32":
            return handle
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not said:
                waiting(os.pread(handle, 1000, 0).decode(errors="replace"))
                said = True
            fcntl.flock(handle, fcntl.LOCK_EX)
        if _is_still(place, handle):
            return handle
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
