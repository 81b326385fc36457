"""The contract of a paper: everything that can be answered in it, by the name that answers use.

Scripts read the same contract (`Contract.data`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.library.answers import SCHEMA
from generator.library.characters import BLANK, UNPRINTABLE, ZEROS
from generator.library.template import (
    Checklist,
    Clause,
    DocumentTemplate,
    FieldType,
    FillTable,
    Template,
    blanks_in,
    folder_of,
)
from generator.library.text import Text

MOST_ROWS = 60
"""How many rows of a table anybody may fill in."""

MOST_LETTERS = 100_000
"""How long a text may be at all; a field's own `max_length` is for what its place on the paper holds."""

MOST_BYTES = 1024 * 1024
"""How big a file of answers may be."""

REMARKS = ("not-applicable", "note", "evidence", "owner", "date")
"""What can be said of an item of a checklist beside the tick: `item.note`; the first gives the reason."""

ANY_ROW = "*"
"""Stands for the number of a row that can be added: `log.*.change`."""

TABLE = {
    "schema": SCHEMA,
    "rows": MOST_ROWS,
    "letters": MOST_LETTERS,
    "bytes": MOST_BYTES,
    "remarks": REMARKS,
    "zeros": ZEROS,
    "blank": BLANK,
    "unprintable": UNPRINTABLE,
}
"""What scripts need to know for every paper."""


class SlotType(StrEnum):
    """What an answer must be."""

    TEXT = "text"
    """One line."""
    LINES = "lines"
    DATE = "date"
    NUMBER = "number"
    TICK = "tick"
    CHOICE = "choice"
    CHOICES = "choices"


_TYPES: dict[FieldType, SlotType] = {
    FieldType.TEXT: SlotType.TEXT,
    FieldType.LONG_TEXT: SlotType.LINES,
    FieldType.DATE: SlotType.DATE,
    FieldType.NUMBER: SlotType.NUMBER,
    FieldType.YES_NO: SlotType.TICK,
    FieldType.CHOICE: SlotType.CHOICE,
    FieldType.CHOICES: SlotType.CHOICES,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One answer: what it must be, and the condition under which its clause stands in the paper."""

    type: SlotType
    choices: tuple[str, ...] = ()
    required: bool = False
    max_length: int | None = None
    when: str | None = None
    not_before: str | None = None

    @property
    def data(self) -> dict[str, Any]:
        """The same for scripts, without what says nothing; a slot without a type takes a text."""
        given = {
            "type": self.type.value if self.type is not SlotType.TEXT else "",
            "choices": self.choices,
            "needed": self.required,
            "most": self.max_length,
            "when": self.when,
            "after": self.not_before,
        }
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Contract:
    """What a file of answers for a paper may hold. `alone` are answers of which one may be given."""

    kind: str
    """`document` or `checklist`, as a file of answers says."""
    paper: str
    version: str
    edition: str
    conditions: tuple[str, ...]
    slots: Mapping[str, Slot]
    alone: tuple[tuple[str, ...], ...] = ()

    def slot(self, name: str) -> Slot | None:
        """What an answer of this name must be; None when the paper has no place for it."""
        if name in self.slots:
            return None if ANY_ROW in name else self.slots[name]
        row = re.fullmatch(r"([a-z0-9-]+)\.([1-9][0-9]?)\.([a-z0-9-]+)", name)
        if row is None or int(row[2]) > MOST_ROWS:
            return None
        return self.slots.get(f"{row[1]}.{ANY_ROW}.{row[3]}")

    @property
    def data(self) -> dict[str, Any]:
        """The contract for scripts."""
        return {
            "kind": self.kind,
            "paper": self.paper,
            "version": self.version,
            "edition": self.edition,
            "conditions": self.conditions,
            "slots": {name: slot.data for name, slot in self.slots.items()},
            "alone": self.alone,
        }


def contract_of(template: Template, edition: str) -> Contract:
    """The contract of a paper under an edition of the framework."""
    head = folder_of(template).removesuffix("s"), template.id, template.version, edition
    if isinstance(template, DocumentTemplate):
        conditions = tuple(each.id for each in template.conditions)
        return Contract(*head, conditions, dict(_of_document(template)), template.exclusive)
    # Whoever has done an action and says that it does not apply, says neither.
    alone = tuple((item.id, f"{item.id}.{REMARKS[0]}") for section in template.sections for item in section.items)
    return Contract(*head, (), dict(_of_checklist(template)), alone)


def _of_document(document: DocumentTemplate) -> Iterator[tuple[str, Slot]]:
    conditions = conditions_of_fields(document)
    for field in document.fields:
        yield (
            field.id,
            Slot(
                _TYPES[field.type],
                tuple(field.choices),
                field.required,
                field.max_length,
                conditions.get(field.id),
                field.not_before,
            ),
        )
    for clause in document.clauses:
        yield from ((f"{clause.id}.{id}", Slot(SlotType.TICK, when=clause.when)) for id in clause.ticks)
        if clause.table:
            yield from ((name, Slot(SlotType.TEXT, when=clause.when)) for name in _cells(clause.id, clause.table))


def _cells(clause: str, table: FillTable) -> Iterator[str]:
    """The names of a table's cells; the first column of a named row holds its name."""
    yield from (f"{clause}.{row}.{column.id}" for row in table.rows for column in table.columns[1:])
    if table.blank_rows:
        yield from (f"{clause}.{ANY_ROW}.{column.id}" for column in table.columns)


def conditions_of_fields(document: DocumentTemplate) -> dict[str, str | None]:
    """Field → the condition of the clause that it stands in; a field in two clauses stands as soon as one does."""
    found: dict[str, str | None] = {}
    for clause in document.clauses:
        for id in fields_of(clause):
            found[id] = clause.when if found.get(id, clause.when) == clause.when else None
    return found


def fields_of(clause: Clause) -> Iterator[str]:
    """The fields that a clause asks for or mentions, in the order in which a reader meets them; one may come twice."""
    yield from fields_in_words(clause)
    yield from clause.fields


def fields_in_words(clause: Clause) -> Iterator[str]:
    """Those of them whose blanks stand in the words of the clause."""
    for text in words_of_clause(clause):
        yield from blanks_in(text.value)


def words_of_clause(clause: Clause) -> tuple[Text, ...]:
    """The texts of a clause in which a blank can stand."""
    return (*((clause.text,) if clause.text else ()), *clause.points.values(), *clause.ticks.values())


def _of_checklist(checklist: Checklist) -> Iterator[tuple[str, Slot]]:
    for section in checklist.sections:
        for item in section.items:
            yield item.id, Slot(SlotType.CHOICE, tuple(checklist.scale)) if checklist.scale else Slot(SlotType.TICK)
            for name in REMARKS:
                yield f"{item.id}.{name}", Slot(SlotType.DATE if name == "date" else SlotType.TEXT)
        yield f"{section.id}.notes", Slot(SlotType.LINES)
