"""The rows of a returned scoring sheet beside those of the empty one: the level that was chosen for each criterion.

A row is known by its id, which stands in a hidden column with the level right of it; where somebody copied only what
they saw, by the name or the question of its criterion, with the level below the same head as ours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.library.characters import in_figures
from generator.load.returned.line_words import like
from generator.load.returned.phone import paper_of
from generator.load.returned.workbook import UNSEEN
from generator.load.sheet_cells import Computed, Unseen

Row = Sequence[str]
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_NUMBER = re.compile(r"([0-9]{1,3})(?:\.0*)?")
"""The number of a level; some spreadsheets give a whole number out as `2.0`."""


@dataclass(slots=True)
class TypedScores:
    """What stands beside each criterion as it was typed, and what belongs to none, with the words before it."""

    values: dict[str, str] = field(default_factory=dict)
    strange: list[tuple[str, str]] = field(default_factory=list)
    computed: list[str] = field(default_factory=list)
    """The criteria whose level is a formula: the spreadsheet's last value of it was read."""


def scored(empty: Sequence[Row], rows: Sequence[Row]) -> TypedScores:
    """The sheet as it came back beside the empty one."""
    ours = _Empty(empty)
    found = TypedScores()
    level = -1
    for row in rows:
        id, at = ours.criterion_of(row)
        level = next((place for place, cell in enumerate(row) if like(cell) == ours.head), level)
        place = at + 1 if at >= 0 else level
        printed = ours.words.get(id, ours.everywhere)
        left = [(each, cell) for each, cell in enumerate(row) if cell.strip() and (not id or each != place)]
        if id and 0 <= place < len(row) and row[place].strip():
            _take(found, id, row[place])
        found.strange += _strange(row, left, printed)
    return found


def _take(found: TypedScores, id: str, cell: str) -> None:
    if isinstance(cell, Unseen):
        found.strange.append((id, f"{cell.strip()} {UNSEEN}"))
        return
    if id in found.values:  # a row that somebody copied: nobody can tell which one counts
        found.strange.append((id, cell))
        return
    if isinstance(cell, Computed):
        found.computed.append(id)
    found.values[id] = str(cell).strip()


def _strange(row: Row, left: Sequence[tuple[int, str]], printed: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """What is printed nowhere in this row of ours; no number of ours is counted twice."""
    there = Counter(printed)
    before = next((cell for cell in row if cell.strip()), "")
    for place, cell in left:
        words = like(cell)
        if there[words]:
            there[words] -= 1
        else:
            unseen = f" {UNSEEN}" if isinstance(cell, Unseen) else ""
            yield ("" if before == row[place] else before), f"{cell}{unseen}"


def paper_in(rows: Sequence[Row]) -> tuple[str, str, str, str] | None:
    """The id, version, edition and language of the paper that a workbook names."""
    return next((paper for row in rows for cell in row if (paper := _paper(cell))), None)


def _paper(cell: str) -> tuple[str, str, str, str] | None:
    """Any three words could name a paper: only with a version in their middle they do."""
    paper = paper_of(cell)
    return paper if paper and _VERSION.fullmatch(paper[1]) else None


def level_of(words: str, levels: Sequence[str], labels: Sequence[str]) -> str:
    """The id of a level by its number or its words; what was typed where it is neither."""
    number = _NUMBER.fullmatch(in_figures(words.strip()))
    if number and int(number[1]) < len(levels):
        return levels[int(number[1])]
    return next((id for id, label in zip(levels, labels, strict=True) if like(label) == like(words)), words)


class _Empty:
    """What the empty sheet says: the words of each row by its id, and the head above its levels."""

    def __init__(self, rows: Sequence[Row]) -> None:
        top, column = next((top, at) for top, row in enumerate(rows) for at, cell in enumerate(row) if _paper(cell))
        below = [row for row in rows[top + 1 :] if len(row) > column and row[column]]
        self.head = like(rows[top][column + 1])
        self.words = {row[column]: Counter(map(like, row)) for row in below}
        self.everywhere = Counter({like(cell): len(rows) for row in rows for cell in row})
        self.labels = {like(cell): row[column] for row in below for cell in row[:column] if cell}

    def criterion_of(self, row: Row) -> tuple[str, int]:
        """The id of the criterion that a row is of, with the place of the id or -1; "" for any other row."""
        for at, cell in enumerate(row):
            if cell in self.words:
                return cell, at
        return next((id for cell in row if (id := self.labels.get(like(cell), ""))), ""), -1
