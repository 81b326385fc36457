"""Word documents to adapt, with real styles and content controls, in both directions of script.

python-docx writes the package; what it has no words for (right-to-left marks, languages, content controls) is made
by the small functions of `docx_parts`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.blocks.nodes import (
    Blank,
    Block,
    Booklet,
    Cell,
    Code,
    Conditional,
    Definitions,
    Diagram,
    Emphasis,
    Field,
    FieldRow,
    Foreign,
    Heading,
    Inline,
    Items,
    Link,
    Note,
    Pair,
    Paper,
    Paragraph,
    Phrase,
    Plain,
    Quotation,
    Signing,
    Strong,
    Table,
    TickRow,
    Typed,
)
from generator.library.language import Language
from generator.render.zipped import zipped

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph


class DocxFormat:
    """One Word document on A4; Word and LibreOffice change the size of the paper by themselves when they print."""

    name = "docx"
    suffixes = ("docx",)
    pack_suffixes = ("docx.zip",)

    def render(self, document: Paper, suffix: str) -> bytes:  # noqa: ARG002 - there is one kind
        """The package; the same document gives the same bytes."""
        from generator.render.formats.docx_frame import framed  # late: only who writes Word pays for it

        word = framed(document)
        writer = _Writer(document, word, {style.name: style.style_id for style in word.styles})
        writer.blocks(document.blocks)
        out = io.BytesIO()
        word.save(out)
        with zipfile.ZipFile(out) as package:
            return zipped({name: package.read(name) for name in package.namelist()})

    def bind(self, booklet: Booklet, suffix: str) -> bytes:  # noqa: ARG002 - there is one kind
        """A zip of the pack's papers."""
        return zipped({f"{paper.name}.docx": self.render(paper, "docx") for paper in booklet.papers})


class _Writer:
    """Adds blocks to a Word document, or to a cell of one of its tables."""

    def __init__(
        self,
        document: Paper,
        target: Any,
        styles: Mapping[str, str],
        lang: str = "",
        counter: list[int] | None = None,
    ) -> None:
        from generator.render.formats import docx_parts

        self.parts = docx_parts
        self.styles = styles
        self.document = document
        self.target: WordDocument | Any = target
        self.languages = {language.tag: language for language in document.languages}
        self.lang = lang or document.language.tag
        self.counter = counter if counter is not None else [0]

    @property
    def language(self) -> Language:
        return self.languages.get(self.lang, self.document.language)

    def inside(self, target: Any, lang: str = "") -> _Writer:
        """A writer into a cell of a table."""
        return _Writer(self.document, target, self.styles, lang or self.lang, self.counter)

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            BLOCKS[type(block)](self, block)

    def paragraph(self, style: str | None = None) -> WordParagraph:
        """A new paragraph in the direction of the writer's language."""
        paragraph: WordParagraph = self.target.add_paragraph()
        # The package's own look-up of a style by name walks through all of them, for every paragraph.
        paragraph._p.style = self.styles[style] if style else None
        self.parts.set_direction(paragraph, self.language)
        return paragraph

    def phrase(self, phrase: Phrase, style: str | None = None, bold: bool = False) -> WordParagraph:
        """A paragraph of one phrase."""
        paragraph = self.paragraph(style)
        self.words(paragraph, phrase, bold)
        return paragraph

    def words(self, paragraph: WordParagraph, phrase: Phrase, bold: bool = False) -> None:
        """The phrase at the end of the paragraph, in its own language."""
        language = self.languages.get(phrase.lang, self.language)
        self.inline(paragraph, phrase.children, _Look(language, bold))

    def inline(self, paragraph: WordParagraph, children: Sequence[Inline], look: _Look) -> None:
        for child in children:
            INLINE[type(child)](self, paragraph, child, look)

    def control(self, paragraph: WordParagraph, field: Field, tick: bool = False) -> None:
        """A content control for the field at the end of the paragraph."""
        self.counter[0] += 1
        parts, number = self.parts, self.counter[0]
        prompt = self.document.labels.type_here
        paragraph._p.append(
            parts.tick_control(field, number) if tick else parts.text_control(field, number, self.language, prompt)
        )


class _Look:
    """How a run looks and in which language it is."""

    def __init__(self, language: Language, bold: bool = False, italic: bool = False) -> None:
        self.language = language
        self.bold = bold
        self.italic = italic

    def but(self, bold: bool | None = None, italic: bool | None = None) -> _Look:
        """The same look with a change."""
        return _Look(self.language, self.bold if bold is None else bold, self.italic if italic is None else italic)


# -- inline -------------------------------------------------------------------------------------------


def _plain(writer: _Writer, paragraph: WordParagraph, node: Plain | Code | Typed, look: _Look) -> None:
    paragraph._p.append(writer.parts.run(node.text, look.language, look.bold, look.italic))


def _link(writer: _Writer, paragraph: WordParagraph, node: Link, look: _Look) -> None:
    # Pages of the site are not there when somebody opens the file; only an address of the open web is a link.
    if "://" in node.target:
        paragraph._p.append(writer.parts.hyperlink(paragraph, node.target, "".join(_characters(node)), look.language))
    else:
        writer.inline(paragraph, node.children, look)


def _characters(node: Link) -> Iterable[str]:
    from generator.blocks.nodes import words_of

    yield words_of(node.children)


def _blank(writer: _Writer, paragraph: WordParagraph, node: Blank, look: _Look) -> None:
    writer.control(paragraph, node.field)
    if not node.field.value:
        paragraph._p.append(writer.parts.run(f" ({node.field.label})", look.language, small=True))


def _foreign(writer: _Writer, paragraph: WordParagraph, node: Foreign, look: _Look) -> None:
    language = writer.languages.get(node.lang, look.language)
    writer.inline(paragraph, node.children, _Look(language, look.bold, look.italic))


INLINE: dict[type, Callable[[_Writer, Any, Any, _Look], None]] = {
    Plain: _plain,
    Code: _plain,
    Typed: _plain,
    Strong: lambda writer, paragraph, node, look: writer.inline(paragraph, node.children, look.but(bold=True)),
    Emphasis: lambda writer, paragraph, node, look: writer.inline(paragraph, node.children, look.but(italic=True)),
    Link: _link,
    Blank: _blank,
    Foreign: _foreign,
}


# -- blocks -------------------------------------------------------------------------------------------

_STYLES = {
    "small": "Small",
    "card": "Card",
    "case": "Case",
    "second-title": "Second title",
    "label": "Label",
    "time": "Time",
}


def _heading(writer: _Writer, block: Heading) -> None:
    paragraph = writer.phrase(block.phrase, f"Heading {block.level - 1}")
    paragraph.paragraph_format.page_break_before = block.new_page or None


def _items(writer: _Writer, block: Items) -> None:
    if block.role in ("cards", "cases"):
        _cards(writer, block)
        return
    style = "List Number" if block.ordered else "List Bullet"
    for item in block.items:
        for position, inner in enumerate(item):
            if isinstance(inner, Paragraph) and position == 0:
                writer.phrase(inner.phrase, style)
            else:
                writer.blocks([inner])


def _cards(writer: _Writer, block: Items) -> None:
    """Cards to cut out, two in a row."""
    table = writer.target.add_table((len(block.items) + 1) // 2, 2)
    writer.parts.set_table(table, writer.language, "Table Grid")
    for row in table.rows:
        writer.parts.set_row(row, header=False)
    for cell, item in zip(table._cells, block.items, strict=False):
        writer.inside(cell).blocks(item)
        writer.parts.drop_first_paragraph(cell)
    writer.paragraph("Gap")


def _definitions(writer: _Writer, block: Definitions) -> None:
    for _, term, meaning in block.entries:
        writer.phrase(term, "Label")
        writer.blocks(meaning)


def _table(writer: _Writer, block: Table) -> None:
    if not block.headed:
        writer.phrase(block.caption, "Caption")
    columns = sum(cell.columns for cell in block.rows[0])
    table = writer.target.add_table(len(block.rows), columns)
    writer.parts.set_table(table, writer.language, "Table Grid")
    for position, made in enumerate(table.rows):
        writer.parts.set_row(made, header=position < block.header_rows)
    cells = table._cells  # the package works this list out anew for every cell that is asked of it
    for (top, left), cell in _placed(block):
        target = cells[top * columns + left]
        if cell.rows > 1 or cell.columns > 1:
            target = target.merge(cells[(top + cell.rows - 1) * columns + left + cell.columns - 1])
        _fill(writer.inside(target), target, cell)
    writer.paragraph("Gap")


def _placed(block: Table) -> Iterable[tuple[tuple[int, int], Cell]]:
    """Each cell with its row and column, those that span rows taken into account."""
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(block.rows):
        left = 0
        for cell in row:
            while (top, left) in taken:
                left += 1
            yield (top, left), cell
            taken |= {(top + down, left + along) for down in range(cell.rows) for along in range(cell.columns)}
            left += cell.columns


def _fill(writer: _Writer, target: Any, cell: Cell) -> None:
    """The cell's blocks; a field in it is a bare control, for its column names it."""
    for block in cell.blocks:
        if isinstance(block, FieldRow):
            writer.control(writer.paragraph("Cell"), block.field)
        elif isinstance(block, TickRow) and not block.phrase.children:
            writer.control(writer.paragraph("Cell"), block.field, tick=True)
        elif isinstance(block, Paragraph):
            writer.phrase(block.phrase, "Cell", bold=bool(cell.header))
        else:
            writer.blocks([block])
    writer.parts.drop_first_paragraph(target)


def _conditional(writer: _Writer, block: Conditional) -> None:
    """A frame below the condition in words; its bookmark names the condition to the script that fills the document."""
    frame = _boxed(writer, "Table Grid", block.words, block.blocks)
    writer.counter[0] += 1
    writer.parts.set_bookmark(frame, writer.counter[0], f"condition_{writer.counter[0]}_{block.condition}")


def _boxed(writer: _Writer, style: str, title: Phrase | None, blocks: Iterable[Block]) -> Any:
    """Blocks in a frame: a table of one cell, for that is what word processors keep together."""
    table = writer.target.add_table(1, 1)
    writer.parts.set_table(table, writer.language, style)
    inside = writer.inside(table.cell(0, 0))
    if title is not None and title.children:
        inside.phrase(title, "Label")
    inside.blocks(blocks)
    inside.parts.drop_first_paragraph(table.cell(0, 0))
    writer.paragraph("Gap")
    return table


def _quotation(writer: _Writer, block: Quotation) -> None:
    writer.phrase(block.label, "Label")
    for phrase in block.phrases:
        writer.phrase(phrase, "Official wording")
    writer.phrase(block.source, "Small")


def _field_row(writer: _Writer, block: FieldRow) -> None:
    writer.phrase(block.label, "Label")
    if block.help:
        writer.phrase(block.help, "Small")
    writer.control(writer.paragraph("Answer"), block.field)


def _tick_row(writer: _Writer, block: TickRow) -> None:
    paragraph = writer.paragraph("Tick")
    writer.control(paragraph, block.field, tick=True)
    writer.words(paragraph, Phrase((Plain(" "), *block.phrase.children), block.phrase.lang))
    for under in block.under:
        if isinstance(under, Paragraph):
            writer.phrase(under.phrase, "Under a tick")
        else:
            writer.blocks([under])


def _signing(writer: _Writer, block: Signing) -> None:
    table = writer.target.add_table(len(block.lines) + (1 if block.thumbprint else 0), 2)
    writer.parts.set_table(table, writer.language, "Table Grid")
    for row, label in zip(table.rows, (*block.lines, *([block.thumbprint] if block.thumbprint else [])), strict=True):
        writer.parts.set_row(row, header=False, height=24 if label is not block.thumbprint else 80)
        writer.inside(row.cells[0]).phrase(label, "Cell")
        writer.parts.drop_first_paragraph(row.cells[0])
    writer.paragraph("Gap")


def _who_signs(writer: _Writer, block: Signing) -> None:
    writer.phrase(block.who, "Label")
    if block.statement:
        writer.phrase(block.statement)
    _signing(writer, block)


def _pair(writer: _Writer, block: Pair) -> None:
    table = writer.target.add_table(1, 2)
    writer.parts.set_table(table, writer.document.language, "Side by side")
    for cell, lang, blocks in zip(
        table.rows[0].cells, (block.first_lang, block.second_lang), (block.first, block.second), strict=True
    ):
        inside = writer.inside(cell, lang)
        inside.blocks(blocks)
        writer.parts.drop_first_paragraph(cell)
    writer.paragraph("Gap")


BLOCKS: dict[type, Callable[[_Writer, Any], object]] = {
    Heading: _heading,
    Paragraph: lambda writer, block: writer.phrase(block.phrase, _STYLES.get(block.role)),
    Items: _items,
    Definitions: _definitions,
    Table: _table,
    Quotation: _quotation,
    Note: lambda writer, block: _boxed(writer, "Table Grid", block.title, block.blocks),
    FieldRow: _field_row,
    TickRow: _tick_row,
    Signing: _who_signs,
    Diagram: lambda writer, block: writer.blocks(block.told),
    Conditional: _conditional,
    Pair: _pair,
}
