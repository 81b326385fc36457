"""The objects of a PDF that Typst wrote: read, changed as bytes, and packed again in few bytes.

Typst writes every object once, plainly, at the place that a table at the end names. So nothing has to be parsed to
change one: an object is a byte string, and our few changes are replacements in it. This reads no other PDF.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise

import deflate

_ROW = re.compile(rb"(\d{10}) \d{5} n")
_TRAILER = re.compile(rb"/Size (\d+)/Root (\d+) 0 R/Info (\d+) 0 R")
_BODY = re.compile(rb"\s*\d+ 0 obj\s(.*)\sendobj\s*", re.DOTALL)
_HEAD = re.compile(rb"<</Length \d+(/Type/CMap)?/Filter/FlateDecode(/WMode 0)?>>\n")
_END = b"\nendstream"
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_NAMED = re.compile(rb"^<</Type/StructElem.*/Obj (\d+) 0 R>>", re.DOTALL)
_SPECIAL = re.compile(rb"[\\()\r]")
_LATIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u00ff]*")
_STREAM = b"stream\n"
_LEVEL = 10
"""The lowest at which libdeflate weighs ways to say the same: 4 % less than zlib at its best. Higher ones take long."""
QUICK = 8
"""For what hardly gains by that: of a page, 2 % of its bytes for a fortieth of the time in which a paper is printed."""
_ROW_OF_TABLE = struct.Struct(">BLH")
"""A row of the table of places: kind, place, index."""
_COLUMNS = _ROW_OF_TABLE.size


class PdfObjects:
    """A PDF as its objects, numbered from 1, with the numbers of the two that everything hangs on."""

    def __init__(self, content: bytes) -> None:
        """Reads what Typst wrote; ValueError for anything else."""
        end = content.rindex(b"\nxref\n")
        starts = [int(row) for row in _ROW.findall(content, end)]
        trailer = _TRAILER.search(content, end)
        if trailer is None or int(trailer[1]) != len(starts) + 1:
            raise ValueError("this PDF is not written as Typst writes")
        self.root, self.info = int(trailer[2]), int(trailer[3])
        ends = dict(pairwise([*sorted(starts), end]))
        self._bodies = [self._body(content[start : ends[start]]) for start in starts]

    @staticmethod
    def _body(written: bytes) -> bytes:
        found = _BODY.fullmatch(written)
        if found is None:
            raise ValueError("an object of this PDF is not written as Typst writes")
        return found[1]

    def __getitem__(self, number: int) -> bytes:
        return self._bodies[number - 1]

    def __setitem__(self, number: int, body: bytes) -> None:
        self._bodies[number - 1] = body

    def __len__(self) -> int:
        return len(self._bodies)

    def items(self) -> list[tuple[int, bytes]]:
        """Every object with its number."""
        return list(enumerate(self._bodies, 1))

    def add(self, body: bytes) -> int:
        """A new object; returns its number."""
        self._bodies.append(body)
        return len(self._bodies)

    def add_drawing(self, width: float, height: float, commands: bytes = b"") -> int:
        """A new drawing that needs no fonts, for the looks of a field; returns its number."""
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 %s %s]/Resources<<>>/Length %d>>\n"
        size = (b"%.3f" % width, b"%.3f" % height, len(commands))
        return self.add(head % size + _STREAM + commands + b"\nendstream")

    def packed(self) -> bytes:
        """The whole PDF: everything but streams goes, compressed as one, into a single object (PDF 1.5)."""
        out = bytearray(b"%PDF-1.7\n%\x80\x80\x80\x80\n")
        rows: dict[int, tuple[int, int, int]] = {}

        def write(number: int, body: bytes) -> None:
            rows[number] = (1, len(out), 0)
            out.extend(b"%d 0 obj\n%s\nendobj\n" % (number, body))

        plain = []
        for number, body in self._in_order():
            if body.endswith(b"endstream"):
                write(number, body)
            elif body:  # one that was emptied is nowhere
                plain.append((number, body))
        holder, table = len(self) + 1, len(self) + 2
        rows |= {number: (2, holder, index) for index, (number, _) in enumerate(plain)}
        write(holder, _held(plain))
        start = len(out)
        rows[table] = (1, start, 0)
        name = hashlib.sha256(out).hexdigest()[:32].encode()
        keys = b"/Type/XRef/Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (
            table + 1,
            self.root,
            self.info,
            name,
            name,
        )
        settings = keys + b"/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>" % _COLUMNS
        out.extend(b"%d 0 obj\n%s\nendobj\n" % (table, packed_stream(_places(rows, table), settings)))
        out.extend(b"startxref\n%d\n%%%%EOF\n" % start)
        return bytes(out)

    def _in_order(self) -> Iterator[tuple[int, bytes]]:
        """All objects; a field or link stands behind the element of it, for both say the same words."""
        named = {number: int(found[1]) for number, body in self.items() if (found := _NAMED.search(body))}
        placed = set(named.values())
        for number, body in self.items():
            if number not in placed:
                yield number, body
            if number in named:
                yield named[number], self[named[number]]


def references(body: bytes) -> list[int]:
    """The numbers of all objects that these bytes refer to."""
    return [int(number) for number in _REFERENCE.findall(body)]


def string(words: str) -> bytes:
    """The words as a string of a PDF."""
    encoded = words.encode("latin-1") if _LATIN.fullmatch(words) else b"\xfe\xff" + words.encode("utf-16-be")
    return b"(" + _SPECIAL.sub(lambda found: b"\\r" if found[0] == b"\r" else b"\\" + found[0], encoded) + b")"


def unpacked(pdf: PdfObjects, number: int) -> bytes:
    """What is packed in a stream that has no settings of its own; nothing for any other."""
    head, _, data = pdf[number].partition(_STREAM)
    return zlib.decompress(data.removesuffix(_END)) if _HEAD.fullmatch(head) else b""


def packed_stream(content: bytes, settings: bytes, level: int = _LEVEL) -> bytes:
    """An object of that content, compressed, with these settings."""
    packed = deflate.zlib_compress(content, level)
    return b"<<%s/Filter/FlateDecode/Length %d>>\n%s%s\nendstream" % (settings, len(packed), _STREAM, packed)


def _held(objects: list[tuple[int, bytes]]) -> bytes:
    """An object that holds others."""
    heads, at = [], 0
    for number, body in objects:
        heads.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(heads) + b"\n"
    content = head + b"\n".join(body for _, body in objects)
    return packed_stream(content, b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)))


def _places(rows: dict[int, tuple[int, int, int]], last: int) -> bytes:
    """The table of places, each row as its difference to the one above: so they are nearly all alike and pack well."""
    table, index = bytearray(_COLUMNS), 0xFFFF  # above the first row are zeros
    for number in range(last + 1):
        # Of an object that is nowhere, the index says nothing: the one above packs best.
        kind, place, index = rows.get(number, (0, 0, index))
        table += _ROW_OF_TABLE.pack(kind, place, index)
    out = bytearray((_COLUMNS + 1) * (last + 1))
    out[:: _COLUMNS + 1] = b"\2" * (last + 1)  # the PNG filter "Up"
    for column in range(_COLUMNS):
        held = table[column::_COLUMNS]
        out[column + 1 :: _COLUMNS + 1] = bytes([here - there & 0xFF for there, here in pairwise(held)])
    return bytes(out)
