"""Two builds of one project take turns: they share the folder of what was worked out before."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """No other process is inside with the same folder; waits for its turn.

    The system ends the turn of a process that dies. On Windows nothing waits.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "turn").open("w") as file:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            # Workers that were started meanwhile may still hold the file open: closing it would not be enough.
            if sys.platform != "win32":
                fcntl.flock(file, fcntl.LOCK_UN)
