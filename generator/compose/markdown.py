"""A hand-written page's Markdown as blocks, so that it is rendered, translated and searched like every other page."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

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
from generator.library.markdown import MarkdownPage, block_texts

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_HEADING_ID = re.compile(r"\{\s*#([a-z0-9-]+)\s*\}\s*$")
_TASK = re.compile(r"\[[ xX]\]\s")


def markdown_blocks(page: MarkdownPage, lang: str) -> list[Block]:
    """The blocks of a page's body in the language of its texts; `lang` is the page's own language."""
    tree = SyntaxTreeNode(_PARSER.parse(page.source[page.body_start :]))
    return _Reader(page, lang).blocks(tree)


class _Reader:
    """Reads the syntax tree of one page; the words come from the page's texts, in the same order."""

    def __init__(self, page: MarkdownPage, lang: str) -> None:
        self.page = page
        self.lang = lang
        self._texts = iter(block_texts(page))
        self._title = phrase(page.title)
        """The nearest heading above; it names the tables that follow."""

    def blocks(self, node: SyntaxTreeNode) -> list[Block]:
        return [block for child in node.children for block in _READERS[child.type](self, child)]

    def words(self) -> Phrase:
        """The next text of the page."""
        return phrase(next(self._texts))

    def heading(self, node: SyntaxTreeNode) -> list[Block]:
        found = _HEADING_ID.search(_content(node))
        self._title = self.words()
        return [Heading(int(node.tag[1]), self._title, found[1] if found else "")]

    def paragraph(self, node: SyntaxTreeNode) -> list[Block]:
        words = self.words()
        if _TASK.match(_content(node)):
            return [TickRow(Field(words.key.partition("#")[2], FieldKind.TICK, words.plain, words.lang), words)]
        return [Paragraph(words)]

    def items(self, node: SyntaxTreeNode) -> list[Block]:
        return [Items(tuple(tuple(self.blocks(item)) for item in node.children), node.type == "ordered_list")]

    def quote(self, node: SyntaxTreeNode) -> list[Block]:
        return [Note("info", Phrase((), self.lang), tuple(self.blocks(node)))]

    def code(self, node: SyntaxTreeNode) -> list[Block]:
        return [Paragraph(Phrase((Code(line),), self.lang)) for line in node.content.splitlines() if line]

    def table(self, node: SyntaxTreeNode) -> list[Block]:
        rows = [row for group in node.children for row in group.children]
        headed = node.previous_sibling is not None and node.previous_sibling.type == "heading"
        cells = tuple(tuple(self.cell(cell) for cell in row.children) for row in rows)
        return [Table(self._title, cells, headed=headed)]

    def cell(self, node: SyntaxTreeNode) -> Cell:
        blocks = (Paragraph(self.words()),) if _content(node).strip() else ()
        return Cell(blocks, "column" if node.type == "th" else "")


_READERS: dict[str, Callable[[_Reader, SyntaxTreeNode], list[Block]]] = {
    "heading": _Reader.heading,
    "paragraph": _Reader.paragraph,
    "bullet_list": _Reader.items,
    "ordered_list": _Reader.items,
    "blockquote": _Reader.quote,
    "fence": _Reader.code,
    "table": _Reader.table,
    "hr": lambda _, __: [],
}


def _content(node: SyntaxTreeNode) -> str:
    """The source of a block's words."""
    return node.children[0].content if node.children else ""
