"""A hand-written page: Markdown whose blocks can be translated one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.library.text import Node, Text

# Escaped characters and code spans come first, so that what looks like a link inside them is left alone.
_LINK_TARGET = re.compile(r"(?:\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`))|(?P<open>\]\()(?P<target>[^()\s<>]*)\)", re.DOTALL)


class MarkdownBlock(Node):
    """A translatable run of a page's source, which begins at the character `start`.

    `id` is short, given once and kept while the block moves or changes; `kind` is one of heading,
    paragraph, item, cell. `text` is on one line and its links are numbered; `targets` are their
    addresses in order. `anchor` is the id that the author gave to a heading.
    """

    id: str
    kind: str
    start: int
    text: Text
    targets: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page's outline: what stands where, so that nobody has to read the Markdown a second time.

    `kind` is list, numbered, item, quote, table or row, which hold `parts`; heading, paragraph, task, head or cell,
    whose words are those of the page's block with the index `block` (-1 in an empty cell); or code, with its lines.
    """

    kind: str
    parts: tuple[Part, ...] = ()
    block: int = -1
    level: int = 0
    lines: tuple[str, ...] = ()


class MarkdownPage(Node):
    """`content/**/*.md`: path below content/ without its ending, source text, blocks in order, and its outline."""

    path: str
    source: str
    title: Text
    description: Text
    blocks: tuple[MarkdownBlock, ...]
    outline: tuple[Part, ...]

    @property
    def body_start(self) -> int:
        """Where the page's body begins, after its front matter."""
        closing = self.source.find("\n---", 3)
        return self.source.find("\n", closing + 1) + 1 if closing >= 0 else 0


BODY = ("blocks", "outline")
"""The fields that are a page's body."""


def number_targets(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with the addresses of its links as numbers from 1, and the addresses."""
    targets: list[str] = []

    def numbered(match: re.Match[str]) -> str:
        if match["open"] is None:
            return match[0]
        targets.append(match["target"])
        return f"]({len(targets)})"

    return _LINK_TARGET.sub(numbered, text), tuple(targets)


def anchored_blocks(page: MarkdownPage) -> Iterator[tuple[tuple[str, Text] | None, MarkdownBlock]]:
    """Each block with the anchor and the words of the last heading that has an anchor; a heading comes with itself."""
    heading: tuple[str, Text] | None = None
    for block in page.blocks:
        if block.anchor:
            heading = block.anchor, block.text
        yield heading, block
