"""What the home page shows beside its own words: the way through the stages, and the doors of the menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from generator.blocks.nodes import Block, Heading, Items, Paragraph
from generator.compose.inline import phrase
from generator.compose.journey import journey
from generator.compose.writer import Writer

HOME = "page:index"


def with_pictures_of_the_site(writer: Writer, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a hand-written page, with what these headings ask for after the first paragraph below them."""
    wanted: Callable[[Writer], Block] | None = None
    for block in blocks:
        yield block
        if wanted and isinstance(block, Paragraph):
            yield wanted(writer)
        wanted = _SHOWN.get(block.id) if isinstance(block, Heading) else None


def _doors(writer: Writer) -> Items:
    """Every door of the menu but the one in which the reader stands."""
    items: list[tuple[Block, ...]] = []
    for door in writer.library.menu.doors:
        if door.page != HOME:
            name = writer.link(door.page, door.title)
            shown = replace(name, children=writer.drawn(f"door:{door.id}", name.children))
            about = (Paragraph(phrase(door.about)),) if door.about else ()
            items.append((Paragraph(shown), *about))
    return Items(tuple(items), role="doors")


_SHOWN: dict[str, Callable[[Writer], Block]] = {"journey": journey, "whole": _doors}
