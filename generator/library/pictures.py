"""Pictures: small drawings that stand beside words, and what each stands for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.library.text import Node, Slug

Strokes = Annotated[str, StringConstraints(pattern=r"^[Mm][MmLlHhVvCcSsQqAaZz0-9 .,-]+$", max_length=1_000)]
"""An SVG path and nothing else: it is written into pages, papers and Word files as it is."""


class Picture(Node):
    """A drawing on a square of 48: lines of one width, round at their ends, nothing filled.

    `of` names what it stands for: `door:do`, `stage:design`, `card:stop` (a card of any paper), or a page that texts
    may link to. A `turned` picture looks the other way where people read from right to left.
    """

    id: Slug
    of: tuple[str, ...] = Field(min_length=1)
    turned: bool = False
    path: Strokes


class Pictures(Node):
    """`content/pictures.yaml`."""

    pictures: tuple[Picture, ...] = ()
