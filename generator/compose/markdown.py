"""A hand-written page's Markdown as blocks, so that it is rendered and searched like every other page."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from generator.compose.inline import phrase
from generator.model.blocks import Block, Cell, Heading, Items, Note, Paragraph, Phrase, Table
from generator.model.text import SOURCE_LANGUAGE, State, Text

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_HEADING_ID = re.compile(r"\s*\{\s*#([a-z0-9-]+)\s*\}\s*$")
_FALLBACK = re.compile(r"\s*\{ lang=([a-z-]+) dir=\w+ \}")


class _Reader:
    """Reads the syntax tree of one page in one language."""

    def __init__(self, lang: str, caption: Phrase) -> None:
        self.lang = lang
        self.caption = caption

    def blocks(self, node: SyntaxTreeNode) -> list[Block]:
        return [block for child in node.children for block in _READERS[child.type](self, child)]

    def phrase(self, content: str) -> Phrase:
        """The words of an inline node; a mark says where they fell back to the source language."""
        fallback = _FALLBACK.search(content)
        words = " ".join(_FALLBACK.sub("", content).split())
        if fallback:
            return phrase(Text(words, lang=fallback[1], state=State.MISSING))
        return phrase(Text(words, lang=self.lang, state=State.SOURCE if self.lang == SOURCE_LANGUAGE else State.MACHINE))

    def heading(self, node: SyntaxTreeNode) -> list[Block]:
        content = _inline(node)
        found = _HEADING_ID.search(content) or _HEADING_ID.search(_FALLBACK.sub("", content))
        return [Heading(int(node.tag[1]), self.phrase(_HEADING_ID.sub("", _HEADING_ID.sub("", content).rstrip())), found[1] if found else "")]

    def paragraph(self, node: SyntaxTreeNode) -> list[Block]:
        return [Paragraph(self.phrase(_inline(node)))]

    def items(self, node: SyntaxTreeNode) -> list[Block]:
        return [Items(tuple(tuple(self.blocks(item)) for item in node.children), node.type == "ordered_list")]

    def quote(self, node: SyntaxTreeNode) -> list[Block]:
        return [Note("info", Phrase((), self.lang), tuple(self.blocks(node)))]

    def table(self, node: SyntaxTreeNode) -> list[Block]:
        rows = [row for group in node.children for row in group.children]
        return [Table(self.caption, tuple(tuple(self._cell(cell) for cell in row.children) for row in rows))]

    def _cell(self, node: SyntaxTreeNode) -> Cell:
        return Cell((Paragraph(self.phrase(_inline(node))),), "column" if node.type == "th" else "")


_READERS: dict[str, Callable[[_Reader, SyntaxTreeNode], list[Block]]] = {
    "heading": _Reader.heading,
    "paragraph": _Reader.paragraph,
    "bullet_list": _Reader.items,
    "ordered_list": _Reader.items,
    "blockquote": _Reader.quote,
    "table": _Reader.table,
    "hr": lambda _, __: [],
}


def markdown_blocks(markdown: str, lang: str, caption: Phrase) -> list[Block]:
    """The blocks of a page's body, written in `lang`; tables are captioned with `caption`."""
    tokens: list[Token] = _PARSER.parse(markdown)
    return _Reader(lang, caption).blocks(SyntaxTreeNode(tokens))


def _inline(node: SyntaxTreeNode) -> str:
    return node.children[0].content if node.children else ""
