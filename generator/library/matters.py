"""What a consent form and an agreement must agree on."""

from __future__ import annotations

from enum import StrEnum

from generator.library.text import Node, Slug, Text


class Bound(StrEnum):
    """How far an agreement may go, given what people consented to."""

    WITHIN = "within"
    """It names nothing that the consent form does not name: one entry a line, or choices."""
    NOT_MORE = "not-more"
    """Its choice stands no later in the list of choices."""
    NOT_LATER = "not-later"
    """Its date is no later."""
    SAME = "same"
    """It says the same."""


class Matter(Node):
    """One thing that fields of both papers settle.

    A consent form that has one of the `ticks`, each named as `clause.tick`, says something of it only where that is
    ticked.
    """

    id: Slug
    name: Text
    bound: Bound
    ticks: tuple[str, ...] = ()


class Matters(Node):
    """`content/matters.yaml`."""

    matters: tuple[Matter, ...]

    @property
    def by_id(self) -> dict[str, Matter]:
        """Every matter by its id."""
        return {matter.id: matter for matter in self.matters}
