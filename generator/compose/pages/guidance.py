"""The one page of a principle, a stage or an element: what the framework says, and the guide on it, joined.

The guide is a hand-written page in the group that `PARTNERS` names. Its body becomes the middle of the page; its papers
and what to do next become the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.blocks.nodes import Block, Heading, Paragraph
from generator.compose.inline import phrase
from generator.compose.markdown import markdown_blocks
from generator.compose.terms import with_terms
from generator.compose.writer import Writer
from generator.library.library import Library
from generator.library.passages import NEXT
from generator.library.routes import on_site, route
from generator.library.scope import has_page
from generator.library.text import SOURCE_LANGUAGE

PAPERS = "papers"
"""The anchor of the heading below which a guide names the papers to start with."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A hand-written guide in parts; all are empty where there is no guide."""

    body: tuple[Block, ...] = ()
    papers: tuple[Block, ...] = ()
    next: tuple[Block, ...] = ()


def guide_on(writer: Writer, target: str) -> Guide:
    """The guide on a principle, a stage or an element (`principle:relevance`)."""
    path = writer.library.guides.of(target)
    page = next((each for each in writer.library.pages if each.path == path), None)
    if page is None:
        return Guide()
    if not has_page(writer.library.language, page.path):
        way = writer.link(on_site(SOURCE_LANGUAGE, route(target)), page.title)
        return Guide((Heading(2, phrase(writer.in_english), "in-english"), Paragraph(way)))
    sections = list(_sections(markdown_blocks(page, writer.lang)))
    held = {name: tuple(block for id, part in sections if id == name for block in part) for name in (PAPERS, NEXT)}
    body = [block for id, part in sections if id not in held for block in part]
    return Guide(tuple(with_terms(writer, body)), held[PAPERS], held[NEXT])


def joined_paths(library: Library) -> frozenset[str]:
    """The guides that have no page of their own."""
    framework = library.framework
    targets = [f"principle:{each.id}" for each in framework.principles.principles]
    targets += [f"stage:{each.id}" for each in framework.stages.stages]
    targets += [f"element:{each.id}" for each in framework.enabling_environment.elements]
    return frozenset(path for target in targets if (path := library.guides.of(target)))


def _sections(blocks: Iterable[Block]) -> Iterable[tuple[str, Sequence[Block]]]:
    """The blocks below each heading of the second level, with it, by its anchor; "" for those above the first."""
    id, part = "", list[Block]()
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            yield id, part
            id, part = block.id, []
        part.append(block)
    yield id, part
