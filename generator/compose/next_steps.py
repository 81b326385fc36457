"""No page is a dead end: what a reader can do next, at the end of pages that are made from data."""

from __future__ import annotations

from dataclasses import replace

from generator.blocks.nodes import Page
from generator.compose.writer import Writer
from generator.library.passages import NEXT


def with_next_steps(writer: Writer, page: Page) -> Page:
    """The page with links to what may follow it, below its form if any; hand-written pages say that themselves."""
    targets = [(target, name) for target in writer.library.guides.after(page.path) if (name := writer.name_of(target))]
    if not targets:
        return page
    steps = (writer.heading(2, NEXT, "go-on"), *writer.links(targets, role=NEXT))
    if page.fill_in:
        return replace(page, fill_in=replace(page.fill_in, after=steps))
    return replace(page, blocks=(*page.blocks, *steps))
