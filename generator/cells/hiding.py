"""Which numbers of a table are not shown: the small ones, and as many others as it takes to protect them.

The small ones are hidden first, then others until no hidden number can be told more exactly than among `limit` values
(primary and secondary suppression: Hundepool et al., Statistical Disclosure Control, 2012, chapter 4). The others are
found rectangle by rectangle, the cheapest first, as the hypercube method does; totals are hidden last of all.
`cells.js` does the same on the page, and shared cases keep the two alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.cells.flow import Cell, Grid, Range, range_of, ranges, to_nearest


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is done with a table. `small` and `others` are hidden; `open` could not be protected by hiding."""

    small: tuple[Cell, ...]
    others: tuple[Cell, ...]
    ranges: dict[Cell, Range]
    open: tuple[Cell, ...]


def hide(grid: Grid, limit: int, unknown: Collection[Cell] = ()) -> Hidden:
    """The table is as safe as hiding can make it; the last row and column of `grid` are totals that fit the rest.

    `unknown` are hidden already, and `grid` holds some numbers there that fit.
    """
    small = tuple(cell for cell in small_in(grid, limit) if cell not in unknown)
    hidden, weak, given_up = {*small, *unknown}, list(small), []
    # To hide more never makes a range smaller: what was wide enough once is not looked at again.
    while weak := [cell for cell in weak if range_of(grid, hidden, cell).width < limit]:
        more = _partners(grid, hidden, weak[0], limit)
        hidden |= more
        if not more:
            given_up.append(weak.pop(0))
    others = tuple(sorted(hidden - {*small, *unknown}))
    return Hidden(small, others, ranges(grid, hidden), tuple(given_up))


def small_in(grid: Grid, limit: int) -> tuple[Cell, ...]:
    """Where the small numbers stand."""
    cells = ((row, column) for row, line in enumerate(grid) for column, _ in enumerate(line))
    return tuple(cell for cell in cells if 0 < grid[cell[0]][cell[1]] < limit)


def _partners(grid: Grid, hidden: set[Cell], cell: Cell, limit: int) -> set[Cell]:
    """The cheapest other corners of a rectangle that widen what a hidden number can be; nothing where none do."""
    for _, new in sorted(_offers(grid, hidden, cell)):
        if range_of(grid, hidden | set(new), cell).width >= limit:
            return set(new)
    return set()


def _offers(grid: Grid, hidden: set[Cell], cell: Cell) -> Iterator[tuple[tuple[int, int, int, Cell], list[Cell]]]:
    """What would be hidden with each rectangle, after what it costs: totals first, then how much it hides."""
    for corner in _corners(grid, cell):
        new = sorted({(cell[0], corner[1]), (corner[0], cell[1]), corner} - hidden)
        totals = sum(_is_total(grid, each) for each in new)
        if new:
            yield (totals, sum(grid[row][column] for row, column in new), len(new), corner), new


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
    return [[to_nearest(value, base) for value in line] for line in grid]
