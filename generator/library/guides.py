"""The guides: hand-written pages in groups, and what a reader does after a page that is made from data."""

from __future__ import annotations

from pydantic import Field

from generator.library.text import Node, Slug, Text

FOLDER = "guides"
PARTNERS: dict[str, str] = {"stage": "journey", "principle": "principles", "element": "environment"}
"""The group whose guides are named after the stages, the principles and the elements, by scheme."""


class GuideGroup(Node):
    """A part of the guides: `content/guides/<id>/`, its pages in reading order."""

    id: Slug
    title: Text
    summary: Text
    pages: tuple[Slug, ...] = Field(min_length=1)

    @property
    def paths(self) -> tuple[str, ...]:
        """The path of each page."""
        return tuple(f"{FOLDER}/{self.id}/{page}" for page in self.pages)


class NextSteps(Node):
    """Where readers go from pages that are made from data.

    `pages` is a page (`matrix`) or a folder (`principles/`); of `to`, `{id}` stands for the page's name in its folder,
    and those that do not exist for a page are left out.
    """

    pages: str
    to: tuple[str, ...] = Field(min_length=1)


class Guides(Node):
    """`content/guides.yaml`."""

    title: Text
    summary: Text
    groups: tuple[GuideGroup, ...] = Field(min_length=1)
    next: tuple[NextSteps, ...] = ()

    def of(self, target: str) -> str | None:
        """The path of the guide on a stage, a principle or an element (`stage:design`), if there is one."""
        scheme, _, id = target.partition(":")
        path = f"{FOLDER}/{PARTNERS.get(scheme)}/{id}"
        return path if any(path in group.paths for group in self.groups) else None

    def after(self, path: str) -> tuple[str, ...]:
        """What may follow a page: the targets for the page itself, else those for its folder."""
        folder, _, name = path.rpartition("/")
        steps = {each.pages: each.to for each in self.next}
        return tuple(to.replace("{id}", name) for to in steps.get(path, steps.get(f"{folder}/", ())))
