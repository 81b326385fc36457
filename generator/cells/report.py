"""What the check of a table says, and the table as it can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.entries import spreadsheet
from generator.cells.flow import Cell, Range, solved
from generator.cells.hiding import hide, rounded
from generator.cells.table import CountTable
from generator.diagnostics import ToolkitError

MARK = "x"
"""What stands in the place of a hidden number."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A table that was checked. `weak` are the hidden numbers that can be told among fewer than `limit` values."""

    table: CountTable
    limit: int
    small: tuple[Cell, ...]
    others: tuple[Cell, ...]
    ranges: dict[Cell, Range]
    weak: tuple[Cell, ...]

    @property
    def was_hidden(self) -> bool:
        """Whether somebody had hidden numbers before."""
        return any(None in line for line in self.table.grid)


def checked(table: CountTable, limit: int) -> Checked:
    """What to hide in a table, beside what is hidden in it already, and what a stranger can still work out."""
    grid = solved(table.grid)
    if grid is None:
        raise ToolkitError("no numbers fit what is shown: look for a slip in the table")
    unknown = [(row, column) for row, line in enumerate(table.grid) for column, each in enumerate(line) if each is None]
    found = hide(grid, limit, unknown)
    weak = {*found.open, *(cell for cell in unknown if found.ranges[cell].width < limit)}
    return Checked(table, limit, found.small, found.others, found.ranges, tuple(sorted(weak)))


def shown(checked: Checked, base: int = 0) -> str:
    """The table as CSV: with `x` for what is hidden, or with every number rounded to `base`."""
    grid: list[list[int | None]] = [list(line) for line in checked.table.grid]
    if base and checked.was_hidden:
        raise ToolkitError("numbers are hidden in the table already: round the table from before")
    if base:
        grid = [list(line) for line in rounded([[each or 0 for each in line] for line in grid], base)]
    hidden = set() if base else {*checked.small, *checked.others}
    table: list[list[str | int]] = [[checked.table.corner, *checked.table.columns]]
    for row, line in enumerate(grid):
        cells = (MARK if each is None or (row, column) in hidden else each for column, each in enumerate(line))
        table.append([checked.table.rows[row], *cells])
    return spreadsheet(table)


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
        yield f"Not safe: {_named(checked.table, cell)} can be told among fewer than {checked.limit} values."


def _named(table: CountTable, cell: Cell) -> str:
    return " / ".join(each for each in table.name(cell) if each)
