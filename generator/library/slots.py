"""The contract of a paper: everything that can be answered in it, by the name that answers use, and what fits.

Scripts read the same contract (`Contract.data`), and take a file in by the same steps as `take` (answers.js); the
cases in tests/cases/answers run through both.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.library.answers import SCHEMA, Answers, AnswersFile, Raw, Value, ValueShape
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

ZEROS = (
    "0\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090\u17e0"
    "\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10"
    "\U00010d30\U00011136\U0001e950"
)
"""The nought of each script that people write numbers in; its other nine digits follow it."""

BLANK = " \t\r\n\u00a0"
"""What makes an answer empty when there is nothing else in it."""

ANY_ROW = "*"
"""Stands for the number of a row that can be added: `log.*.change`."""

UNPRINTABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
"""A pattern, in Python as in JavaScript, for what no paper can print and nobody can see: controls but tab and ends of
line, halves of a surrogate pair, and code points that will never be characters. Direction marks, which a name may need,
are none of them."""

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

_CONTROLS = re.compile(UNPRINTABLE)
_DIGITS = {chr(ord(zero) + number): str(number) for zero in ZEROS for number in range(10)}


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


class Misfit(StrEnum):
    """Why something in a file is listed; what is only to mend was taken all the same."""

    UNKNOWN = "unknown"
    KIND = "kind"
    CHOICE = "choice"
    DATE = "date"
    ONE = "one"
    """Of answers that exclude each other more than one is given; none of them is taken."""
    NUMBER = "number"
    """To mend: it stands in the paper as it was typed."""
    LONG = "long"
    """To mend, as `NUMBER`."""
    CHARACTERS = "characters"
    """Taken without the characters that nothing can print."""


class AnswersRemark(StrEnum):
    """What a reader of the answers should know."""

    NEEDED = "needed"
    OPEN = "open"
    """A condition that was not answered."""
    IDLE = "idle"
    """Answered in a part that does not apply."""
    EARLY = "early"
    """A day before another one that it may not come before: the paper would break its own promise."""


class AnswersRefusal(StrEnum):
    """Why nothing of a file is taken."""

    SCHEMA = "schema"
    OTHER = "other"
    """It is for another paper."""


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
    """What a file of answers for a paper may hold. `alone` are ticks of which only one may be ticked."""

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
    return Contract(*head, (), dict(_of_checklist(template)))


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


# -- taking a file in ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a file fits a paper, what is listed and why, and what a reader should know.

    The name of a condition begins with `condition:` in lists. From a file of `another` version or edition what fits is
    taken too; its answers must be read again, for the words around them may have changed.
    """

    answers: Answers
    listed: tuple[tuple[str, Misfit], ...] = ()
    remarks: tuple[tuple[str, AnswersRemark], ...] = ()
    another: bool = False


def take(contract: Contract, file: AnswersFile) -> Taken | AnswersRefusal:
    """What of the file fits the paper, or why nothing does."""
    if file.schema_id != SCHEMA:
        return AnswersRefusal.SCHEMA
    named = {"document": file.document, "checklist": file.checklist}
    if named.pop(contract.kind) not in (None, contract.paper) or any(named.values()):
        return AnswersRefusal.OTHER
    listed: list[tuple[str, Misfit]] = []
    conditions = _conditions(contract, file.conditions, listed)
    values = _values(contract, file.answers, listed)
    another = any(
        said and said != ours for said, ours in ((file.version, contract.version), (file.edition, contract.edition))
    )
    remarks = tuple(_remarks(contract, conditions, values))
    return Taken(Answers(conditions, values), tuple(listed), remarks, another)


def _conditions(contract: Contract, said: Mapping[str, Raw], listed: list[tuple[str, Misfit]]) -> dict[str, bool]:
    taken: dict[str, bool] = {}
    for id, raw in said.items():
        means = _truth(raw)
        if id not in contract.conditions:
            listed.append((f"condition:{id}", Misfit.UNKNOWN))
        elif means is None:
            listed.append((f"condition:{id}", Misfit.KIND))
        else:
            taken[id] = means
    return taken


def _values(contract: Contract, said: Mapping[str, Raw], listed: list[tuple[str, Misfit]]) -> dict[str, Value]:
    taken: dict[str, Value] = {}
    for name, raw in said.items():
        slot = contract.slot(name)
        value, misfits = (None, [Misfit.UNKNOWN]) if slot is None else _fitted(slot, raw)
        listed += ((name, misfit) for misfit in misfits)
        if value is not None:
            taken[name] = value
    for group in contract.alone:
        ticked = [name for name in group if taken.get(name) is True]
        if len(ticked) > 1:
            for name in ticked:
                del taken[name]
                listed.append((name, Misfit.ONE))
    return taken


def _remarks(
    contract: Contract, conditions: Mapping[str, bool], values: Mapping[str, Value]
) -> Iterator[tuple[str, AnswersRemark]]:
    yield from ((f"condition:{id}", AnswersRemark.OPEN) for id in contract.conditions if id not in conditions)
    for name, slot in contract.slots.items():
        if slot.required and name not in values and not _is_out(slot, conditions):
            yield name, AnswersRemark.NEEDED
    for name in values:
        answered = contract.slot(name)
        if answered is not None and _is_out(answered, conditions):
            yield name, AnswersRemark.IDLE
        elif answered is not None and answered.not_before in values and _early(name, answered.not_before, values):
            yield name, AnswersRemark.EARLY


def _early(name: str, other: str | None, values: Mapping[str, Value]) -> bool:
    """True for a day before the other one; days such as 2027-01-31 sort like words."""
    return other is not None and str(values[name]) < str(values[other])


def _is_out(slot: Slot, conditions: Mapping[str, bool]) -> bool:
    return slot.when is not None and conditions.get(slot.when) is False


_TRUTH = dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)


def _truth(raw: Raw) -> bool | None:
    """True or false where a word without quotes says so."""
    if isinstance(raw, tuple) or raw.how not in (ValueShape.PLAIN, ValueShape.WORD):
        return None
    return _TRUTH.get(raw.text)


def _fitted(slot: Slot, raw: Raw) -> tuple[Value | None, list[Misfit]]:
    """The value as the slot takes it, None for nothing, and what is to be said of it."""
    if slot.type is SlotType.CHOICES:
        return _chosen(slot, raw)
    if isinstance(raw, tuple):
        return None, [Misfit.KIND]
    if raw.how in (ValueShape.QUOTED, ValueShape.PLAIN) and not raw.text.strip(BLANK):
        return None, []
    if slot.type is SlotType.TICK:
        means = _truth(raw)
        return means, [] if means is not None else [Misfit.KIND]
    if raw.how in (ValueShape.WORD, ValueShape.OTHER):
        return None, [Misfit.KIND]
    if slot.type is SlotType.CHOICE:
        return (raw.text, []) if raw.text in slot.choices else (None, [Misfit.CHOICE])
    if slot.type is SlotType.DATE:
        day = in_figures(raw.text.strip(BLANK))
        return (day, []) if is_day(day) else (None, [Misfit.DATE])
    return _typed(slot, raw.text)


def _chosen(slot: Slot, raw: Raw) -> tuple[Value | None, list[Misfit]]:
    if not isinstance(raw, tuple):
        return None, [Misfit.KIND] if raw.text or raw.how is not ValueShape.PLAIN else []
    allowed = [
        each.text for each in raw if each.how not in (ValueShape.WORD, ValueShape.OTHER) and each.text in slot.choices
    ]
    return tuple(dict.fromkeys(allowed)) or None, [] if len(allowed) == len(raw) else [Misfit.CHOICE]


def _typed(slot: Slot, said: str) -> tuple[Value | None, list[Misfit]]:
    """Words as they were typed, but for what no paper prints and for how a line ends."""
    if len(said) > MOST_LETTERS:
        return None, [Misfit.LONG]
    words, misfits = without_unprintable(said), list[Misfit]()
    if words != said:
        misfits.append(Misfit.CHARACTERS)
    if slot.type is SlotType.LINES:
        words = re.sub(r"\r\n?", "\n", words).strip("\n")
    else:
        words = re.sub(r"[\r\n]+", " ", words.strip("\r\n"))
    if slot.type is SlotType.NUMBER and not is_whole(words):
        misfits.append(Misfit.NUMBER)
    if slot.max_length and len(words) > slot.max_length:
        misfits.append(Misfit.LONG)
    return words if words.strip(BLANK) else None, misfits


def printable(words: str) -> str:
    """The words without what nothing can print, and not longer than a message bears."""
    return without_unprintable(words)[:60]


def without_unprintable(words: str) -> str:
    """The words without what no paper can print; no XML can hold most of it either."""
    return _CONTROLS.sub("", words)


def in_figures(words: str) -> str:
    """The words with the digits of every script as 0 to 9."""
    return "".join(_DIGITS.get(character, character) for character in words)


def is_whole(words: str) -> bool:
    """True for a whole number in digits of any script."""
    return re.fullmatch(r"[0-9]+", in_figures(words.strip(BLANK))) is not None


def is_day(words: str) -> bool:
    """True for a day of the calendar such as 2027-01-31."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        return False
    try:
        datetime.date.fromisoformat(words)
    except ValueError:
        return False
    return True
