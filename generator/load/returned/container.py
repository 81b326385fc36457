"""A zip file from outside, of which only named members are read, and those only as far as they may reach.

What a zip says of itself is checked before anything is unpacked: it may hold far more than its size lets one think.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections import Counter

from generator.load.returned.base import Unreadable

MOST_MEMBERS = 2_000
MOST_IN_A_MEMBER = 10_000_000
MOST_IN_ALL = 100_000_000
MOST_TIMES = 200
"""How many times larger a member may become when it is unpacked; running text becomes some twenty times larger."""
MOST_READ = 25_000_000
"""How much of one file is unpacked at all."""
_SMALL = 1_000_000
"""Below this nobody asks how many times."""
_DIRECTORY = 1_000_000
"""How large the list of members may be."""
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_ENCRYPTED = 1
_ARCHIVES = (".zip", ".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".jar", ".7z", ".rar", ".gz", ".odt")
_AGAIN = "open it in a word processor or spreadsheet, save it under a new name, and send that"


class Container:
    """The members of a zip file by their names; Unreadable where it is damaged, or holds what no paper holds."""

    def __init__(self, content: bytes, largest: int = MOST_IN_A_MEMBER) -> None:
        _check_directory(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, OverflowError) as error:
            raise Unreadable("the file is damaged or not complete", "ask for it again") from error
        self._largest = largest
        self.names = _checked(self._zip.infolist(), largest)
        self._left = max(MOST_READ, 2 * largest)

    def read(self, name: str) -> bytes:
        """A member; empty where there is none."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as member:
                held = member.read(min(self._largest, self._left) + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise Unreadable(f"its part {name} is damaged", "ask for it again") from error
        self._left -= len(held)
        if len(held) > self._largest or self._left < 0:
            raise _too_much(name, self._largest)
        return held


def _check_directory(content: bytes) -> None:
    """Unreadable for a list of members that would itself fill the memory."""
    tail = content[-(_END_SIZE + _LONGEST_COMMENT) :]
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE:
        raise Unreadable("the file is damaged or not complete", "ask for it again")
    count, size = struct.unpack_from("<HI", tail, at + 10)
    if count > MOST_MEMBERS or size > _DIRECTORY:
        raise Unreadable(f"it holds more than {MOST_MEMBERS} parts", _AGAIN)


def _checked(members: list[zipfile.ZipInfo], largest: int) -> frozenset[str]:
    if len(members) > MOST_MEMBERS:
        raise Unreadable(f"it holds more than {MOST_MEMBERS} parts", _AGAIN)
    name, times = next(iter(Counter(each.filename for each in members).most_common(1)), ("", 0))
    if times > 1:
        raise Unreadable(f"it holds {name[:60]} {times} times", _AGAIN)
    if sum(each.file_size for each in members) > MOST_IN_ALL:
        raise Unreadable(f"unpacked it is larger than {MOST_IN_ALL // 1_000_000} MB", _AGAIN)
    for each in members:
        _check_member(each, largest)
    return frozenset(each.filename for each in members)


def _check_member(member: zipfile.ZipInfo, largest: int) -> None:
    name = member.filename
    if member.flag_bits & _ENCRYPTED:
        raise Unreadable("it is locked with a password", "save it without a password")
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name.partition("/")[0]:
        raise Unreadable(f"its part {name[:60]} leads out of the file", _AGAIN)
    if name.lower().endswith(_ARCHIVES):
        raise Unreadable(f"another file is packed into it: {name[:60]}", "take that out, and send it by itself")
    if member.file_size > largest and name.endswith((".xml", ".rels")):
        raise _too_much(name, largest)
    if member.file_size > _SMALL and member.file_size > MOST_TIMES * max(member.compress_size, 1):
        raise Unreadable(f"its part {name[:60]} unpacks to more than {MOST_TIMES} times its size", _AGAIN)


def _too_much(name: str, largest: int) -> Unreadable:
    return Unreadable(f"its part {name[:60]} is larger than {largest // 1_000_000} MB", _AGAIN)
