"""The filled papers of the worked examples."""

from __future__ import annotations

from generator.library.answers import AnswersFile
from generator.library.text import Node, Slug


class Example(Node):
    """`content/examples/<initiative>/<paper>.json`: a paper as the initiative of a worked example filled it in."""

    initiative: Slug
    paper: Slug
    file: AnswersFile

    @classmethod
    def made(cls, catalogue: str, file: AnswersFile) -> Example:
        """The example whose answers stand in the file of this catalogue."""
        _, initiative, paper = catalogue.rsplit("/", 2)
        return cls.model_construct(initiative=initiative, paper=paper, file=file)

    @property
    def page(self) -> str:
        """The page that tells of the initiative."""
        return f"guides/examples/{self.initiative}"

    @property
    def catalogue(self) -> str:
        """Its file, without the ending."""
        return f"content/examples/{self.initiative}/{self.paper}"
