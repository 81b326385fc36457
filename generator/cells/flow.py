"""What a stranger can work out: the least and the most that each hidden number of a table can be.

A table with its totals is a net of pipes. Each row and each column is a knot, each number a pipe between its row and
its column; a total runs the other way, so that what flows into a knot flows out again. What is shown is fixed. What is
hidden may grow as long as a ring of other hidden numbers takes it up. So the most that a number can be is what a
maximal flow around it adds (Ford and Fulkerson, 1956), and in whole numbers the bounds are exact. `cells.js` does the
same on the page.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = tuple[int, int]
Grid: TypeAlias = Sequence[Sequence[int]]
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
    pipes = {cell: _ends(grid, cell) for cell in sorted(set(hidden))}
    return {cell: _range(grid, pipes, cell) for cell in pipes}


def range_of(grid: Grid, hidden: Iterable[Cell], cell: Cell) -> Range:
    """The range of one of the hidden cells, without working out those of the others."""
    return _range(grid, {each: _ends(grid, each) for each in hidden}, cell)


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


def _range(grid: Grid, pipes: Mapping[Cell, tuple[int, int]], cell: Cell) -> Range:
    value, (start, end) = grid[cell[0]][cell[1]], pipes[cell]
    others = {other: ends for other, ends in pipes.items() if other != cell}
    up = _push(_room(grid, others), end, start)
    down = _push(_room(grid, others), start, end)
    return Range(value - min(value, down), None if up >= ENDLESS else value + up)


def _room(grid: Grid, pipes: Mapping[Cell, tuple[int, int]]) -> Room:
    """Each hidden number can take on anything, and give back what it is."""
    room: Room = {}
    for (row, column), (start, end) in pipes.items():
        _widen(room, start, end, ENDLESS)
        _widen(room, end, start, grid[row][column])
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
