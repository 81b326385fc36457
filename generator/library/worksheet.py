"""Worksheets: sums that people do with a pencil, or with the same steps on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from pydantic import Field

from generator.library.formula import SUM, Step, rounded, steps_of, worked_out
from generator.library.framework import Points, Reference
from generator.library.text import Node, Slug, Text

MOST_CELLS = 500
"""How many numbers a table may have that is checked; a larger one is several tables."""


class Figure(Node):
    """A number of the sheet, by its id, and what it is called."""

    id: Slug
    label: Text


class Quantity(Figure):
    """A number that one must know first; `usual` is taken where nobody knows it better.

    `least` or `most` may be another number of the sheet, or of the same row, by its id.
    """

    help: Text | None = None
    usual: float | None = None
    least: float | Slug = 0
    most: float | Slug = 1_000_000_000


class Reckoning(Figure):
    """A step: its formula, how many digits after the point it keeps, and how it is said for a person with a pencil."""

    formula: str
    digits: int = Field(default=0, ge=0, le=4)
    by_hand: Text


class Rows(Node):
    """The same few numbers for each of several groups."""

    count: int = Field(ge=2, le=12)
    caption: Text
    row: Text
    """What a row is about, with its number in place of `{number}`."""
    quantities: tuple[Quantity, ...] = Field(min_length=1)
    steps: tuple[Reckoning, ...] = ()

    @property
    def columns(self) -> tuple[Figure, ...]:
        """What is known of each row, then what is worked out for it."""
        return (*self.quantities, *self.steps)


class Saying(Node):
    """What a result means; it is said where the formula `when` gives more than nothing, or always."""

    id: Slug
    text: Text
    when: str = ""


class Trial(Node):
    """A worked example: what is given, and what must come out (`id`, or `id.2` in the second row)."""

    title: Text
    text: Text
    given: Mapping[str, float]
    gives: Mapping[str, float]


class Worksheet(Node):
    """A file of `content/worksheets/`."""

    id: Slug
    version: str
    title: Text
    summary: Text
    audience: Text
    plain: Text
    paragraphs: tuple[Reference, ...]
    quantities: tuple[Quantity, ...] = ()
    rows: Rows | None = None
    steps: tuple[Reckoning, ...] = ()
    sayings: tuple[Saying, ...] = ()
    notes: Points = {}
    trial: Trial | None = None
    table: bool = False
    """Whether its page also checks a whole table on the device (`cells.js`)."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What is known, then what is worked out; without what belongs to rows."""
        return (*self.quantities, *self.steps)


@dataclass(frozen=True, slots=True)
class Program:
    """A worksheet as steps of `formula.py`: what a row needs, what follows, and when something is said."""

    rows: tuple[tuple[str, tuple[Step, ...], int], ...]
    steps: tuple[tuple[str, tuple[Step, ...], int], ...]
    sayings: tuple[tuple[str, tuple[Step, ...]], ...]


def program(worksheet: Worksheet) -> Program:
    """The steps of a worksheet; FormulaError when a formula is none."""
    return Program(
        _program(worksheet.rows.steps if worksheet.rows else ()),
        _program(worksheet.steps),
        tuple((each.id, steps_of(each.when) if each.when else ()) for each in worksheet.sayings),
    )


def _program(steps: Sequence[Reckoning]) -> tuple[tuple[str, tuple[Step, ...], int], ...]:
    return tuple((each.id, steps_of(each.formula), each.digits) for each in steps)


def reckoned(worksheet: Worksheet, given: Mapping[str, float]) -> dict[str, float]:
    """What is given, with every step that can be worked out from it; a row's values are named `id.1`, `id.2`.

    Each step is rounded to its digits before the next takes it, as with a pencil: page and paper come to the same. A
    sum is known when the value is known in every row that was begun: half a row would count for too little.
    """
    steps = program(worksheet)
    values = {each.id: each.usual for each in worksheet.quantities if each.usual is not None} | dict(given)
    for number in range(1, worksheet.rows.count + 1) if worksheet.rows else ():
        row = values | {name.rpartition(".")[0]: value for name, value in values.items() if name.endswith(f".{number}")}
        for id, formula, digits in steps.rows:
            if (value := worked_out(formula, row)) is not None:
                row[id] = values[f"{id}.{number}"] = rounded(value, digits)
    values |= _sums(worksheet, values)
    for id, formula, digits in steps.steps:
        if (value := worked_out(formula, values)) is not None:
            values[id] = rounded(value, digits)
    return values


def _sums(worksheet: Worksheet, values: Mapping[str, float]) -> dict[str, float]:
    if worksheet.rows is None:
        return {}
    rows, found = worksheet.rows, dict[str, float]()
    begun = [n for n in range(1, rows.count + 1) if any(f"{each.id}.{n}" in values for each in rows.quantities)]
    for each in rows.columns:
        known = [values[name] for n in begun if (name := f"{each.id}.{n}") in values]
        if known and len(known) == len(begun):
            # One after the other, as numbers.js adds them: `sum` adds fractions otherwise since Python 3.12.
            found[SUM + each.id] = reduce(add, known, 0.0)
    return found


def said(worksheet: Worksheet, values: Mapping[str, float]) -> list[Saying]:
    """What can be said of the values: all that the text names is known, and its condition holds."""
    whens = dict(program(worksheet).sayings)
    return [each for each in worksheet.sayings if _holds(whens[each.id], values)]


def _holds(when: tuple[Step, ...], values: Mapping[str, float]) -> bool:
    value = worked_out(when, values) if when else 1.0
    return value is not None and value > 0
