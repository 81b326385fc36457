"""Values that were worked out before, kept in files by their key."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_KEPT = 24
"""How many values are kept; an edit makes a new one and the oldest goes."""


class Memo:
    """A folder of values. A key must name everything that the value depends on, the program's own code included."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str, make: Callable[[], T]) -> T:
        """The value kept under the key; made, and kept for the next time, when there is none."""
        value: T | None = self.peek(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value

    def peek(self, key: str) -> Any:
        """The value kept under the key, or None."""
        try:
            # The file is our own, written by the same code (the key says so) into a folder that is not shared.
            return pickle.loads((self.folder / key).read_bytes())  # noqa: S301
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError):
            return None

    def put(self, key: str, value: object) -> None:
        """The value is kept under the key; the oldest ones go."""
        path = self.folder / key
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        unfinished.replace(path)
        for old in sorted(self.folder.iterdir(), key=_written)[:-_KEPT]:
            old.unlink(missing_ok=True)


def _written(path: Path) -> int:
    """When the file was written, in nanoseconds; 0 if another process has just removed it."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
