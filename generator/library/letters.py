"""Which letters a font file has, read from its table `cmap`: see the OpenType specification, formats 4 and 12."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

_UNICODE = ((3, 10), (0, 4), (0, 6), (3, 1), (0, 3))
"""Tables for Unicode by platform and encoding, the fullest first."""


def letters_of(path: Path) -> frozenset[str]:
    """Every character for which the font has a picture; of a collection, those of its first font."""
    content = path.read_bytes()
    start = struct.unpack_from(">I", content, 12)[0] if content[:4] == b"ttcf" else 0
    cmap = _table(content, start)
    number = struct.unpack_from(">H", content, cmap + 2)[0]
    places = dict[tuple[int, int], int]()
    for each in range(number):
        platform, encoding, offset = struct.unpack_from(">HHI", content, cmap + 4 + 8 * each)
        places[platform, encoding] = cmap + offset
    best = next(places[kind] for kind in _UNICODE if kind in places)
    wide = struct.unpack_from(">H", content, best)[0] == 12
    codes = (_groups if wide else _segments)(content, best)
    return frozenset(chr(code) for first, last in codes for code in range(first, last + 1))


def _table(content: bytes, start: int) -> int:
    """Where the table `cmap` begins."""
    number = struct.unpack_from(">H", content, start + 4)[0]
    places = range(start + 12, start + 12 + 16 * number, 16)
    record = next(place for place in places if content[place : place + 4] == b"cmap")
    return int.from_bytes(content[record + 8 : record + 12], "big")


def _groups(content: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 12: ranges of characters."""
    (number,) = struct.unpack_from(">I", content, at + 12)
    for each in range(number):
        first, last, _ = struct.unpack_from(">III", content, at + 16 + 12 * each)
        yield first, last


def _segments(content: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Format 4: ranges of characters below U+FFFF; the last one only says that it is the last."""
    (double,) = struct.unpack_from(">H", content, at + 6)
    lasts = struct.unpack_from(f">{double // 2}H", content, at + 14)
    firsts = struct.unpack_from(f">{double // 2}H", content, at + 16 + double)
    yield from ((first, last) for first, last in zip(firsts, lasts, strict=True) if first != 0xFFFF)
