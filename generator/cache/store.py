"""Finished work by what it was made from: what is read back is exactly what was put there, or nothing.

A file of the store is named `KEY-DIGEST`: the key says what its content was made from, the digest is the SHA-256 of the
content. A listing of the folder is the whole index, so no index can be half or behind, and a file that was cut, changed
or planted does not match its own name: it is removed and made again. Contents are never run, see `values.py`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.cache.fingerprint import digest_of, digest_of_lines
from generator.cache.values import pack, unpack
from generator.cache.writing import make_folder, read_record, write_record, write_whole

SPARE_BYTES = 200_000_000
"""How much work is kept that no recent build has used, so that undoing an edit costs nothing."""
REMEMBERED_BUILDS = 12
_KEY_LENGTH = 40
_USED = "used-by"


def key_of(*parts: str) -> str:
    """A key for work that was made from these parts and nothing else; the program's own code is one of them."""
    return digest_of_lines(parts)[:_KEY_LENGTH]


class Store:
    """A folder of finished work. A key (from `key_of`) must name everything that its content depends on.

    A process that builds again and again gives `held`: the values that it had in the last build need not be read.
    """

    def __init__(self, folder: str | os.PathLike[str], held: dict[str, Any] | None = None) -> None:
        self.folder = os.fspath(folder)
        self._held = held
        self._names: dict[str, str] | None = None
        self._used: set[str] = set()

    def file(self, key: str) -> Path | None:
        """The file with the content under the key, checked since it was last touched; None when there is none."""
        path = self._path(key)
        if path is None:
            return None
        try:
            whole = digest_of(path) == path[-64:]
        except OSError:
            whole = False
        if not whole:
            self._drop(key, path)
            return None
        self._used.add(key)
        return Path(path)

    def read(self, key: str) -> bytes | None:
        """The content under the key; None when there is none."""
        path = self._path(key)
        return None if path is None else self._checked(key, path)

    def lists(self, key: str) -> bool:
        """True when there is a file for the key; whether it holds what it should is only known by reading it."""
        return self._path(key) is not None

    def put(self, key: str, content: bytes) -> Path:
        """The content is kept under the key; the path of its file."""
        name = f"{key}-{hashlib.sha256(content).hexdigest()}"
        path = os.path.join(self.folder, name)
        # Not flushed: what a crash of the machine cut short does not match its digest.
        write_whole(path, content, flush=False)
        if self._names is not None:
            former = self._names.get(key)
            if former not in (None, name):
                _remove(os.path.join(self.folder, former or ""))
            self._names[key] = name
        self._used.add(key)
        return Path(path)

    def value(self, key: str) -> Any:
        """The value that was kept under the key; None when there is none, or when no value of ours is there."""
        if self._held is not None and key in self._held:
            self._used.add(key)
            return self._held[key]
        content = self.read(key)
        try:
            value = None if content is None else unpack(content)
        except ValueError:
            return None
        if self._held is not None and value is not None:
            self._held[key] = value
        return value

    def keep(self, key: str, value: object) -> None:
        """The value is kept under the key."""
        self.put(key, pack(value))
        if self._held is not None:
            self._held[key] = value

    @staticmethod
    def key_in(path: Path) -> str:
        """The key of a file of a store."""
        return path.name[:_KEY_LENGTH]

    @staticmethod
    def digest_in(path: Path) -> str:
        """The SHA-256 of what a file of a store holds, as its name says."""
        return path.name[_KEY_LENGTH + 1 :]

    def note_use(self, keys: Iterable[str]) -> None:
        """These keys were needed too, though nothing was read under them: `forget_unused` spares them."""
        self._used.update(keys)

    def forget_unused(self, purpose: str) -> None:
        """What this run used is kept for its purpose; what no recent purpose used goes, beyond some to spare.

        Only for who has the store to himself (`turns.py`): it takes away what others may be writing.

        `purpose` says what was built (which languages and formats): a smaller build is another purpose, so it throws
        away nothing that the whole one needs.
        """
        if self._held is not None:
            for key in self._held.keys() - self._used:
                del self._held[key]
        file = os.path.join(self.folder, _USED)
        kept = read_record(file)
        purposes: dict[str, str] = kept if isinstance(kept, dict) else {}
        purposes.pop(purpose, None)
        purposes[purpose] = " ".join(sorted(self._used))  # one string: many thousand of them take a while to read
        purposes = dict(list(purposes.items())[-REMEMBERED_BUILDS:])
        write_record(file, purposes)
        needed = set(" ".join(purposes.values()).split())
        names = [name for name in os.listdir(self.folder) if name != _USED]
        for name in names:
            if not _is_ours(name):  # what a killed process left, or another version
                _remove(os.path.join(self.folder, name))
        self._remove_oldest(name for name in names if name[:_KEY_LENGTH] not in needed)

    def _remove_oldest(self, names: Iterable[str]) -> None:
        spare = SPARE_BYTES
        paths = [os.path.join(self.folder, name) for name in names]
        stats = [(found, path) for path in paths if (found := _stat(path)) is not None]
        for found, path in sorted(stats, key=lambda each: each[0].st_mtime_ns, reverse=True):
            spare -= found.st_size
            if spare < 0:
                _remove(path)

    def _path(self, key: str) -> str | None:
        name = self._listed().get(key)
        return None if name is None else os.path.join(self.folder, name)

    def _listed(self) -> dict[str, str]:
        """The name of the file of each key, as the folder was when it was first asked."""
        if self._names is None:
            make_folder(self.folder)
            names = sorted(name for name in os.listdir(self.folder) if _is_ours(name))
            self._names = {name[:_KEY_LENGTH]: name for name in names}
        return self._names

    def _checked(self, key: str, path: str) -> bytes | None:
        try:
            with open(path, "rb") as file:
                content = file.read()
        except OSError:
            content = None
        if content is None or hashlib.sha256(content).hexdigest() != path[-64:]:
            self._drop(key, path)
            return None
        self._used.add(key)
        return content

    def _drop(self, key: str, path: str) -> None:
        """What does not match its name is gone, and will be made again."""
        _remove(path)
        self._listed().pop(key, None)


def _is_ours(name: str) -> bool:
    key, _, digest = name.partition("-")
    return len(key) == _KEY_LENGTH and len(digest) == 64


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None  # gone already


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return  # gone already, or a folder that somebody put there: it is never read
