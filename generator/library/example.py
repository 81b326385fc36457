"""The filled papers of the worked examples."""

from __future__ import annotations

from generator.library.answers import AnswersFile
from generator.library.text import Node, Slug

FOLDER = "content/examples"


class Example(Node):
    """`content/examples/<initiative>/<paper>.json`: a paper as the initiative of a worked example filled it in."""

    initiative: Slug
    paper: Slug
    file: AnswersFile

    @property
    def page(self) -> str:
        """The page that tells of the initiative."""
        return f"guides/examples/{self.initiative}"

    @property
    def catalogue(self) -> str:
        """Its file, without the ending."""
        return f"{FOLDER}/{self.initiative}/{self.paper}"
