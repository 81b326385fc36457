"""The list of the guides."""

from __future__ import annotations

from generator.blocks.nodes import Block, Heading, Page
from generator.compose.inline import phrase
from generator.compose.journey import journey
from generator.compose.writer import Writer


def guides_page(writer: Writer) -> Page:
    """Every guide with its description, group by group."""
    guides = writer.library.guides
    pages = {page.path: page for page in writer.library.pages}
    blocks: list[Block] = [writer.text(guides.summary, "lead"), journey(writer)]
    for group in guides.groups:
        shown = [pages[path] for path in group.paths if path in pages]
        blocks += [
            Heading(2, phrase(group.title), group.id),
            writer.text(group.summary),
            *writer.described_links((f"page:{page.path}", page.title, page.description) for page in shown),
        ]
    return writer.page("guides", guides.title, guides.summary, blocks)
