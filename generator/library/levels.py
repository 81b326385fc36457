"""Levels of risk: how much care an initiative asks for, by a few questions, and which papers each level has."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from generator.library.framework import Reference
from generator.library.text import Node, Slug, Text

YES, NO, NOT_SURE = "yes", "no", "not-sure"
"""How a question can be answered. Whoever is not sure takes the careful answer, which is yes."""


class Level(Node):
    """A level of risk; papers and rules name it by its number, the lowest first."""

    id: Slug
    number: int = Field(ge=1, le=3)
    title: Text
    text: Text
    need: Text


class LevelAnswers(Node):
    """The words of the three answers that each question has, and why not to be sure counts as yes."""

    yes: Text
    no: Text
    not_sure: Text = Field(alias="not-sure")
    careful: Text


class SettledConditions(Node):
    """Which conditions of papers a yes and a no make true or false."""

    yes: dict[Slug, bool] = {}
    no: dict[Slug, bool] = {}


class LevelQuestion(Node):
    """A question whose yes raises the level to `raises`.

    `because` says why a yes does so, `otherwise` what a no means. With `when`, it is asked only where that question
    was not answered with no. For the classifier, `finds` names what a yes shows.
    """

    id: Slug
    question: Text
    help: Text
    because: Text
    otherwise: Text
    raises: Slug
    when: Slug | None = None
    paragraphs: tuple[Reference, ...] = ()
    finds: tuple[Slug, ...] = ()
    settles: SettledConditions = SettledConditions()


class LevelPurpose(Node):
    """What a paper is needed for at every level, and the papers that serve it, each at the levels that it is for."""

    id: Slug
    title: Text
    papers: tuple[str, ...] = Field(min_length=1)


class Levels(Node):
    """`content/levels.yaml`."""

    levels: tuple[Level, ...] = Field(min_length=1)
    answers: LevelAnswers
    questions: tuple[LevelQuestion, ...] = Field(min_length=1, max_length=6)
    purposes: tuple[LevelPurpose, ...]

    @property
    def by_id(self) -> dict[str, Level]:
        """Every level by its id."""
        return {level.id: level for level in self.levels}


def raised_by(levels: Levels, said: Mapping[str, str]) -> tuple[LevelQuestion, ...]:
    """The questions whose answer raises the level: all that apply and are not answered with no."""
    return tuple(
        question
        for question in levels.questions
        if said.get(question.id) != NO and (question.when is None or said.get(question.when) != NO)
    )


def level_of(levels: Levels, said: Mapping[str, str]) -> Level:
    """The level of an initiative: the highest that an answer raises it to, the lowest where none does.

    `levelOf` in classify.js is the same rule; both follow tests/cases/levels.json.
    """
    raised = [levels.by_id[question.raises] for question in raised_by(levels, said)]
    return max((levels.levels[0], *raised), key=lambda level: level.number)
