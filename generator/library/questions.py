"""Questions that people ask, each with a short answer first."""

from __future__ import annotations

from pydantic import Field

from generator.library.framework import Reference
from generator.library.text import Node, Slug, Text

FOLDER = "questions"


class AskedQuestion(Node):
    """A question as people say it, and two to six lines of answer.

    Who says so: `paragraphs` of the framework and `works` by id; where both are empty, the answer is our advice.
    `links` lead on, the best one first. Other words for the same question stand in `content/search/`.
    """

    id: Slug
    question: Text
    answer: Text
    paragraphs: tuple[Reference, ...] = ()
    works: tuple[Slug, ...] = ()
    links: tuple[str, ...] = Field(min_length=1, max_length=3)
    roles: tuple[Slug, ...] = ()
    principles: tuple[Slug, ...] = ()
    stages: tuple[Slug, ...] = ()


class Questions(Node):
    """`content/questions/<theme>.yaml`: the questions of one theme, at most twelve."""

    id: Slug
    title: Text
    questions: tuple[AskedQuestion, ...] = Field(min_length=1, max_length=12)


class QuestionPage(Node):
    """A page with the questions of a few themes that belong together."""

    id: Slug
    title: Text
    themes: tuple[Slug, ...] = Field(min_length=1)

    @property
    def path(self) -> str:
        """Where it stands."""
        return f"{FOLDER}/{self.id}"


class QuestionPages(Node):
    """`content/question-pages.yaml`."""

    pages: tuple[QuestionPage, ...] = Field(min_length=1)

    def path_of(self, theme: str) -> str:
        """The page on which the questions of a theme stand; a rule holds that each has one."""
        return next((page.path for page in self.pages if theme in page.themes), FOLDER)
