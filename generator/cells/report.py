"""What the check of a table says, and the table as it can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.entries import spreadsheet
from generator.cells.flow import Cell, Range, rounded_ranges, solved
from generator.cells.hiding import hide, rounded, small_in
from generator.cells.table import CountTable
from generator.diagnostics import ToolkitError

MARK = "x"
"""What stands in the place of a hidden number."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A table that was checked. `weak` are those of its small and hidden numbers that can be told too exactly."""

    table: CountTable
    limit: int
    small: tuple[Cell, ...]
    others: tuple[Cell, ...]
    ranges: dict[Cell, Range]
    weak: tuple[Cell, ...]
    base: int = 0
    """To which multiples every number is rounded; 0 where numbers are hidden."""

    @property
    def allowed(self) -> int:
        """Among how many values a number may be told: rounding promises only that none is told exactly."""
        return 2 if self.base else self.limit


def checked(table: CountTable, limit: int) -> Checked:
    """What to hide in a table, beside what is hidden in it already, and what a stranger can still work out."""
    grid = solved(table.grid)
    if grid is None:
        raise ToolkitError("no numbers fit what is shown: look for a slip in the table")
    unknown = [(row, column) for row, line in enumerate(table.grid) for column, each in enumerate(line) if each is None]
    found = hide(grid, limit, unknown)
    weak = {*found.open, *(cell for cell in unknown if found.ranges[cell].width < limit)}
    return Checked(table, limit, found.small, found.others, found.ranges, tuple(sorted(weak)))


def checked_rounded(table: CountTable, limit: int, base: int) -> Checked:
    """What a stranger can still work out of the small numbers when every number is rounded by itself."""
    if any(None in line for line in table.grid):
        raise ToolkitError("numbers are hidden in the table already: round the table from before")
    small = small_in(grid := _counts(table), limit)
    known = rounded_ranges(grid, base, small)
    return Checked(table, limit, small, (), known, tuple(cell for cell in small if known[cell].width == 1), base)


def _counts(table: CountTable) -> list[list[int]]:
    return [[each or 0 for each in line] for line in table.grid]


def shown(checked: Checked) -> str:
    """The table as CSV: with `x` for what is hidden, or with every number rounded."""
    hidden = {*checked.small, *checked.others}
    grid: list[list[int | str]] = [
        [MARK if each is None or (row, column) in hidden else each for column, each in enumerate(line)]
        for row, line in enumerate(checked.table.grid)
    ]
    if checked.base:
        grid = [list(line) for line in rounded(_counts(checked.table), checked.base)]
    lines = [[name, *line] for name, line in zip(checked.table.rows, grid, strict=True)]
    return spreadsheet([[checked.table.corner, *checked.table.columns], *lines])


def lines(checked: Checked) -> Iterator[str]:
    """The report for a terminal."""
    for cell in checked.small:
        yield f"Small: {_named(checked.table, cell)} is {checked.table.grid[cell[0]][cell[1]]}."
    for cell in checked.others:
        yield f"Hide too: {_named(checked.table, cell)}."
    for cell, known in checked.ranges.items():
        most = "any number" if known.most is None else known.most
        yield f"A stranger can say: {_named(checked.table, cell)} is from {known.least} to {most}."
    for cell in checked.weak:
        yield f"Not safe: {_named(checked.table, cell)} can be told among fewer than {checked.allowed} values."


def _named(table: CountTable, cell: Cell) -> str:
    return " / ".join(each for each in table.name(cell) if each)
