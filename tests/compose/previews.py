"""Previews of all papers: the program makes them one by one, each when it changed."""

from __future__ import annotations

from generator.blocks.fill_in import PaperPreview
from generator.compose.preview import preview
from generator.library.library import Library


def previews(library: Library, source: Library) -> list[PaperPreview]:
    """Every paper in the library's language; in English where nothing of it is translated."""
    return [preview(library, source, *pair) for pair in zip(library.templates, source.templates, strict=True)]
