"""The one way in which a finished file is put in place: written beside, flushed, renamed, readable by everyone.

This module must import nothing outside the standard library: the answer that nothing changed uses it.
"""

from __future__ import annotations

import json
import os
from typing import Any
from zlib import crc32

FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""A site that only its builder can read is no site, so the umask of who builds does not count."""


def write_whole(path: str | os.PathLike[str], content: str | bytes, *, flush: bool = True) -> None:
    """The file holds exactly this: whoever looks, even after a crash, sees the old file or the whole new one.

    Without `flush` a crash of the machine may leave it cut: only for files that are checked when they are read.
    """
    name = os.fspath(path)
    folder, own_name = os.path.split(name)
    make_folder(folder)
    # Hidden, and with the process in its name: two writers never share it, and nobody takes it for a finished file.
    aside = os.path.join(folder, f".{own_name}.{os.getpid()}.new")
    try:
        _write(aside, content.encode("utf-8") if isinstance(content, str) else content, flush)
        os.replace(aside, name)
    except BaseException:
        # Also when interrupted: half a file must not keep a full disk full.
        if os.path.lexists(aside):
            os.unlink(aside)
        raise


def make_folder(folder: str | os.PathLike[str]) -> None:
    """The folder and those above it exist; each that had to be made can be read by everyone."""
    name = os.fspath(folder)
    if not name or os.path.isdir(name):
        return
    make_folder(os.path.dirname(name))
    try:
        os.mkdir(name)
        os.chmod(name, FOLDER_MODE)
    except FileExistsError:
        if not os.path.isdir(name):  # else another process was quicker
            raise


def _write(path: str, content: bytes, flush: bool) -> None:
    with open(path, "wb") as file:
        os.chmod(path, FILE_MODE)
        file.write(content)
        if flush:
            file.flush()
            os.fsync(file.fileno())


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
