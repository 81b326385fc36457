"""Values that were worked out before, kept in files by their key."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_KEPT = 12
"""How many values are kept; an edit makes a new one and the oldest goes."""


class Memo:
    """A folder of values. A key must name everything that the value depends on, the program's own code included."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str, make: Callable[[], T]) -> T:
        """The value kept under the key; made, and kept for the next time, when there is none."""
        path = self.folder / key
        value = self._read(path)
        if value is None:
            value = make()
            self._write(path, value)
        return value

    def _read(self, path: Path) -> T | None:  # type: ignore[type-var]
        try:
            # The file is our own, written by the same code (the key says so) into a folder that is not shared.
            value: T = pickle.loads(path.read_bytes())  # noqa: S301
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError):
            return None
        return value

    def _write(self, path: Path, value: object) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_bytes(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        unfinished.replace(path)
        for old in sorted(self.folder.iterdir(), key=lambda each: each.stat().st_mtime_ns)[:-_KEPT]:
            old.unlink(missing_ok=True)
