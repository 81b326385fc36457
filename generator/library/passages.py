"""Which passages of the guides put a principle into practice at a stage.

A guide on a principle says so by naming the stage with a link, a guide on a stage by naming the principle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.library.guides import FOLDER, PARTNERS
from generator.library.library import Library
from generator.library.markdown import MarkdownPage, anchored_blocks
from generator.library.text import Text

NEXT = "next"
"""The anchor of the last heading of a written page: what to do next."""

Cell = tuple[str, str]
"""A principle and a stage, by their ids."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a guide below one heading."""

    page: MarkdownPage
    anchor: str
    heading: Text

    @property
    def target(self) -> str:
        """How a text would link to it."""
        return f"page:{self.page.path}#{self.anchor}"


def passages(library: Library) -> Mapping[Cell, tuple[Passage, ...]]:
    """Every cell that a guide serves, with its passages in the order of the guides."""
    served: dict[Cell, dict[str, Passage]] = {}
    pages = {page.path: page for page in library.pages}
    for scheme, group in PARTNERS.items():
        if scheme in ("principle", "stage"):
            for path, page in pages.items():
                if path.startswith(f"{FOLDER}/{group}/"):
                    for cell, passage in _of_page(page, scheme):
                        served.setdefault(cell, {}).setdefault(passage.target, passage)
    return {cell: tuple(found.values()) for cell, found in served.items()}


def _of_page(page: MarkdownPage, scheme: str) -> Iterator[tuple[Cell, Passage]]:
    own = page.path.rpartition("/")[2]
    for heading, block in anchored_blocks(page):
        if heading is None or heading[0] == NEXT:
            continue
        for target in block.targets:
            other = _named(target, "stage" if scheme == "principle" else "principle")
            if other:
                yield ((own, other) if scheme == "principle" else (other, own)), Passage(page, *heading)


def _named(target: str, scheme: str) -> str:
    """The id of a stage or principle that a link leads to, or whose guide it leads to."""
    where = target.partition("#")[0]
    for start in (f"{scheme}:", f"page:{FOLDER}/{PARTNERS[scheme]}/"):
        if where.startswith(start):
            return where.removeprefix(start)
    return ""
