"""The hand-written pages of content/."""

from __future__ import annotations

from dataclasses import replace

from generator.blocks.nodes import Block, Heading, Items, Page
from generator.compose.markdown import markdown_blocks
from generator.compose.terms import with_terms
from generator.compose.writer import Writer
from generator.library.markdown import MarkdownPage

_DOORS = "doors"
"""The heading whose list is shown as the big links of the home page."""


def written_page(writer: Writer, page: MarkdownPage) -> Page:
    """The page of a file."""
    blocks = _with_doors(markdown_blocks(page, writer.lang))
    return writer.page(page.path, page.title, page.description, with_terms(writer, blocks))


def _with_doors(blocks: list[Block]) -> list[Block]:
    """The blocks with the list after the heading `doors` marked as such."""
    marked = list(blocks)
    for index, block in enumerate(blocks[:-1]):
        following = blocks[index + 1]
        if isinstance(block, Heading) and block.id == _DOORS and isinstance(following, Items):
            marked[index + 1] = replace(following, role=_DOORS)
    return marked
