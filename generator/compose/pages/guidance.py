"""The one page of a principle, a stage or an element: what the framework says, and the guide on it, joined.

The guide is a hand-written page in the group that `PARTNERS` names. Its body becomes the middle of the page; its papers
and what to do next become the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.blocks.nodes import Block, Heading, Link, Paragraph, Phrase
from generator.compose.inline import phrase
from generator.compose.markdown import markdown_blocks
from generator.compose.terms import with_terms
from generator.compose.writer import Writer
from generator.library.library import Library
from generator.library.markdown import MarkdownPage
from generator.library.passages import NEXT
from generator.library.routes import route
from generator.library.scope import has_page

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
        return Guide((Heading(2, phrase(writer.in_english), "in-english"), Paragraph(_in_english(page, target))))
    sections = list(_sections(markdown_blocks(page, writer.lang)))
    held = {name: tuple(block for id, part in sections if id == name for block in part) for name in (PAPERS, NEXT)}
    body = [block for id, part in sections if id not in held for block in part]
    return Guide(tuple(with_terms(writer, body)), held[PAPERS], held[NEXT])


def _in_english(page: MarkdownPage, target: str) -> Phrase:
    """The way to the page with the guide, where it is not translated."""
    name = phrase(page.title)
    return replace(name, children=(Link(f"file:../{name.lang}/{route(target)}.html", name.children),))


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
