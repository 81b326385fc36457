"""What a PDF draws, in fewer bytes: every page shows the same letters at the same places.

Typst states for each line of text the colour, the font and where it stands in a picture of its own, turned upside down
twice; in Arabic for each word. It writes a letter as an octal or a hexadecimal number, and what stands at the head and
the foot of every page on each of them anew.
"""

from __future__ import annotations

import math
import re
import struct
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

from generator.render.formats.pdf_objects import QUICK, PdfObjects, packed_stream, unpacked
from generator.render.formats.pdf_tags import lines_joined, owners

_STRING = rb"(?:[^()\\]|\\.)*"
for _ in range(3):  # letters may look like so many brackets within brackets; a string with more of them is left alone
    _STRING = rb"(?:[^()\\]|\\.|\(%s\))*" % _STRING
_STRING = rb"\(%s\)" % _STRING
_STRINGS = re.compile(b"(%s)" % _STRING, re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_SPECIAL = re.compile(rb"[\\()\r\n]")
_ESCAPED = {b"\r": b"\\r", b"\n": b"\\n"}
_HEX = re.compile(rb"<([0-9A-F]+)>")
_OCTAL = b"\\0"
_BYTES = {b"%02o" % byte: bytes([byte]) for byte in range(32) if byte not in b"\n\r\t\b\f"}
"""What follows `_OCTAL` in a low number."""
_FRACTION = re.compile(rb"\.(?<=\d\.)\d{3,}")
"""The point stands first: a search for a sign that is rarer than digits is much faster."""
_NUMBER = rb"(-?[\d.]+)"
_LINES = re.compile(
    rb"q 1 0 0 -1 %s %s cm/c0 cs 0 scn(?:/c0 CS 0 SCN ([\d.]+) w 4 M)?\nBT(.*?)\nET\nQ" % (_NUMBER, _NUMBER), re.DOTALL
)
"""Text in black, the colour with which a page begins; with a line around its letters where they are made bold."""
_BEGIN = re.compile(rb" ?[02] Tr/(f\d+) ([\d.]+) Tf 1 0 0 -1 %s %s Tm" % (_NUMBER, _NUMBER))
_SHOWN = re.compile(rb"\[((?:%s|[-\d. ])*)\]TJ|(%s)Tj" % (_STRING, _STRING), re.DOTALL)
_STEP = re.compile(rb"(%s)|(-?[\d.]+)" % _STRING, re.DOTALL)
_NESTED = re.compile(rb"\bq\b|\bQ\b")
_ONE = 5
"""What `_BEGIN` finds of one piece."""
_NEAR = 0.02
"""In points: what nobody sees, and no viewer either."""
_NEVER_SEEN = re.compile(
    rb"/Artifact(?:<<(?:[^<>]|<<[^<>]*>>)*>>BDC| BMC)\n(?:q 1 0 0 -1 [^\n]*\nBT[^\n]*? Tr/f\d+ 1 Tf.*?\nET\nQ\n)+EMC",
    re.DOTALL,
)
"""What is set in letters of one point holds the letters that people type in the font, and is not for the page."""
_PAGE = re.compile(rb"<</Type/Page/Resources (\d+) 0 R/.*/Contents (\d+) 0 R", re.DOTALL)
_FONTS = re.compile(rb"/(f\d+) (\d+) 0 R")
_DRAWING = rb"q .*?\nQ\n|BT.*?\nET\n"
_MARGIN = re.compile(rb"(?<=/Type/Pagination>>BDC\n)(?:%s)+(?=EMC)" % _DRAWING, re.DOTALL)
"""What stands at the head or the foot of a page, as one drawing after the other."""
_DRAWINGS = re.compile(_DRAWING, re.DOTALL)
_WIDTHS = re.compile(rb"/DescendantFonts\[(\d+) 0 R\]")
_LISTED = re.compile(rb"/W\[([\d. ]+)\]")
_HIGHEST = (900, 1300)
"""In points: no page of ours is larger."""


@dataclass(frozen=True)
class FontWidths:
    """A font of a page: how wide each of its letters is, by number."""

    pdf: PdfObjects
    number: int

    @cached_property
    def widths(self) -> Mapping[int, float]:
        """In thousandths of the font's size."""
        found = _WIDTHS.search(self.pdf[self.number])
        listed = _LISTED.search(self.pdf[int(found[1])]) if found else None
        rows = listed[1].split() if listed else []
        return {
            number: float(width)
            for first, last, width in zip(rows[::3], rows[1::3], rows[2::3], strict=True)
            for number in range(int(first), int(last) + 1)
        }

    def advance(self, steps: bytes) -> float:
        """How far the pen goes, in thousandths of the font's size."""
        total = 0.0
        for letters, back in _STEP.findall(steps):
            if letters:
                held = _bytes_of(letters)
                numbers = struct.unpack(f">{len(held) // 2}H", held)
                total += math.fsum(map(self.widths.get, numbers, repeat(0.0)))
            else:
                total -= float(back)
        return total


def draw_lean(pdf: PdfObjects, many: bool) -> None:
    """Every page of the PDF draws the same in fewer bytes; one of its fonts may have `many` letters."""
    _share_resources(pdf)
    lists = owners(pdf)
    held: dict[int, list[tuple[int, bytes]]] = {}
    known: dict[int, FontWidths] = {}
    found = [(own, page) for own, body in pdf.items() if (page := _PAGE.match(body)) and int(page[2]) in lists]
    for own, page in found:
        resources, number = int(page[1]), int(page[2])
        if content := unpacked(pdf, number):  # nothing is done twice
            named = ((name, int(each)) for name, each in _FONTS.findall(pdf[resources]))
            fonts = {name: known.setdefault(each, FontWidths(pdf, each)) for name, each in named}
            content = _NEVER_SEEN.sub(b"", content, count=1)
            content = lines_joined(pdf, own, content, lists[number])
            held.setdefault(resources, []).append((number, _drawn(content, fonts, many)))
    for resources, pages in held.items():
        for number, content in _with_shared_margins(pdf, resources, pages):
            pdf[number] = packed_stream(content, b"", QUICK)


def _share_resources(pdf: PdfObjects) -> None:
    """Pages that use the same fonts and colours name them once."""
    first: dict[bytes, int] = {}
    for number, body in pdf.items():
        if found := _PAGE.match(body):
            old = int(found[1])
            new = first.setdefault(pdf[old], old)
            if new != old:
                pdf[number] = body.replace(b"/Resources %d 0 R" % old, b"/Resources %d 0 R" % new, 1)
                pdf[old] = b""


# -- head and foot of a page --------------------------------------------------------------------------


def _with_shared_margins(
    pdf: PdfObjects, resources: int, pages: Sequence[tuple[int, bytes]]
) -> Iterator[tuple[int, bytes]]:
    """The pages; what several of them have in common at their head or foot is a drawing that they share."""
    seen = Counter(
        drawing
        for _, content in pages
        for margin in _MARGIN.finditer(content)
        for drawing in _DRAWINGS.findall(margin[0])
    )
    known: dict[bytes, bytes] = {}

    def shared(drawings: Sequence[bytes]) -> bytes:
        if (drawn := b"".join(drawings)) not in known:
            known[drawn] = b"/m%d Do\n" % len(known)
        return known[drawn]

    def margin(found: re.Match[bytes]) -> bytes:
        out, common = list[bytes](), list[bytes]()
        for drawing in _DRAWINGS.findall(found[0]):
            if seen[drawing] > 1:
                common.append(drawing)
                continue
            out += [shared(common) if common else b"", drawing]
            common = []
        return b"".join([*out, shared(common) if common else b""])

    yield from [(number, _MARGIN.sub(margin, content)) for number, content in pages]
    if known:
        own = pdf[resources]
        settings = b"/Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Resources %d 0 R" % (*_HIGHEST, pdf.add(own))
        numbers = [pdf.add(packed_stream(drawn, settings)) for drawn in known]
        named = b"".join(b"/m%d %d 0 R" % (place, number) for place, number in enumerate(numbers))
        begin, has, rest = own.partition(b"/XObject<<")
        pdf[resources] = begin + has + named + rest if has else own[:-2] + b"/XObject<<%s>>>>" % named


# -- text ---------------------------------------------------------------------------------------------


def _drawn(content: bytes, fonts: Mapping[bytes, FontWidths], many: bool) -> bytes:
    """The same drawing in fewer bytes, in the fonts of the page by their names; one of them may have `many` letters."""
    content, out, end, depth = _plain(content, many), [], 0, 0
    for found in _LINES.finditer(content):
        between = content[end : found.start()]
        depth += _depth(between)
        out += [between, found[0] if depth else _lines(found, fonts)]
        end = found.end()
    return b"".join([*out, content[end:]])


def _depth(drawn: bytes) -> int:
    """By how many more settings what follows is governed."""
    if b"(" in drawn:
        drawn = _STRINGS.sub(b"", drawn)
    return sum(1 if each == b"q" else -1 for each in _NESTED.findall(drawn))


def _lines(found: re.Match[bytes], fonts: Mapping[bytes, FontWidths]) -> bytes:
    """The lines without a picture of their own; a piece that begins where the pen is does not say so."""
    left, bottom, stroke = float(found[1]), float(found[2]), found[3]
    before, *pieces = _BEGIN.split(found[4])
    out, place, pen, set_in = [before], (0.0, 0.0), None, b""
    for font, size, x, y, shown in zip(*[iter(pieces)] * 5, strict=True):
        here = left + float(x), bottom + float(y)
        look = b"/%s %s Tf" % (font, size)
        if look != set_in:
            out.append(look)
        if pen is None or abs(pen - here[0]) > _NEAR or here[1] != place[1]:
            out.append(b" %s %s Td" % (_short(here[0] - place[0]), _short(here[1] - place[1])))
            place, pen = here, here[0]
        what = _SHOWN.match(shown) if len(pieces) > _ONE else None
        # From where the pen is, not from where it should be: what is near does not add up along a line.
        pen = pen + fonts[font].advance(what[1] or what[2]) * float(size) / 1000 if what else None
        set_in = look
        out.append(shown)
    drawn = b"BT%s\nET" % b"".join(out)
    return b"q %s w 4 M 2 Tr\n%s\nQ" % (stroke, drawn) if stroke else drawn


def _short(number: float) -> bytes:
    return (b"%.2f" % number).rstrip(b"0").rstrip(b".") or b"0"


# -- letters and numbers ------------------------------------------------------------------------------


def _plain(content: bytes, many: bool) -> bytes:
    """Letters as the bytes that they are, and numbers with as many digits as a printer has dots."""
    if many:  # with so many letters, the numbers of some could read as digits, or as `<` with digits behind it
        parts = _STRINGS.split(content)
        parts[::2] = [_HEX.sub(_as_bytes, _FRACTION.sub(_rounded, each)) for each in parts[::2]]
        return b"".join(parts)
    content = _FRACTION.sub(_rounded, content)
    content = content.replace(b"\\000", b"\0")  # half of all: letters have numbers of two bytes
    first, *parts = content.split(_OCTAL)  # much faster than an expression for all
    content = first + b"".join([_BYTES.get(part[:2], _OCTAL + part[:2]) + part[2:] for part in parts])
    return _HEX.sub(_as_bytes, content)


def _rounded(found: re.Match[bytes]) -> bytes:
    """A place is given to a hundredth of a point; a number below ten may be a scale, which needs more."""
    point = found.start()
    return found[0][: 3 if found.string[point - 2 : point - 1].isdigit() else 5]


def _bytes_of(string: bytes) -> bytes:
    return _ESCAPE.sub(_unescaped, string[1:-1]) if b"\\" in string else string[1:-1]


def _unescaped(found: re.Match[bytes]) -> bytes:
    what = found[1]
    return bytes([int(what, 8)]) if len(what) == 3 else _NAMED.get(what, what)


def _as_bytes(found: re.Match[bytes]) -> bytes:
    """A string of bytes; an end of a line never stands in it as it is, so that lines are what they seem."""
    held = bytes.fromhex(found[1].decode())
    return b"(%s)" % _SPECIAL.sub(lambda sign: _ESCAPED.get(sign[0], b"\\" + sign[0]), held)
