"""A workbook (.xlsx, .ods) that comes back: a scoring sheet with levels chosen, or an export of what phones sent.

A formula is never worked out. In a scoring sheet, what the spreadsheet had last made of it is read, and marked as such.
In an export nobody computes: an answer that begins with an equals sign is what was typed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from generator.blocks.survey import PAPER
from generator.load.cell_places import column
from generator.load.returned.base import Returned, Unreadable
from generator.load.returned.container import Container
from generator.load.returned.office import CLEAN, refuse_active
from generator.load.returned.phone import sent_forms
from generator.load.sheet_cells import Computed, Crossed, Line, Unseen
from generator.load.spreadsheet import Spreadsheet

MOST_LINES, MOST_LETTERS = 3_000, 1_000_000
"""What a scoring sheet may hold; ours have 40 lines and 8,000 letters."""
OPEN = ".ods"
"""How the name of a workbook of LibreOffice's kind ends."""
MOST_SHEETS = 20
"""How many sheets a workbook may have; an export has one for each table of its paper."""
_NAMES = {"_index": "KEY", "_parent_index": "PARENT_KEY"}
"""How KoBo heads the columns that join a row of a table to its form, and what the same are called in a file of ODK."""


_OWN = {*_NAMES, *_NAMES.values(), "_parent_table_name"}
UNSEEN = "(where nobody sees it)"


def read_workbook(content: bytes, ending: str = "") -> list[Returned]:
    """The rows of the sheets, or each form of an export; Unreadable for what holds programs or leads elsewhere."""
    held = Container(content)
    refuse_active(held)
    book = Spreadsheet(held, as_seen=True)
    if ending and book.is_open != (ending == OPEN):
        kind = f"a workbook of LibreOffice ({OPEN})" if book.is_open else "none of LibreOffice"
        raise Unreadable(f"its name ends in {ending}, and it is {kind}", "give it the ending of what it is")
    if book.fetches:
        raise Unreadable(f"it runs or fetches something ({book.fetches})", CLEAN)
    sheets = []
    for _, lines in book.sheets:
        sheets.append(lines)
        if len(sheets) > MOST_SHEETS:
            raise Unreadable(f"it has more than {MOST_SHEETS} sheets", "send those that were filled in")
    exported = [_table(lines) for lines in sheets if _heads(lines)]
    if exported:
        beside = [_table(lines) for lines in sheets if not _heads(lines)]
        sent = [each for table in exported for each in sent_forms(table, beside)]
        notes = tuple(note for lines in sheets for note in (*_crossed_out(lines), *_unseen(lines)))
        return [Returned(sent=each, notes=() if number else notes) for number, each in enumerate(sent)]
    rows = tuple(tuple(cells) for lines in sheets for _, cells in lines)
    if len(rows) > MOST_LINES or sum(len(cell) for row in rows for cell in row) > MOST_LETTERS:
        raise Unreadable("it holds far more than a scoring sheet", "look whether it is the right file")
    title = next((cell for row in rows for cell in row if cell), "")
    notes = (
        *(f"{cell}: {words}" for cell, words in book.comments()),
        *(note for lines in sheets for note in _crossed_out(lines)),
    )
    return [Returned(title=title, rows=rows, notes=notes)]


def _unseen(lines: Sequence[Line]) -> Iterator[str]:
    """The answers of an export that nobody sees in it; its heads, and what joins its rows, are no answers."""
    own = _own_columns(lines)
    for number, cells in lines[1:]:
        for at, cell in enumerate(cells):
            if isinstance(cell, Unseen) and at not in own:
                yield f"{column(at)}{number}: {cell} {UNSEEN}"


def _own_columns(lines: Sequence[Line]) -> set[int]:
    """The columns that say what a row is, whether anybody sees them or not."""
    heads = lines[0][1] if lines else ()
    return {at for at, head in enumerate(heads) if head in _OWN or head.rpartition("/")[2] == PAPER}


def _crossed_out(lines: Iterable[Line]) -> Iterator[str]:
    """What somebody has taken back counts as if it were not there, and is said."""
    for number, cells in lines:
        for at, cell in enumerate(cells):
            if isinstance(cell, Crossed):
                yield f"{column(at)}{number}, crossed out: {cell.out}"


def _heads(lines: Sequence[Line]) -> bool:
    """Whether a column of the sheet says of which paper each form is."""
    return any(cell.rpartition("/")[2] == PAPER for _, cells in lines[:1] for cell in cells)


def _table(lines: Sequence[Line]) -> bytes:
    out = io.StringIO()
    write = csv.writer(out)
    own = _own_columns(lines)
    for number, (_, cells) in enumerate(lines):
        kept = ["" if isinstance(each, Unseen) and number and at not in own else each for at, each in enumerate(cells)]
        words = [cell.formula if isinstance(cell, Computed) else cell for cell in kept]
        write.writerow([_NAMES.get(word, word) for word in words] if number == 0 else words)
    return out.getvalue().encode()
