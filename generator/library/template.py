"""Forms, agreements and checklists as their authors write them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field, model_validator

from generator.library.classifier import Classifier
from generator.library.framework import Points, Reference
from generator.library.session import Programme, Session
from generator.library.text import Node, Slug, Text
from generator.library.worksheet import Worksheet

LevelNumbers: TypeAlias = Annotated[tuple[int, ...], Field(min_length=1)]
"""The levels of risk that a paper is for, by their numbers in `content/levels.yaml`."""


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
    matter: Slug | None = None
    """What the answer settles (`content/matters.yaml`), where a consent form and an agreement must agree."""
    not_before: Slug | None = None
    """Another date of the paper: this day never comes before that one."""


class Condition(Node):
    """When a clause applies: a question for the screen, words for the unfilled print.

    A condition may settle a matter as a field does: when it holds, the answer is the choice `means`.
    """

    id: Slug
    question: Text
    words: Text
    matter: Slug | None = None
    means: Slug | None = None


class FieldColumn(Node):
    """A column of a table to fill in."""

    id: Slug
    heading: Text


class FillTable(Node):
    """A table to fill in: one row for each of `rows`, or `blank_rows` empty ones."""

    caption: Text
    columns: tuple[FieldColumn, ...]
    rows: Points = {}
    blank_rows: int = 0


class Signature(Node):
    """Somebody who signs: name, signature or thumbprint, and date."""

    id: Slug
    who: Text
    statement: Text | None = None
    thumbprint: bool = False


class Clause(Node):
    """A clause: text, then points, choices to tick, cards to cut out, fields, a table, signatures, in that order.

    Of the ticks that stand together in `tick_one`, a person ticks one at most: they exclude each other. One of another
    clause is named `clause.tick`.
    """

    id: Slug
    title: Text | None = None
    text: Text | None = None
    points: Points = {}
    ticks: Points = {}
    tick_one: tuple[tuple[str, ...], ...] = ()
    cards: Points = {}
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
    """`templates/documents/<id>.yaml`: a form or an agreement.

    It declares the `standards` whose every element it answers in a clause; `leaves_out` says for an element why not.
    """

    id: Slug
    kind: DocumentKind
    version: str
    title: Text
    summary: Text
    audience: Text
    levels: LevelNumbers
    instructions: Points
    stages: tuple[Slug, ...]
    principles: tuple[Slug, ...]
    paragraphs: tuple[Reference, ...]
    fields: tuple[FormField, ...]
    on_phone: bool = False
    """Whether it is offered as a form for programs that ask on a phone, as every checklist is."""
    conditions: tuple[Condition, ...] = ()
    records: tuple[Slug, ...] = ()
    """The clauses of which each tick is a yes that a record of consent holds, and each empty box a no."""
    standards: tuple[Slug, ...] = ()
    leaves_out: Points = {}
    sections: tuple[Section, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _records_are_ticks(self) -> DocumentTemplate:
        ticked = {clause.id for clause in self.clauses if clause.ticks}
        if wrong := [id for id in self.records if id not in ticked]:
            raise ValueError(f"no clause '{wrong[0]}' with ticks is there to record")
        return self

    @property
    def for_people(self) -> bool:
        """True when those who take part read it or keep it, so that it holds nothing that is said to the team."""
        return self.kind is DocumentKind.CONSENT

    @property
    def handed_out(self) -> bool:
        """True when it leaves the team: the notes for the team then stand on its page and not in it."""
        return self.kind in (DocumentKind.CONSENT, DocumentKind.AGREEMENT)

    @property
    def ticks(self) -> dict[str, Text]:
        """The words of every tick by its name, `clause.tick`."""
        return {f"{clause.id}.{id}": words for clause in self.clauses for id, words in clause.ticks.items()}

    @property
    def exclusive(self) -> tuple[tuple[str, ...], ...]:
        """The ticks, as `clause.tick`, that exclude each other."""
        groups = ((clause.id, ticks) for clause in self.clauses for ticks in clause.tick_one)
        return tuple(tuple(id if "." in id else f"{clause}.{id}" for id in ticks) for clause, ticks in groups)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, in order."""
        return tuple(clause for section in self.sections for clause in section.clauses)


class ChecklistItem(Node):
    """One action that a person can verify; `why` and `evidence` where they say more than the action does."""

    id: Slug
    action: Text
    why: Text | None = None
    evidence: Text | None = None
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
    """`content/checklists/<id>.yaml`; with a `scale`, a group marks one of its levels for each item."""

    id: Slug
    version: str
    title: Text
    summary: Text
    audience: Text
    levels: LevelNumbers
    instructions: Points
    scale: Points = {}
    sections: tuple[ChecklistSection, ...] = Field(min_length=1)

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """Every item, in order."""
        return tuple(item for section in self.sections for item in section.items)


_BLANK = re.compile(r"\{([^{}]*)\}")


def blanks_in(words: str) -> list[str]:
    """The ids of the fields whose blanks stand in a text."""
    return _BLANK.findall(words)


OWN_PARTS = frozenset({
    "changed-in-english", "downloads", "for-the-team", "go-on", "how-to-use", "left-out", "standards-answered",
    "the-original", "the-text", "what-it-applies",
})  # fmt: skip
"""The anchors of what is said of every paper, on its page and at its end. Scripts look for some, so no section or
clause may take one."""

Template: TypeAlias = DocumentTemplate | Checklist
"""What a paper is made from."""


Printed: TypeAlias = Template | Classifier | Session | Programme | Worksheet
"""What there is on paper."""


def is_on_phone(template: Printed) -> bool:
    """Whether people fill it in on a phone too, with a program such as ODK or KoBo."""
    return isinstance(template, Checklist) or (isinstance(template, DocumentTemplate) and template.on_phone)


def folder_of(template: Template) -> str:
    """The part of the site in which its page stands."""
    return "documents" if isinstance(template, DocumentTemplate) else "checklists"


def target_of(template: Template) -> str:
    """How texts and packs name it: `document:adult-consent`."""
    return f"{folder_of(template).removesuffix('s')}:{template.id}"
