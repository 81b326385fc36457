"""Criteria by which citizen data are judged for a use, and where other frames say the same."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from generator.library.framework import Points, Reference
from generator.library.template import Checklist, ChecklistItem, ChecklistSection, LevelNumbers
from generator.library.text import Node, Slug, Text


class QualityFrame(Node):
    """Another frame of quality: the work that has it (`works.yaml` or a standard), and where it was read."""

    id: Slug
    name: Text
    read: Text


class CriterionGroup(Node):
    """Criteria that belong together."""

    id: Slug
    title: Text


class Criterion(Node):
    """One criterion: a question that a community can answer, and what shows the answer.

    `needs` is the least level of the scale for each category of the framework's paragraph 32; `found` says what a frame
    calls it, for frames in which it was read. A frame that is not named there was not verified for it.
    """

    id: Slug
    group: Slug
    name: Text
    question: Text
    why: Text
    evidence: Text
    who: Text
    principles: tuple[Slug, ...] = Field(min_length=1)
    stages: tuple[Slug, ...] = Field(min_length=1)
    paragraphs: tuple[Reference, ...] = Field(min_length=1)
    needs: Mapping[Slug, Slug]
    found: Mapping[Slug, Text] = {}


class ScoringSheet(Node):
    """What the scoring sheet says of itself."""

    id: Slug
    version: str
    title: Text
    summary: Text
    audience: Text
    levels: LevelNumbers
    instructions: Points


class Criteria(Node):
    """`content/criteria.yaml`."""

    title: Text
    summary: Text
    plain: Text
    paragraphs: tuple[Reference, ...]
    scale: Points
    frames: tuple[QualityFrame, ...]
    groups: tuple[CriterionGroup, ...]
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    sheet: ScoringSheet

    @property
    def sheets(self) -> tuple[Checklist, ...]:
        """The scoring sheet: the criteria as a checklist with a scale, so that it prints and is filled in as those."""
        sections = tuple(
            ChecklistSection.model_construct(id=group.id, title=group.title, items=items)
            for group in self.groups
            if (items := tuple(_item(each) for each in self.criteria if each.group == group.id))
        )
        # Its texts were read and checked with this file, and pydantic reads none a second time.
        return (Checklist.model_construct(**dict(self.sheet), scale=self.scale, sections=sections),)


def _item(criterion: Criterion) -> ChecklistItem:
    return ChecklistItem.model_construct(
        id=criterion.id,
        action=criterion.question,
        why=criterion.why,
        evidence=criterion.evidence,
        who=criterion.who,
        principles=criterion.principles,
        stages=criterion.stages,
        paragraphs=criterion.paragraphs,
    )
