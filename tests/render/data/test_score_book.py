"""The scoring sheet as a workbook, read back."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import cycle
from math import ceil
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.blocks.scoring import ScoreSheet
from generator.compose.data.scoring import score_sheet
from generator.render.data.score_book import score_book
from tests import attacks
from tests.conftest import ROOT, opened


@pytest.fixture(scope="module")
def sheets() -> dict[str, ScoreSheet]:
    editions = opened(ROOT)
    source = editions.source.usable
    return {each.tag: score_sheet(editions.edition(each).library, source) for each in editions.languages()}


def sheet_of(sheet: ScoreSheet) -> Worksheet:
    (page,) = load_workbook(io.BytesIO(score_book(sheet))).worksheets
    return page


def test_each_criterion_takes_one_of_the_levels_and_a_chart_draws_them(sheets: dict[str, ScoreSheet]) -> None:
    for tag, sheet in sheets.items():
        page = sheet_of(sheet)
        assert bool(page.sheet_view.rightToLeft) == (sheet.language.direction == "rtl"), tag
        (rule,) = page.data_validations.dataValidation
        assert rule.formula1 == '"0,1,2,3"'
        (chosen,) = rule.sqref.ranges
        assert chosen.max_row - chosen.min_row + 1 == len(sheet.criteria) == 15
        names = [page.cell(row, 1).value for row in range(chosen.min_row, chosen.max_row + 1)]
        assert names == [each.name for each in sheet.criteria]
        archive = ZipFile(io.BytesIO(score_book(sheet)))
        chart = archive.read("xl/charts/chart1.xml").decode()
        assert f"$E${chosen.min_row}:$E${chosen.max_row}" in chart
        assert f"$A${chosen.min_row}:$A${chosen.max_row}" in chart


def test_a_row_is_as_high_as_its_words_need(sheets: dict[str, ScoreSheet]) -> None:
    """LibreOffice leaves a row as high as the file says, and writes words over those of the next one."""
    for tag, sheet in sheets.items():
        page = sheet_of(sheet)
        (rule,) = page.data_validations.dataValidation
        (chosen,) = rule.sqref.ranges
        for row in range(chosen.min_row - 1, chosen.max_row + 1):
            for column, width in ((1, 28), (2, 48), (3, 48), (6, 14), (7, 14), (8, 14)):
                lines = len(str(page.cell(row, column).value or "")) / width
                assert (page.row_dimensions[row].height or 0) >= 15 * ceil(lines), (tag, row, column)


def test_an_unchecked_translation_stands_beside_english(sheets: dict[str, ScoreSheet]) -> None:
    english = {each.question for each in sheets["en"].criteria}
    assert not sheets["en"].warning
    for tag in ("fr", "ar"):
        assert sheets[tag].warning
        assert {each.original for each in sheets[tag].criteria} == english


def test_hostile_words_stay_words(sheets: dict[str, ScoreSheet]) -> None:
    words = cycle(attacks.texts())
    for _ in range(40):
        sheet = replace(
            sheets["en"],
            title=next(words),
            profile=next(words),
            levels=tuple(next(words) for _ in sheets["en"].levels),
            criteria=tuple(replace(each, name=next(words), question=next(words)) for each in sheets["en"].criteria),
        )
        page = sheet_of(sheet)
        assert all(cell.data_type in ("s", "n") and cell.hyperlink is None for row in page for cell in row)


def test_the_same_sheet_gives_the_same_bytes(sheets: dict[str, ScoreSheet]) -> None:
    assert score_book(sheets["ar"]) == score_book(sheets["ar"])
