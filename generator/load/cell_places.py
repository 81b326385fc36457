"""Where cells of a sheet stand: columns by their letters, ranges, and what a look that depends on them asks."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_LAST_COLUMN = 20_000
"""More than any spreadsheet has: letters that lead further name none."""
_CORNERS = re.compile(r"\$?([A-Z]{1,4})\$?([0-9]{1,8})(?::[^:A-Z]*?\.?\$?([A-Z]{1,4})\$?([0-9]{1,8}))?(?![\w.])")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_Value = tuple[bool, float, str]
"""A number or words, in the order in which a spreadsheet compares them: numbers stand before words."""
_COMPARES: Mapping[str, Callable[[_Value, _Value], bool]] = {
    "=": operator.eq, "<>": operator.ne, "!=": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le,
    ">=": operator.ge,
}  # fmt: skip


def column(number: int) -> str:
    """The letters of a spreadsheet for a column, from 0: A … Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(reference: str) -> int:
    """The number of the column that a reference such as `AA7` begins with, from 0; -1 for none."""
    number = 0
    for letter in reference:
        if not ("A" <= letter <= "Z") or number > _LAST_COLUMN:
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


@dataclass(frozen=True, slots=True)
class CellRange:
    """A rectangle of cells, with its edges: columns from 0, rows from 1."""

    left: int
    top: int
    right: int
    bottom: int


def ranges_in(words: str) -> Iterator[CellRange]:
    """The ranges that stand in `A1:B3 C4`, with dollar signs and names of sheets or without."""
    for match in _CORNERS.finditer(words):
        first, last = column_number(match[1]), column_number(match[3] or match[1])
        top, bottom = int(match[2]), int(match[4] or match[2])
        yield CellRange(min(first, last), min(top, bottom), max(first, last), max(top, bottom))


@dataclass(frozen=True, slots=True)
class CellCondition:
    """When cells of some ranges look otherwise: where they compare so with a value, or where that can't be told."""

    ranges: Sequence[CellRange]
    compares: str = ""
    values: Sequence[str] = ()

    def may_hold(self, row: int, at: int, said: str, *, words: bool) -> bool:
        """Whether a cell with this number, or with these words, may look so; no formula is worked out."""
        if not any(each.left <= at <= each.right and each.top <= row <= each.bottom for each in self.ranges):
            return False
        own = (True, 0.0, said.casefold()) if words else _plain(said)
        values = [held for each in self.values if (held := _plain(each))]
        if own is None or not values or len(values) < len(self.values):
            return True
        if self.compares in ("between", "not-between"):
            return (min(values) <= own <= max(values)) == (self.compares == "between")
        return self.compares not in _COMPARES or _COMPARES[self.compares](own, values[0])


def holds(compares: str, one: str, other: str) -> bool:
    """Whether two plain values compare so."""
    left, right = _plain(one), _plain(other)
    return left is not None and right is not None and _COMPARES[compares](left, right)


def _plain(value: str) -> _Value | None:
    """A number, or words between quotes; None for what would have to be worked out."""
    value = value.strip()
    if _NUMBER.fullmatch(value):
        return False, float(value), ""
    quoted = len(value) > 1 and value[0] == value[-1] == '"' and '"' not in value[1:-1]
    return (True, 0.0, value[1:-1].casefold()) if quoted else None
