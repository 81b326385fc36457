"""The recognised requirements that forms are mapped to."""

from __future__ import annotations

from pydantic import Field

from generator.library.text import Node, Slug, Text


class Requirement(Node):
    """One requirement; `where` is its place in the source, `asks` what it asks in our words.

    A form that declares the standard may pass over an element that concerns health research only.
    """

    id: Slug
    where: str
    asks: Text
    health_only: bool = False


class Standard(Node):
    """A law, guideline or template, with those of its requirements that a form can answer."""

    id: Slug
    name: Text
    about: Text
    source: str
    url: str
    read_at: str = ""
    """Where the places of its requirements were compared with a text; "" when nobody did that."""
    elements: tuple[Requirement, ...] = Field(min_length=1)

    @property
    def family(self) -> str:
        """The first word of the id: standards of one family stand on one page."""
        return self.id.partition("-")[0]


class Standards(Node):
    """`content/standards.yaml`."""

    title: Text
    summary: Text
    disclaimer: Text
    families: dict[Slug, Text]
    """The name of each family, by its id, in the order of the site."""
    standards: tuple[Standard, ...]

    @property
    def elements(self) -> dict[str, Requirement]:
        """Every element by its id."""
        return {element.id: element for standard in self.standards for element in standard.elements}
