"""What a check found nothing wrong with, it need not see again while all that it saw is the same, to the byte.

Kept in `.cache/passed/` for the next run, under the files that were looked at, those that do the check, and the
programs that it asks. Only what passed is kept, so nothing fails by it. `make pages` and `make papers` see all anew.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from generator.cache.fingerprint import digest_of_lines, installed_packages
from generator.cache.writing import read_record, write_record

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache/passed"


class Passed:
    """Things that a check has passed, each with the files below `root` that it was seen in.

    `checks` are the files that do it, and `programs` whatever else the answer hangs on, in words.
    """

    def __init__(self, name: str, root: Path, checks: Iterable[Path], *programs: str, folder: Path = FOLDER) -> None:
        self._file, self._root = folder / name, root
        own = [_digest(path) for path in sorted(checks)]
        self._check = digest_of_lines([sys.version, *installed_packages(), *own, *programs])
        held = read_record(self._file)
        self._known: dict[str, list[str]] = held if isinstance(held, dict) else {}

    def holds(self, thing: str) -> bool:
        """True where it passed, and nothing is other than it was."""
        row = self._known.get(thing)
        return isinstance(row, list) and row[:1] == [self._now(thing, row[1:])]

    def keep(self, passed: Mapping[str, Iterable[str]]) -> None:
        """These have passed, seen in these files; what passed before and is not as it was is forgotten."""
        known = {thing: row for thing, row in self._known.items() if self.holds(thing)}
        for thing, files in passed.items():
            names = sorted(set(files))
            known[thing] = [self._now(thing, names), *names]
        if known != self._known:
            self._known = known
            write_record(self._file, known)

    def _now(self, thing: str, names: Iterable[str]) -> str:
        seen = (f"{name} {_digest(self._root / name)}" for name in names)
        return digest_of_lines([self._check, thing, *seen])


@cache
def _digest(path: Path) -> str:
    """What names the content of a file that nobody changes in this run; of one that is not there, nothing."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
