"""Put a finished folder in the place of the old one, so that whoever looks sees one or the other, whole.

Where the system can exchange two folders in one step (Linux, macOS), that is done. Elsewhere the old folder is renamed
aside and the new one renamed into place; a crash between the two is mended by `recover` at the next start.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.cache.stopping import go_on
from generator.cache.writing import flush_file
from generator.diagnostics import ToolkitError

STAGING = ".next"
ASIDE = ".previous"
AT_FDCWD = {"linux": -100, "darwin": -2}
EXCHANGE = 2
"""`RENAME_EXCHANGE` of Linux and `RENAME_SWAP` of macOS: the same number."""


def staging_for(place: Path) -> Path:
    """An empty folder beside `place` to build the new one in; what an earlier crash left there is removed."""
    recover(place)
    staging = place.with_name(f".{place.name}{STAGING}")
    _remove(staging)
    staging.mkdir(parents=True)
    return staging


@contextmanager
def staged(place: Path) -> Iterator[Path]:
    """As `staging_for`; however the work ends, the folder is gone: half a site would keep a full disk full."""
    staging = staging_for(place)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def put_in_place(staging: Path, place: Path) -> None:
    """`place` is then what `staging` was, and is safely on the disk; the old one is gone."""
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise ToolkitError(f"{place} is in the way: it is not a folder")
    _flush(staging)
    go_on()
    if not place.exists():
        staging.rename(place)
    elif not _exchange(staging, place):
        _rename_in_two_steps(staging, place)
    _flush_folder(place.parent)
    _remove(staging)
    _remove(_aside(place))


def recover(place: Path) -> bool:
    """Undo a change of place that a crash cut in two; True if there was something to mend.

    Afterwards `place` is a whole folder if there ever was one, and nothing is left aside.
    """
    aside = _aside(place)
    if not aside.exists():
        return False
    if place.exists():
        _remove(aside)
    else:
        aside.rename(place)
        _flush_folder(place.parent)
    return True


def _rename_in_two_steps(staging: Path, place: Path) -> None:
    aside = _aside(place)
    _remove(aside)
    place.rename(aside)
    try:
        staging.rename(place)
    except BaseException:  # interrupted, too
        if not place.exists():
            aside.rename(place)  # the old site is there again at once, not only at the next build
        raise


def _aside(place: Path) -> Path:
    return place.with_name(f".{place.name}{ASIDE}")


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder, onerror=_made_writable)


def _made_writable(remove: Callable[..., object], path: str, _: object) -> None:
    """What somebody has protected against writing is ours all the same: we made it."""
    os.chmod(os.path.dirname(path), 0o700)
    if os.path.isdir(path):
        os.chmod(path, 0o700)
        shutil.rmtree(path)
    else:
        remove(path)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the volume cannot."""
    name = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    if name is None:
        return False
    try:
        rename = getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError):
        return False  # an old C library
    here = AT_FDCWD[sys.platform]
    return int(rename(here, os.fsencode(one), here, os.fsencode(other), EXCHANGE)) == 0


def _flush(folder: Path) -> None:
    """Everything below the folder is on the disk before its name changes."""
    if sys.platform == "linux" and _flush_volume(folder):
        return
    for here, _folders, names in os.walk(folder):
        for name in names:
            path = os.path.join(here, name)
            if os.stat(path).st_nlink == 1:  # a linked file was flushed when it was new
                flush_file(path)
        _flush_folder(Path(here))


def _flush_volume(folder: Path) -> bool:
    """One call for the whole volume is far quicker than one for each file."""
    try:
        flush = ctypes.CDLL(None).syncfs
    except (OSError, AttributeError):
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        return int(flush(handle)) == 0
    finally:
        os.close(handle)


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # elsewhere a folder cannot be flushed
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
