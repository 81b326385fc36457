"""The SHA-256 of files, remembered by what the file system says about them, so that unchanged files are not read again.

A file is known by size, times and inode. Two edits within one tick of the file system's clock look the same, so a file
that was touched just now is never trusted by its stamp alone: it counts as unsettled until its tick is surely over.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator

from generator.cache.writing import read_record, write_record
from generator.files import opened

Stamp = tuple[int, int, int, int]
"""Size, time of change, time of inode change, inode."""

FINE_TICK_NS = 60_000_000
COARSE_TICK_NS = 2_100_000_000
_LARGEST = 1_000_000_000
"""A file of more bytes is none of ours, and to read it would take for ever."""
_MOST_SEEN = 200_000
LEFT_BEHIND = frozenset({"__pycache__", ".DS_Store", ".git", "Thumbs.db"})


def stamp_of(found: os.stat_result) -> Stamp:
    """What the file system says about a file, without reading it."""
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def is_settled(stamp: Stamp, now_ns: int) -> bool:
    """True when an edit made after `now_ns` must show in the stamp."""
    newest = max(stamp[1], stamp[2])
    # FAT and old Mac volumes count in whole seconds or hundredths: there, wait longer.
    coarse = stamp[1] % 10_000_000 == 0
    return newest < now_ns - (COARSE_TICK_NS if coarse else FINE_TICK_NS)


def sha256_of(path: str | os.PathLike[str]) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    import hashlib  # late: loading it costs more than a whole check that finds nothing changed

    digest = hashlib.sha256()
    with open(opened(path, limit=_LARGEST), "rb", buffering=0) as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


_seen: dict[Stamp, str] = {}
"""The digests of what this process has read: one file has many names, in the cache, in the trees and in the site."""


def digest_of(path: str | os.PathLike[str], stamp: Stamp | None = None) -> str:
    """The SHA-256 of a file as it is now; read only if this process has not read it since it was last touched."""
    now = time.time_ns()
    stamp = stamp or stamp_of(os.stat(path))
    digest = _seen.get(stamp)
    if digest is None:
        digest = sha256_of(path)
        if is_settled(stamp, now):
            if len(_seen) >= _MOST_SEEN:
                _seen.clear()
            _seen[stamp] = digest
    return digest


def is_ignored(name: str) -> bool:
    """True for names that editors, Python and operating systems leave behind: no input and no output is called so."""
    if name.startswith((".#", "._", ".~lock")) or name.endswith(("~", ".pyc", ".swp", ".swx")):
        return True
    return name in LEFT_BEHIND


def stamps_below(folder: str) -> Iterator[tuple[str, Stamp]]:
    """Every file below a folder with its stamp: the path is relative, with `/`; in no particular order.

    A link to a folder counts as a file, which nobody can read: it could lead to all that this machine holds.
    """
    waiting = [("", folder)]
    while waiting:
        prefix, here = waiting.pop()
        try:
            entries = os.scandir(here)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if is_ignored(entry.name):
                    continue
                found = _found(entry)
                if stat.S_ISDIR(found.st_mode) and not entry.is_symlink():
                    waiting.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    yield prefix + entry.name, stamp_of(found)


def _found(entry: os.DirEntry[str]) -> os.stat_result:
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)  # a link to nothing


def stamps_of(places: Iterable[str]) -> str:
    """A digest of the stamps of these files and of all below these folders: it changes with what is written there."""
    stamps = (
        f"{place} {name} {stamp}"
        for place in places
        for name, stamp in (sorted(stamps_below(place)) if os.path.isdir(place) else _stamp_alone(place))
    )
    return digest_of_lines(stamps)


def _stamp_alone(path: str) -> list[tuple[str, Stamp]]:
    try:
        return [("", stamp_of(os.stat(path)))]
    except OSError:
        return []


def installed_packages() -> list[str]:
    """Names and versions of the installed packages, as their folders are called; sorted."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            found.update(name for name in os.listdir(folder) if name.endswith(".dist-info"))
        except OSError:
            continue  # a zip file, or a folder that is gone
    return sorted(found)


class Fingerprints:
    """Digests of files by path; give a store to keep them from one run to the next."""

    def __init__(self, store: str | os.PathLike[str] | None = None) -> None:
        self._store = store
        self._known: dict[str, tuple[Stamp, str]] = {}
        self._asked: dict[str, tuple[Stamp, str]] = {}
        self._changed = False
        if store is not None:
            self._known = _read_store(store)

    def digest(self, path: str | os.PathLike[str], stamp: Stamp | None = None) -> str:
        """The SHA-256 of the file as it is now; read only if its stamp is new or unsettled."""
        name = os.fspath(path)
        now = time.time_ns()
        stamp = stamp or stamp_of(os.stat(name))
        known = self._known.get(name)
        if known is not None and known[0] == stamp:
            self._asked[name] = known
            return known[1]
        digest = digest_of(name, stamp)
        if is_settled(stamp, now):
            self._known[name] = self._asked[name] = (stamp, digest)
        self._changed = True
        return digest

    def digests_below(self, folder: str | os.PathLike[str]) -> dict[str, str]:
        """The digest of every file below a folder, by relative path, sorted."""
        base = os.fspath(folder)
        return {name: self.digest(f"{base}/{name}", stamp) for name, stamp in sorted(stamps_below(base))}

    def save(self) -> None:
        """Keep what was asked for in this run; files that nobody asked for are forgotten."""
        if self._store is None or not (self._changed or len(self._asked) != len(self._known)):
            return
        write_record(self._store, {name: [*stamp, digest] for name, (stamp, digest) in self._asked.items()})


def _read_store(store: str | os.PathLike[str]) -> dict[str, tuple[Stamp, str]]:
    rows = read_record(store)
    try:
        return {name: ((row[0], row[1], row[2], row[3]), row[4]) for name, row in rows.items()}
    except (TypeError, IndexError, AttributeError):
        return {}  # no store or a broken one: everything is read afresh


def digest_of_lines(lines: Iterable[str]) -> str:
    """One SHA-256 over many words, each kept apart from the next."""
    import hashlib  # late, see sha256_of

    digest = hashlib.sha256()
    for line in lines:
        data = line.encode("utf-8", "surrogateescape")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()
