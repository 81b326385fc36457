"""Questions by which people find out what kind of initiative they have: a tree that never goes back.

The first ones lead to a result; the deeper ones follow only for those who want more.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from generator.library.framework import Reference
from generator.library.text import Node, Slug, Text

END = "end"
"""As `next` of an option: there is no further question."""


class ClassifierPart(Node):
    """A group of questions that finds out one thing."""

    id: Slug
    title: Text
    text: Text
    paragraphs: tuple[Reference, ...]


class Option(Node):
    """An answer: what it means, where the framework leaves that open, and what follows from it.

    `finds` names findings; `sets` and `clears` name conditions of papers that it makes true or false; `next` is the
    question that follows (`end` for none), the one after it in the file when it is not given.
    """

    id: Slug
    text: Text
    because: Text
    open: Text | None = None
    finds: tuple[Slug, ...] = ()
    sets: tuple[Slug, ...] = ()
    clears: tuple[Slug, ...] = ()
    next: Slug | None = None


class ClassifierQuestion(Node):
    """A question; of `several` options more than one may hold, and the next question is then always the same.

    It is left out where an earlier question has one of the answers that `unless` names.
    """

    id: Slug
    part: Slug
    question: Text
    help: Text | None = None
    several: bool = False
    unless: dict[Slug, tuple[Slug, ...]] = {}
    paragraphs: tuple[Reference, ...]
    options: tuple[Option, ...] = Field(min_length=2)


class Finding(Node):
    """Something that the answers show, with the page that explains it.

    `open` says that the framework leaves this open; else an answer that leaves something open makes it our reading.
    """

    id: Slug
    part: Slug
    title: Text
    text: Text
    target: str | None = None
    open: bool = False
    paragraphs: tuple[Reference, ...]


class FittingPaper(Node):
    """A paper that fits where one of the findings, or the level of risk, named under `when` is shown."""

    paper: str
    reason: Text
    when: tuple[Slug, ...] = Field(min_length=1)

    @property
    def id(self) -> str:
        """The paper's own id, by which its reason is called."""
        return self.paper.partition(":")[2]


class Classifier(Node):
    """`content/classifier.yaml`. `papers` stand in the order in which a result names them."""

    id: Slug
    version: str
    title: Text
    summary: Text
    plain: Text
    caution: Text
    parts: tuple[ClassifierPart, ...]
    level_part: Slug
    """The part to which the questions on the level of risk belong."""
    questions: tuple[ClassifierQuestion, ...] = Field(min_length=1)
    deeper: tuple[ClassifierQuestion, ...] = ()
    findings: tuple[Finding, ...] = Field(min_length=1)
    papers: tuple[FittingPaper, ...] = Field(min_length=1)


class RouteFile(Node):
    """A file of chosen options: question → option, or options where several may hold."""

    schema_id: str = Field(alias="schema")
    version: str = ""
    answers: Mapping[str, str | tuple[str, ...]] = {}

    def chosen(self, id: str) -> tuple[str, ...]:
        """The ids of the options that it names for a question."""
        said = self.answers.get(id, ())
        return (said,) if isinstance(said, str) else said


ROUTE_SCHEMA = "citizen-data-route/1"
