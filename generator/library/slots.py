"""Everything that can be answered in a paper, by the name that answers use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.library.template import Checklist, Clause, DocumentTemplate, FieldType, FillTable, Template, blanks_in

MOST_ROWS = 60
"""How many rows of a table anybody may fill in."""

REMARKS = ("not-applicable", "note", "evidence", "owner", "date")
"""What can be said of an item of a checklist beside the tick: `item.note`; the first gives the reason."""


class SlotType(StrEnum):
    """What an answer must be."""

    TEXT = "a text"
    DATE = "a date such as '2027-01-31'"
    NUMBER = "a whole number"
    TICK = "true or false"
    CHOICE = "one of the choices"
    CHOICES = "a list of choices"


_TYPES: dict[FieldType, SlotType] = {
    FieldType.TEXT: SlotType.TEXT,
    FieldType.LONG_TEXT: SlotType.TEXT,
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


def slots_of(template: Template) -> dict[str, Slot]:
    """Every slot of a paper by its name."""
    return dict(_of_document(template) if isinstance(template, DocumentTemplate) else _of_checklist(template))


def _of_document(document: DocumentTemplate) -> Iterator[tuple[str, Slot]]:
    conditions = conditions_of_fields(document)
    for field in document.fields:
        yield (
            field.id,
            Slot(_TYPES[field.type], tuple(field.choices), field.required, field.max_length, conditions.get(field.id)),
        )
    for clause in document.clauses:
        yield from ((f"{clause.id}.{id}", Slot(SlotType.TICK, when=clause.when)) for id in clause.ticks)
        if clause.table:
            yield from ((name, Slot(SlotType.TEXT, when=clause.when)) for name in _cells(clause.id, clause.table))


def _cells(clause: str, table: FillTable) -> Iterator[str]:
    """The names of a table's cells; the first column of a named row holds its name."""
    yield from (f"{clause}.{row}.{column.id}" for row in table.rows for column in table.columns[1:])
    if table.blank_rows:
        rows = range(1, MOST_ROWS + 1)
        yield from (f"{clause}.{number}.{column.id}" for number in rows for column in table.columns)


def conditions_of_fields(document: DocumentTemplate) -> dict[str, str | None]:
    """Field → the condition of the clause that it stands in; a field in two clauses stands as soon as one does."""
    found: dict[str, str | None] = {}
    for clause in document.clauses:
        for id in fields_of(clause):
            found[id] = clause.when if found.get(id, clause.when) == clause.when else None
    return found


def fields_of(clause: Clause) -> Iterator[str]:
    """The fields that a clause asks for or mentions, in the order in which a reader meets them; one may come twice."""
    for text in (clause.text, *clause.points.values(), *clause.ticks.values()):
        if text is not None:
            yield from blanks_in(text.value)
    yield from clause.fields


def _of_checklist(checklist: Checklist) -> Iterator[tuple[str, Slot]]:
    for section in checklist.sections:
        for item in section.items:
            yield item.id, Slot(SlotType.CHOICE, tuple(checklist.scale)) if checklist.scale else Slot(SlotType.TICK)
            for name in REMARKS:
                yield f"{item.id}.{name}", Slot(SlotType.DATE if name == "date" else SlotType.TEXT)
        yield f"{section.id}.notes", Slot(SlotType.TEXT)
