"""The page that checks a table: files as programs save them, the limit of the sheet, and what is too big."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from generator.library.slots import MOST_BYTES
from generator.library.worksheet import MOST_CELLS
from tests.browser.conftest import Visit

TABLE = "Village\tWomen\tMen\nA\t24\t19\nB\t12\t3\nC\t17\t9\nD\t21\t14\n"
FILE = "#cells-file"
HIDDEN = "main table:visible td:text-is('hidden')"


@pytest.fixture
def sheet(wide: Visit, host: str) -> Page:
    wide.page.goto(f"{host}en/numbers/small-cells.html")
    return wide.page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_a_file_is_read_as_programs_save_it(sheet: Page, encoding: str, separator: str) -> None:
    content = TABLE.replace("\t", separator).replace("\n", "\r\n").encode(encoding)
    sheet.set_input_files(FILE, {"name": "table.csv", "mimeType": "text/csv", "buffer": content})
    expect(sheet.locator(HIDDEN)).to_have_count(4)


def test_a_file_that_is_too_big_is_not_opened(sheet: Page) -> None:
    buffer = b"a,b\n" * (MOST_BYTES // 4 + 1)
    sheet.set_input_files(FILE, {"name": "table.csv", "mimeType": "text/csv", "buffer": buffer})
    expect(sheet.locator("#cells-status")).to_contain_text("can’t be opened")
    assert sheet.input_value("#cells-table") == ""


def test_the_page_keeps_to_the_limits_of_the_sheet(sheet: Page) -> None:
    """Those that the worksheet names, and the number of cells that the program checks."""
    check = sheet.get_by_role("button", name="Check the table")
    sheet.fill("#cells-table", TABLE)
    sheet.fill("#number-limit", "2")
    check.click()
    expect(sheet.locator("#cells-status")).to_contain_text("from 3 to 1000")
    sheet.fill("#number-limit", "10")
    sheet.fill("#cells-table", "\n".join(["v,a,b", *(["x,1,2"] * MOST_CELLS)]))
    check.click()
    expect(sheet.locator("#cells-status")).to_contain_text(f"more than {MOST_CELLS} numbers")
