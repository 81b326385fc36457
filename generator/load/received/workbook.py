"""A workbook (.xlsx), ours or as another program has saved it: its sheets as lines of cells.

Only words are read. No formula is worked out, nothing that the file names is opened, and hidden rows and columns are
read like all others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

from generator.catalog.received import Row
from generator.catalog.sent import MACHINE_ROW, NAME_ROW, SIGN_OFF
from generator.diagnostics import Diagnostic, Position, Severity
from generator.load.received.letters import whole
from generator.load.received.table import Computed, Line, is_tick, rows_of
from generator.load.returned.base import Unreadable
from generator.load.returned.container import Container
from generator.load.returned.xml import name_of, parsed

_BOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_COLUMNS = 200
MOST_IN_A_SHEET = 60_000_000
"""How large a part may be: all texts of the toolkit with their styles take some twelve million bytes."""


def workbook_rows(path: Path, held: bytes, tags: Collection[str]) -> Iterator[Row | Diagnostic]:
    """The rows of every sheet that holds keys and translations; the others are named."""
    book = Container(held, MOST_IN_A_SHEET)
    if _BOOK not in book.names:
        raise Unreadable("it is not a workbook (.xlsx)", "unpack it, or save it as .xlsx, and send that")
    shared: list[str] = []
    _each(book, "xl/sharedStrings.xml", "si", lambda string: shared.append(_words(string)))
    found: list[Row | Diagnostic] = []
    beside: list[str] = []
    by = ""
    for name, part in _sheets(book):
        lines = _lines(book, part, shared)
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
    return (replace(each, by=by) if isinstance(each, Row) else each for each in found)


def _signed(lines: Mapping[int, Sequence[str]]) -> str:
    """Who says on the sheet for it that the words are theirs; nobody where a machine wrote them."""
    name, machine = ("".join(lines.get(row, ())[1:2]) for row in (NAME_ROW, MACHINE_ROW))
    return "" if is_tick(machine) else " ".join(name.split())


def _tree(book: Container, part: str) -> Element:
    held = book.read(part)
    return parsed(held, part) if held else Element("nothing")


def _sheets(book: Container) -> Iterator[tuple[str, str]]:
    """The name of each sheet with the part that holds it."""
    links = {each.get("Id", ""): each.get("Target", "") for each in _tree(book, "xl/_rels/workbook.xml.rels")}
    for each in _tree(book, _BOOK).iter():
        if name_of(each) == "sheet":
            link = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
            target = links.get(link, "")
            yield each.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _each(book: Container, part: str, wanted: str, take: Callable[[Element], object]) -> None:
    """Every element of the name is taken, and then forgotten."""

    def closed(element: Element) -> None:
        if name_of(element) == wanted:
            take(element)
            element.clear()

    held = book.read(part)
    if held:
        parsed(held, part, closed=closed)


def _lines(book: Container, part: str, shared: list[str]) -> list[Line]:
    found: list[Line] = []

    def take(row: Element) -> None:
        said = row.get("r", "")
        number = int(said) if said.isdecimal() and len(said) < 9 else (found[-1][0] if found else 0) + 1
        # A tuple: its cells can't have run over the edge of the table, as those of a line of text can.
        if cells := tuple(_cells(row, shared)):
            found.append((number, cells))

    _each(book, part, "row", take)
    return found


def _cells(row: Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row:
        at = _column(cell.get("r", "")) if cell.get("r") else len(cells)
        if len(cells) <= at < _MOST_COLUMNS:
            cells += [""] * (at - len(cells))
            cells.append(_value(cell, shared))
    return cells if any(cells) else []


def _column(reference: str) -> int:
    number = 0
    for letter in reference:
        if not ("A" <= letter <= "Z") or number > _MOST_COLUMNS:
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    held = {name_of(each): each for each in cell}
    value = (held["v"].text or "") if "v" in held else ""
    if "f" in held:
        return Computed(value or "=")
    if kind == "s":
        if not (value.isdecimal() and len(value) < 9 and int(value) < len(shared)):
            raise Unreadable("its list of words is damaged", "save it again, and send that")
        return shared[int(value)]
    return _words(held["is"]) if kind == "inlineStr" and "is" in held else _plain(value)


def _words(element: Element) -> str:
    """All runs of a cell, without the reading that stands above East Asian letters."""
    said = []
    for each in element:
        if name_of(each) == "t":
            said.append(each.text or "")
        elif name_of(each) == "r":
            said += [part.text or "" for part in each if name_of(part) == "t"]
    return _plain("".join(said))


def _plain(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
    return whole(text).replace("\r\n", "\n")
