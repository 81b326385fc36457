"""How wide the columns of a printed table are, and where it parts: reckoned by letters, before anything is set.

`scale` is how much larger than usual the letters are, in all of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from operator import itemgetter

from generator.blocks.nodes import Block, Cell, Paragraph, Table
from generator.blocks.walk import phrases_of
from generator.library.text import UNSPACED
from generator.render.formats.nearer import two_sizes

_PAGE_LINES = 38.0
"""How many lines of the usual size surely fit on a page below a heading and a table's head."""
_LINE_LETTERS = 72
_BESIDE_WORDS, _LONGEST_WORD = 1.5, 20
_WHOLE = 0.55
"""How high a part of a table may be, of `_PAGE_LINES`: a higher one would leave much of a page empty.

Rows are reckoned so high that they surely fit, so this is about a third of a page.
"""
_LEAST_OF_OTHERS = 0.3
"""Of a table's width: what the columns keep that have room enough."""
_BLANK_LINES = 1.4


def wide_enough(table: Table, widths: Sequence[float], scale: float, head: float = 1) -> Sequence[float] | None:
    """The widths, with more for each column that is too narrow for its longest word; None where there is no room.

    `head` is the size of the head beside the rest. No word is broken, so a longer one would run into the next column.
    """
    if any(cell.columns > 1 or cell.rows > 1 for row in table.rows for cell in row):
        return widths
    letters = _LINE_LETTERS / scale
    sizes = [head if number < table.header_rows else 1 for number, _ in enumerate(table.rows)]
    needs = [
        max(_longest_word(cell) * size for cell, size in zip(column, sizes, strict=True)) / letters
        for column in zip(*table.rows, strict=True)
    ]
    shares = [width / math.fsum(widths) for width in widths]
    narrow = [need > share for need, share in zip(needs, shares, strict=True)]
    taken = math.fsum(need for need, is_narrow in zip(needs, narrow, strict=True) if is_narrow)
    others = math.fsum(share for share, is_narrow in zip(shares, narrow, strict=True) if not is_narrow)
    if not any(narrow):
        return widths
    if not others or taken > 1 - _LEAST_OF_OTHERS:
        return None
    pairs = zip(needs, shares, narrow, strict=True)
    return [round(need if is_narrow else share * (1 - taken) / others, 3) for need, share, is_narrow in pairs]


def _longest_word(cell: Cell) -> float:
    """How many letters wide a cell must be at least, with the space beside its words."""
    said = " ".join(each.plain for block in cell.blocks for each in phrases_of(block))
    words = re.sub(UNSPACED, " ", said).split()
    return min(max(map(len, words), default=0), _LONGEST_WORD) + _BESIDE_WORDS


def parts(
    table: Table, widths: Sequence[float], scale: float, beside: str
) -> Iterator[tuple[Sequence[tuple[Cell, ...]], bool]]:
    """The rows in groups of about one height, and whether each surely fits on a page; cells that span rows stay.

    `beside` is the tag of the second language, or "".
    """
    body = table.rows[table.header_rows :]
    if not body or any(cell.rows > 1 for row in table.rows for cell in row):
        yield body, False
        return
    letters = _LINE_LETTERS / scale / math.fsum(widths)
    head = math.fsum(_height(row, widths, letters, beside) for row in table.rows[: table.header_rows])
    page = _PAGE_LINES / scale
    heights = [_height(row, widths, letters, beside) for row in body]
    # `fsum`, here as in what else sets a page: `sum` adds fractions otherwise since Python 3.12, and rows would move.
    whole = math.fsum(heights)
    count = math.ceil(whole / max(page * _WHOLE - head, *heights))
    starts = accumulate(heights, initial=0.0)
    # A row belongs to the part in which its middle would stand if all were alike.
    places = [int((start + height / 2) * count / whole) for start, height in zip(starts, heights, strict=False)]
    for _, group in groupby(zip(body, heights, places, strict=True), key=itemgetter(2)):
        part = list(group)
        yield [row for row, _, _ in part], head + math.fsum(height for _, height, _ in part) <= page


def _height(row: tuple[Cell, ...], widths: Sequence[float], letters: float, beside: str) -> float:
    """About how many lines a row is high; `letters` fit on a line of a column of the width 1."""
    cells = (two_sizes(cell.blocks, beside) for cell in row)
    return max(_lines(blocks, letters * width) for blocks, width in zip(cells, widths, strict=False))


def _lines(blocks: Sequence[Block], letters: float) -> float:
    """About how many lines of text a cell is high, with a little more for the space around it."""
    said = (math.fsum(math.ceil(len(each.plain) / letters) + 0.6 for each in phrases_of(block)) for block in blocks)
    to_read = blocks and all(isinstance(block, Paragraph) for block in blocks)
    return max(0.0 if to_read else _BLANK_LINES, math.fsum(said)) + 0.4
