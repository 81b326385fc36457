"""Which numbers of a table are not shown: the small ones, and as many others as it takes to protect them.

The small ones are hidden first, then others until no hidden number can be told more exactly than among `limit` values
(primary and secondary suppression: Hundepool et al., Statistical Disclosure Control, 2012, chapter 4). The others are
found rectangle by rectangle, the cheapest first, as the hypercube method does; totals are hidden last of all.
`cells.js` does the same on the page, and shared cases keep the two alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.cells.flow import Cell, Grid, Range, ranges


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is done with a table. `small` and `others` are hidden; `open` could not be protected by hiding."""

    small: tuple[Cell, ...]
    others: tuple[Cell, ...]
    ranges: dict[Cell, Range]
    open: tuple[Cell, ...]


def hide(grid: Grid, limit: int) -> Hidden:
    """The table is as safe as hiding can make it; the last row and column of `grid` are totals that fit the rest."""
    small = [(row, column) for row, line in enumerate(grid) for column, value in enumerate(line) if 0 < value < limit]
    hidden, given_up = set(small), set[Cell]()
    while True:
        known = ranges(grid, hidden)
        weak = [cell for cell in small if known[cell].width < limit and cell not in given_up]
        if not weak:
            others = tuple(sorted(hidden - set(small)))
            return Hidden(tuple(small), others, known, tuple(sorted(given_up)))
        more = _partners(grid, hidden, weak[0], limit)
        hidden |= more
        given_up |= set() if more else {weak[0]}


def _partners(grid: Grid, hidden: set[Cell], cell: Cell, limit: int) -> set[Cell]:
    """The cheapest other corners of a rectangle that widen what a hidden number can be; nothing where none do."""
    best: tuple[tuple[int, int, int, Cell], set[Cell]] | None = None
    for corner in _corners(grid, cell):
        others = {(cell[0], corner[1]), (corner[0], cell[1]), corner}
        new = others - hidden
        if not new or ranges(grid, hidden | others)[cell].width < limit:
            continue
        totals = sum(_is_total(grid, each) for each in new)
        cost = (totals, sum(grid[row][column] for row, column in new), len(new), corner)
        if best is None or cost < best[0]:
            best = (cost, new)
    return best[1] if best else set()


def _corners(grid: Grid, cell: Cell) -> Iterator[Cell]:
    """Every cell that lies in another row and another column."""
    for row in range(len(grid)):
        for column in range(len(grid[0])):
            if row != cell[0] and column != cell[1]:
                yield (row, column)


def _is_total(grid: Grid, cell: Cell) -> bool:
    return cell[0] == len(grid) - 1 or cell[1] == len(grid[0]) - 1


def rounded(grid: Grid, base: int) -> list[list[int]]:
    """Every number by itself to the nearest multiple of `base`, a half upwards; totals then need not add up."""
    return [[(2 * value + base) // (2 * base) * base for value in line] for line in grid]
