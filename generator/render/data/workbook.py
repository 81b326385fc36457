"""All tables of a language as one workbook: words are words in it and never formulas or links."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from generator.blocks.dataset import Collection, Dataset, Holds
from generator.library.characters import without_unprintable
from generator.render.data.csv_file import cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_000
"""How many letters a cell can hold: a little more, but some letters count twice."""
_WIDTHS = {Holds.TEXT: 48, Holds.TEXTS: 48, Holds.WORDS: 24, Holds.WORD: 18, Holds.NUMBER: 10, Holds.YES_NO: 10}


def shown(words: str) -> str:
    """The words without what no XML can hold: only in cells does the library write such letters in another way."""
    return without_unprintable(words)


def new_workbook(out: io.BytesIO, title: str, publisher: str, released: str) -> Workbook:
    """An empty workbook whose bytes depend on nothing but what is put into it."""
    from xlsxwriter import Workbook  # late: most builds write no workbook anew

    book = Workbook(out, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    })  # fmt: skip
    made = datetime.fromisoformat(released)
    book.set_properties({"title": shown(title), "author": shown(publisher), "created": made})
    return book


def workbook(collection: Collection) -> bytes:
    """A sheet that says what is there, then one for each table; from right to left where the script runs so."""
    out = io.BytesIO()
    with new_workbook(out, collection.title, collection.publisher, collection.released) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _contents(_sheet(book, "about", collection), collection, head, wrapped)
        for dataset in collection.datasets:
            _table(_sheet(book, dataset.name, collection), dataset, head, wrapped)
    return out.getvalue()


def _sheet(book: Workbook, name: str, collection: Collection) -> Worksheet:
    sheet = book.add_worksheet(name)
    if collection.language.direction == "rtl":
        sheet.right_to_left()
    return sheet


def _contents(sheet: Worksheet, collection: Collection, head: Any, wrapped: Any) -> None:
    """What the workbook is, each table with the number of its records, and what each column holds."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90, wrapped)
    lines = [(collection.title, collection.about), (collection.publisher, collection.version), ("", "")]
    lines += [(each.name, each.title) for each in collection.datasets]
    lines.append(("", ""))
    lines += dict.fromkeys((column.name, column.about) for each in collection.datasets for column in each.columns)
    for row, (name, said) in enumerate(lines):
        sheet.write_string(row, 0, name, head if row == 0 else None)
        sheet.write_string(row, 1, shown(said))


def _table(sheet: Worksheet, dataset: Dataset, head: Any, wrapped: Any) -> None:
    for place, column in enumerate(dataset.columns):
        sheet.set_column(place, place, _WIDTHS[column.holds], wrapped)
        sheet.write_string(0, place, column.name, head)
    for row, record in enumerate(dataset.records, 1):
        for place, value in enumerate(record):
            if isinstance(value, bool):
                sheet.write_boolean(row, place, value)
            elif isinstance(value, int):
                sheet.write_number(row, place, value)
            elif value:
                sheet.write_string(row, place, shown(cell(value))[:LONGEST])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(dataset.records), len(dataset.columns) - 1)
