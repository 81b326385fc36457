"""A workbook (.xlsx) that comes back: a scoring sheet in which levels were chosen, or an export of what phones sent.

A formula is never worked out. In a scoring sheet, what the spreadsheet had last made of it is read, and marked as such.
In an export nobody computes: an answer that begins with an equals sign is what was typed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from generator.blocks.survey import PAPER
from generator.load.cell_places import column
from generator.load.returned.base import Returned, Unreadable
from generator.load.returned.container import Container
from generator.load.returned.office import refuse_active
from generator.load.returned.phone import sent_forms
from generator.load.returned.xml import name_of, parsed
from generator.load.sheets import Computed, Crossed, Line, Unseen, sheets_of

MOST_LINES, MOST_LETTERS = 3_000, 1_000_000
"""What a scoring sheet may hold; ours have 40 lines and 8,000 letters."""
MOST_SHEETS = 20
"""How many sheets a workbook may have; an export has one for each table of its paper."""
_COMMENTS = re.compile(r"xl/(comments|threadedComments)[/A-Za-z0-9]*\.xml")
_NAMES = {"_index": "KEY", "_parent_index": "PARENT_KEY"}
"""How KoBo heads the columns that join a row of a table to its form, and what the same are called in a file of ODK."""


_OWN = {*_NAMES, *_NAMES.values(), "_parent_table_name"}
UNSEEN = "(where nobody sees it)"


def read_workbook(content: bytes) -> list[Returned]:
    """The rows of the sheets, or each form of an export; Unreadable for what holds programs or leads elsewhere."""
    held = Container(content)
    refuse_active(held)
    sheets = []
    for _, lines in sheets_of(held, as_seen=True):
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
    notes = (*_notes(held), *(note for lines in sheets for note in _crossed_out(lines)))
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


def _notes(held: Container) -> Iterator[str]:
    """What somebody said of a cell, beside what stands in it."""
    for name in sorted(filter(_COMMENTS.fullmatch, held.names)):
        for each in parsed(held.read(name), name).iter():
            if name_of(each) in ("comment", "threadedComment"):
                words = "".join(part.text or "" for part in each.iter() if name_of(part) in ("t", "text")).strip()
                yield f"{each.get('ref', '')}: {words}"


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
