"""Which pages have a picture beside their title."""

from __future__ import annotations

from dataclasses import replace

from generator.blocks.nodes import Page
from generator.compose.writer import Writer
from generator.library.routes import HOME


def with_picture(writer: Writer, page: Page) -> Page:
    """The page with the picture of what it is about, or of the door that it opens; the home page shows many others."""
    return page if page.path == HOME else replace(page, picture=writer.picture(page.path))
