"""A workbook (.xlsx, .ods) of translations, ours or as another program has saved it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.catalog.received import Row
from generator.catalog.sent import MACHINE_ROW, NAME_ROW, SIGN_OFF
from generator.diagnostics import Diagnostic, Position, Severity, counted
from generator.load.open_sheets import CONTENT
from generator.load.received.table import is_tick, rows_of, unread
from generator.load.returned.base import Unreadable
from generator.load.returned.container import Container
from generator.load.spreadsheet import Spreadsheet

MOST_IN_A_SHEET = 60_000_000
"""How large a part may be: all texts of the toolkit with their styles take some twelve million bytes."""

_OFFICE = ("xl/", "[Content_Types]", CONTENT)
_OTHERS = (("word/document.xml", "it is a Word file", "put the words into the table that was sent"),)
"""What else is a zip file inside, by a member of it."""


def workbook_rows(path: Path, held: bytes, tags: Collection[str]) -> Iterator[Row | Diagnostic]:
    """The rows of every sheet that holds keys and translations; the others are named."""
    book = Container(held, MOST_IN_A_SHEET)
    for member, what, help in _OTHERS:
        if member in book.names:
            raise Unreadable(what, help)
    if not any(name.startswith(_OFFICE) for name in book.names):
        raise Unreadable("it is an archive", "unpack it, and name the files in it")
    found: list[Row | Diagnostic] = []
    beside: list[str] = []
    by = ""
    spreadsheet = Spreadsheet(book, None)
    for name, lines in spreadsheet.sheets:
        if name == SIGN_OFF:
            by = _signed(dict(lines))
            continue
        try:
            found += rows_of(path, lines, tags, name)
        except Unreadable:
            if lines:
                beside.append(name)
    if not found:
        raise Unreadable(
            "no sheet of it has columns 'key' and 'translation' with rows below them",
            "put the heads of the columns back as they were sent",
        )
    for name in beside:
        message = f"the sheet '{name[:60]}' has no columns 'key' and 'translation': nothing of it was read"
        help = "put words that belong to a text into its row"
        found.append(Diagnostic("RECEIVE003", message, Position(path, 1, 1), help, Severity.WARNING))
    found += _comments(path, spreadsheet)
    return (replace(each, by=by) if isinstance(each, Row) else each for each in found)


def _comments(path: Path, spreadsheet: Spreadsheet) -> Iterator[Diagnostic]:
    """What somebody has written about cells is named, since it belongs to no text."""
    said = [(cell, words) for cell, words in spreadsheet.comments() if words]
    if said:
        cell, words = said[0]
        more = f", and {counted(len(said) - 1, 'other comment')}" if len(said) > 1 else ""
        yield unread(Position(path, 1, 1), f"the comment “{words[:100]}” at cell {cell[:10]}{more}")


def _signed(lines: Mapping[int, Sequence[str]]) -> str:
    """Who says on the sheet for it that the words are theirs; nobody where a machine wrote them."""
    name, machine = ("".join(lines.get(row, ())[1:2]) for row in (NAME_ROW, MACHINE_ROW))
    return "" if is_tick(machine) else " ".join(name.split())
