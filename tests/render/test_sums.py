"""Fractions are added alike by every version of Python: the same sources give the same bytes on each.

Since Python 3.12 `sum` adds fractions more exactly. Where a width decides in which part of a table a row stands, that
moves the row.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest

from generator.compose.papers import alone, side_by_side
from generator.editions import Editions
from generator.library.worksheet import reckoned
from generator.render.formats import maker_of
from tests.conftest import ROOT, some


@cache
def editions() -> Editions:
    return Editions(ROOT)


def whole(values: Iterable[Any], start: Any = 0) -> Any:
    """`sum`, but for whole numbers and what is no number."""
    held = list(values)
    assert not any(isinstance(each, float) for each in held), "use math.fsum for fractions"
    return builtins.sum(held, start)


@pytest.fixture
def whole_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = editions().source.usable.documents[0].id
    maker_of("a4-print.pdf").render(
        alone(editions().source.usable, sheet), "a4-print.pdf"
    )  # what prints is loaded late
    for name, module in list(sys.modules.items()):
        if name.startswith("generator."):
            monkeypatch.setattr(module, "sum", whole, raising=False)


PAPERS = ["sign-in-sheet", "field-log", "community-consent", "partnership-agreement", "quality-statement", "design"]


@pytest.mark.usefixtures("whole_sums")
@pytest.mark.parametrize("id", some(PAPERS))
def test_no_paper_is_set_by_a_sum_of_fractions(id: str) -> None:
    source = editions().source.usable
    french = editions().edition(next(each for each in editions().languages() if each.tag == "fr")).library
    assert maker_of("a4-print.pdf").render(side_by_side(french, source, source, id), "a4-print.pdf")


@pytest.mark.usefixtures("whole_sums")
def test_rows_are_added_as_the_script_adds_them() -> None:
    """One after the other: a tenth ten times is a little less than one there, too."""
    sheet = next(each for each in editions().source.usable.worksheets if each.rows and each.rows.quantities)
    assert sheet.rows is not None
    column = sheet.rows.quantities[0].id
    given = {f"{each.id}.{row}": 0.1 for each in sheet.rows.quantities for row in range(1, 4)}
    assert reckoned(sheet, given)[f"sum:{column}"] == 0.1 + 0.1 + 0.1
