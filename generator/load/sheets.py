"""The sheets of a workbook (.xlsx) from outside, ours or as another program has saved it, as lines of cells.

Only words are read. No formula is worked out, nothing that the file names is opened, and hidden rows and columns are
read like all others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from generator.load.received.letters import whole
from generator.load.returned.base import Unreadable
from generator.load.returned.container import Container
from generator.load.returned.xml import MOST_ELEMENTS, name_of, parsed, value_of

Line = tuple[int, Sequence[str]]
"""A line of a table: its number, and what stands in its cells."""

_BOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_COLUMNS = 1_000
"""An export has a column for each question and each choice: our widest form has 180."""
_MOST_CELLS = 2_000_000
"""How many a sheet may have, with the empty ones before others: 10,000 forms with every question and choice."""
_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""The numbers of those formats of a day or a time that a workbook need not describe."""
_UNREAD = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What stands in a format and is shown as it is, or is a colour or a condition."""


class Computed(str):
    """A cell that a spreadsheet has worked out: nobody wrote these words. `formula` is what stands behind them."""

    formula: str

    def __new__(cls, words: str, formula: str) -> Computed:
        """The words as a reader of the sheet sees them."""
        own = super().__new__(cls, words)
        own.formula = formula
        return own


class Crossed(str):
    """A cell in which words are crossed out: what is left of it. `out` is what somebody has taken back."""

    out: str

    def __new__(cls, words: str, out: str) -> Crossed:
        """The words that still stand."""
        own = super().__new__(cls, words)
        own.out = out
        return own


_Runs = tuple[tuple[str, bool | None], ...]
"""Words with looks of their own, and whether they are crossed out; None where they look as their cell does."""


@dataclass(slots=True)
class _Book:
    """What cells only point to: words that several share, and what a look does to a cell."""

    shared: list[str | _Runs] = field(default_factory=list)
    days: frozenset[int] = frozenset()
    """The looks that show a number as a day."""
    crossed: frozenset[int] = frozenset()
    """The looks that cross out what stands there."""
    epoch: datetime = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zone of time


def sheets_of(book: Container, most: int | None = MOST_ELEMENTS) -> Iterator[tuple[str, list[Line]]]:
    """The name of each sheet with its lines; Unreadable for no workbook, and for one with more cells than `most`."""
    if _BOOK not in book.names:
        raise Unreadable("it is not a workbook (.xlsx)", "unpack it, or save it as .xlsx, and send that")
    held = _Book()
    held.days, held.crossed = _looks(book)
    about = _tree(book, _BOOK)
    if any(each.get("date1904", "") in ("1", "true") for each in about.iter()):
        held.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
    _each(book, "xl/sharedStrings.xml", "si", lambda string: held.shared.append(_said(string)), most)
    sheets = list(_sheets(book, about))
    if len({part for _, part in sheets}) < len(sheets):
        raise Unreadable("two of its sheets are one", "save it again, and send that")
    for name, part in sheets:
        yield name, _lines(book, part, held, most)


def _tree(book: Container, part: str) -> Element:
    held = book.read(part)
    return parsed(held, part) if held else Element("nothing")


def _sheets(book: Container, about: Element) -> Iterator[tuple[str, str]]:
    """The name of each sheet with the part that holds it."""
    links = {each.get("Id", ""): each.get("Target", "") for each in _tree(book, "xl/_rels/workbook.xml.rels")}
    for each in about.iter():
        if name_of(each) == "sheet":
            link = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
            target = links.get(link, "")
            yield each.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _looks(book: Container) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of the looks that show a number as a day or a time, and of those that cross out."""
    styles = _tree(book, "xl/styles.xml")
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iter() if name_of(each) == "numFmt"}
    fonts = [_is_crossed(font) for each in styles if name_of(each) == "fonts" for font in each]
    crossed = {str(number) for number, out in enumerate(fonts) if out}
    looks = [look for each in styles.iter() if name_of(each) == "cellXfs" for look in each]
    return (
        frozenset(number for number, look in enumerate(looks) if _is_day(look.get("numFmtId", ""), own)),
        frozenset(number for number, look in enumerate(looks) if look.get("fontId") in crossed),
    )


def _is_crossed(font: Element) -> bool:
    return any(name_of(each) == "strike" and value_of(each) not in ("0", "false") for each in font)


def _is_day(number: str, own: dict[str | None, str]) -> bool:
    said = own.get(number)
    if said is not None:
        return bool(re.search("[ymdhs]", _UNREAD.sub("", said), re.IGNORECASE)) and said.lower() != "general"
    return number.isdecimal() and len(number) < 4 and int(number) in _DAYS


def _each(book: Container, part: str, wanted: str, take: Callable[[Element], object], most: int | None) -> None:
    """Every element of the name is taken, and then forgotten."""

    def closed(element: Element) -> None:
        if name_of(element) == wanted:
            take(element)
            element.clear()

    held = book.read(part)
    if held:
        parsed(held, part, closed=closed, most=most)


def _lines(book: Container, part: str, held: _Book, most: int | None) -> list[Line]:
    found: list[Line] = []
    cells_of_all = 0

    def take(row: Element) -> None:
        nonlocal cells_of_all
        said = row.get("r", "")
        number = int(said) if said.isdecimal() and len(said) < 9 else (found[-1][0] if found else 0) + 1
        # A tuple: its cells can't have run over the edge of the table, as those of a line of text can.
        if cells := tuple(_cells(row, held)):
            found.append((number, cells))
            cells_of_all += len(cells)
            if cells_of_all > _MOST_CELLS:
                raise Unreadable(f"a sheet of it has more than {_MOST_CELLS:,} cells", "send it in several files")

    _each(book, part, "row", take, most)
    return found


def _cells(row: Element, held: _Book) -> list[str]:
    cells: list[str] = []
    for cell in row:
        at = _column(cell.get("r", "")) if cell.get("r") else len(cells)
        if at < len(cells):
            raise Unreadable("cells of a row do not stand in the order of columns", "save it again, and send that")
        if (said := _value(cell, held)) or isinstance(said, Crossed):
            if at >= _MOST_COLUMNS:
                raise Unreadable(f"it has more than {_MOST_COLUMNS} columns", "send those that were filled in")
            cells += [""] * (at - len(cells))
            cells.append(said)
    return cells


def column(number: int) -> str:
    """The letters of a spreadsheet for a column, from 0: A … Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _column(reference: str) -> int:
    number = 0
    for letter in reference:
        if not ("A" <= letter <= "Z") or number > _MOST_COLUMNS:
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Element, book: _Book) -> str:
    number = cell.get("s", "")
    look = int(number) if number.isdecimal() and len(number) < 9 else -1
    said = _shown(cell, book, look)
    if look not in book.crossed and isinstance(said, str):
        return said
    runs = ((said, None),) if isinstance(said, str) else said
    return _uncrossed(runs, look in book.crossed)


def _uncrossed(runs: _Runs, all_of_it: bool) -> str:
    """What is not crossed out; a Crossed where something is."""
    parts: dict[bool, list[str]] = {True: [], False: []}
    for words, crossed in runs:
        parts[all_of_it if crossed is None else crossed].append(words)
    kept, out = (_plain("".join(parts[each])) for each in (False, True))
    return Crossed(kept, out) if out.strip() else kept


def _shown(cell: Element, book: _Book, look: int) -> str | _Runs:
    kind = cell.get("t", "n")
    held = {name_of(each): each for each in cell}
    value = (held["v"].text or "") if "v" in held else ""
    if "f" in held:
        return Computed(value or "=", f"={held['f'].text or ''}")
    if kind == "s":
        if not (value.isdecimal() and len(value) < 9 and int(value) < len(book.shared)):
            raise Unreadable("its list of words is damaged", "save it again, and send that")
        return book.shared[int(value)]
    if kind == "b":  # as it is shown: a tick of a spreadsheet is no number
        return {"1": "TRUE", "0": "FALSE"}.get(value, value)
    if kind == "n" and look in book.days:
        return _day(value, book.epoch)
    return _said(held["is"]) if kind == "inlineStr" and "is" in held else _plain(value)


def _day(value: str, epoch: datetime) -> str:
    """The day, or the day and the time, that a number is shown as; what is none stays as it is."""
    try:
        then = epoch + timedelta(seconds=round(float(value) * 86_400))
    except (ValueError, OverflowError):
        return _plain(value)
    return then.isoformat() if then.time() != epoch.time() else then.date().isoformat()


def _said(element: Element) -> str | _Runs:
    """All runs of a cell, without the reading that stands above East Asian letters."""
    runs: list[tuple[str, bool | None]] = []
    for each in element:
        if name_of(each) == "t":
            runs.append((each.text or "", None))
        elif name_of(each) == "r":
            looks = [_is_crossed(part) for part in each if name_of(part) == "rPr"]
            words = "".join(part.text or "" for part in each if name_of(part) == "t")
            runs.append((words, looks[0] if looks else None))
    return tuple(runs) if len(runs) > 1 or any(crossed for _, crossed in runs) else _plain("".join(w for w, _ in runs))


def _plain(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
    return whole(text).replace("\r\n", "\n")
