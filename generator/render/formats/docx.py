"""Word documents to adapt, with real styles and content controls, in both directions of script.

The text is written as XML, piece by piece (`docx_parts`), into a package that is made once (`docx_frame`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.blocks.nodes import (
    Blank,
    Block,
    Booklet,
    Cell,
    Code,
    Conditional,
    Definitions,
    Diagram,
    Drawing,
    Emphasis,
    Field,
    FieldRow,
    Folded,
    Foreign,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Note,
    Pair,
    Paper,
    PaperPicture,
    Paragraph,
    Phrase,
    Plain,
    Quotation,
    Signing,
    Strong,
    Table,
    TickRow,
    Typed,
    words_of,
)
from generator.library.language import Language
from generator.render.drawing import drawing_file
from generator.render.formats import docx_parts as parts
from generator.render.formats.docx_frame import BULLETS, drawing_id, package, style_id
from generator.render.formats.raster import raster
from generator.render.zipped import zipped


class DocxFormat:
    """One Word document on A4; Word and LibreOffice change the size of the paper by themselves when they print."""

    name = "docx"
    suffixes = ("docx",)
    pack_suffixes: tuple[str, ...] = ()
    """Each paper of a pack stands on the site as a Word document: a zip of them once more is made for who asks."""
    sheet_suffixes: tuple[str, ...] = ()

    def render(self, document: Paper, suffix: str) -> bytes:  # noqa: ARG002 - there is one kind
        """The package; the same document gives the same bytes."""
        writer = _Writer(document)
        body = writer.blocks(document.blocks)
        drawn = [raster(svg) for svg in writer.drawings]
        return zipped(package(document, body, writer.addresses, writer.lists, drawn))

    def bind(self, booklet: Booklet, suffix: str) -> bytes:  # noqa: ARG002 - there is one kind
        """A zip of the pack's papers."""
        return zipped({f"{paper.name}.docx": self.render(paper, "docx") for paper in booklet.papers})


class _Writer:
    """Writes blocks, and counts what a document numbers: controls and bookmarks, links, ordered lists."""

    def __init__(self, document: Paper) -> None:
        self.document = document
        self.languages = {language.tag: language for language in document.languages}
        self.language = document.language
        self.width = parts.WIDTH
        self.counted = 0
        self.lists = 0
        self.addresses: list[str] = []
        self.drawings: list[str] = []

    def number(self) -> int:
        """The next number that no control or bookmark of the document has yet."""
        self.counted += 1
        return self.counted

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(BLOCKS[type(block)](self, block) for block in blocks)

    def inside(self, blocks: Iterable[Block], width: int, tag: str = "") -> str:
        """Blocks in a cell of that width, in its own language if it has one."""
        outer = self.width, self.language
        self.width, self.language = width, self.languages.get(tag, self.language)
        written = self.blocks(blocks)
        self.width, self.language = outer
        return written

    def spoken(self, phrase: Phrase) -> Language:
        return self.languages.get(phrase.lang, self.language)

    def phrase(self, phrase: Phrase, style: str = "", looks: str = "", more: str = "", before: str = "") -> str:
        """A paragraph of one phrase, in the phrase's language and direction."""
        language = self.spoken(phrase)
        words = self.inline(phrase.children, _Look(language, looks))
        return parts.paragraph(before + words, language, style_id(style), more)

    def inline(self, children: Sequence[Inline], look: _Look) -> str:
        return "".join(INLINE[type(child)](self, child, look) for child in children)

    def control(self, field: Field, tick: bool = False) -> str:
        """A content control for the field."""
        if tick:
            return parts.tick_control(field, self.number())
        return parts.text_control(field, self.number(), self.language, self.document.labels.type_here)

    def gap(self) -> str:
        """A little space below a table."""
        return parts.paragraph("", self.language, "Gap")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run looks and in which language it is."""

    language: Language
    looks: str = ""

    def and_(self, look: str) -> _Look:
        """The same look with one more."""
        return self if look in self.looks.split() else replace(self, looks=f"{self.looks} {look}".strip())


# -- inline -------------------------------------------------------------------------------------------


def _link(writer: _Writer, node: Link, look: _Look) -> str:
    # Pages of the site are not there when somebody opens the file; only an address of the open web is a link.
    if "://" not in node.target:
        return writer.inline(node.children, look)
    writer.addresses.append(node.target)
    words = parts.run(words_of(node.children), look.language)
    return f'<w:hyperlink r:id="rId{len(writer.addresses) + 9}">{words}</w:hyperlink>'


def _blank(writer: _Writer, node: Blank, look: _Look) -> str:
    named = "" if node.field.value else parts.run(f" ({node.field.label})", look.language, "small")
    return writer.control(node.field) + named


def _drawing(writer: _Writer, node: Drawing, _: _Look) -> str:
    svg = drawing_file(node, writer.document.language.direction)
    if svg not in writer.drawings:
        writer.drawings.append(svg)
    return parts.drawing(writer.number(), drawing_id(writer.drawings.index(svg)))


def _foreign(writer: _Writer, node: Foreign, look: _Look) -> str:
    return writer.inline(node.children, replace(look, language=writer.languages.get(node.lang, look.language)))


INLINE: dict[type, Callable[[_Writer, Any, _Look], str]] = {
    Plain: lambda _, node, look: parts.run(node.text, look.language, look.looks),
    Code: lambda _, node, look: parts.typed(Typed(node.text), look.language, look.looks),
    Mark: lambda *_: "",  # pages alone have them
    Typed: lambda _, node, look: parts.typed(node, look.language, look.looks),
    Strong: lambda writer, node, look: writer.inline(node.children, look.and_("b")),
    Emphasis: lambda writer, node, look: writer.inline(node.children, look.and_("i")),
    Link: _link,
    Blank: _blank,
    Foreign: _foreign,
    Drawing: _drawing,
}


# -- blocks -------------------------------------------------------------------------------------------

_STYLES = {
    "small": "Small",
    "card": "Card",
    "sign": "Sign",
    "case": "Case",
    "second-title": "Second title",
    "label": "Label",
}


def _heading(writer: _Writer, block: Heading) -> str:
    new_page = "<w:pageBreakBefore/>" if block.new_page else ""
    return writer.phrase(block.phrase, f"Heading {block.level - 1}", more=new_page)


def _items(writer: _Writer, block: Items) -> str:
    if block.role in ("cards", "cases"):
        return _cards(writer, block)
    writer.lists += block.ordered
    style, number = ("List Number", BULLETS + writer.lists) if block.ordered else ("List Bullet", BULLETS)
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    written = []
    for item in block.items:
        first = item[0] if item else None
        if isinstance(first, Paragraph):
            written.append(writer.phrase(first.phrase, style, more=listed))
        written.append(writer.blocks(item[isinstance(first, Paragraph) :]))
    return "".join(written)


def _cards(writer: _Writer, block: Items) -> str:
    """Cards to cut out, two in a row."""
    half = writer.width // 2
    cells = [parts.cell(writer.inside(item, half), half) for item in block.items]
    if len(cells) % 2:
        cells.append(parts.cell("", half))
    rows = (parts.row(cells[at : at + 2]) for at in range(0, len(cells), 2))
    return parts.table(rows, (half, half), writer.language, "TableGrid") + writer.gap()


def _definitions(writer: _Writer, block: Definitions) -> str:
    return "".join(writer.phrase(term, "Label") + writer.blocks(meaning) for _, term, meaning in block.entries)


def _table(writer: _Writer, block: Table) -> str:
    caption = "" if block.headed else writer.phrase(block.caption, "Caption")
    shares = block.widths or (1,) * sum(cell.columns for cell in block.rows[0])
    widths = [writer.width * share // sum(shares) for share in shares]
    rows = (
        parts.row((_placed(writer, cell, widths, left, merge) for left, cell, merge in row), at < block.header_rows)
        for at, row in enumerate(_grid(block))
    )
    return caption + parts.table(rows, widths, writer.language, "TableGrid") + writer.gap()


def _grid(block: Table) -> Iterator[list[tuple[int, Cell, str]]]:
    """Each row with all that stands in it: the column, the cell, and whether it starts or continues over rows."""
    reaching: dict[int, tuple[int, Cell]] = {}
    for row in block.rows:
        placed: list[tuple[int, Cell, str]] = []
        further: dict[int, tuple[int, Cell]] = {}
        waiting, left = list(row), 0
        while waiting or left in reaching:
            if left in reaching:
                rest, cell, merge = *reaching[left], "continue"
            else:
                cell = waiting.pop(0)
                rest, merge = cell.rows, "restart" if cell.rows > 1 else ""
            placed.append((left, cell, merge))
            if rest > 1:
                further[left] = (rest - 1, cell)
            left += cell.columns
        reaching = further
        yield placed


def _placed(writer: _Writer, cell: Cell, widths: Sequence[int], left: int, merge: str) -> str:
    width = sum(widths[left : left + cell.columns])
    content = "" if merge == "continue" else "".join(_in_cell(writer, cell, block, width) for block in cell.blocks)
    return parts.cell(content, width, cell.columns, merge)


def _in_cell(writer: _Writer, cell: Cell, block: Block, width: int) -> str:
    """A block of a cell; a field in it is a bare control, for its column names it."""
    if isinstance(block, FieldRow):
        return parts.paragraph(writer.control(block.field), writer.language, "Cell")
    if isinstance(block, TickRow) and not block.phrase.children:
        return parts.paragraph(writer.control(block.field, tick=True), writer.language, "Cell")
    if isinstance(block, Paragraph):
        return writer.phrase(block.phrase, "Cell", "b" if cell.header else "")
    return writer.inside([block], width)


def _boxed(writer: _Writer, title: Phrase, blocks: Iterable[Block], mark: str = "") -> str:
    """Blocks in a frame: a table of one cell, for that is what word processors keep together."""
    said = writer.phrase(title, "Label", before=mark) if title.children else ""
    cell = parts.cell(said + writer.inside(blocks, writer.width), writer.width)
    return parts.table([parts.row([cell])], [writer.width], writer.language, "TableGrid") + writer.gap()


def _conditional(writer: _Writer, block: Conditional) -> str:
    """A frame below the condition in words; its bookmark names the condition to the script that fills the document."""
    number = writer.number()
    mark = parts.bookmark(number, f"condition_{number}_{block.condition}")
    return _boxed(writer, block.words, block.blocks, mark)


def _quotation(writer: _Writer, block: Quotation) -> str:
    said = "".join(writer.phrase(phrase, "Official wording") for phrase in block.phrases)
    return writer.phrase(block.label, "Label") + said + writer.phrase(block.source, "Small")


def _field_row(writer: _Writer, block: FieldRow) -> str:
    help = writer.phrase(block.help, "Small") if block.help else ""
    control = parts.paragraph(writer.control(block.field), writer.language, "Answer")
    return writer.phrase(block.label, "Label") + help + control


def _tick_row(writer: _Writer, block: TickRow) -> str:
    control = writer.control(block.field, tick=True)
    words = Phrase((Plain(" "), *block.phrase.children), block.phrase.lang)
    return writer.phrase(words, "Tick", before=control) + "".join(
        writer.phrase(under.phrase, "Under a tick") if isinstance(under, Paragraph) else writer.blocks([under])
        for under in block.under
    )


def _signing(writer: _Writer, block: Signing) -> str:
    statement = writer.phrase(block.statement) if block.statement else ""
    half = writer.width // 2
    lines = [(line, 24) for line in block.lines] + ([(block.thumbprint, 80)] if block.thumbprint else [])
    rows = (
        parts.row([parts.cell(writer.phrase(words, "Cell"), half), parts.cell("", half)], height=height)
        for words, height in lines
    )
    table = parts.table(rows, (half, half), writer.language, "TableGrid")
    return writer.phrase(block.who, "Label") + statement + table + writer.gap()


def _pair(writer: _Writer, block: Pair) -> str:
    half = writer.width // 2
    sides = ((block.first_lang, block.first), (block.second_lang, block.second))
    cells = [parts.cell(writer.inside(blocks, half, lang), half) for lang, blocks in sides]
    table = parts.table([f"<w:tr>{''.join(cells)}</w:tr>"], (half, half), writer.document.language, "Sidebyside")
    return table + writer.gap()


BLOCKS: dict[type, Callable[[_Writer, Any], str]] = {
    Heading: _heading,
    Paragraph: lambda writer, block: writer.phrase(block.phrase, _STYLES.get(block.role, "")),
    Items: _items,
    Definitions: _definitions,
    Table: _table,
    Quotation: _quotation,
    Note: lambda writer, block: _boxed(writer, block.title, block.blocks),
    FieldRow: _field_row,
    TickRow: _tick_row,
    Signing: _signing,
    Diagram: lambda writer, block: writer.blocks(block.told),
    PaperPicture: lambda _, block: "",  # noqa: ARG005 - no paper has one
    Folded: lambda writer, block: writer.blocks(block.blocks),
    Conditional: _conditional,
    Pair: _pair,
}
