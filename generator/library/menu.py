"""The menu: a few doors, what stands behind each, and the way back from every page."""

from __future__ import annotations

from pydantic import Field

from generator.library.text import Node, Slug, Text


class MenuSection(Node):
    """A headed list of pages: targets as texts write them (`page:classify`).

    `principle:*` stands for all principles, `guides:topics` for the guides of a group.
    """

    id: Slug
    title: Text
    pages: tuple[str, ...] = Field(min_length=1)


class Door(Node):
    """An entry of the first level: the page that it opens, and its sections.

    `about` says on the home page what is behind it; `holds` are the folders of pages that stand in no list, each
    with the page from which they are reached.
    """

    id: Slug
    title: Text
    page: str
    about: Text | None = None
    sections: tuple[MenuSection, ...] = ()
    holds: dict[str, str] = {}


class Menu(Node):
    """`content/menu.yaml`: at most six doors."""

    doors: tuple[Door, ...] = Field(min_length=1, max_length=6)
