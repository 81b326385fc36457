"""A scoring sheet as a workbook: levels are chosen from a list, and a chart draws the profile as they are.

A hidden column says which criterion a row is of, so that a sheet can be read back in whatever order it is sorted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from math import ceil
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from generator.blocks.scoring import ScoreSheet
from generator.render.data.workbook import new_workbook, shown

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_TAB = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_NAME, _QUESTION, _ORIGINAL, _ID, _LEVEL, _USES = range(6)
_MOST_IN_A_HINT, _MOST_IN_A_TAB = 255, 31
_NARROW, _WIDE, _OF_LEVELS = 28, 48, 14
"""How wide columns are, in figures."""
_LINE, _FILLED = 15, 0.8
"""How high a line is, and how much of a line words fill before the next one has to stand below."""


def score_book(sheet: ScoreSheet) -> bytes:
    """One sheet: what it is, the levels, the criteria with a list beside each, and the chart below them."""
    out = io.BytesIO()
    with new_workbook(out, sheet.title, sheet.publisher, sheet.released) as book:
        page = book.add_worksheet(shown(_TAB.sub(" ", sheet.profile)).strip()[:_MOST_IN_A_TAB] or None)
        if sheet.language.direction == "rtl":
            page.right_to_left()
        page.set_column(_NAME, _NAME, _NARROW)
        page.set_column(_QUESTION, _ORIGINAL, _WIDE)
        page.set_column(_LEVEL, _LEVEL + len(sheet.uses), _OF_LEVELS)
        if not sheet.heads[_ORIGINAL]:
            page.set_column(_ORIGINAL, _ORIGINAL, None, None, {"hidden": True})
        page.set_column(_ID, _ID, None, None, {"hidden": True})
        first = _head(book, page, sheet)
        last = _criteria(book, page, sheet, first)
        _profile(book, page, sheet, first, last)
        page.fit_to_pages(1, 0)
        page.set_landscape()
    return out.getvalue()


def _head(book: Workbook, page: Worksheet, sheet: ScoreSheet) -> int:
    """What stands above the criteria; the number of the first row below it."""
    bold = book.add_format({"bold": True})
    page.write_string(0, 0, shown(sheet.title), bold)
    lines = [*filter(None, [sheet.warning]), *sheet.about]
    for row, said in enumerate(lines, 1):
        page.write_string(row, 0, shown(said))
    row = len(lines) + 2
    for number, said in enumerate(sheet.levels):
        page.write_number(row + number, 0, number, book.add_format({"align": "center"}))
        page.write_string(row + number, 1, shown(said))
    row += len(sheet.levels) + 1
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    *before, level = sheet.heads
    for column, words in enumerate((*before, sheet.paper, level, *sheet.uses)):
        page.write_string(row, column, shown(words), head)
    page.set_row(row, _height((words, _OF_LEVELS) for words in (level, *sheet.uses)))
    return row + 1


def _height(cells: Iterable[tuple[str, int]]) -> int:
    """How high a row is that shows all words of its cells: Excel finds that out by itself, LibreOffice does not."""
    wide = ((sum(2 if east_asian_width(each) in "WF" else 1 for each in words), width) for words, width in cells)
    return _LINE * max(1, *(ceil(letters / (width * _FILLED)) for letters, width in wide))


def _criteria(book: Workbook, page: Worksheet, sheet: ScoreSheet, first: int) -> int:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    open_cell = book.add_format({"border": 1, "align": "center", "valign": "top"})
    needed = book.add_format({"align": "center", "valign": "top"})
    for row, each in enumerate(sheet.criteria, first):
        for column, words in enumerate((each.name, each.question, each.original, each.id)):
            page.write_string(row, column, shown(words), wrapped)
        page.set_row(row, _height([(each.name, _NARROW), (each.question, _WIDE), (each.original, _WIDE)]))
        page.write_blank(row, _LEVEL, None, open_cell)
        for column, level in enumerate(each.needs, _USES):
            page.write_number(row, column, level, needed)
    last = first + len(sheet.criteria) - 1
    hint = "\n".join(f"{number}: {said}" for number, said in enumerate(sheet.levels))
    page.data_validation(first, _LEVEL, last, _LEVEL, {
        "validate": "list", "source": [str(number) for number in range(len(sheet.levels))],
        "input_message": shown(hint)[:_MOST_IN_A_HINT],
    })  # fmt: skip
    return last


def _profile(book: Workbook, page: Worksheet, sheet: ScoreSheet, first: int, last: int) -> None:
    """A bar for each criterion, the first one on top."""
    chart: Any = book.add_chart({"type": "bar"})
    name = page.get_name()
    chart.add_series({
        "categories": [name, first, _NAME, last, _NAME], "values": [name, first, _LEVEL, last, _LEVEL],
        "name": shown(sheet.heads[-1]), "fill": {"color": "#00577A"},
    })  # fmt: skip
    chart.set_title({"name": shown(sheet.profile)})
    chart.set_legend({"none": True})
    chart.set_x_axis({"min": 0, "max": len(sheet.levels) - 1, "major_unit": 1})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 900, "height": 40 + 30 * len(sheet.criteria)})
    page.insert_chart(last + 2, 0, chart, {"description": shown(sheet.profile)})
