"""Kits: what people carry away in one language, by what they need of it."""

from __future__ import annotations

from fnmatch import fnmatchcase

from pydantic import Field, model_validator

from generator.library.text import Node, Slug, Text


class KitPart(Node):
    """Files of the site that go together, by patterns of their paths; `*` stands for folders too."""

    id: Slug
    name: Text
    files: tuple[str, ...] = Field(min_length=1)


class Kit(Node):
    """What a kit holds: `parts` from the most needed to the least, so that the last are left out where they do not fit.

    `limit` is the size of the zip in bytes. `frame_once` keeps the menu in one script instead of on every page. `ids`
    are the papers and pages (`document:id`, `page:path`) of one role: then it has the files of no other papers. A
    `programme:id` stands for its trainer's sheets and every paper that is handed out in it.
    """

    id: Slug
    title: Text
    about: Text
    parts: tuple[Slug, ...] = Field(min_length=1)
    limit: int | None = Field(default=None, gt=0)
    frame_once: bool = False
    ids: tuple[str, ...] = ()


class Kits(Node):
    """`content/kits.yaml`: a file of the site belongs to the first part with a pattern that fits; others to no kit."""

    parts: tuple[KitPart, ...] = ()
    kits: tuple[Kit, ...] = ()

    @model_validator(mode="after")
    def _parts_exist(self) -> Kits:
        known = {part.id for part in self.parts}
        for kit in self.kits:
            for part in kit.parts:
                if part not in known:
                    raise ValueError(f"the kit '{kit.id}' names the part '{part}', which is not there")
        return self

    def part_of(self, path: str) -> str:
        """The id of the part to which a file of the site belongs; "" for none."""
        return next((part.id for part in self.parts if any(fnmatchcase(path, each) for each in part.files)), "")
