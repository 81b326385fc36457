"""Whether the last build or check is still the right answer, found out without loading anything heavy.

After a build its arguments, inputs and outputs are remembered. The next with the same arguments compares stamps
first and contents only where a stamp differs, so that "nothing changed" is known within a few milliseconds. This module
must import nothing outside the standard library.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.cache.fingerprint import (
    Fingerprints,
    Stamp,
    installed_packages,
    is_settled,
    sha256_of,
    stamp_of,
    stamps_below,
)
from generator.cache.writing import read_record, write_record

INPUT_FOLDERS = ("content", "framework", "generator", "requirements", "templates", "translations")
INPUT_FILES = ("CHANGELOG.md", "mkdocs.yml", "pyproject.toml")
CACHE_FOLDER = ".cache"
SOURCES = (
    *INPUT_FOLDERS, *INPUT_FILES, "docs", "scripts", "tests", "LICENSES", "LICENSE", "Makefile", "README.md",
    "ARCHITECTURE.md", "CITATION.cff", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "REUSE.toml", "SECURITY.md",
)  # fmt: skip
"""What no command may write over that is asked for a file or a folder, nor anything whose name begins with a dot."""
VERSION = 2


Closing = namedtuple("Closing", ("out", "err", "code"), defaults=("", 0))
"""What a command said at its end, and the code that it ended with. (`typing` alone would take as long as the check.)"""


def is_among_sources(root: str | os.PathLike[str], path: str | os.PathLike[str]) -> bool:
    """True when the path, links followed, is the project, one of SOURCES, hidden in the project, or lies in such."""
    project, wanted = (os.path.join(os.path.realpath(each), "") for each in (root, path))
    if wanted == project or wanted.startswith(f"{project}."):
        return True
    sources = (os.path.realpath(os.path.join(root, name)) for name in SOURCES)
    return any(wanted.startswith(os.path.join(each, "")) for each in sources)


class Snapshot:
    """The inputs as they were before a build read them; `unsettled` holds digests of files touched just before."""

    # No dataclass: loading that module would take as long as the whole check.
    __slots__ = ("key", "root", "stamps", "unsettled")

    def __init__(self, root: str, key: str, stamps: dict[str, Stamp], unsettled: dict[str, str]) -> None:
        self.root = root
        self.key = key
        self.stamps = stamps
        self.unsettled = unsettled


def take_snapshot(root: str | os.PathLike[str], arguments: Sequence[str]) -> Snapshot:
    """The inputs as they are now. Take it before the first input is read, hand it to `remember` after the build."""
    base = os.path.abspath(root)
    now = time.time_ns()
    stamps = dict(_inputs(base))
    unsettled = {name: _digest(f"{base}/{name}") for name, stamp in stamps.items() if not is_settled(stamp, now)}
    return Snapshot(base, _key(base, arguments), stamps, unsettled)


def _digest(path: str) -> str:
    """The digest of a file; none for one that can't be read, which whoever reads it will name."""
    try:
        return sha256_of(path)
    except OSError:
        return ""


def remember(
    snapshot: Snapshot,
    outputs: Iterable[str | os.PathLike[str]],
    closing: Closing,
    made: Mapping[str, tuple[Stamp, str]] | None = None,
) -> bool:
    """Keep that this build's outputs (files or whole folders) answer these inputs, and the words it closed with.

    `made` has the stamps and digests of files in the outputs, as they were put there just now. False, and nothing is
    kept, when an input was changed while the build ran.
    """
    base = snapshot.root
    known = Fingerprints(os.path.join(base, CACHE_FOLDER, "fingerprints.json"))
    try:
        inputs = _rows(base, _inputs(base), known)
    except OSError:
        inputs = {}  # one of them can't be read
    if not _same_inputs(snapshot, inputs):
        forget(base, snapshot.key)
        return False
    places = sorted(os.path.abspath(place) for place in outputs)
    rows = {place: _rows(place, _outputs(place), known, made) for place in places}
    # Not saved: what a build has asked for would be forgotten, and what it has read is known here anyway.
    record = {"version": VERSION, "key": snapshot.key, "closing": list(closing), "inputs": inputs, "outputs": rows}
    write_record(_record_path(base, snapshot.key), record)
    return True


def is_fresh(root: str | os.PathLike[str], arguments: Sequence[str]) -> Closing | None:
    """The closing words of the last build with these arguments, if building again would change nothing; else None."""
    base = os.path.abspath(root)
    key = _key(base, arguments)
    path = _record_path(base, key)
    record = read_record(path)
    try:
        if record["version"] != VERSION or record["key"] != key:
            return None
        check = _Check()
        if not check.holds(base, record["inputs"], _inputs(base)):
            return None
        if not all(check.holds(place, rows, _outputs(place)) for place, rows in record["outputs"].items()):
            return None
        if check.learned:
            write_record(path, record)
        out, err, code = record["closing"]
        return Closing(str(out), str(err), int(code))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None  # no record, or a broken one: build


def forget(root: str | os.PathLike[str], key: str) -> None:
    """Remove what was remembered of a build, so that the next one is made in full."""
    path = _record_path(os.path.abspath(root), key)
    if os.path.exists(path):
        os.unlink(path)


Row = list[object]
"""Size, time of change, time of inode change, inode, digest, 1 if settled."""


class _Check:
    """Compares remembered rows with the files of now, and notes new stamps of files whose content is the same."""

    def __init__(self) -> None:
        self.now = time.time_ns()
        self.learned = False

    def holds(self, base: str, rows: dict[str, Row], files: Iterator[tuple[str, Stamp]]) -> bool:
        """True when the files are exactly those of the rows."""
        left = len(rows)
        for name, stamp in files:
            row = rows.get(name)
            if row is None or not self._same(f"{base}/{name}" if name else base, row, stamp):
                return False
            left -= 1
        return left == 0

    def _same(self, path: str, row: Row, stamp: Stamp) -> bool:
        if row[5] and tuple(row[:4]) == stamp:
            return True
        if row[0] != stamp[0] or row[4] != sha256_of(path):
            return False
        row[:4] = stamp
        row[5] = int(is_settled(stamp, self.now))
        self.learned = True
        return True


def _rows(
    base: str,
    files: Iterator[tuple[str, Stamp]],
    known: Fingerprints,
    made: Mapping[str, tuple[Stamp, str]] | None = None,
) -> dict[str, Row]:
    now = time.time_ns()
    rows: dict[str, Row] = {}
    for name, stamp in sorted(files):
        path = f"{base}/{name}" if name else base
        before, digest = (made or {}).get(path, (None, ""))
        # The old site, whose files may be the same ones, was removed since: that changes the time of the inode alone.
        if before is None or (before[:2], before[3]) != (stamp[:2], stamp[3]):
            digest = known.digest(path, stamp)
        rows[name] = [*stamp, digest, int(is_settled(stamp, now))]
    return rows


def _same_inputs(snapshot: Snapshot, rows: dict[str, Row]) -> bool:
    if snapshot.stamps.keys() != rows.keys():
        return False
    return all(
        tuple(rows[name][:4]) == stamp and snapshot.unsettled.get(name, rows[name][4]) == rows[name][4]
        for name, stamp in snapshot.stamps.items()
    )


def _inputs(base: str) -> Iterator[tuple[str, Stamp]]:
    for folder in INPUT_FOLDERS:
        for name, stamp in stamps_below(f"{base}/{folder}"):
            yield f"{folder}/{name}", stamp
    for name in INPUT_FILES:
        if os.path.isfile(f"{base}/{name}"):
            yield name, stamp_of(os.stat(f"{base}/{name}"))


def _outputs(place: str) -> Iterator[tuple[str, Stamp]]:
    if os.path.isdir(place):
        return stamps_below(place)
    return iter([("", stamp_of(os.stat(place)))])


def _key(base: str, arguments: Sequence[str]) -> str:
    parts = [VERSION, base, list(arguments), os.environ.get("SITE_URL", ""), sys.version, sys.prefix]
    return json.dumps([*parts, installed_packages()])


def _record_path(base: str, key: str) -> str:
    import zlib

    # One record for each way of calling; a rare clash costs a build, since the record holds the whole key.
    arguments = json.dumps(json.loads(key)[2])
    return os.path.join(base, CACHE_FOLDER, "fresh", f"{zlib.crc32(arguments.encode()):08x}.json")
