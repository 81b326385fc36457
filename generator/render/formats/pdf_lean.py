"""The same paper in fewer bytes: a sixth of what Typst writes says nothing to anybody.

What is drawn is written with many more digits than a printer has dots, and each letter as an octal number; a font
brings its licence and the names of its letters, which no viewer of a PDF reads; what a letter means stands in a table
with a line for each. PDF files are most of the site, and phones pay for each byte.
"""

from __future__ import annotations

import re
import struct
from functools import lru_cache

from generator.render.formats.pdf_drawn import draw_lean
from generator.render.formats.pdf_objects import PdfObjects, packed_stream, unpacked

_FONT_FILE = re.compile(rb"/FontFile2 (\d+) 0 R")
_LETTERS = re.compile(rb"/CIDSet (\d+) 0 R")
_MEANING = re.compile(rb"/ToUnicode (\d+) 0 R")
_END = b"\nendstream"
_MANY_LETTERS = re.compile(rb"^<[3-9A-F][0-9A-F]{3}>", re.MULTILINE)
"""In a font of so many letters, the number of one could read as digits to the two lines above."""
_UNREAD_TABLES = (b"name", b"post")
_ENTRY = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_MOST_LINES = 100
"""So many lines a table may have in one piece."""
_TABLE = b"""/CIDInit/ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>def
/CMapName/Custom def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
%s
endcmap
CMapName currentdict/CMap defineresource pop
end
end"""
_WHOLE_FILE = 0xB1B0AFBA
"""What all words of a font file add up to (OpenType, `checksumAdjustment` of the table `head`)."""


def make_lean(pdf: PdfObjects) -> None:
    """Its streams say the same in fewer bytes: what the PDF shows and what can be copied from it is unchanged."""
    places = {
        what: [int(found[1]) for _, body in pdf.items() if not body.endswith(_END) for found in what.finditer(body)]
        for what in (_FONT_FILE, _MEANING)
    }
    tables = [unpacked(pdf, number) for number in places[_MEANING]]
    draw_lean(pdf, any(_MANY_LETTERS.search(table) for table in tables))
    for what, shorter in ((_FONT_FILE, _packed_font), (_MEANING, _packed_meaning)):
        for number in places[what]:
            if content := unpacked(pdf, number):
                pdf[number] = shorter(content)
    for number, body in pdf.items():
        if not body.endswith(_END) and (found := _LETTERS.search(body)):  # a font says itself which letters it has
            pdf[number] = body.replace(found[0], b"")
            pdf[int(found[1])] = b""


# -- fonts --------------------------------------------------------------------------------------------


@lru_cache(maxsize=32)  # papers to fill in share the letters to type with, and the sizes of a paper all of its own
def _packed_font(file: bytes) -> bytes:
    return packed_stream(_font(file), b"")


def _font(file: bytes) -> bytes:
    """A TrueType file without the tables that a PDF does not read; a file of another kind stays as it is."""
    kind, count = struct.unpack_from(">4sH", file)
    if kind != b"\0\1\0\0":
        return file
    records = [struct.unpack_from(">4sLLL", file, 12 + 16 * number) for number in range(count)]
    kept = [(tag, file[start : start + length]) for tag, _, start, length in records if tag not in _UNREAD_TABLES]
    return _font_file(dict(kept))


def _font_file(tables: dict[bytes, bytes]) -> bytes:
    head = bytearray(tables[b"head"])
    head[8:12] = bytes(4)
    tables = tables | {b"head": bytes(head)}
    steps = len(tables).bit_length() - 1
    out = struct.pack(">4sHHHH", b"\0\1\0\0", len(tables), 16 << steps, steps, 16 * len(tables) - (16 << steps))
    at, contents = 12 + 16 * len(tables), b""
    for tag, table in sorted(tables.items()):
        out += struct.pack(">4sLLL", tag, _sum(table), at + len(contents), len(table))
        contents += table + bytes(-len(table) % 4)
    whole = out + contents
    place = whole.index(bytes(head), len(out)) + 8
    return whole[:place] + struct.pack(">L", (_WHOLE_FILE - _sum(whole)) & 0xFFFFFFFF) + whole[place + 4 :]


def _sum(content: bytes) -> int:
    padded = content + bytes(-len(content) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


# -- what letters mean --------------------------------------------------------------------------------


def _packed_meaning(table: bytes) -> bytes:
    return packed_stream(_meaning(table), b"/Type/CMap")


def _meaning(table: bytes) -> bytes:
    """The letters of a font in words: a line for each run of numbers, in place of one for each letter."""
    entries = {int(number, 16): words for number, words in _ENTRY.findall(table)}
    runs: list[list[int]] = []
    for number in sorted(entries):
        # A run may not go over the first byte of a number.
        if runs and number == runs[-1][-1] + 1 and number & 0xFF:
            runs[-1].append(number)
        else:
            runs.append([number])
    lines = [b"<%04X><%04X>[%s]" % (run[0], run[-1], b"".join(b"<%s>" % entries[each] for each in run)) for run in runs]
    blocks = (lines[at : at + _MOST_LINES] for at in range(0, len(lines), _MOST_LINES))
    ranges = b"\n".join(b"%d beginbfrange\n%s\nendbfrange" % (len(block), b"\n".join(block)) for block in blocks)
    return _TABLE % ranges
