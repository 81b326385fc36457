"""A folder that tests have one after the other: what one changed in it is undone before the next has it.

To copy a whole project for each test took longer than most of what tests do with it. A file is as it was if the file
system says so: its kind, rights, size, times and number. All others are removed, and copied anew from one that is kept.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

_Stamp = tuple[int, ...]


class Lent:
    """A folder as it stands now. Whoever asks for it `afresh` finds it so."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept = Path(shutil.copytree(folder, folder.with_name(f"{folder.name}.kept"), symlinks=True))
        self._own = stat.S_IMODE(folder.stat().st_mode)
        self._stands = dict(_all_below(folder))

    def afresh(self) -> Path:
        """The folder, with all that was written, removed or moved in it undone."""
        self._folder.mkdir(exist_ok=True)
        self._folder.chmod(self._own)
        missing = dict(self._stands)
        self._look("", missing)
        for name in sorted(missing):  # a folder comes before what is in it
            self._put_back(name)
        return self._folder

    def _look(self, below: str, missing: dict[str, _Stamp]) -> None:
        """What is not as it was is removed, and what is left is no longer missing."""
        for name, path, found in _here(self._folder, below):
            stood = self._stands.get(name)
            if found != stood and not (stood and stat.S_ISDIR(found[0]) and stat.S_ISDIR(stood[0])):
                _remove(Path(path))
                continue
            del missing[name]
            if stat.S_ISDIR(found[0]):
                if found != stood:
                    Path(path).chmod(stat.S_IMODE(self._stands[name][0]))
                self._look(f"{name}/", missing)

    def _put_back(self, name: str) -> None:
        path, kept = self._folder / name, self._kept / name
        if stat.S_ISDIR(self._stands[name][0]):
            path.mkdir()
            shutil.copystat(kept, path)
        else:
            shutil.copy2(kept, path, follow_symlinks=False)
        self._stands[name] = _stamp(path.lstat())


def _all_below(folder: Path, below: str = "") -> Iterator[tuple[str, _Stamp]]:
    for name, _, found in _here(folder, below):
        yield name, found
        if stat.S_ISDIR(found[0]):
            yield from _all_below(folder, f"{name}/")


def _here(folder: Path, below: str) -> list[tuple[str, str, _Stamp]]:
    """All that stands in a folder: its name with those of the folders it is in, its path and its stamp."""
    with os.scandir(f"{folder}/{below}") as entries:
        return [(f"{below}{each.name}", each.path, _stamp(each.stat(follow_symlinks=False))) for each in entries]


def _stamp(found: os.stat_result) -> _Stamp:
    """Of a folder only what it is and who may use it: what is in it is seen one by one."""
    if stat.S_ISDIR(found.st_mode):
        return (found.st_mode,)
    return (found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.chmod(stat.S_IRWXU)
        for each in path.iterdir():
            _remove(each)
        path.rmdir()
    else:
        path.unlink()
