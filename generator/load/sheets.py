"""The sheets of a workbook (.xlsx) from outside, ours or as another program has saved it, as lines of cells.

Only words are read. No formula is worked out, nothing that the file names is opened, and hidden rows and columns are
read like all others; who has to know what nobody sees, asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from generator.load.cell_looks import CellLooks, ConditionalLook, conditional_looks, is_unseen
from generator.load.cell_places import column_number
from generator.load.received.letters import whole
from generator.load.returned.base import Unreadable
from generator.load.returned.container import Container
from generator.load.returned.xml import MOST_ELEMENTS, name_of, parsed, value_of
from generator.load.sheet_cells import (
    MOST_CELLS,
    MOST_COLUMNS,
    Computed,
    Crossed,
    Line,
    Unseen,
    refuse_conditions,
    refuse_wide,
)

_BOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONDITIONAL = "conditionalFormatting"
_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""The numbers of those formats of a day or a time that a workbook need not describe."""
_UNREAD = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What stands in a format and is shown as it is, or is a colour or a condition."""


_NARROWEST, _LOWEST = 0.5, 5.0
"""The least width of a column, in letters, and the least height of a row, in points, in which words can be read."""
_Runs = tuple[tuple[str, bool | None, bool], ...]
"""Words with looks of their own: whether they are crossed out, None where they look as their cell does; and unseen."""


@dataclass(slots=True)
class _Book:
    """What cells only point to: words that several share, and what a look does to a cell."""

    shared: list[str | _Runs] = field(default_factory=list)
    days: frozenset[int] = frozenset()
    """The looks that show a number as a day."""
    crossed: frozenset[int] = frozenset()
    """The looks that cross out what stands there."""
    looks: CellLooks | None = None
    """The looks, where it is asked what nobody sees."""
    epoch: datetime = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zone of time


def sheets_of(
    book: Container, most: int | None = MOST_ELEMENTS, *, as_seen: bool = False
) -> Iterator[tuple[str, list[Line]]]:
    """The name of each sheet with its lines; Unreadable for no workbook, and for one with more cells than `most`.

    Where it is asked for `as_seen`, a cell that nobody sees is an Unseen.
    """
    if _BOOK not in book.names:
        raise Unreadable("it is not a workbook (.xlsx)", "unpack it, or save it as .xlsx, and send that")
    held = _Book()
    held.days, held.crossed = _looks(book)
    held.looks = CellLooks(_tree(book, "xl/styles.xml")) if as_seen else None
    about = _tree(book, _BOOK)
    if any(each.get("date1904", "") in ("1", "true") for each in about.iter()):
        held.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
    shared = "xl/sharedStrings.xml"
    _each(book.read(shared), shared, "si", lambda string: held.shared.append(_said(string)), most)
    sheets = list(_sheets(book, about))
    if len({part for _, part, _ in sheets}) < len(sheets):
        raise Unreadable("two of its sheets are one", "save it again, and send that")
    for name, part, hidden in sheets:
        yield name, _lines(book, part, held, most, hidden)


def _tree(book: Container, part: str) -> Element:
    held = book.read(part)
    return parsed(held, part) if held else Element("nothing")


def _sheets(book: Container, about: Element) -> Iterator[tuple[str, str, bool]]:
    """The name of each sheet with the part that holds it, and whether it is hidden."""
    links = {each.get("Id", ""): each.get("Target", "") for each in _tree(book, "xl/_rels/workbook.xml.rels")}
    for each in about.iter():
        if name_of(each) == "sheet":
            link = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
            target = links.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield each.get("name", ""), part, each.get("state", "visible") != "visible"


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


def _each(
    held: bytes,
    part: str,
    wanted: str,
    take: Callable[[Element], object],
    most: int | None,
    beside: Callable[[Element], object] = lambda _: None,
) -> None:
    """Every element of the name is taken, and then forgotten; each other one is shown to `beside`."""

    def closed(element: Element) -> None:
        if name_of(element) == wanted:
            take(element)
            element.clear()
        else:
            beside(element)

    if held:
        parsed(held, part, closed=closed, most=most)


@dataclass(slots=True)
class _Hidden:
    """What of a sheet nobody sees: all of it, some columns, or cells while a condition holds."""

    all: bool
    columns: set[int] = field(default_factory=set)
    conditional: list[ConditionalLook] = field(default_factory=list)

    def note(self, element: Element) -> None:
        """Notes what is said of columns, or of all rows, before the first row."""
        if name_of(element) == "sheetFormatPr":
            self.all |= _is_on(element.get("zeroHeight"))
        elif name_of(element) == "col" and (_is_on(element.get("hidden")) or _below(element.get("width"), _NARROWEST)):
            first, last = (int(said) if said.isdecimal() and len(said) < 9 else 1 for said in _span(element))
            self.columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def row(self, row: Element) -> bool:
        """Whether nobody sees the row."""
        return self.all or _is_on(row.get("hidden")) or _below(row.get("ht"), _LOWEST)


def _span(element: Element) -> tuple[str, str]:
    return element.get("min", ""), element.get("max", "")


def _is_on(said: str | None) -> bool:
    return said in ("1", "true", "on")


def _below(said: str | None, least: float) -> bool:
    return bool(said and re.fullmatch(r"[0-9]{1,6}(\.[0-9]*)?", said)) and float(said or "") < least


def _lines(book: Container, part: str, held: _Book, most: int | None, all_hidden: bool) -> list[Line]:
    found: list[Line] = []
    cells_of_all = 0
    content = book.read(part)
    hidden = _Hidden(all_hidden, conditional=_conditional(content, part, most) if held.looks else [])

    def take(row: Element) -> None:
        nonlocal cells_of_all
        said = row.get("r", "")
        number = int(said) if said.isdecimal() and len(said) < 9 else (found[-1][0] if found else 0) + 1
        # A tuple: its cells can't have run over the edge of the table, as those of a line of text can.
        if cells := tuple(_cells(row, number, held, hidden)):
            found.append((number, cells))
            cells_of_all += len(cells)
            if cells_of_all > MOST_CELLS:
                raise Unreadable(f"a sheet of it has more than {MOST_CELLS:,} cells", "send it in several files")

    _each(content, part, "row", take, most, hidden.note)
    return found


def _conditional(held: bytes, part: str, most: int | None) -> list[ConditionalLook]:
    """What may change the looks of the cells: it stands behind all rows."""
    found: list[ConditionalLook] = []

    def beside(element: Element) -> None:
        if name_of(element) == _CONDITIONAL:
            found.extend(conditional_looks(element))

    if _CONDITIONAL.encode() in held.replace(b"\0", b""):  # its letters may be of two bytes each
        _each(held, part, "row", lambda _: None, most, beside)
    refuse_conditions(len(found))
    return found


def _cells(row: Element, number: int, held: _Book, hidden: _Hidden) -> list[str]:
    cells: list[str] = []
    row_hidden = hidden.row(row)
    for cell in row:
        at = column_number(cell.get("r", "")) if cell.get("r") else len(cells)
        if at < len(cells):
            raise Unreadable("cells of a row do not stand in the order of columns", "save it again, and send that")
        shown = _shown(cell, held)
        said = _standing(shown, _look(cell) in held.crossed)
        if held.looks and not isinstance(said, Crossed) and said.strip():
            unseen = (
                row_hidden
                or at in hidden.columns
                or _is_hidden(cell, shown, (number, at), held.looks, hidden.conditional)
            )
            said = Unseen(said) if unseen else said
        if said or isinstance(said, Crossed):
            refuse_wide(at + 1)
            cells += [""] * (at - len(cells))
            cells.append(said)
    return cells


def _standing(shown: str | _Runs, all_crossed: bool) -> str:
    """What a cell shows, but for what is crossed out."""
    if isinstance(shown, str) and not all_crossed:
        return shown
    return _uncrossed(((shown, None, False),) if isinstance(shown, str) else shown, all_crossed)


def _look(cell: Element) -> int:
    number = cell.get("s", "")
    return int(number) if number.isdecimal() and len(number) < 9 else 0


def _is_hidden(
    cell: Element,
    shown: str | _Runs,
    place: tuple[int, int],
    looks: CellLooks,
    conditional: Sequence[ConditionalLook],
) -> bool:
    """Whether the look of the cell hides what it shows, or of a part of it, or may do so under a condition."""
    if not isinstance(shown, str) and any(unseen for _, _, unseen in shown):
        return True
    number, look = cell.get("t", "n") == "n", _look(cell)
    value = next((each.text or "" for each in cell if name_of(each) == "v"), "") if number else _words(shown)
    return looks.hide(look, value, words=not number) or any(
        each.when.may_hold(*place, value, words=not number) and looks.hide_under(each, look, value, words=not number)
        for each in conditional
    )


def _words(said: str | _Runs) -> str:
    return said if isinstance(said, str) else "".join(words for words, _, _ in said)


def _uncrossed(runs: _Runs, all_of_it: bool) -> str:
    """What is not crossed out; a Crossed where something is."""
    parts: dict[bool, list[str]] = {True: [], False: []}
    for words, crossed, _ in runs:
        parts[all_of_it if crossed is None else crossed].append(words)
    kept, out = (_plain("".join(parts[each])) for each in (False, True))
    return Crossed(kept, out) if out.strip() else kept


def _shown(cell: Element, book: _Book) -> str | _Runs:
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
    if kind == "n" and _look(cell) in book.days:
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
    runs: list[tuple[str, bool | None, bool]] = []
    for each in element:
        if name_of(each) == "t":
            runs.append((each.text or "", None, False))
        elif name_of(each) == "r":
            looks = [(_is_crossed(part), is_unseen(part)) for part in each if name_of(part) == "rPr"]
            words = "".join(part.text or "" for part in each if name_of(part) == "t")
            runs.append((words, *(looks[0] if looks else (None, False))))
    apart = len(runs) > 1 or any(crossed or unseen for _, crossed, unseen in runs)
    return tuple(runs) if apart else _plain("".join(words for words, _, _ in runs))


def _plain(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
    return whole(text).replace("\r\n", "\n")
