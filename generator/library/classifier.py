"""Questions by which people find out what kind of initiative they have: a tree that never goes back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

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
    """A question; of `several` options more than one may hold, and the next question is then always the same."""

    id: Slug
    part: Slug
    question: Text
    help: Text | None = None
    several: bool = False
    paragraphs: tuple[Reference, ...]
    options: tuple[Option, ...] = Field(min_length=2)


class Finding(Node):
    """Something that the answers show, with the page that explains it and the papers that fit."""

    id: Slug
    part: Slug
    title: Text
    text: Text
    target: str | None = None
    paragraphs: tuple[Reference, ...]
    papers: tuple[str, ...] = ()


class Classifier(Node):
    """`content/classifier.yaml`."""

    id: Slug
    version: str
    title: Text
    summary: Text
    plain: Text
    caution: Text
    parts: tuple[ClassifierPart, ...]
    questions: tuple[ClassifierQuestion, ...] = Field(min_length=1)
    findings: tuple[Finding, ...] = Field(min_length=1)

    def after(self, question: ClassifierQuestion, chosen: tuple[Option, ...]) -> ClassifierQuestion | None:
        """The question that follows an answer; None at the end."""
        named = next((option.next for option in chosen if option.next), None)
        if named == END:
            return None
        if named:
            return next(each for each in self.questions if each.id == named)
        place = self.questions.index(question) + 1
        return self.questions[place] if place < len(self.questions) else None


@dataclass(frozen=True, slots=True)
class Way:
    """Where answers lead: the questions on the way, the one that still has to be asked, and what they find."""

    route: tuple[str, ...]
    next: str
    finds: tuple[str, ...]


def way(classifier: Classifier, taken: Mapping[str, Collection[str]]) -> Way:
    """The way through the questions by the ids of the options that were chosen (`walk` in classify.js)."""
    route: list[str] = []
    found: set[str] = set()
    question: ClassifierQuestion | None = classifier.questions[0]
    while question is not None:
        chosen = tuple(option for option in question.options if option.id in taken.get(question.id, ()))
        if not chosen and not question.several:
            break
        route.append(question.id)
        found.update(id for option in chosen for id in option.finds)
        question = classifier.after(question, chosen)
    finds = tuple(finding.id for finding in classifier.findings if finding.id in found)
    return Way(tuple(route), question.id if question else "", finds)


class RouteFile(Node):
    """A file of chosen options: question → option, or options where several may hold."""

    schema_id: str = Field(alias="schema")
    version: str = ""
    answers: Mapping[str, str | tuple[str, ...]] = {}


ROUTE_SCHEMA = "citizen-data-route/1"
