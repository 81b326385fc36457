"""Packs: papers that belong together, printed as one."""

from __future__ import annotations

from pydantic import Field

from generator.library.text import Node, Slug, Text

CHOOSE = "choose"
"""The anchor of the part of the packs' page on which people put a pack of their own together; no pack may have it."""


class Pack(Node):
    """A pack with a cover, contents and the papers in their order.

    `papers` are `document:id` or `checklist:id`; `all_checklists` adds every checklist that is not named. One that is
    `ready` is printed without the parts that stand under a condition, for those who have no screen to answer them on.
    """

    id: Slug
    title: Text
    summary: Text
    audience: Text
    papers: tuple[str, ...] = ()
    all_checklists: bool = False
    ready: bool = False


class Packs(Node):
    """`content/packs.yaml`."""

    packs: tuple[Pack, ...] = Field(min_length=1)
