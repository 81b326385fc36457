"""The pages of numbers: tables as programs save them, what may be written where, and what is said of it."""

from __future__ import annotations

import re

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


def test_what_rounding_still_tells_is_shown(sheet: Page) -> None:
    """And nothing is rounded to less than the limit."""
    check = sheet.get_by_role("button", name="Check the table")
    sheet.fill("#cells-table", "v,a,b,c,d,e,f,g,h,i\nw" + ",2" * 9 + "\nx" + ",20" * 9)
    sheet.fill("#number-limit", "3")
    sheet.fill("#number-base", "2")
    sheet.locator("#number-base").blur()
    expect(sheet.locator("#number-base-wrong")).to_contain_text("from 3 to 1,000")
    check.click()
    expect(sheet.locator("h3", has_text="rounded")).to_have_count(0)
    sheet.fill("#number-base", "5")
    check.click()
    expect(sheet.locator("main")).to_contain_text("not safe: 9.")


def test_a_subtotal_is_named(sheet: Page) -> None:
    sheet.fill("#cells-table", "v,w,m\nA,24,19\nB,12,3\nNorth,36,22\nC,30,20")
    sheet.get_by_role("button", name="Check the table").click()
    expect(sheet.locator("#cells-status")).to_contain_text("“North” is the sum of lines beside it")


def test_no_more_answer_than_were_asked(wide: Visit, host: str) -> None:
    """A number may be limited by another, in its own row; the result waits until it fits."""
    page = wide.page
    page.goto(f"{host}en/numbers/weights.html")
    for id, value in (("homes", "1,200"), ("asked", "120"), ("answered", "100"), ("yes", "130")):
        page.fill(f"[id='number-{id}.1']", value)
    page.locator("[id='number-yes.1']").blur()
    expect(page.locator("[id='number-yes.1-wrong']")).to_contain_text("from 0 to 100")
    expect(page.locator("[data-field='share']")).to_contain_text("…")
    page.fill("[id='number-answered.1']", "140")
    page.locator("[id='number-answered.1']").blur()
    expect(page.locator("[id='number-answered.1-wrong']")).to_contain_text("from 0 to 120")
    page.fill("[id='number-answered.1']", "100")
    page.fill("[id='number-yes.1']", "30")
    page.locator("[id='number-yes.1']").blur()
    expect(page.locator("[data-field='share']")).to_contain_text("30")
    expect(page.locator(".ask__error:visible")).to_have_count(0)


def test_two_numbers_may_limit_each_other(wide: Visit, host: str) -> None:
    """At least as many were visited as answered: each waits for nothing but what stands in the other."""
    page, before = wide.page, '"id":"asked","usual":null,"least":1.0'
    script = page.request.get(f"{host}en/assets/worksheets.js").text()
    assert before in script
    page.route("**/worksheets.js", lambda route: route.fulfill(body=script.replace(before, before[:-3] + '"answered"')))
    page.goto(f"{host}en/numbers/weights.html")
    for id, value in (("homes", "1200"), ("answered", "100"), ("asked", "90"), ("yes", "30")):
        page.fill(f"[id='number-{id}.1']", value)
    page.locator("[id='number-asked.1']").blur()
    expect(page.locator("[id='number-asked.1-wrong']")).to_contain_text("from 100 to 1,200")
    page.fill("[id='number-asked.1']", "120")
    page.locator("[id='number-asked.1']").blur()
    expect(page.locator("[data-field='share']")).to_contain_text("30")
    expect(page.locator(".ask__error:visible")).to_have_count(0)
    page.unroute("**/worksheets.js")


@pytest.mark.parametrize(("tag", "homes"), [("en", "12,000"), ("es", "12.000"), ("es", "12 000"), ("fr", "12000,0")])
def test_thousands_are_parted_as_the_language_does(wide: Visit, host: str, tag: str, homes: str) -> None:
    """Twelve thousand homes need 373 answers, and twelve homes need twelve."""
    wide.page.goto(f"{host}{tag}/numbers/how-many.html")
    wide.page.fill("#number-homes", homes)
    expect(wide.page.locator("[data-field='needed']")).to_have_text("373")


@pytest.mark.parametrize(
    ("tag", "homes", "fraction"),
    [
        ("en", "12.000", "12."),
        ("en", "12.125", "12.1250"),
        ("es", "12,000", "12."),
        ("fr", "12.000", "12."),
        ("fr", "12,000", "12."),
    ],
)
def test_a_number_that_may_be_two_is_asked_for_again(
    wide: Visit, host: str, tag: str, homes: str, fraction: str
) -> None:
    """No figure is taken by the signs of another language, and none is guessed."""
    page = wide.page
    page.goto(f"{host}{tag}/numbers/how-many.html")
    page.fill("#number-homes", homes)
    page.locator("#number-homes").blur()
    expect(page.locator("#number-homes-wrong")).to_contain_text(re.sub(r"\D", "", homes))
    expect(page.locator("#number-homes-wrong")).to_contain_text(fraction)
    expect(page.locator("[data-field='needed']")).to_have_text("…")
    page.fill("#number-homes", re.sub(r"\D", "", homes))
    page.locator("#number-homes").blur()
    expect(page.locator("#number-homes-wrong")).to_have_count(0)


def test_a_nought_before_the_sign_makes_a_fraction(wide: Visit, host: str) -> None:
    page = wide.page
    page.goto(f"{host}en/numbers/how-many.html")
    page.fill("#number-homes", "0,125")
    page.locator("#number-homes").blur()
    expect(page.locator("#number-homes-wrong")).to_be_visible()


def test_of_two_readings_the_one_that_fits_is_taken(wide: Visit, host: str) -> None:
    """How sure: 2.576 is at most 4."""
    page = wide.page
    page.goto(f"{host}en/numbers/how-many.html")
    page.fill("#number-sure", "2.576")
    page.fill("#number-homes", "12000")
    page.locator("#number-homes").blur()
    expect(page.locator(".ask__error:visible")).to_have_count(0)
    expect(page.locator("[data-field='needed']")).to_have_text("629")
