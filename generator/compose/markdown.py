"""A hand-written page as blocks, so that it is rendered, translated and searched like every other page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.blocks.nodes import (
    Block,
    Cell,
    Code,
    Field,
    FieldKind,
    Heading,
    Items,
    Note,
    Paragraph,
    Phrase,
    Table,
    TickRow,
)
from generator.compose.inline import phrase
from generator.library.markdown import MarkdownPage, Part


def markdown_blocks(page: MarkdownPage, lang: str) -> list[Block]:
    """The blocks of a page's body in the language of its texts; `lang` is the page's own language."""
    return _Reader(page, lang).blocks(page.outline)


class _Reader:
    """Goes through the outline of one page; the words come from the page's texts."""

    def __init__(self, page: MarkdownPage, lang: str) -> None:
        self.page = page
        self.lang = lang
        self._title = phrase(page.title)
        """The nearest heading above; it names the tables that follow."""
        self._headed = False
        """Whether that heading stands right above."""

    def blocks(self, parts: Sequence[Part]) -> list[Block]:
        blocks: list[Block] = []
        for part in parts:
            blocks += _READERS[part.kind](self, part)
            self._headed = part.kind == "heading"
        return blocks

    def words(self, part: Part) -> Phrase:
        block = self.page.blocks[part.block]
        return phrase(block.text, targets=block.targets)

    def heading(self, part: Part) -> list[Block]:
        self._title = self.words(part)
        return [Heading(part.level, self._title, self.page.blocks[part.block].anchor)]

    def paragraph(self, part: Part) -> list[Block]:
        return [Paragraph(self.words(part))]

    def task(self, part: Part) -> list[Block]:
        words, id = self.words(part), self.page.blocks[part.block].id
        return [TickRow(Field(id, FieldKind.TICK, words.plain, words.lang), words)]

    def items(self, part: Part) -> list[Block]:
        return [Items(tuple(tuple(self.blocks(item.parts)) for item in part.parts), part.kind == "numbered")]

    def quote(self, part: Part) -> list[Block]:
        return [Note("info", Phrase((), self.lang), tuple(self.blocks(part.parts)))]

    def code(self, part: Part) -> list[Block]:
        return [Paragraph(Phrase((Code(line),), self.lang)) for line in part.lines]

    def table(self, part: Part) -> list[Block]:
        rows = tuple(tuple(self.cell(cell) for cell in row.parts) for row in part.parts)
        return [Table(self._title, rows, headed=self._headed)]

    def cell(self, part: Part) -> Cell:
        blocks = (Paragraph(self.words(part)),) if part.block >= 0 else ()
        return Cell(blocks, "column" if part.kind == "head" else "")


_READERS: dict[str, Callable[[_Reader, Part], list[Block]]] = {
    "heading": _Reader.heading,
    "paragraph": _Reader.paragraph,
    "task": _Reader.task,
    "list": _Reader.items,
    "numbered": _Reader.items,
    "quote": _Reader.quote,
    "code": _Reader.code,
    "table": _Reader.table,
}
