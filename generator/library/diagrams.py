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
    """The modalities of the framework, each a rung."""
    GRID = "grid"
    """Stages in rows, columns of the taxonomy beside each other, a level in each cell."""
    FLOW = "flow"
    """The steps and questions that stand in the file."""


class StepKind(StrEnum):
    """What a step of a flow is."""

    STEP = "step"
    QUESTION = "question"
    END = "end"


class FlowStep(Node):
    """A step; of a question, `otherwise` is what to do when the answer is no. A yes leads on to the next step."""

    id: Slug
    kind: StepKind = StepKind.STEP
    text: Text
    otherwise: Text | None = None


class DiagramData(Node):
    """A diagram, and the pages that show it."""

    id: Slug
    shape: Shape
    title: Text
    summary: Text
    pages: tuple[str, ...] = Field(min_length=1)
    steps: tuple[FlowStep, ...] = ()
    columns: Points = {}
    levels: Points = {}
    cells: dict[Slug, tuple[Slug, ...]] = {}
    """Stage → the level of each column, in their order."""


class Diagrams(Node):
    """`content/diagrams.yaml`."""

    diagrams: tuple[DiagramData, ...] = ()
