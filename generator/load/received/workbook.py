"""A workbook (.xlsx), ours or as another program has saved it: its sheets as lines of cells.

Only words are read. No formula is worked out, nothing that the file names is opened, and hidden rows and columns are
read like all others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from generator.catalog.received import Row
from generator.diagnostics import Diagnostic, Position, Severity
from generator.load.received.table import Computed, Line, rows_of
from generator.load.returned.base import Unreadable
from generator.load.returned.container import Container
from generator.load.returned.xml import parsed

SIGN_OFF = "citizen-data sign-off"
"""Stands in the first cell of our own sheet without texts."""
_BOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_COLUMNS = 200


def workbook_rows(path: Path, held: bytes, tags: Collection[str]) -> Iterator[Row | Diagnostic]:
    """The rows of every sheet that holds keys and translations; the others are named."""
    book = Container(held)
    if _BOOK not in book.names:
        raise Unreadable("it is not a workbook (.xlsx)", "unpack it, or save it as .xlsx, and send that")
    shared = [_words(each) for each in _tree(book, "xl/sharedStrings.xml") if _name(each) == "si"]
    found: list[Row | Diagnostic] = []
    beside: list[str] = []
    for name, part in _sheets(book):
        lines = list(_lines(_tree(book, part), shared))
        try:
            found += rows_of(path, lines, tags, name)
        except Unreadable:
            if lines and not (lines[0][1] and lines[0][1][0].startswith(SIGN_OFF)):
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
    return iter(found)


def _name(element: Element) -> str:
    """Without its namespace: there are two for the same words."""
    return element.tag.rpartition("}")[2]


def _tree(book: Container, part: str) -> Element:
    held = book.read(part)
    return parsed(held, part) if held else Element("nothing")


def _sheets(book: Container) -> Iterator[tuple[str, str]]:
    """The name of each sheet with the part that holds it."""
    links = {each.get("Id", ""): each.get("Target", "") for each in _tree(book, "xl/_rels/workbook.xml.rels")}
    for each in _tree(book, _BOOK).iter():
        if _name(each) == "sheet":
            link = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
            target = links.get(link, "")
            yield each.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _lines(sheet: Element, shared: list[str]) -> Iterator[Line]:
    number = 0
    for row in sheet.iter():
        if _name(row) != "row":
            continue
        said = row.get("r", "")
        number = int(said) if said.isdecimal() and len(said) < 9 else number + 1
        cells: list[str] = []
        for cell in row:
            at = _column(cell.get("r", "")) if cell.get("r") else len(cells)
            if len(cells) <= at < _MOST_COLUMNS:
                cells += [""] * (at - len(cells))
                cells.append(_value(cell, shared))
        # A tuple: its cells can't have run over the edge of the table, as those of a line of text can.
        yield number, tuple(cells)


def _column(reference: str) -> int:
    number = 0
    for letter in reference:
        if not ("A" <= letter <= "Z") or number > _MOST_COLUMNS:
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    held = {_name(each): each for each in cell}
    value = (held["v"].text or "") if "v" in held else ""
    if "f" in held:
        return Computed(value or "=")
    if kind == "s":
        return shared[int(value)] if value.isdecimal() and len(value) < 9 and int(value) < len(shared) else ""
    return _words(held["is"]) if kind == "inlineStr" and "is" in held else _plain(value)


def _words(element: Element) -> str:
    """All runs of a cell, without the reading that stands above East Asian letters."""
    said = []
    for each in element:
        if _name(each) == "t":
            said.append(each.text or "")
        elif _name(each) == "r":
            said += [part.text or "" for part in each if _name(part) == "t"]
    return _plain("".join(said))


def _plain(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
    # Two halves of an emoji that were written apart are one letter; a half alone is none.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r\n", "\n")
