"""What people want to do with papers: the order of the list of papers, and by what it narrows."""

from __future__ import annotations

from pydantic import Field

from generator.library.text import Node, Slug, Text


class PaperUse(Node):
    """A form or checklist (`document:id`): who fills it in, and at which stages people take it in hand.

    A form's own `stages` say where it has force, which is longer: what a consent form promises holds to the end.
    """

    paper: str
    by: tuple[Slug, ...] = Field(min_length=1)
    at: tuple[Slug, ...] = Field(min_length=1)


class Purpose(Node):
    """Something that people want to do, and the papers for it, the most needed first: as many as one can look over."""

    id: Slug
    title: Text
    summary: Text
    papers: tuple[PaperUse, ...] = Field(min_length=1, max_length=12)


class Purposes(Node):
    """`content/purposes.yaml`; `people` are those who fill papers in, by id."""

    people: dict[Slug, Text]
    purposes: tuple[Purpose, ...] = Field(min_length=1)

    @property
    def uses(self) -> tuple[tuple[Purpose, PaperUse], ...]:
        """Each paper with its purpose, in the order of the list."""
        return tuple((purpose, use) for purpose in self.purposes for use in purpose.papers)
