"""Forms, agreements and checklists as their authors write them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.model.framework import Points, Reference
from generator.model.text import Node, Slug, Text


class DocumentKind(StrEnum):
    """What a paper is for."""

    CONSENT = "consent"
    AGREEMENT = "agreement"
    GOVERNANCE = "governance"
    WORKSHOP = "workshop"


class FieldType(StrEnum):
    """How a field is answered."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"


class FormField(Node):
    """A blank to fill: `{id}` stands for it inside a clause."""

    id: Slug
    type: FieldType = FieldType.TEXT
    label: Text
    help: Text | None = None
    required: bool = False
    max_length: int | None = None
    choices: Points = {}


class Condition(Node):
    """When a clause applies: a question for the screen, words for the unfilled print."""

    id: Slug
    question: Text
    words: Text


class Column(Node):
    """A column of a table to fill in."""

    id: Slug
    heading: Text


class FillTable(Node):
    """A table to fill in: one row for each of `rows`, or `blank_rows` empty ones."""

    caption: Text
    columns: tuple[Column, ...]
    rows: Points = {}
    blank_rows: int = 0


class Signature(Node):
    """Somebody who signs: name, signature or thumbprint, and date."""

    id: Slug
    who: Text
    statement: Text | None = None
    thumbprint: bool = False


class Clause(Node):
    """A clause: text, then points, choices to tick, fields, a table, signatures, in that order."""

    id: Slug
    title: Text | None = None
    text: Text | None = None
    points: Points = {}
    ticks: Points = {}
    fields: tuple[Slug, ...] = ()
    table: FillTable | None = None
    signatures: tuple[Signature, ...] = ()
    when: Slug | None = None
    critical: bool = False
    principles: tuple[Slug, ...] = ()
    satisfies: tuple[Slug, ...] = ()
    note: str = ""


class Section(Node):
    """A headed part of a document."""

    id: Slug
    title: Text
    clauses: tuple[Clause, ...] = Field(min_length=1)


class DocumentTemplate(Node):
    """`templates/documents/<id>.yaml`: a form or an agreement."""

    id: Slug
    kind: DocumentKind
    version: str
    title: Text
    summary: Text
    audience: Text
    instructions: Points
    stages: tuple[Slug, ...]
    principles: tuple[Slug, ...]
    paragraphs: tuple[Reference, ...]
    fields: tuple[FormField, ...]
    conditions: tuple[Condition, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)


class ChecklistItem(Node):
    """One action that a person can verify."""

    id: Slug
    action: Text
    why: Text
    evidence: Text
    who: Text
    principles: tuple[Slug, ...] = Field(min_length=1)
    stages: tuple[Slug, ...] = Field(min_length=1)
    paragraphs: tuple[Reference, ...] = Field(min_length=1)


class ChecklistSection(Node):
    """A headed group of checklist items."""

    id: Slug
    title: Text
    items: tuple[ChecklistItem, ...] = Field(min_length=1)


class Checklist(Node):
    """`content/checklists/<id>.yaml`."""

    id: Slug
    version: str
    title: Text
    summary: Text
    audience: Text
    instructions: Points
    sections: tuple[ChecklistSection, ...] = Field(min_length=1)
