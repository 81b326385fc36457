"""The first page of a paper as a small picture, drawn from its blocks: what it looks like before anybody fetches it.

Title and headings stand in words; every other line of words is a bar as long as the line. So the picture is small,
sharp at any size, the same in every run, and ready without anything being printed. It stands in the page itself: 210
files of a kilobyte each were a tenth of the site's files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.blocks.nodes import (
    Block,
    Conditional,
    Definitions,
    Diagram,
    FieldKind,
    FieldRow,
    Folded,
    Heading,
    Items,
    Note,
    Pair,
    PaperPicture,
    Paragraph,
    Phrase,
    Quotation,
    Signing,
    Table,
    TickRow,
)
from generator.blocks.walk import blocks_in
from generator.render.xml import escaped

WIDTH, HEIGHT, MARGIN = 210, 297, 20
"""A sheet of A4 in millimetres, and its margins."""
_BOTTOM = HEIGHT - 24
_LETTER, _LINE = 1.75, 4.9
"""How wide a letter of the text is on average, and how high a line."""
_MOST_LINES = 6


class _Sheet:
    """What is drawn so far, from the top down; `y` is where the next line goes. Right to left, it is mirrored."""

    def __init__(self, mirrored: bool) -> None:
        self.y = MARGIN + 6.0
        self.mirrored = mirrored
        self.words: list[str] = []
        self.strokes: dict[str, list[str]] = {"bar": [], "dark": [], "rule": []}

    @property
    def full(self) -> bool:
        return self.y > _BOTTOM

    def stroke(self, kind: str, x: float, y: float, width: float) -> None:
        """A horizontal line."""
        start = WIDTH - x - width if self.mirrored else x
        self.strokes[kind].append(f"M{_number(start)} {_number(y)}h{_number(width)}")

    def box(self, x: float, y: float, width: float, height: float) -> None:
        start = WIDTH - x - width if self.mirrored else x
        sides = f"h{_number(width)}v{_number(height)}h{_number(-width)}z"
        self.strokes["rule"].append(f"M{_number(start)} {_number(y)}{sides}")

    def text(self, words: str, size: float, indent: float = 0) -> None:
        """Words that can be read, on as many lines as they need."""
        most = int((WIDTH - 2 * MARGIN - indent) / (size * 0.56))
        for line in _wrapped(words, most)[:2]:
            x = WIDTH - MARGIN - indent if self.mirrored else MARGIN + indent
            self.words.append(f'<text x="{_number(x)}" y="{_number(self.y)}" font-size="{size}">{escaped(line)}</text>')
            self.y += size * 1.3

    def bars(self, letters: int, indent: float = 0, kind: str = "bar") -> None:
        """As many lines as the letters take, the last one shorter."""
        width = WIDTH - 2 * MARGIN - indent
        left = max(letters, 1) * _LETTER
        for _ in range(_MOST_LINES):
            if left <= 0 or self.full:
                return
            self.stroke(kind, MARGIN + indent, self.y, min(left, width))
            left -= width
            self.y += _LINE


def picture_svg(picture: PaperPicture) -> str:
    """The picture inside a page; to a screen reader it is one thing with a name."""
    paper = picture.sheet
    sheet = _Sheet(paper.language.direction == "rtl")
    sheet.text(paper.title.plain, 9)
    sheet.y += 2
    least = min((block.level for block in blocks_in(paper.blocks) if isinstance(block, Heading)), default=2)
    _draw(sheet, paper.blocks, 0, least)
    foot = HEIGHT - 16
    sheet.stroke("rule", MARGIN, foot, WIDTH - 2 * MARGIN)
    sheet.stroke("bar", MARGIN, foot + 5, 70)
    sheet.stroke("bar", WIDTH - MARGIN - 24, foot + 5, 24)
    return _svg(sheet, picture)


def _svg(sheet: _Sheet, picture: PaperPicture) -> str:
    drawn = "".join(
        f'<path d="{"".join(strokes)}" {look}/>'
        for strokes, look in (
            (sheet.strokes["bar"], 'stroke="#a9b4b9" stroke-width="1.9"'),
            (sheet.strokes["dark"], 'stroke="#46545b" stroke-width="2.1"'),
            (sheet.strokes["rule"], 'stroke="#1a2226" stroke-width="0.7"'),
        )
        if strokes
    )
    # Paper is white at night too: the page's colours do not reach it.
    shared = 'font-family="system-ui,sans-serif" font-weight="700" fill="#1a2226"'
    turned = ' direction="rtl"' if sheet.mirrored else ""
    return (
        f'<svg role="img" aria-label="{escaped(picture.alt.plain)}" width="{picture.width}" height="{picture.height}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="M0 0h{WIDTH}v{HEIGHT}H0z" fill="#fff"/><g fill="none">{drawn}</g>'
        f"<g {shared}{turned}>{''.join(sheet.words)}</g></svg>"
    )


def _draw(sheet: _Sheet, blocks: Iterable[Block], indent: float, least: int) -> None:
    """The blocks until the sheet is full; `least` is the level of the headings of sections."""
    for block in blocks:
        if sheet.full:
            return
        BLOCKS[type(block)](sheet, block, indent, least)


def _paragraph(sheet: _Sheet, block: Paragraph, indent: float, _: int) -> None:
    sheet.bars(len(block.phrase.plain), indent, "dark" if block.role == "label" else "bar")
    sheet.y += 1.5


def _items(sheet: _Sheet, block: Items, indent: float, least: int) -> None:
    for item in block.items:
        if not sheet.full:
            sheet.stroke("dark", MARGIN + indent + 2, sheet.y, 1.5)
            _draw(sheet, item, indent + 6, least)


def _tick_row(sheet: _Sheet, block: TickRow, indent: float, least: int) -> None:
    sheet.box(MARGIN + indent, sheet.y - 2.5, 4.5, 4.5)
    sheet.bars(len(block.phrase.plain), indent + 8, "dark")
    _draw(sheet, block.under, indent + 8, least)
    sheet.y += 1.5


def _signing(sheet: _Sheet, block: Signing, indent: float, _: int) -> None:
    for _line in block.lines:
        sheet.y += 7
        sheet.stroke("rule", MARGIN + indent, sheet.y, 100)
        sheet.y += 4


def _titled(sheet: _Sheet, title: Phrase, blocks: Iterable[Block], indent: float, least: int) -> None:
    sheet.bars(len(title.plain), indent, "dark")
    _draw(sheet, blocks, indent, least)


def _definitions(sheet: _Sheet, block: Definitions, indent: float, least: int) -> None:
    for _, term, meaning in block.entries:
        _titled(sheet, term, meaning, indent, least)


def _quotation(sheet: _Sheet, block: Quotation, indent: float, _: int) -> None:
    for phrase in block.phrases:
        sheet.bars(len(phrase.plain), indent + 6)


def _heading(sheet: _Sheet, block: Heading, _: float, least: int) -> None:
    sheet.y += 4
    if block.level == least:
        sheet.y += 3
        sheet.text(block.phrase.plain, 6.4)
        sheet.stroke("rule", MARGIN, sheet.y - 5.6, WIDTH - 2 * MARGIN)
        sheet.y += 1.5
    else:
        sheet.bars(len(block.phrase.plain), 0, "dark")
        sheet.y += 0.5


def _field(sheet: _Sheet, block: FieldRow, indent: float, _: int) -> None:
    for phrase, look in ((block.label, "dark"), (block.help, "bar")):
        if phrase and phrase.children:
            sheet.bars(len(phrase.plain), indent, look)
    width = WIDTH - 2 * MARGIN - indent
    if block.field.kind is FieldKind.BOX:
        height = 24.0
        if sheet.y + height > _BOTTOM + 6:  # half a box would look like a mistake
            sheet.y = HEIGHT
            return
        sheet.box(MARGIN + indent, sheet.y - 1, width, height)
        sheet.y += height + 5
    else:
        sheet.y += 4
        sheet.stroke("rule", MARGIN + indent, sheet.y, width)
        sheet.y += 6


def _table(sheet: _Sheet, block: Table, _: float, __: int) -> None:
    columns = max(len(row) for row in block.rows)
    width = (WIDTH - 2 * MARGIN) / columns
    for row in range(len(block.rows)):
        if sheet.y + 9 > _BOTTOM + 6:
            return
        for column in range(columns):
            sheet.box(MARGIN + column * width, sheet.y, width, 9)
            if row == 0 or column == 0:
                sheet.stroke("dark" if row == 0 else "bar", MARGIN + column * width + 2, sheet.y + 4.5, width * 0.6)
        sheet.y += 9
    sheet.y += 6


BLOCKS: dict[type, Callable[[_Sheet, Any, float, int], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Definitions: _definitions,
    Table: _table,
    Quotation: _quotation,
    Note: lambda sheet, block, indent, least: _titled(sheet, block.title, block.blocks, indent, least),
    FieldRow: _field,
    TickRow: _tick_row,
    Signing: _signing,
    Conditional: lambda sheet, block, indent, least: _titled(sheet, block.words, block.blocks, indent, least),
    Pair: lambda sheet, block, indent, least: _draw(sheet, block.first, indent, least),
    Diagram: lambda sheet, block, indent, least: _draw(sheet, block.told, indent, least),
    PaperPicture: lambda *_: None,
    Folded: lambda sheet, block, indent, least: _titled(sheet, block.summary, block.blocks, indent, least),
}


def _wrapped(words: str, most: int) -> list[str]:
    """The words in lines of at most so many letters."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= most or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
