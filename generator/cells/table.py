"""A table as people keep it: lines of a CSV file or of a spreadsheet, with or without names and totals."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.cells.flow import Cell
from generator.diagnostics import ToolkitError, counted
from generator.files import read
from generator.library.worksheet import MOST_CELLS
from generator.load.received.letters import decoded
from generator.load.returned.base import Unreadable

TOTAL = "Total"
"""What is written over totals that the program adds."""

_NONE = "there is no table: give lines of counts"
_SEPARATORS = "\t;,"
_ENDS = re.compile("\r\n?|\n")
"""Ends of lines; other signs that Python takes for one stand within a cell of a spreadsheet."""
_SPACES = re.compile(r"[\s'’]")
_PARTED = re.compile(r"\d{1,3}(?:([.,٬])\d{3})(?:\1\d{3})*")
"""Thousands that are parted by a sign which also parts decimals elsewhere."""
_YEARS = range(1900, 2100)
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
"""In most tables these say that there is nobody, in some that a number is hidden."""
_LONGEST_MARK = 2
"""In letters. A column with longer and different words names places, and hides no numbers."""


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table of counts. `grid` has totals in its last row and column; None is a number that is hidden already."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    grid: tuple[tuple[int | None, ...], ...]

    def name(self, cell: Cell) -> tuple[str, str]:
        """The names of its row and its column."""
        return self.rows[cell[0]], self.columns[cell[1]]


def opened_table(path: Path) -> CountTable:
    """The table in a file; ToolkitError says what is wrong with it and what to do."""
    try:
        return read_table(decoded(read(path))[0], TOTAL)
    except Unreadable as refused:
        raise ToolkitError(f"{path}: {refused.message}: {refused.help}") from refused
    except (ValueError, ToolkitError) as error:
        raise ToolkitError(f"{path}: {error}") from error


def read_table(text: str, total: str) -> CountTable:
    """The table that stands in a text; totals that it lacks are added and named `total`.

    ToolkitError when a line has another length, a number is no count, or totals do not add up.
    """
    lines = _lines(text)
    head = lines.pop(0) if lines and _is_head(lines[0]) else None
    named = bool(head) or any(_count(line[0]) is None for line in lines)
    if lines and len(lines) * len(lines[0]) > MOST_CELLS:
        raise ToolkitError(f"the table has more than {MOST_CELLS} numbers: check it in parts")
    head, *lines = _without_empty_columns([head or [], *lines])
    if not lines or len(lines[0]) < 1 + named:
        raise ToolkitError(_NONE)
    if again := next((line for line in lines if head and line[1:] == head[1:]), None):
        raise ToolkitError(f"'{again[0][:40]}' begins another table: check each by itself")
    names = [line[0] if named else str(number) for number, line in enumerate(lines, 1)]
    columns = head[named:] if head else [*map(str, range(1, len(lines[0]) + (not named)))]
    # Where no number stands without such a sign, those with it may be decimals: 3.200 can be a small number.
    whole = any(_plain(each) for line in lines for each in line[named:])
    grid = [[_cell(each, number, whole) for each in line[named:]] for number, line in enumerate(lines, 1)]
    if all(each is None for line in grid for each in line):
        raise ToolkitError(_NONE)
    _refuse_names(lines, named)
    _refuse_subtotals(grid, names, columns, total)
    if not _has_totals(grid, _is_total(columns, total), "row"):
        grid, columns = [[*line, _sum(line)] for line in grid], [*columns, total]
    turned = [list(line) for line in zip(*grid, strict=True)]
    if not _has_totals(turned, _is_total(names, total), "column"):
        grid, names = [*grid, [_sum(line) for line in turned]], [*names, total]
    _refuse_subtotals(grid, names, columns, total)
    return CountTable(head[0] if head and named else "", tuple(columns), tuple(names), tuple(map(tuple, grid)))


def _without_empty_columns(lines: list[list[str]]) -> list[list[str]]:
    """Spreadsheets save columns beside the table, too; the first line is the head, or nothing."""
    rest = lines[1:]
    kept = [at for at in range(len(rest[0]) if rest else 0) if at == 0 or any(line[at] for line in rest)]
    return [[line[at] for at in kept] if line else [] for line in lines]


def _is_total(names: Sequence[str], total: str) -> bool:
    return names[-1].casefold() == total.casefold()


def _lines(text: str) -> list[list[str]]:
    rows = [line for line in _ENDS.split(text.lstrip("\ufeff")) if line.strip() and not line.startswith("sep=")]
    separator = max(_SEPARATORS, key=rows[0].count) if rows else ","
    read = csv.reader(io.StringIO("\n".join(rows)), delimiter=separator)
    try:
        lines = [[each.strip() for each in line] for line in read]
    except csv.Error as error:
        raise ToolkitError(f"it can't be read as a table ({error}): save it again as CSV") from error
    for number, line in enumerate(lines, 1):
        if len(line) != len(lines[0]):
            message = f"line {number} has {counted(len(line), 'cell')}, and the first has {len(lines[0])}"
            raise ToolkitError(f"{message}: give every line the same number of cells")
    # A title, or a note below the table, is a line of the file with nothing in its other cells.
    return [line for line in lines if any(line[1:]) or _count(line[0]) is not None]


def _is_head(line: list[str]) -> bool:
    """Whether the cells behind the first one name columns: with words, or with years in their order."""
    counts = [_count(each) for each in line[1:]]
    years = sorted({each for each in counts if each is not None and each in _YEARS})
    in_order = len(years) > 1 and years == counts and _count(line[0]) is None
    return in_order or not any(each is not None for each in counts)


def _plain(words: str) -> int | None:
    """The whole number that stands there, with or without spaces; None for anything else."""
    bare = _SPACES.sub("", words)
    return int(bare) if bare.isdecimal() and len(bare) < 13 else None


def _count(words: str) -> int | None:
    """The whole number that stands there, however thousands are parted; None for anything else."""
    is_parted = _PARTED.fullmatch(words) and int(words[0]) > 0
    return _plain(re.sub(r"[.,٬]", "", words) if is_parted else words)


def _cell(words: str, line: int, whole: bool) -> int | None:
    count = _count(words) if whole else _plain(words)
    if count is None and (not words.strip(_DASHES) or any(each.isdecimal() for each in words)) and "<" not in words:
        raise _no_count(words, line)
    return count


def _no_count(words: str, line: int) -> ToolkitError:
    help = "write whole numbers, 0 for nobody, and a letter or * for what is hidden"
    return ToolkitError(f"'{words[:40]}' in row {line} is no count: {help}")


def _refuse_names(lines: Sequence[Sequence[str]], named: bool) -> None:
    """ToolkitError for a second column of names: it would be read as numbers that are hidden."""
    for column in [*zip(*lines, strict=True)][named:]:
        words = {each for each in column if _count(each) is None and "<" not in each}
        if words == set(column) and len(words) > 1 and max(map(len, words)) > _LONGEST_MARK:
            raise _no_count(column[0], 1)


def _sum(line: Sequence[int | None]) -> int | None:
    return None if None in line else sum(each or 0 for each in line)


def _has_totals(lines: Sequence[Sequence[int | None]], named: bool, what: str) -> bool:
    """Whether the last of each line is the sum of the others: it is named so, or that is so in most lines.

    ToolkitError where it is not so in all.
    """
    if len(lines[0]) == 1:  # a list has nothing beside its numbers
        return False
    sure = [line for line in lines if None not in line]
    right = [line for line in sure if _sum(line[:-1]) == line[-1]]
    if not named and (not sure or len(lines[0]) < 3):
        return bool(lines) and len(lines[0]) > 2 and any(None in line[:-1] for line in lines)
    if not named and (2 * len(right) <= len(sure) or not any(line[-1] for line in right)):
        return False
    for number, line in enumerate(lines, 1):
        if line in sure and line not in right:
            message = f"{what} {number} adds up to {_sum(line[:-1])}, and its total is {line[-1]}"
            raise ToolkitError(f"{message}: mend the table first")
    return True


def _refuse_subtotals(
    grid: Sequence[Sequence[int | None]], rows: Sequence[str], columns: Sequence[str], total: str
) -> None:
    """ToolkitError for a row or a column that is the sum of two or more beside it, or is named as one.

    With it, what is hidden could be worked out. The last one is not looked at: it may be the total.
    """
    for names, lines in ((rows, grid), (columns, [*zip(*grid, strict=True)])):
        sums = _sums(lines)
        for at, name in enumerate(names[:-1]):
            if at in sums or (len(names) > 2 and name.casefold() == total.casefold()):
                help = "check each part alone, without subtotals; if that is chance, move the line"
                raise ToolkitError(f"'{name[:40]}' is the sum of lines beside it: {help}")


def _sums(lines: Sequence[Sequence[int | None]]) -> set[int]:
    """Which lines but the last are sums of those before or behind them.

    One number is often such a sum by chance. So in a list there are sums only if all of it falls into parts.
    """
    last = len(lines) - 1
    if all(len(line) < 3 and line[0] == line[-1] for line in lines):
        counts = [line[0] for line in lines]
        return {*_ends(counts), *(last - at for at in _ends(counts[::-1]))} - {last}
    return {
        at
        for at, line in enumerate(lines[:-1])
        if _adds_up(line, lines[:at][::-1]) or _adds_up(line, lines[at + 1 : -1])
    }


def _ends(counts: Sequence[int | None]) -> list[int]:
    """Where the parts of a list end, each with the sum of its others; nothing if more is left over than their total."""
    total, used, ends = 0, 0, list[int]()
    for at, count in enumerate(counts):
        if used > 1 and count == total:
            ends.append(at)
            total = used = 0
        else:
            total += count or 0
            used += count != 0
    whole = used == 1 and total == sum(counts[at] or 0 for at in ends)
    return ends if (not used or whole) and None not in counts else []


def _adds_up(line: Sequence[int | None], beside: Iterable[Sequence[int | None]]) -> bool:
    """Whether a line is the sum of the nearest ones, of which two at least are not empty.

    Where numbers are hidden, it is if that holds in two other places at least.
    """
    known, total, used = [at for at, each in enumerate(line) if each is not None], [0] * len(line), 0
    for other in beside:
        known = [at for at in known if other[at] is not None]
        total = [before + (each or 0) for before, each in zip(total, other, strict=True)]
        used += any(other)
        enough = len(known) == len(line) or sum(1 for at in known if line[at]) > 1
        if used > 1 and enough and all(total[at] == line[at] for at in known):
            return True
    return False
