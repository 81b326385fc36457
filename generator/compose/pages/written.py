"""The hand-written pages of content/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.blocks.nodes import Block, Heading, Items, Link, Page, Paragraph, Phrase, Strong
from generator.compose.home import with_pictures_of_the_site
from generator.compose.markdown import markdown_blocks
from generator.compose.pages.questions import asked_about
from generator.compose.terms import with_terms
from generator.compose.writer import Writer
from generator.library.markdown import MarkdownPage
from generator.library.passages import NEXT

_DOORS = ("tasks", "doors")
"""The headings whose lists are shown as the big links of the home page."""


def written_page(writer: Writer, page: MarkdownPage) -> Page:
    """The page of a file, with the questions that people ask about it before what to do next."""
    linked = with_terms(writer, _with_doors(writer, markdown_blocks(page, writer.lang)))
    blocks = [*with_pictures_of_the_site(writer, linked)]
    end = next((at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.id == NEXT), len(blocks))
    asked = asked_about(writer, page=page.path)
    return writer.page(page.path, page.title, page.description, [*blocks[:end], *asked, *blocks[end:]])


def _with_doors(writer: Writer, blocks: list[Block]) -> list[Block]:
    """The blocks with the lists after these headings marked as such."""
    marked = [_as_action(block) for block in blocks]
    for index, block in enumerate(blocks[:-1]):
        following = blocks[index + 1]
        if isinstance(block, Heading) and block.id in _DOORS and isinstance(following, Items):
            marked[index + 1] = replace(following, role="doors", items=tuple(_pictured(writer, following.items)))
    return marked


def _pictured(writer: Writer, items: Iterable[tuple[Block, ...]]) -> Iterator[tuple[Block, ...]]:
    """Each item with the picture of the page to which its first words lead, if there is one."""
    for item in items:
        match item:
            case (Paragraph(Phrase((Link(target), *_)) as name) as first, *rest) if drawing := writer.picture(target):
                yield (replace(first, phrase=replace(name, children=(drawing, *name.children))), *rest)
            case _:
                yield item


def _as_action(block: Block) -> Block:
    """A paragraph that is one strong link is what a reader should do first."""
    match block:
        case Paragraph(Phrase((Strong((Link(),)),))):
            return replace(block, role="action")
        case Paragraph(Phrase((Link(_, (Strong(),)),))):
            return replace(block, role="action")
    return block
