"""The sheets of an OpenDocument workbook (.ods), as LibreOffice saves them, as lines of cells.

What holds for a workbook of Excel holds here: only words are read, no formula is worked out, nothing that the file
names is opened. A cell or a row that says how often it stands there, stands no oftener than anybody types it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from generator.load.cell_places import column
from generator.load.open_looks import Look, OpenCondition, OpenLooks, is_crossed, is_low, is_narrow, is_unseen, over
from generator.load.received.letters import whole
from generator.load.returned.base import Unreadable
from generator.load.returned.container import Container
from generator.load.returned.xml import name_of, parsed, value_of
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

CONTENT = "content.xml"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_CHART = "application/vnd.oasis.opendocument.chart"
_MOST_REPEATS = 10_000
"""How many lines of a sheet may be said to be the same as one before them."""
_MOST_SPACES = 1_000
_CELLS = ("table-cell", "covered-table-cell")
_HIDDEN = ("collapse", "filter")
_FETCHES = frozenset({
    "event-listener", "dde-source", "dde-link", "table-source", "cell-range-source", "database-source-sql",
    "database-source-table", "database-source-query", "object-ole", "plugin", "applet", "floating-frame",
})  # fmt: skip
"""What runs, brings in something from elsewhere, or holds another document."""
_SILENT = frozenset({"annotation", "ruby-text", "note", "tracked-changes"})
"""What stands among the words of a cell and is none of them."""


def is_open(book: Container) -> bool:
    """Whether it is a workbook of this kind."""
    return book.read("mimetype").startswith(_KIND)


@dataclass(slots=True)
class OpenBook:
    """What stands in a file: the lines of each sheet by its name, what is said of cells, and what it would fetch."""

    sheets: list[tuple[str, list[Line]]] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)
    fetches: str = ""


def open_book(book: Container, most: int | None, *, as_seen: bool) -> OpenBook:
    """The whole file; Unreadable for a locked one, or one that is larger than any of ours."""
    charts = _charts(book)
    looks = OpenLooks()
    if styles := book.read("styles.xml"):
        for each in parsed(styles, "styles.xml").iter():
            looks.note(each)
    found = OpenBook()
    sheet = _Sheet(looks, as_seen)

    def closed(element: Element) -> None:
        nonlocal sheet
        kind = name_of(element)
        if kind == "table-row":
            sheet.row(element)
            element.clear()
        elif kind == "table":
            found.sheets.append((value_of(element, "name"), sheet.lines_of(element)))
            found.comments += sheet.comments
            sheet = _Sheet(looks, as_seen)
            element.clear()
        elif kind == "table-column":
            sheet.column(element)
        elif kind == "conditional-format":
            sheet.conditional += looks.conditions_in(element)
        elif _is_fetched(element, charts):
            found.fetches = found.fetches or kind
        else:
            looks.note(element)

    parsed(book.read(CONTENT), CONTENT, closed=closed, most=most)
    return found


def _charts(book: Container) -> frozenset[str]:
    """The charts that stand in the file: our scoring sheet has one. Unreadable for a locked file."""
    held = book.read("META-INF/manifest.xml")
    parts = list(parsed(held, "META-INF/manifest.xml").iter()) if held else []
    if any(name_of(each) == "encryption-data" for each in parts):
        raise Unreadable("it is locked with a password", "save it without a password")
    return frozenset(
        value_of(each, "full-path").strip("./") for each in parts if value_of(each, "media-type") == _CHART
    )


def _is_fetched(element: Element, charts: frozenset[str]) -> bool:
    kind, address = name_of(element), value_of(element, "href")
    if kind == "object":
        return address.removeprefix("./") not in charts
    return kind in _FETCHES or (kind == "image" and "://" in address)


@dataclass(frozen=True, slots=True)
class _Run:
    words: str
    look: Look


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as it stands in the file: its words may still turn out to be unseen."""

    said: str
    value: str
    words: bool
    looks: tuple[Look, ...]
    style: str
    unseen: bool


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read: its conditions stand behind its rows."""

    looks: OpenLooks
    as_seen: bool
    number: int = 1
    width: int = 0
    repeats: int = 0
    count: int = 0
    hidden: set[int] = field(default_factory=set)
    styles: list[tuple[int, str]] = field(default_factory=list)
    """The style that cells have from each column on, where they name none."""
    rows: list[tuple[int, int, tuple[_Cell | None, ...]]] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)
    conditional: list[OpenCondition] = field(default_factory=list)

    def column(self, element: Element) -> None:
        """Notes one column, or many that are alike."""
        last = self.width + _times(element, "number-columns-repeated")
        narrow = is_narrow(self.looks.of("table-column", value_of(element, "style-name")))
        if value_of(element, "visibility") in _HIDDEN or narrow:
            self.hidden.update(range(self.width, min(last, MOST_COLUMNS)))
        self.styles.append((self.width, value_of(element, "default-cell-style-name")))
        self.width = last

    def row(self, row: Element) -> None:
        """Keeps a row in which something stands, as often as it does."""
        times = _times(row, "number-rows-repeated")
        low = is_low(self.looks.of("table-row", value_of(row, "style-name")))
        cells = tuple(self._cells(row, hidden=low or value_of(row, "visibility") in _HIDDEN))
        if cells:
            self.repeats += times - 1
            self.count += times * len(cells)
            if self.repeats > _MOST_REPEATS or self.count > MOST_CELLS:
                raise Unreadable("a sheet of it repeats its rows or cells without end", "copy what counts to a new one")
            self.rows.append((self.number, times, cells))
        self.number += times

    def _cells(self, row: Element, *, hidden: bool) -> list[_Cell | None]:
        cells: list[_Cell | None] = []
        at = 0
        usual = value_of(row, "default-cell-style-name")
        for each in (each for each in row if name_of(each) in _CELLS):
            times = _times(each, "number-columns-repeated")
            style = value_of(each, "style-name") or usual or self._usual(at)
            self.comments += ((f"{column(at)}{self.number}", words) for words in _annotations(each))
            cell = self._cell(each, style, hidden=hidden or name_of(each) != _CELLS[0])
            if cell.said or isinstance(cell.said, Crossed):
                refuse_wide(at + times)
                cells += [None] * (at - len(cells))
                cells += [cell] * times
            at += times
        return cells

    def _usual(self, at: int) -> str:
        return next((style for first, style in reversed(self.styles) if first <= at), "")

    def _cell(self, element: Element, style: str, *, hidden: bool) -> _Cell:
        look = self.looks.of("table-cell", style)
        runs = tuple(self._runs(element, look))
        shown = whole("".join(each.words for each in runs))
        said, value, words = _meant(element, shown)
        unseen = hidden or (said.strip() != "" and not self.looks.shows(look, value, words=words))
        if not unseen and not words and not any(letter.isdigit() for letter in shown):
            said = shown
        if value_of(element, "formula"):
            formula = f"={value_of(element, 'formula').partition('=')[2]}"
            return _Cell(Computed(said or "=", formula), value, words, (look,), style, unseen)
        if any(is_crossed(each.look) for each in runs if each.words.strip()):
            kept, out = ("".join(each.words for each in runs if is_crossed(each.look) is on) for on in (False, True))
            return _Cell(Crossed(whole(kept), whole(out)), value, words, (), style, unseen)
        seen = tuple({id(each.look): each.look for each in runs if each.words.strip()}.values()) or (look,)
        return _Cell(said, value, words, seen, style, unseen)

    def _runs(self, element: Element, look: Look) -> Iterator[_Run]:
        """The words of all paragraphs of a cell, with how they look."""
        first = True
        for each in element:
            if name_of(each) == "p":
                if not first:
                    yield _Run("\n", look)
                first = False
                yield from self._words(each, self._inner(each, "paragraph", look))

    def _words(self, element: Element, look: Look) -> Iterator[_Run]:
        yield _Run(element.text or "", look)
        for each in element:
            match name_of(each):
                case "s":
                    yield _Run(" " * min(_times(each, "c"), _MOST_SPACES), look)
                case "tab":
                    yield _Run("\t", look)
                case "line-break":
                    yield _Run("\n", look)
                case name if name not in _SILENT:
                    yield from self._words(each, self._inner(each, "text", look))
            yield _Run(each.tail or "", look)

    def _inner(self, element: Element, family: str, look: Look) -> Look:
        style = value_of(element, "style-name")
        return over(look, self.looks.of(family, style)) if style else look

    def lines_of(self, table: Element) -> list[Line]:
        """The lines, now that all is known that changes how they look."""
        refuse_conditions(len(self.conditional))
        look = self.looks.of("table", value_of(table, "style-name"))
        hidden = look.get("display") == "false"
        found: list[Line] = []
        for number, times, cells in self.rows:
            # A tuple: its cells can't have run over the edge of the table, as those of a line of text can.
            for more in range(times):
                line = tuple(self._said(cell, number + more, at, hidden) for at, cell in enumerate(cells))
                found.append((number + more, line))
        return found

    def _said(self, cell: _Cell | None, number: int, at: int, hidden: bool) -> str:
        if cell is None:
            return ""
        if not self.as_seen or isinstance(cell.said, Crossed) or not cell.said.strip():
            return cell.said
        unseen = hidden or cell.unseen or at in self.hidden or any(map(is_unseen, cell.looks))
        return Unseen(cell.said) if unseen or self._is_hidden(cell, number, at) else cell.said

    def _is_hidden(self, cell: _Cell, number: int, at: int) -> bool:
        """Whether a condition may hide what the cell says."""
        return any(
            each.when.may_hold(number, at, cell.value, words=cell.words)
            and (
                not cell.words
                if each.look is None
                else any(is_unseen(over(look, each.look)) for look in cell.looks)
                or not self.looks.shows(each.look, cell.value, words=cell.words)
            )
            for each in (*self.conditional, *self.looks.conditions_of(cell.style))
        )


def _times(element: Element, name: str) -> int:
    said = value_of(element, name)
    return max(1, int(said[:9])) if said.isdecimal() else 1


def _meant(element: Element, shown: str) -> tuple[str, str, bool]:
    """What a cell says, its value, and whether that is words: what it shows may be rounded, or nothing."""
    kind = value_of(element, "value-type")
    if kind == "boolean":  # as it is shown: a tick of a spreadsheet is no number
        said = value_of(element, "boolean-value").upper()
        return said, said, True
    if kind == "date":
        return value_of(element, "date-value") or shown, shown, True
    value = value_of(element, "value")
    if kind in ("float", "percentage", "currency") and value:
        return value, value, False
    # Not by `value_of`: an empty one says that the cell shows more than it holds.
    held = next((said for name, said in element.attrib.items() if name.endswith("}string-value")), shown)
    return whole(held), held, True


def _annotations(element: Element) -> Iterator[str]:
    for each in (each for each in element if name_of(each) == "annotation"):
        words = ("".join(part.itertext()) for part in each.iter() if name_of(part) == "p")
        yield " ".join(" ".join(words).split())
