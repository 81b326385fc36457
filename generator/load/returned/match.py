"""The lines of a returned document laid beside those of the paper as it was printed.

Lines with the same words are anchors; what lies between two of them is paired by cell, by place and by likeness.
Nothing here searches back and forth, so that no file, however it is made, takes long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

from generator.load.returned.base import Cell, Line
from generator.load.returned.line_words import around, between, labels_in, like
from generator.load.returned.printed import Below, Printed, tick_of
from generator.load.returned.ticks import unboxed

T = TypeVar("T")

_ALIKE = 0.6
"""How much of a line must be the same, of 1, to be the same line with other words."""
_FEW = 40
"""How many lines ahead a changed line is looked for."""
_LONG = 20_000
"""From how many letters on a line is not searched for the words around its places."""


@dataclass(frozen=True, slots=True)
class MatchedLine:
    """A line of the paper and what stands for it in the file; one of both may be nothing."""

    printed: Printed | None
    returned: tuple[Line, ...]
    same: bool


def matched(ours: Sequence[Printed], theirs: Sequence[Line], below: Below) -> list[MatchedLine]:
    """Each line of the paper and of the file once, in pairs."""
    keys = _Keys(ours)
    own, other = [keys.of_printed(each) for each in ours], [keys.of_returned(each) for each in theirs]
    pairs: list[MatchedLine] = []
    for what, first, last, start, end in SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if what == "equal":
            equal = zip(ours[first:last], theirs[start:end], strict=True)
            pairs += [MatchedLine(one, (line,), same=True) for one, line in equal]
        else:
            pairs += [part for pair in _gap(ours[first:last], theirs[start:end]) for part in _apart(pair)]
    return list(_with_those_below(pairs, below)) if below else pairs


def spoken(lines: Sequence[T], line_of: Callable[[T], Line]) -> list[T]:
    """The lines with words, and the cells without; an empty line in a cell that says something is none."""
    said = {line.cell for line in map(line_of, lines) if line.words.strip()}
    return [each for each in lines if (line := line_of(each)).words.strip() or (line.cell and line.cell not in said)]


class _Keys:
    """What makes two lines the same: their words, or the words around the places to write."""

    def __init__(self, ours: Sequence[Printed]) -> None:
        self.plain = {like(unboxed(each.line.words)) for each in ours if not each.typed} - {""}
        self.patterns: dict[tuple[str, ...], str] = {}
        self.labels: dict[tuple[str, ...], list[str]] = {}
        for each in ours:
            if each.typed and any(like(part) for part in around(each.line)):
                self.patterns.setdefault(around(each.line), f"\0{len(self.patterns)}")
                self.labels.setdefault(around(each.line), []).extend(labels_in(each.line))
        self.counted = 0

    def of_printed(self, each: Printed) -> str:
        if not each.typed:
            return like(unboxed(each.line.words)) or self._alone()
        return self.patterns.get(around(each.line)) or self._alone()

    def of_returned(self, line: Line) -> str:
        words = like(unboxed(line.words))
        if words in self.plain:
            return words
        fitting = [
            parts
            for parts in self.patterns
            if len(line.words) < _LONG and between(parts, line, self.labels[parts]) is not None
        ]
        longest = max(fitting, key=lambda parts: sum(map(len, parts)), default=None)
        return self.patterns[longest] if longest else self._alone()

    def _alone(self) -> str:
        """A key that no other line has."""
        self.counted += 1
        return f"\0\0{self.counted}"


def _gap(ours: Sequence[Printed], theirs: Sequence[Line]) -> Iterator[MatchedLine]:
    """Pairs of a stretch in which no line is the same; where both have as many tables, table by table."""
    own, other = [each.line.cell for each in ours], [each.cell for each in theirs]
    first = own[0] if own else None
    added = next((at for at, cell in enumerate(other) if not (first and cell and cell[2] < first[2])), len(other))
    if added:
        # Lines in a cell before the first of ours were added to a cell that is known.
        yield MatchedLine(None, tuple(theirs[:added]), same=False)
        theirs, other = theirs[added:], other[added:]
    pairs = _cell_by_cell(_by_cell(ours, own), _by_cell(theirs, other))
    if pairs is not None:
        yield from pairs
        return
    tables = _tables_alike(_widths(own), _widths(other))
    some, those = _by_table(ours, own, tables[0]), _by_table(theirs, other, tables[1])
    for one, another in zip_longest(some, those, fillvalue=()):
        yield from _stretch(tuple(one), tuple(another))


def _stretch(ours: Sequence[Printed], theirs: Sequence[Line]) -> Iterator[MatchedLine]:
    """Pairs of a table, or of lines that stand in none."""
    left, right = _by_cell(ours, [each.line.cell for each in ours]), _by_cell(theirs, [each.cell for each in theirs])
    pairs = _cell_by_cell(left, right)
    if pairs is not None:
        yield from pairs
    elif len(ours) == 1 and ours[0].is_place and not any(line.cell for line in theirs):
        yield MatchedLine(ours[0], tuple(theirs), same=True)
    else:
        yield from _grown(left, right) or _by_likeness(ours, theirs)


def _cell_by_cell(left: Sequence[Sequence[Printed]], right: Sequence[Sequence[Line]]) -> list[MatchedLine] | None:
    """Pairs of as many cells in the same columns; None where they are others."""
    if len(left) != len(right) or not _in_columns(left, right):
        return None
    return [pair for one, other in zip(left, right, strict=True) for pair in _pair(one, other)]


def _in_columns(left: Sequence[Sequence[Printed]], right: Sequence[Sequence[Line]]) -> bool:
    """Whether cells that would be paired stand in the same columns: an answer in another one answers something else."""
    pairs = ((one[0].line.cell, other[0].cell) for one, other in zip(left, right, strict=False))
    return all(one is None or other is None or one[2] == other[2] for one, other in pairs)


def _widths(cells: Iterable[Cell | None]) -> dict[int, int]:
    """How many columns each table has of which there are cells."""
    columns: dict[int, set[int]] = {}
    for cell in filter(None, cells):
        columns.setdefault(cell[0], set()).add(cell[2])
    return {table: len(held) for table, held in columns.items()}


def _tables_alike(left: Mapping[int, int], right: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """The tables that are the same on both sides: all, or those that no other one is as wide as."""
    if len(left) == len(right):
        return list(left), list(right)
    counted = Counter(left.values()), Counter(right.values())
    own, other = (
        [table for table, width in side.items() if all(each[width] == 1 for each in counted)] for side in (left, right)
    )
    return (own, other) if [left[each] for each in own] == [right[each] for each in other] else ([], [])


def _by_table(lines: Sequence[T], cells: Sequence[Cell | None], tables: Collection[int]) -> list[list[T]]:
    """The lines before the first of these tables, those of it, those behind it, and so on."""
    found: list[list[T]] = [[]]
    last: int | None = None
    for line, cell in zip(lines, cells, strict=True):
        table = cell[0] if cell and cell[0] in tables else None
        if table != last:
            found += [[], []] if table is not None and last is not None else [[]]
        found[-1].append(line)
        last = table
    return found


def _apart(pair: MatchedLine) -> Iterator[MatchedLine]:
    """The pair; where the control of a place is still there, lines beside it are words of their own."""
    held = [any(piece.control for piece in line.pieces) for line in pair.returned]
    if pair.printed is None or not pair.printed.is_place or all(held) or not any(held):
        yield pair
        return
    start, end = held.index(True), len(held) - held[::-1].index(True)
    before, there, behind = pair.returned[:start], pair.returned[start:end], pair.returned[end:]
    yield from (MatchedLine(None, lines, same=False) for lines in (before,) if lines)
    yield MatchedLine(pair.printed, there, pair.same)
    yield from (MatchedLine(None, lines, same=False) for lines in (behind,) if lines)


def _with_those_below(pairs: Sequence[MatchedLine], below: Below) -> Iterator[MatchedLine]:
    """The pairs; a line below a box to tick, with its own words, may be one that an empty paper does not have.

    In a table, it is one beside the boxes of its row.
    """
    rows = _rows_with_boxes(pairs)
    clause = ""
    for pair in pairs:
        if pair.printed is not None and (tick_of(pair.printed) or pair.printed.clause != clause):
            clause = pair.printed.clause if pair.same and pair.returned and tick_of(pair.printed) else ""
        if pair.printed is not None:
            yield pair
            continue
        for line in pair.returned:
            fitting = below.get(rows.get(line.cell[:2], clause) if line.cell else clause, ())
            one = next((each for each in fitting if between(around(each.line), line, ()) is not None), None)
            yield MatchedLine(one, (line,), same=one is not None)


def _rows_with_boxes(pairs: Sequence[MatchedLine]) -> dict[tuple[int, int], str]:
    """The rows of tables with boxes to tick and with all of the paper's words, and what their boxes are about."""
    placed = [(pair, cell[:2]) for pair in pairs if pair.printed and pair.returned and (cell := pair.returned[0].cell)]
    boxes = {row: about for pair, row in placed if (about := tick_of(pair.printed).rpartition(".")[0])}
    changed = {row for pair, row in placed if not pair.same}
    return {row: about for row, about in boxes.items() if row not in changed}


def _by_cell(lines: Sequence[T], cells: Sequence[Cell | None]) -> list[list[T]]:
    """The lines, those of one cell together."""
    found: list[list[T]] = []
    last: Cell | None = None
    for line, cell in zip(lines, cells, strict=True):
        if cell is not None and cell == last:
            found[-1].append(line)
        else:
            found.append([line])
        last = cell
    return found


def _pair(ours: Sequence[Printed], theirs: Sequence[Line]) -> Iterator[MatchedLine]:
    if len(ours) == 1:
        place = ours[0].is_place or not ours[0].line.words.strip()
        yield MatchedLine(ours[0], tuple(theirs), same=place)
        return
    if len(ours) == len(theirs):
        yield from (MatchedLine(one, (line,), same=False) for one, line in zip(ours, theirs, strict=True))
        return
    yield from (MatchedLine(one, (), same=False) for one in ours)
    yield MatchedLine(None, tuple(theirs), same=False)


def _grown(left: Sequence[Sequence[Printed]], right: Sequence[Sequence[Line]]) -> list[MatchedLine]:
    """Pairs of a table to which somebody has added rows; none for anything else."""
    added = [lines[0].cell for lines in right]
    one_table = _one_table([lines[0].line.cell for lines in left]) and _one_table(added)
    if len(right) < len(left) or not one_table or not _in_columns(left, right):
        return []
    pairs = [pair for one, other in zip(left, right, strict=False) for pair in _pair(one, other)]
    below = {each.line.cell[2]: each for lines in left for each in lines if each.line.cell}
    start = added[len(left)]
    for lines in right[len(left) :]:
        cell = lines[0].cell
        above = below.get(cell[2]) if cell else None
        place = _further(above, cell[1] - start[1] + 1) if above and cell and start else None
        pairs.append(MatchedLine(place, tuple(lines), same=True))
    return pairs


def _one_table(cells: Sequence[Cell | None]) -> bool:
    return None not in cells and len({cell[0] for cell in cells if cell}) == 1


def _further(above: Printed, rows: int) -> Printed | None:
    """The place so many rows below the last one of a table that can grow."""
    for piece in above.line.pieces:
        row = re.fullmatch(r"(.+\.)([0-9]+)(\.[^.]+)", piece.control.name) if piece.control else None
        if row and piece.control:
            name = f"{row[1]}{int(row[2]) + rows}{row[3]}"
            return replace(
                above, line=Line((replace(piece, control=replace(piece.control, name=name)),), above.line.cell)
            )
    return None


def _by_likeness(ours: Sequence[Printed], theirs: Sequence[Line]) -> Iterator[MatchedLine]:
    """Pairs of a stretch in which lines were changed, added and taken out."""
    start = 0
    waiting: list[Printed] = []
    for one in ours:
        there = _like_it(one, theirs, start) if not one.is_place and one.line.words.strip() else []
        there = there or _with_its_control(one, theirs, start)
        if not there:
            waiting.append(one)
            continue
        yield from _loose(waiting, theirs[start : there[0]])
        yield MatchedLine(one, tuple(theirs[there[0] : there[-1] + 1]), same=one.is_place)
        waiting, start = [], there[-1] + 1
    yield from _loose(waiting, theirs[start:])


def _loose(ours: Sequence[Printed], theirs: Sequence[Line]) -> Iterator[MatchedLine]:
    """Between two lines of which each is known: answers go to the one place that there is."""
    if len(ours) == 1 and theirs and ours[0].is_place:
        yield MatchedLine(ours[0], tuple(theirs), same=True)
        return
    yield from (MatchedLine(one, (), same=False) for one in ours)
    if any(line.words.strip() for line in theirs):
        yield MatchedLine(None, tuple(theirs), same=False)


def _like_it(one: Printed, theirs: Sequence[Line], start: int) -> list[int]:
    """Where a line stands that says nearly the same; empty where none does."""
    said = like(one.line.words)[:1000].split()
    for at in range(start, min(start + _FEW, len(theirs))):
        other = like(theirs[at].words)[:1000].split()
        if said and other and SequenceMatcher(None, said, other, autojunk=False).ratio() >= _ALIKE:
            return [at]
    return []


def _with_its_control(one: Printed, theirs: Sequence[Line], start: int) -> list[int]:
    """Where lines stand that are in the control of a place, which still has its name; empty where none does."""
    if not one.is_place or not one.places[0]:
        return []
    near = range(start, min(start + _FEW, len(theirs)))
    return [at for at in near if any(each.control and each.control.name == one.places[0] for each in theirs[at].pieces)]
