"""Texts for translators as a workbook: only what is theirs to write can be written, and the rest is there to read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.catalog.entries import no_formula
from generator.catalog.sent import MACHINE_ROW, NAME_ROW, SIGN_OFF, Parcel
from generator.render.data.workbook import LONGEST, new_workbook, shown
from generator.render.desk.table import marked

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_COLUMNS = (("key", 30), ("text", 50), ("translation", 50), ("checked", 10), ("state", 14), ("place", 26),
            ("longest", 8), ("note", 50), ("fingerprint", 20))  # fmt: skip
_KEY, _TEXT, _TRANSLATION, _CHECKED, _LONGEST, _FINGERPRINT = 0, 1, 2, 3, 6, 8
_MOST_IN_A_HINT = 255
_ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True, "sort": True, "autofilter": True}


def parcel_workbook(parcel: Parcel) -> bytes:
    """A sheet with the texts, and one to sign."""
    out = io.BytesIO()
    with new_workbook(out, parcel.title, parcel.publisher, parcel.released) as book:
        _texts(book, book.add_worksheet("texts"), parcel)
        _sign_off(book, book.add_worksheet(SIGN_OFF), parcel)
    return out.getvalue()


def _head(name: str, parcel: Parcel) -> str:
    """The name that programs know, and what it is called in the translator's language."""
    known = f"translation ({parcel.language.tag})" if name == "translation" else name
    words = parcel.words.get(name, "")
    return f"{known}: {words}" if words and words.casefold() != name else known


def _texts(book: Workbook, sheet: Worksheet, parcel: Parcel) -> None:
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    locked = book.add_format({"text_wrap": True, "valign": "top"})
    own = {"text_wrap": True, "valign": "top", "locked": False, "bg_color": "#FFF8DC", "border": 1}
    written = book.add_format(own | {"reading_order": 2 if parcel.language.direction == "rtl" else 1})
    ticked = book.add_format(own | {"align": "center"})
    for column, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width, None, {"hidden": True} if column == _FINGERPRINT else None)
        sheet.write_string(0, column, shown(_head(name, parcel)), head)
    formats = {_TRANSLATION: locked if parcel.for_review else written, _CHECKED: ticked}
    for row, each in enumerate(parcel.items, 1):
        state = parcel.words.get(f"state-{each.state}", each.state)
        cells = (each.key, each.text, each.translation, "", state, each.place, "", each.note)
        for column, words in enumerate(cells):
            _write(sheet, row, column, words, formats.get(column, locked))
        sheet.write_number(row, _LONGEST, each.longest, locked)
        sheet.write_string(row, _FINGERPRINT, marked(each), locked)
    _rules(sheet, parcel)
    sheet.freeze_panes(1, _TRANSLATION)
    sheet.autofilter(0, 0, max(len(parcel.items), 1), len(_COLUMNS) - 1)
    sheet.protect("", _ALLOWED)


def _write(sheet: Worksheet, row: int, column: int, words: str, format: Format) -> None:
    if words:
        sheet.write_string(row, column, no_formula(shown(words))[:LONGEST], format)
    else:
        sheet.write_blank(row, column, None, format)


def _rules(sheet: Worksheet, parcel: Parcel) -> None:
    """A tick is an x; a translation that is longer than there is room for is asked about, and may stay."""
    last = max(len(parcel.items), 1)
    sheet.data_validation(1, _CHECKED, last, _CHECKED, {"validate": "list", "source": ["x"]})
    sheet.data_validation(1, _TRANSLATION, last, _TRANSLATION, {
        "validate": "custom", "value": "=LEN(C2)<=G2", "error_type": "warning",
        "error_message": shown(parcel.words["longest"])[:_MOST_IN_A_HINT],
    })  # fmt: skip


def _sign_off(book: Workbook, sheet: Worksheet, parcel: Parcel) -> None:
    """Who did this: `receive` reads the name from here, row by row of what was changed or ticked."""
    bold = book.add_format({"bold": True})
    own = book.add_format({"locked": False, "bg_color": "#FFF8DC", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 60, wrapped)
    sheet.set_column(1, 1, 40)
    if parcel.language.direction == "rtl":
        sheet.right_to_left()
    sheet.write_string(0, 0, shown(parcel.title), bold)
    sheet.write_string(1, 0, shown(parcel.words["how"]))
    rows = {NAME_ROW: "name", NAME_ROW + 1: "date", MACHINE_ROW: "machine"}
    for row, name in rows.items():
        sheet.write_string(row - 1, 0, shown(parcel.words[name]))
        sheet.write_blank(row - 1, 1, None, own)
    sheet.protect("", _ALLOWED)
