"""The one way in which a finished file is put in place: written beside, flushed, renamed.

This module must import nothing outside the standard library: the answer that nothing changed uses it.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from zlib import crc32

from generator.cache.stopping import go_on
from generator.files import refuse_special

TYPE_CHECKING = False
if TYPE_CHECKING:  # loading `typing` would take as long as a whole check that finds nothing changed
    from typing import Any


def write_whole(path: str | os.PathLike[str], content: str | bytes, *, flush: bool = True) -> None:
    """The file holds exactly this: whoever looks, even after a crash, sees the old file or the whole new one.

    Without `flush` a crash of the machine may leave it cut: only for files that are checked when they are read.
    """
    with whole_file(path, flush=flush) as aside, open(aside, "wb") as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)


def write_together(files: Mapping[Any, bytes]) -> None:
    """Each file holds exactly this, or none of them is there: all are written before the first takes its place."""
    with ExitStack() as stack:
        for path, content in files.items():
            with open(stack.enter_context(whole_file(path)), "wb") as file:
                file.write(content)


@contextmanager
def whole_file(path: str | os.PathLike[str], *, flush: bool = True) -> Iterator[str]:
    """The path of a file to write, which takes its place under `path` when it is whole, or goes when that fails.

    Refused where a pipe or a device stands: a file in its place would take it from all programs.
    """
    name = os.fspath(path)
    folder, own_name = os.path.split(name)
    make_folder(folder)
    refuse_special(name)
    # Hidden, and with the process in its name: two writers never share it, and nobody takes it for a finished file.
    aside = os.path.join(folder, f".{own_name}.{os.getpid()}.new")
    try:
        yield aside
        if flush:
            flush_file(aside)
        go_on()  # what was made while a library swallowed the stop may not be what it should be
        os.replace(aside, name)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename in (None, aside):
            error.filename = name  # what a person asked for: a full disk names no file, and nobody knows the one aside
        # Also when interrupted: half a file must not keep a full disk full.
        if os.path.lexists(aside):
            os.unlink(aside)
        raise


def make_folder(folder: str | os.PathLike[str]) -> None:
    """The folder is there, and those above it; OSError for a name that no system takes."""
    if name := os.fspath(folder):
        try:
            os.makedirs(name, exist_ok=True)
        except RecursionError:  # it asks itself for each folder above
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), name) from None


@contextmanager
def readable_by_all() -> Iterator[None]:
    """What is written meanwhile can be read by everyone, whatever the umask of who builds: a site is there to be read.

    Elsewhere the umask holds, since a filled paper may be for its owner's eyes only.
    """
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def flush_file(path: str) -> None:
    """What was written to the file is on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_record(path: str | os.PathLike[str], value: Any) -> None:
    """Plain values are kept in a file under a checksum, for `read_record`."""
    body = json.dumps(value).encode()
    write_whole(path, b"%08x\n" % crc32(body) + body, flush=False)


def read_record(path: str | os.PathLike[str]) -> Any:
    """The values as they were kept; None when there are none, or when the file is cut, changed or foreign."""
    try:
        with open(path, "rb") as file:
            checksum, _, body = file.read().partition(b"\n")
        return json.loads(body) if checksum == b"%08x" % crc32(body) else None
    except (OSError, ValueError, RecursionError):
        return None
