"""Why some principles have no action at some stages."""

from __future__ import annotations

from generator.library.text import Node, Slug, Text


class EmptyCell(Node):
    """Why no action of a checklist serves a principle at a stage."""

    id: Slug
    principle: Slug
    stage: Slug
    why: Text


class Matrix(Node):
    """`content/matrix.yaml`."""

    empty: tuple[EmptyCell, ...] = ()
