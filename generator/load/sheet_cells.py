"""What stands in the cells of a sheet, of whatever program: words, and what is not plainly written there."""

from __future__ import annotations

from collections.abc import Sequence

from generator.load.returned.base import Unreadable

Line = tuple[int, Sequence[str]]
"""A line of a table: its number, and what stands in its cells."""
MOST_COLUMNS = 1_000
"""An export has a column for each question and each choice: our widest form has 180."""
MOST_CELLS = 2_000_000
"""How many a sheet may have, with the empty ones before others: 10,000 forms with every question and choice."""
_MOST_CONDITIONS = 1_000
"""On so many the looks of a sheet may hang."""


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


class Unseen(str):
    """A cell of which no reader of the sheet sees the words: it is hidden, or looks like the paper."""


def refuse_wide(columns: int) -> None:
    """Unreadable for a line with more columns than a sheet may have."""
    if columns > MOST_COLUMNS:
        raise Unreadable(f"it has more than {MOST_COLUMNS} columns", "send those that were filled in")


def refuse_conditions(number: int) -> None:
    """Unreadable where the looks of a sheet hang on more conditions than they may."""
    if number > _MOST_CONDITIONS:
        raise Unreadable(f"its looks hang on more than {_MOST_CONDITIONS} conditions", "take those away, and send that")
