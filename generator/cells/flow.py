"""What a stranger can work out: the least and the most that each hidden number of a table can be.

A table with its totals is a net of pipes. Each row and each column is a knot, each number a pipe between its row and
its column; a total runs the other way, so that what flows into a knot flows out again. What is shown is fixed. What is
hidden may grow as long as a ring of other hidden numbers takes it up; what is rounded, by as much as rounding leaves.
So the most that a number can be is what a maximal flow around it adds (Ford and Fulkerson, 1956), and in whole numbers
the bounds are exact. `cells.js` does the same on the page.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = tuple[int, int]
Grid: TypeAlias = Sequence[Sequence[int]]
Pipe: TypeAlias = tuple[int, int, int, int]
"""From which knot to which a number flows, how much larger it can be, and how much smaller."""
Room: TypeAlias = dict[int, dict[int, int]]
"""How much more can flow from a knot to another."""

ENDLESS = 10**12
"""More than any count: such a bound is none."""


@dataclass(frozen=True, slots=True)
class Range:
    """What a hidden number can be, both ends included; `most` is None where nothing shown limits it."""

    least: int
    most: int | None

    @property
    def width(self) -> int:
        """How many values are possible."""
        return ENDLESS if self.most is None else self.most - self.least + 1


def ranges(grid: Grid, hidden: Iterable[Cell]) -> dict[Cell, Range]:
    """The range of each hidden cell of a table whose last row and last column are totals and fit the rest."""
    pipes = {cell: _hidden(grid, cell) for cell in sorted(set(hidden))}
    return {cell: _range(grid, pipes, cell) for cell in pipes}


def range_of(grid: Grid, hidden: Iterable[Cell], cell: Cell) -> Range:
    """The range of one of the hidden cells, without working out those of the others."""
    return _range(grid, {each: _hidden(grid, each) for each in hidden}, cell)


def rounded_ranges(grid: Grid, base: int, cells: Iterable[Cell]) -> dict[Cell, Range]:
    """The range of some cells of a table in which every number is shown to the nearest multiple of `base`."""
    pipes = {}
    for row, line in enumerate(grid):
        for column, value in enumerate(line):
            shown = to_nearest(value, base)
            least, most = max(0, shown - base // 2), shown + (base - 1) // 2
            pipes[row, column] = (*_ends(grid, (row, column)), most - value, value - least)
    return {cell: _range(grid, pipes, cell) for cell in cells}


def to_nearest(value: int, base: int) -> int:
    """The nearest multiple of `base`, a half upwards."""
    return (2 * value + base) // (2 * base) * base


def solved(grid: Sequence[Sequence[int | None]]) -> list[list[int]] | None:
    """A table with some numbers in the places of those that are not known, so that all fits; None where none can."""
    cells = [(row, column) for row, line in enumerate(grid) for column, _ in enumerate(line)]
    unknown = [(cell, _ends(grid, cell)) for cell in cells if grid[cell[0]][cell[1]] is None]
    source, sink = -1, -2
    room: Room = {}
    for _, (start, end) in unknown:
        _widen(room, start, end, ENDLESS)
    wanted = 0
    for knot, surplus in _surplus(grid, cells).items():
        if surplus > 0:
            wanted += surplus
            _widen(room, source, knot, surplus)
        elif surplus < 0:
            _widen(room, knot, sink, -surplus)
    if _push(room, source, sink) != wanted:
        return None
    found = {cell: room[end].get(start, 0) for cell, (start, end) in unknown}
    return [
        [found.get((row, column), value or 0) for column, value in enumerate(line)] for row, line in enumerate(grid)
    ]


def _surplus(grid: Sequence[Sequence[int | None]], cells: Iterable[Cell]) -> dict[int, int]:
    """How much more of what is shown flows into each knot than out of it."""
    found: dict[int, int] = {}
    for cell in cells:
        start, end = _ends(grid, cell)
        value = grid[cell[0]][cell[1]] or 0
        found[start] = found.get(start, 0) - value
        found[end] = found.get(end, 0) + value
    return found


def _ends(grid: Sequence[Sequence[object]], cell: Cell) -> tuple[int, int]:
    """Where a number flows: from its row to its column, and the other way for a total of one of them."""
    rows, columns = len(grid), len(grid[0])
    row, column = cell
    forward = (row == rows - 1) == (column == columns - 1)
    return (row, rows + column) if forward else (rows + column, row)


def _hidden(grid: Grid, cell: Cell) -> Pipe:
    """What is hidden can be anything from nothing on."""
    return (*_ends(grid, cell), ENDLESS, grid[cell[0]][cell[1]])


def _range(grid: Grid, pipes: Mapping[Cell, Pipe], cell: Cell) -> Range:
    value, (start, end, more, less) = grid[cell[0]][cell[1]], pipes[cell]
    others = [pipe for other, pipe in pipes.items() if other != cell]
    up = min(more, _push(_room(others), end, start))
    down = min(less, _push(_room(others), start, end))
    return Range(value - down, None if up >= ENDLESS else value + up)


def _room(pipes: Iterable[Pipe]) -> Room:
    """Each number can take on so much, and give so much back."""
    room: Room = {}
    for start, end, more, less in pipes:
        _widen(room, start, end, more)
        _widen(room, end, start, less)
    return room


def _widen(room: Room, start: int, end: int, more: int) -> None:
    ways = room.setdefault(start, {})
    ways[end] = ways.get(end, 0) + more
    room.setdefault(end, {}).setdefault(start, 0)


def _push(room: Room, start: int, end: int) -> int:
    """As much flows from one knot to another as can; returns how much, at most `ENDLESS`."""
    moved = 0
    while moved < ENDLESS and (way := _way(room, start, end)):
        least = min(room[first][second] for first, second in way)
        for first, second in way:
            room[first][second] -= least
            room[second][first] += least
        moved += least
    return moved


def _way(room: Room, start: int, end: int) -> list[tuple[int, int]]:
    """A shortest way with room on each of its pipes, or nothing."""
    came = {start: start}
    waiting = deque([start])
    while waiting and end not in came:
        knot = waiting.popleft()
        for other, left in room.get(knot, {}).items():
            if left > 0 and other not in came:
                came[other] = knot
                waiting.append(other)
    way = []
    while end in came and end != start:
        way.append((came[end], end))
        end = came[end]
    return way
