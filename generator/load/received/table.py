"""Rows of a table, wherever a spreadsheet has put its columns, and CSV as any country's spreadsheet saves it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.catalog.entries import FORMULA_LEADS
from generator.catalog.received import Row
from generator.diagnostics import Diagnostic, Position, Severity, counted
from generator.load.cell_places import column
from generator.load.returned.base import Unreadable
from generator.load.sheet_cells import Computed, Crossed, Line

_NAMES = {
    "key": ("key", "context", "msgctxt", "id"),
    "source": ("text", "source", "english", "en", "msgid"),
    "checked": ("checked",),
    "fingerprint": ("fingerprint",),
    "fuzzy": ("fuzzy",),
    "language": ("language",),
}
"""How the columns are headed in our tables, and in those of translation programs; the first that is there counts."""
_TRANSLATION = ("translation", "target", "msgstr")
_UNREAD = frozenset(
    {"state", "place", "longest", "note", "why", "help", "was", "from", "location", "developer_comments"}
)
"""Columns that say something to a translator; what a translator says stands elsewhere."""
_MOST_BEFORE = 20
"""How many lines somebody may have put above the heads of the columns."""
_TICKS = frozenset({"x", "✓", "✔", "☑", "☒", "1", "yes", "true"})
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def is_tick(cell: str) -> bool:
    """True for a cell with a cross or a tick."""
    return cell.strip().casefold() in _TICKS


def csv_rows(path: Path, text: str, tags: Collection[str]) -> Iterator[Row | Diagnostic]:
    """The rows of a table with commas, semicolons or tabs; Unreadable for what is none."""
    told = _SEPARATOR.fullmatch(text.partition("\n")[0])
    separator = told[1] if told else _separator(text, tags)
    return rows_of(path, _lines(text.partition("\n")[2] if told else text, separator, 2 if told else 1), tags)


def _separator(text: str, tags: Collection[str]) -> str:
    """The sign that parts the heads of the columns."""
    lines = text[:20_000].splitlines()[:_MOST_BEFORE]
    for line in lines:
        for sign in ",;\t|":
            if _heads([cell.strip('" \r\n') for cell in line.split(sign)], tags):
                return sign
    return max(",;\t", key="".join(lines[:1]).count)


def _lines(text: str, separator: str, number: int) -> Iterator[Line]:
    before = number - 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    limit = csv.field_size_limit(len(text) + 1)  # one endless cell is refused by itself, and not the whole table
    try:
        for cells in reader:
            yield number, cells
            number = before + reader.line_num + 1
    except csv.Error as error:
        message = f"it is no table: from line {number} on, a quote is not closed or stands alone ({error})"
        raise Unreadable(message, "write a quote inside a cell twice, or save the table as .xlsx") from error
    finally:
        csv.field_size_limit(limit)


def rows_of(path: Path, lines: Iterable[Line], tags: Collection[str], sheet: str = "") -> Iterator[Row | Diagnostic]:
    """What stands below the heads of the columns; Unreadable where no line holds them."""
    lines = iter(lines)
    for (_, cells), _ in zip(lines, range(_MOST_BEFORE), strict=False):
        if heads := _heads(cells, tags):
            return _rows(path, lines, heads, cells, sheet)
    message = "it has no columns 'key' and 'translation'"
    raise Unreadable(message, "put the heads of the columns back as they were sent")


def _heads(cells: Sequence[str], tags: Collection[str]) -> Mapping[str, int]:
    """The number of each column by what it holds; a translation's begins with `translation` and may say its language.

    None where no column names texts, or none can hold a translation.
    """
    names = _names(cells)
    found = {what: names.index(next(name for name in known if name in names))
             for what, known in _NAMES.items() if set(known) & set(names)}  # fmt: skip
    by_tag = {tag.casefold(): tag for tag in tags}
    for number, (cell, name) in enumerate(zip(cells, names, strict=True)):
        if name in _TRANSLATION:
            told = (*cell.casefold().split(), "")[1].strip("()[]:")
            found[f"in {by_tag.get(told, '')}"] = number
        elif name in by_tag:
            found[f"in {by_tag[name]}"] = number
    translated = any(each.startswith("in ") for each in found)
    return found if translated and found.keys() & {"key", "source"} else {}


def _names(cells: Sequence[str]) -> list[str]:
    return [cell.split()[0].casefold().rstrip(":") if cell.split() else "" for cell in cells]


def _rows(
    path: Path, lines: Iterable[Line], heads: Mapping[str, int], first: Sequence[str], sheet: str
) -> Iterator[Row | Diagnostic]:
    width = len(first)
    ours = {*heads.values(), *(number for number, name in enumerate(_names(first)) if name in _UNREAD)}
    beside: list[tuple[int, int, str]] = []
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        inside = cells if isinstance(cells, tuple) else cells[:width]  # what runs over a line of text is wrong with it
        beside += [(number, at, cell) for at, cell in enumerate(inside) if at not in ours and cell.strip()]

        def held(what: str, cells: Sequence[str] = cells) -> str:
            at = heads.get(what)
            return _unquoted(cells[at]) if at is not None and at < len(cells) else ""

        for what, at in heads.items():
            if not what.startswith("in "):
                continue
            text, (position, place) = held(what), _cell(path, number, at, sheet)
            wrong = _wrong(cells, at, width)
            if wrong:
                yield Diagnostic("RECEIVE002", f"{held('key')[:120]}: {place}: {wrong[0]}", position, wrong[1])
                continue
            yield Row(
                held("key").strip(),
                text,
                position,
                held("source") if "source" in heads else None,
                what[3:] or held("language").strip(),
                place,
                is_tick(held("checked")),
                is_tick(held("fuzzy")),
                held("fingerprint").strip().removeprefix("#"),
                english_at=_cell(path, number, heads["source"], sheet) if "source" in heads else None,
            )
    if beside:
        yield _unread(path, beside, sheet)


def _unread(path: Path, beside: Sequence[tuple[int, int, str]], sheet: str) -> Diagnostic:
    """What somebody wrote into columns of their own is named, since it belongs to no text."""
    number, at, words = beside[0]
    more = f", and in {counted(len(beside) - 1, 'other cell')}" if len(beside) > 1 else ""
    position, where = _cell(path, number, at, sheet)
    return unread(position, f"“{' '.join(words.split())[:100]}” in {where}{more}")


def _cell(path: Path, number: int, at: int, sheet: str) -> tuple[Position, str]:
    """Where a cell stands, and what a person calls it."""
    return Position(path, number, at + 1), f"cell {column(at)}{number}" + (f" of '{sheet}'" if sheet else "")


def unread(position: Position, what: str) -> Diagnostic:
    """What somebody has written where no translation stands, and that it is left there."""
    help = "read it, and put words that belong to a text under 'translation'"
    return Diagnostic("RECEIVE003", f"nothing is done with {what}", position, help, Severity.WARNING)


def _wrong(cells: Sequence[str], at: int, width: int) -> tuple[str, str] | None:
    """Why the line can't be trusted, and what to do."""
    if any(cell.strip() for cell in cells[width:]) and not isinstance(cells, tuple):
        message = f"the line has {counted(len(cells), 'cell')}, and the table {counted(width, 'column')}"
        return message, "put the translation between double quotes, or save the table as .xlsx"
    if at < len(cells) and isinstance(cells[at], Computed):
        return "a formula stands there, not words", "write the words themselves"
    if at < len(cells) and isinstance(cells[at], Crossed) and not cells[at].strip():
        return "its words are crossed out", "empty the cell, or write there what shall stand"
    return None


def _unquoted(cell: str) -> str:
    """The cell without the quote that kept a spreadsheet from calculating with it."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_LEADS) else cell
