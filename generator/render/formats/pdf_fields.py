"""Fields in a PDF, and what Typst can't say yet about its tables.

Typst has no forms yet: each place to write is a link `field:<kind>/<name>` with its place in the structure tree, and
here each of these links becomes a form field. One function, so that native forms can replace it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.blocks.nodes import Field
from generator.render.formats.pdf_drawn import FontWidths
from generator.render.formats.pdf_objects import PdfObjects, references, string

_PLACE = re.compile(rb"/Rect(\[[^\]]+\]).*/URI\(field:(line|area|tick)/([^)]+)\).*(/StructParent \d+)", re.DOTALL)
_ANNOTATIONS = re.compile(rb"/Annots(\[[^\]]*\])")
_HEADERS = re.compile(rb"/Headers\[[^\]]*\]")
_REQUIRED, _MANY_LINES = 1 << 1, 1 << 12
"""Flags of any field and of one for text (ISO 32000-1, 12.7.3.1 and 12.7.4.3)."""
_FONT = b"Wingdings"
"""The name under which fields ask for their font. pdfium uses a font of this name for every letter that it has; under
another name it draws letters as common as œ or ł in a bold font of its own. No other viewer minds the name."""
_TYPED_IN = re.compile(rb"<</Type/Font/Subtype/Type0/BaseFont/\w+\+NotoSans-Regular/")
"""Every weight of the font: they are one file, so each has this name."""
_LOOK = b"/%s 10 Tf 0 g" % _FONT
_TICK = ((0.2, 0.5, "m"), (0.42, 0.24, "l"), (0.82, 0.8, "l"))
"""The corners of a tick as shares of its box: what is drawn needs no font."""


def typed_font(pdf: PdfObjects) -> int:
    """The font of what people type: that of the paper, which has all letters that they need (`typst_source`).

    A bold one may come first, with the letters of stamps and headings alone.
    """
    weights = [number for number, body in pdf.items() if _TYPED_IN.match(body)]
    return max(weights, key=lambda number: len(FontWidths(pdf, number).widths))


def make_fields(pdf: PdfObjects, fields: Mapping[str, Field], font: int) -> None:
    """Every such link of the PDF is a form field named after its field, with its label for screen readers."""
    elements = {
        target: number
        for number, body in pdf.items()
        if b"/S/Link/" in body
        for target in references(body.partition(b"/Obj ")[2])[:1]
    }
    places = [each for each in _places(pdf) if each.name in fields]
    looks = _Looks(pdf)
    for place in places:
        field = fields[place.name]
        looked = looks.tick(place) if place.kind == b"tick" else _typed(field, place.kind == b"area")
        pdf[place.number] = _widget(place, field) + looked + b">>"
        element = elements[place.number]
        pdf[element] = pdf[element].replace(b"/S/Link/", b"/S/Form/", 1)[:-2] + b"/Alt%s>>" % string(field.label)
    if places:
        widgets = b" ".join(b"%d 0 R" % place.number for place in places)
        form = b"<</Fields[%s]/DR<</Font<</%s %d 0 R>>>>/DA(%s)/NeedAppearances true>>" % (widgets, _FONT, font, _LOOK)
        pdf[pdf.root] = pdf[pdf.root][:-2] + b"/AcroForm %d 0 R>>" % pdf.add(form)


@dataclass(frozen=True, slots=True)
class _Place:
    """A link that is a place to write: the number of its object and of its page, and what it says of itself."""

    number: int
    page: int
    kind: bytes
    name: str
    rectangle: bytes
    parent: bytes

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = (float(number) for number in self.rectangle[1:-1].split())
        return right - left, top - bottom


def _places(pdf: PdfObjects) -> Iterator[_Place]:
    for page, body in pdf.items():
        listed = _ANNOTATIONS.search(body) if body.startswith(b"<</Type/Page/") else None
        for number in references(listed[1]) if listed else ():
            if found := _PLACE.search(pdf[number]):
                rectangle, kind, name, parent = found.groups()
                yield _Place(number, page, kind, name.decode(), rectangle, parent)


def _widget(place: _Place, field: Field) -> bytes:
    """What every field says, without its end: a dot in a name would make it a field within a field."""
    names = b"/T%s/TM%s/TU%s" % (string(field.name.replace(".", "_")), string(field.name), string(field.label))
    return b"<</Type/Annot/Subtype/Widget/Rect%s/F 4/P %d 0 R%s%s" % (place.rectangle, place.page, place.parent, names)


def _typed(field: Field, many_lines: bool) -> bytes:
    flags = (_MANY_LINES if many_lines else 0) | (_REQUIRED if field.required else 0)
    length = b"/MaxLen %d" % field.max_length if field.max_length else b""
    return b"/FT/Tx/Ff %d/DA(%s)%s" % (flags, _LOOK, length)


class _Looks:
    """How boxes look when they are ticked and when not; boxes of one size share it."""

    def __init__(self, pdf: PdfObjects) -> None:
        self.pdf = pdf
        self.known: dict[tuple[float, float], bytes] = {}

    def tick(self, place: _Place) -> bytes:
        width, height = (round(side, 2) for side in place.size)
        if (width, height) not in self.known:
            points = " ".join(f"{width * x:.2f} {height * y:.2f} {move}" for x, y, move in _TICK)
            ticked = self.pdf.add_drawing(width, height, f"q 1.4 w 0 G {points} S Q".encode())
            empty = self.pdf.add_drawing(width, height)
            self.known[width, height] = b"/AP<</N<</Yes %d 0 R/Off %d 0 R>>>>" % (ticked, empty)
        return b"/FT/Btn/V/Off/AS/Off/MK<</CA(4)>>" + self.known[width, height]


def name_rows(pdf: PdfObjects, names: Sequence[bool]) -> None:
    """The cells that name their rows say so: `names` has a value for each cell below the heads of tables, in order.

    Typst lists for each cell the heads of its columns, which would hide those of rows: both are then found by scope.
    Where heads would outnumber the cells that they explain, as in a part of one row, those of columns are enough.
    """
    cells = [number for number, body in pdf.items() if b"/S/TD/" in body]
    if len(cells) != len(names):
        raise ValueError(f"the tables have {len(cells)} cells in the PDF and {len(names)} in the paper")
    heads = Counter(_table_of(pdf, number) for number, body in pdf.items() if any(names) and b"/S/TH/" in body)
    tables: dict[int, dict[int, bool]] = {}
    for number, is_name in zip(cells, names, strict=True):
        tables.setdefault(_table_of(pdf, number), {})[number] = is_name
    for table, cells_of in tables.items():
        named = sum(cells_of.values())
        if named and heads[table] + named <= len(cells_of) - named:
            for number, is_name in cells_of.items():
                body = pdf[number].replace(b"/S/TD/", b"/S/TH/", 1) if is_name else pdf[number]
                pdf[number] = _HEADERS.sub(b"/Scope/Row" if is_name else b"", body, count=1)


def _table_of(pdf: PdfObjects, number: int) -> int:
    """The table that a cell stands in."""
    while b"/S/Table/" not in pdf[number]:
        number = references(pdf[number].partition(b"/P ")[2])[0]
    return number
