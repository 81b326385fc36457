"""The one door through which files are opened for reading, and what the system refuses, in words.

A project's files come from many hands. One of them may be a pipe that never ends, a device, a link to a secret of this
machine, or too large for its memory. Everything that reads what others wrote asks here, so the answer to all of that
is one kind of error. This module imports nothing but the standard library: the check that nothing changed needs it.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress

LIMIT = 5_000_000
"""How many bytes a file may have that a person writes; the largest of ours has 300,000."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Refused(OSError):
    """A file that is not opened, although the system would: what is wrong with it, and what to do."""

    def __init__(self, path: str | os.PathLike[str], message: str, help: str) -> None:
        super().__init__(errno.EINVAL, message, os.fspath(path))
        self.message, self.help = message, help


def read(path: str | os.PathLike[str], within: str | os.PathLike[str] | None = None, limit: int = LIMIT) -> bytes:
    """The bytes of a plain file of at most `limit` bytes that lies, links followed, below the folder `within`."""
    with open(opened(path, within, limit), "rb", buffering=0) as file:
        content = file.read(limit + 1)
    # A file below /proc says that it is empty, and one that grows has a size of the past.
    if len(content) > limit:
        raise _too_large(path, limit)
    return content


def text(path: str | os.PathLike[str], within: str | os.PathLike[str] | None = None) -> str:
    """What `read` finds, as text in UTF-8; Refused for any other bytes."""
    try:
        return read(path, within).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = place_of(error)
        raise Refused(f"{os.fspath(path)}:{line}:{column}", *NOT_UTF_8) from None


NOT_UTF_8 = ("the file is not UTF-8", "save the file as UTF-8")
"""What is wrong with other bytes, and what to do."""


def place_of(error: UnicodeDecodeError) -> tuple[int, int]:
    """The line and the column of the first byte of a file that is no letter."""
    before = error.object[: error.start]
    return before.count(b"\n") + 1, error.start - before.rfind(b"\n")


def opened(path: str | os.PathLike[str], within: str | os.PathLike[str] | None = None, limit: int | None = None) -> int:
    """The handle of a plain file; Refused for a folder, pipe, socket or device, and for a link that leaves `within`."""
    if within is not None and not is_within(path, within):
        message = "it is a link to a place outside the folder that it should be in"
        raise Refused(path, message, "put the file itself there")
    found = os.stat(path)
    _refuse_special(path, found)
    if limit is not None and found.st_size > limit:
        raise _too_large(path, limit)
    handle = os.open(path, _FLAGS)
    try:
        # Asked once more of what was really opened: the name may mean another file by now.
        _refuse_special(path, os.fstat(handle))
    except Refused:
        os.close(handle)
        raise
    return handle


def listed(folder: str | os.PathLike[str], suffix: str) -> list[str]:
    """The paths below a folder whose names end so, folder by folder; none where there is no folder.

    OSError for a folder that can't be looked into: what nobody could read must not look as if it were not there.
    """
    found = []
    for here, folders, names in os.walk(folder, onerror=_raised) if os.path.lexists(folder) else ():
        for name in folders:
            if os.path.islink(os.path.join(here, name)):
                raise Refused(os.path.join(here, name), "it is a link to a folder", "put the folder itself there")
        found += [os.path.join(here, name) for name in (*folders, *names) if name.endswith(suffix)]
    return sorted(found, key=lambda path: path.split(os.sep))


def _raised(error: OSError) -> None:
    raise error


def is_within(path: str | os.PathLike[str], folder: str | os.PathLike[str]) -> bool:
    """True when the file that the path ends at lies below the folder."""
    return os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), ""))


def refuse_special(path: str | os.PathLike[str]) -> None:
    """Refused where a folder, pipe, socket or device stands, or a link to one; nothing need be there."""
    with suppress(FileNotFoundError):
        _refuse_special(path, os.stat(path))


def _refuse_special(path: str | os.PathLike[str], found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise Refused(path, "it is a folder, not a file", "rename it, or move it away")
    if not stat.S_ISREG(found.st_mode):
        raise Refused(path, "it is a pipe or a device, not a plain file", "move it away, or put a plain file there")


def _too_large(path: str | os.PathLike[str], limit: int) -> Refused:
    size = f"{limit / 1_000_000:g} MB" if limit >= 1_000_000 else f"{limit / 1000:g} kB"
    return Refused(path, f"it is larger than {size}", "look whether it is the right file; else cut it in parts")


_NO_SPACE = "make room on the disk, then run the same command again"
_NO_RIGHT = "give yourself the right to it, or choose another folder, then run the same command again"
_TOO_MANY = "close other programs, or allow more (`ulimit`), then run the same command again"
_BROKEN = "look whether the disk is healthy and still connected, then run the same command again"

_HELP = {
    errno.ENOSPC: ("there is no space left", _NO_SPACE),
    getattr(errno, "EDQUOT", errno.ENOSPC): ("your share of the disk is used up", _NO_SPACE),
    errno.EFBIG: ("a file would be larger than this system allows", "allow larger files, or choose another disk"),
    errno.EROFS: ("this disk can only be read", "choose a folder on another disk with --out, or copy the project"),
    errno.EACCES: ("you have no right to do this", _NO_RIGHT),
    errno.EPERM: ("you have no right to do this", _NO_RIGHT),
    errno.ENOENT: ("it is not there, or is a link to nothing", "put it back, or remove the link"),
    errno.ENOTDIR: ("a file is in the way of a folder", "move it away, then run the same command again"),
    errno.EISDIR: ("a folder is in the way of a file", "move it away, then run the same command again"),
    errno.EEXIST: ("something is in the way", "move it away, then run the same command again"),
    errno.ENOTEMPTY: ("a folder is in the way", "let no other program write there, then run the same command again"),
    errno.ELOOP: ("it is a link in a circle", "put the file itself there"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter one"),
    errno.EILSEQ: ("the name has letters that this disk can't hold", "choose a plainer one"),
    errno.EMFILE: ("too many files are open", _TOO_MANY),
    errno.ENFILE: ("too many files are open on this machine", _TOO_MANY),
    errno.ENOMEM: ("there is not enough memory", _TOO_MANY),
    errno.EAGAIN: ("there are too many processes", _TOO_MANY),
    errno.EXDEV: ("it lies on another disk", "choose a folder on the same disk"),
    errno.EBUSY: ("another program uses it", "close that program, then run the same command again"),
    errno.EIO: ("the disk does not answer as it should", _BROKEN),
    errno.ESTALE: ("the disk is gone", _BROKEN),
    errno.EADDRINUSE: ("another program uses this port", "choose another with --port"),
}


def explained(error: OSError) -> tuple[str, str]:
    """What the system refused, in plain words, and what to do about it."""
    if isinstance(error, Refused):
        return error.message, error.help
    known = _HELP.get(error.errno or 0)
    return known or ((error.strerror or "the system refused").lower(), "mend this, then run the same command again")


def in_one_line(error: OSError) -> str:
    """The refusal as one line: where, what, and what to do."""
    message, help = explained(error)
    # Where a copy or a rename was to end; some calls give the number of an open file in place of a name.
    name = error.filename2 or error.filename
    return f"{os.fsdecode(name)}: {message}: {help}" if isinstance(name, str | bytes) else f"{message}: {help}"
