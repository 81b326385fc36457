"""The list of the guides, and the links from what is made from data to the guides."""

from __future__ import annotations

from generator.blocks.nodes import Block, Heading, Page, Paragraph
from generator.compose.inline import phrase
from generator.compose.writer import Writer


def guides_page(writer: Writer) -> Page:
    """Every guide with its description, group by group."""
    guides = writer.library.guides
    pages = {page.path: page for page in writer.library.pages}
    blocks: list[Block] = [writer.text(guides.summary, "lead")]
    for group in guides.groups:
        shown = [pages[path] for path in group.paths if path in pages]
        blocks += [
            Heading(2, phrase(group.title), group.id),
            writer.text(group.summary),
            *writer.described_links((f"page:{page.path}", page.title, page.description) for page in shown),
        ]
    return writer.page("guides", guides.title, guides.summary, blocks)


def guide_link(writer: Writer, target: str) -> list[Block]:
    """A link to the guide on a stage, a principle or an element, where there is one."""
    path = writer.library.guides.of(target)
    title = writer.name_of(f"page:{path}")
    return [Paragraph(writer.link(f"page:{path}", title), "action")] if title else []
