"""What diagrams show: steps one below the other, or who decides what at each stage."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.library.framework import Points
from generator.library.text import Node, Slug, Text


class Shape(StrEnum):
    """How a diagram is drawn."""

    STAGES = "stages"
    """The stages of the framework, with the phases of the business process model."""
    LADDER = "ladder"
    """Rungs, each further in: the steps that stand in the file, or the modalities of the framework."""
    GRID = "grid"
    """Stages in rows, columns of the taxonomy beside each other, a level in each cell."""
    FLOW = "flow"
    """The steps and questions that stand in the file."""
    TALK = "talk"
    """The steps as what two people say in turn; `columns` name them."""
    TABLE = "table"
    """The rows that stand in the file, a box in each column."""
    CHANGE = "change"
    """A table of two columns, before and after, with an arrow in each row."""


class StepKind(StrEnum):
    """What a step of a flow is."""

    STEP = "step"
    QUESTION = "question"
    END = "end"
    ASK = "ask"
    """What is said by the one who begins."""
    REPLY = "reply"
    """What is said by the other."""


class DrawnFate(StrEnum):
    """What becomes of something between before and after; drawn by the line around it."""

    KEPT = "kept"
    CHANGED = "changed"
    GONE = "gone"


class FlowStep(Node):
    """A step; of a question, `otherwise` is what to do when the answer is no. A yes leads on to the next step.

    `more` stands below the words of a rung.
    """

    id: Slug
    kind: StepKind = StepKind.STEP
    text: Text
    more: Text | None = None
    otherwise: Text | None = None


class DiagramRow(Node):
    """A row of a table: its name, and a cell for each column in their order; `fate` is that of the last one."""

    id: Slug
    name: Text
    cells: Points
    fate: DrawnFate = DrawnFate.KEPT


class DiagramData(Node):
    """A diagram, and the pages that show it.

    It stands before the first heading of `guides/topics/children`, and below that heading of
    `guides/topics/children#need`.
    """

    id: Slug
    shape: Shape
    title: Text
    summary: Text
    pages: tuple[str, ...] = Field(min_length=1)
    steps: tuple[FlowStep, ...] = ()
    columns: Points = {}
    levels: Points = {}
    rows: tuple[DiagramRow, ...] = ()
    cells: dict[Slug, tuple[Slug, ...]] = {}
    """Stage → the level of each column, in their order."""


class Diagrams(Node):
    """`content/diagrams.yaml`."""

    diagrams: tuple[DiagramData, ...] = ()
