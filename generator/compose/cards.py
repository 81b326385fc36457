"""The pictures that a message shows beside a link to a page: that of the page's door."""

from __future__ import annotations

from collections.abc import Mapping

from generator.blocks.nodes import Drawing
from generator.compose.writer import writer_for
from generator.library.library import Library


def cards(library: Library) -> Mapping[str, Drawing]:
    """The drawing of each door that has one, by the door's id."""
    writer = writer_for(library)
    drawn = {door.id: writer.picture(f"door:{door.id}") for door in library.menu.doors}
    return {id: drawing for id, drawing in drawn.items() if drawing}
