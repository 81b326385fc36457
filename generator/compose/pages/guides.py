"""The list of the guides."""

from __future__ import annotations

from generator.blocks.nodes import Block, Heading, Page
from generator.compose.inline import phrase
from generator.compose.journey import journey
from generator.compose.writer import Writer
from generator.library.guides import PARTNERS


def guides_page(writer: Writer) -> Page:
    """Every guide with its description, group by group; those on the stages are a way through them."""
    guides = writer.library.guides
    pages = {page.path: page for page in writer.library.pages}
    blocks: list[Block] = [writer.text(guides.summary, "lead")]
    for group in guides.groups:
        blocks += [Heading(2, phrase(group.title), group.id), writer.text(group.summary)]
        if group.id == PARTNERS["stage"]:
            blocks.append(journey(writer))
            continue
        shown = [pages[path] for path in group.paths if path in pages]
        blocks += writer.described_links((f"page:{page.path}", page.title, page.description) for page in shown)
    return writer.page("guides", guides.title, guides.summary, blocks)
